// Builds the simulator, and lets it simulate.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pugixmlOption } from '../../wasm/build.mjs'
import { Advice, root, run } from '../../wasm/steps.mjs'

/** @typedef {import('./strategies.mjs').Strategy} Strategy */
/** @typedef {{ clients: number, seed: number, down: number, capacity: number }} Situation down is in seconds, capacity in connections per second */

/**
 * @typedef {object} Outcome
 * @property {Strategy} strategy
 * @property {number[]} attempts in each second, from the server's end until all clients are back
 * @property {number[]} accepted of them
 */

const folder = join(root, 'build/simulate')

/** Builds it where it is not built, or not as its sources are now. */
export async function buildSimulator() {
  const options = [
    '-DCMAKE_BUILD_TYPE=Release',
    '-DCMAKE_CXX_COMPILER=clang++',
    '-DHXWS_SIMULATE=ON',
    await pugixmlOption()
  ]
  await run('cmake', ['-S', root, '-B', folder, '-G', 'Ninja', ...options])
  await run('cmake', ['--build', folder])
}

/**
 * Simulates one strategy. The same situation has the same outcome.
 * @param {Situation} situation
 * @param {Strategy} strategy
 * @param {(back: number) => void} [progress] told again and again how many clients are back
 * @returns {Promise<Outcome>}
 */
export async function simulate({ clients, seed, down, capacity }, strategy, progress = () => {}) {
  const { first, longest, jitter } = strategy
  const words = [clients, seed, down, capacity, first, longest, jitter === 'full' ? -1 : jitter].map(String)
  const child = spawn(join(folder, 'simulate'), words, { stdio: ['ignore', 'pipe', 'inherit'] })
  const closed = once(child, 'close')
  /** @type {Outcome} */
  const outcome = { strategy, attempts: [], accepted: [] }
  let back = 0
  for await (const line of createInterface(child.stdout)) {
    const [attempts, accepted] = line.split(' ').map(Number)
    outcome.attempts.push(attempts)
    outcome.accepted.push(accepted)
    back += accepted
    progress(back)
  }
  const [status] = await closed
  if (status !== 0) throw new Advice(`The simulator failed (${status}): ${words.join(' ')}`)
  return outcome
}
