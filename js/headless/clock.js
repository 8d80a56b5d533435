/** The page's clock: the global functions as they are when they are called, so that a test's fake timers take effect. */
import { createCore } from '../core.js'
import { coreEngine } from './modules.js'

/** @typedef {import('../alarm.js').Clock} Clock */
/** @typedef {import('../core.js').Core} Core */

/** @type {Clock} */
export const globalClock = globalThis

/** Pages of one clock share one, which asks the clock for the time. @type {WeakMap<Clock, Core>} */
const cores = new WeakMap()

/**
 * @param {Clock} clock
 * @returns {Core}
 */
export function coreOf(clock) {
  const known = cores.get(clock)
  if (known) return known
  const core = createCore({ engine: coreEngine(), now: () => clock.Date.now() })
  cores.set(clock, core)
  return core
}
