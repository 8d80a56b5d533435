/**
 * A timer that says when it rings.
 * @param {() => void} ring
 */
export function createAlarm(ring) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  /** In milliseconds of Date.now(). @type {number | null} */
  let at = null

  function clear() {
    if (at !== null) clearTimeout(timer)
    at = null
  }

  /** @param {number} milliseconds instead of what was set before */
  function set(milliseconds) {
    clear()
    at = Date.now() + milliseconds
    timer = setTimeout(() => {
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
      if (at === null || at - Date.now() > milliseconds) set(milliseconds)
    }
  }
}
