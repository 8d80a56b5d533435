/**
 * What tells the time and waits, as the global object does. A headless page may be given another.
 * @typedef {object} Clock
 * @property {{ now(): number }} Date
 * @property {(callback: () => void, milliseconds: number) => any} setTimeout
 * @property {(timer: any) => void} clearTimeout
 */

/**
 * A timer that says when it rings.
 * @param {() => void} ring
 * @param {Clock} [clock]
 */
export function createAlarm(ring, clock = globalThis) {
  /** @type {ReturnType<Clock['setTimeout']>} */
  let timer
  /** In milliseconds of the clock. @type {number | null} */
  let at = null

  function clear() {
    if (at !== null) clock.clearTimeout(timer)
    at = null
  }

  /** @param {number} milliseconds instead of what was set before */
  function set(milliseconds) {
    clear()
    at = clock.Date.now() + milliseconds
    timer = clock.setTimeout(() => {
      at = null
      ring()
    }, milliseconds)
  }

  return {
    set,
    clear,
    /** When it rings; null where it does not. */
    at: () => at,
    /** @param {number} milliseconds unless it rings before */
    setAtMost(milliseconds) {
      if (at === null || at - clock.Date.now() > milliseconds) set(milliseconds)
    }
  }
}
