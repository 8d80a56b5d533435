/** A clock that goes only when it is told to. Also runs in a page, as its own text: it must use nothing from outside. */
export function createFakeClock() {
  let now = 1_000_000
  let next = 1
  /** @type {Map<number, { at: number, callback: () => void }>} */
  const timers = new Map()

  return {
    Date: { now: () => now },

    /**
     * @param {() => void} callback
     * @param {number} [delay]
     */
    setTimeout(callback, delay = 0) {
      timers.set(next, { at: now + Math.max(delay, 1), callback })
      return next++
    },

    /** @param {number} timer */
    clearTimeout(timer) {
      timers.delete(timer)
    },

    /** @param {number} milliseconds */
    advance(milliseconds) {
      const end = now + milliseconds
      for (;;) {
        const [first] = [...timers].filter(([, { at }]) => at <= end).sort(([, one], [, other]) => one.at - other.at)
        if (!first) break
        const [timer, { at, callback }] = first
        timers.delete(timer)
        now = at
        callback()
      }
      now = end
    }
  }
}
