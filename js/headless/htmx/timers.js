/** The timers of one thing, which end with it. */

/** @typedef {Pick<import('../headless.d.ts').Clock, 'setTimeout' | 'clearTimeout'>} Clock */

/** @param {Clock} clock */
export function createTimers(clock) {
  /** Each one's end. @type {Set<() => void>} */
  const cancels = new Set()

  return {
    /**
     * @param {() => void} action
     * @param {number} delay in milliseconds
     * @returns {() => void} cancels it
     */
    start(action, delay) {
      const timer = clock.setTimeout(() => {
        cancels.delete(cancel)
        action()
      }, delay)
      const cancel = () => {
        cancels.delete(cancel)
        clock.clearTimeout(timer)
      }
      cancels.add(cancel)
      return cancel
    },

    clear() {
      for (const cancel of [...cancels]) cancel()
    }
  }
}
