/** The page's clock: the global functions as they are when they are called, so that a test's fake timers take effect. */

/** @typedef {import('../alarm.js').Clock} Clock */

/** @type {Clock} */
export const globalClock = globalThis

/** Cores by their clocks: pages of one clock share one, which asks the clock for the time. @type {WeakMap<Clock, Core>} */
const cores = new WeakMap()

/** @typedef {import('../core.js').Core} Core */

import { createCore } from '../core.js'
import { coreEngine } from './modules.js'

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
