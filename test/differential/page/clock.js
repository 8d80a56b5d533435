/**
 * A clock that stands still until a test moves it: setTimeout, setInterval and requestAnimationFrame of the page. Timers
 * run in the order in which they are due, those due at once in the order in which they were set.
 */
import { record } from './trace.js'

/** @typedef {{ id: number, due: number, delay: number, every: boolean, silent: boolean, run: () => void }} Timer */

/** What the harness itself waits with. */
export const real = {
  setTimeout: globalThis.setTimeout.bind(globalThis),
  requestAnimationFrame: globalThis.requestAnimationFrame.bind(globalThis)
}

const frame = 16
/** A page that sets timers without end would never come back from a tick. */
const mostRuns = 10_000

let now = 0
let nextId = 1
/** @type {Map<number, Timer>} */
const timers = new Map()

/**
 * @param {() => void} run
 * @param {unknown} delay
 * @param {{ every?: boolean, silent?: boolean }} [options] silent: of the harness, so not in the trace
 */
export function setTimer(run, delay, { every = false, silent = false } = {}) {
  const milliseconds = Math.max(0, Number(delay) || 0)
  const id = nextId++
  if (!silent) record({ kind: 'timer', what: every ? 'set interval' : 'set', delay: milliseconds })
  timers.set(id, { id, due: now + milliseconds, delay: milliseconds, every, silent, run })
  return id
}

/** @param {number | undefined} id */
function clearTimer(id) {
  const timer = timers.get(Number(id))
  if (!timer) return
  timers.delete(timer.id)
  if (!timer.silent) record({ kind: 'timer', what: 'cleared', delay: timer.delay })
}

/**
 * Moves the clock and runs what is due.
 * @param {number} milliseconds
 */
export function tick(milliseconds) {
  const end = now + milliseconds
  for (let runs = 0; ; runs++) {
    const timer = nextDue(end)
    if (!timer) break
    if (runs > mostRuns) throw new Error(`More than ${mostRuns} timers ran within ${milliseconds} ms`)
    now = Math.max(now, timer.due)
    if (timer.every) timer.due = now + Math.max(1, timer.delay)
    else timers.delete(timer.id)
    runTimer(timer)
  }
  now = end
}

/** @param {number} end */
function nextDue(end) {
  let first
  for (const timer of timers.values()) {
    if (timer.due <= end && (!first || timer.due < first.due || (timer.due === first.due && timer.id < first.id))) {
      first = timer
    }
  }
  return first
}

/** @param {Timer} timer */
function runTimer(timer) {
  if (!timer.silent) record({ kind: 'timer', what: 'ran', delay: timer.delay })
  try {
    timer.run()
  } catch (error) {
    // as the page's own timers: an error ends the callback and nothing else
    reportError(error)
  }
}

/** @returns {number[]} the delays of what is still to run, in the order of their setting */
export function pendingTimers() {
  return [...timers.values()].filter(({ silent }) => !silent).map(({ delay }) => delay)
}

/** Puts the clock into the page. */
export function installClock() {
  const page = /** @type {any} */ (globalThis)
  /**
   * @param {boolean} every
   * @returns {(callback: Function | string, delay?: number, ...values: unknown[]) => number}
   */
  const setter =
    (every) =>
    (callback, delay = 0, ...values) => {
      const run = typeof callback === 'function' ? callback : new Function(callback)
      return setTimer(() => run.apply(globalThis, values), delay, { every })
    }
  page.setTimeout = setter(false)
  page.setInterval = setter(true)
  page.clearTimeout = clearTimer
  page.clearInterval = clearTimer
  page.requestAnimationFrame = (/** @type {(time: number) => void} */ callback) => setTimer(() => callback(now), frame)
  page.cancelAnimationFrame = clearTimer
}
