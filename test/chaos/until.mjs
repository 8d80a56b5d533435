import { setTimeout as pause } from 'node:timers/promises'

/**
 * Waits until something is so, or the time is over.
 * @param {() => unknown} condition or a promise of it
 * @param {number} [patience] in milliseconds
 * @returns {Promise<boolean>} whether it is so
 */
export async function isSoon(condition, patience = 20_000) {
  const end = Date.now() + patience
  while (Date.now() < end) {
    if (await condition()) return true
    await pause(20)
  }
  return false
}

/**
 * The same, but fails where it never is so.
 * @param {() => unknown} condition
 */
export async function until(condition) {
  if (!(await isSoon(condition))) throw new Error(`Never so: ${condition}`)
}
