/** Waits until the page is as it is expected to be. It looks whenever something has happened, and not in between. */
import { PageError } from './errors.js'

/**
 * @template T
 * @typedef {object} Wish
 * @property {() => T | undefined} look undefined as long as it is not so
 * @property {() => PageError} describe what is there instead
 */

/** @param {import('../alarm.js').Clock} clock */
export function createWaiting(clock) {
  /** @type {Set<{ look: () => boolean, end: (error: PageError) => void }>} */
  const waiting = new Set()

  return {
    /**
     * @template T
     * @param {Wish<T>} wish
     * @param {number} timeout in milliseconds
     * @returns {Promise<T>}
     */
    async until({ look, describe }, timeout) {
      const found = look()
      if (found !== undefined) return found
      // made here, so that its stack leads to the test's line
      const late = describe()
      return new Promise((resolve, reject) => {
        const timer = clock.setTimeout(() => {
          waiting.delete(waiter)
          late.message = describe().message
          reject(late)
        }, timeout)
        const waiter = {
          look() {
            const found = look()
            if (found === undefined) return false
            clock.clearTimeout(timer)
            resolve(found)
            return true
          },
          /** @param {PageError} error */
          end(error) {
            clock.clearTimeout(timer)
            reject(error)
          }
        }
        waiting.add(waiter)
      })
    },

    /** Something has happened. */
    look() {
      for (const waiter of [...waiting]) if (waiter.look()) waiting.delete(waiter)
    },

    /** The page is closed: nothing more will happen. */
    end() {
      for (const waiter of waiting)
        waiter.end(new PageError('The page was closed while it was waited for.', 'Close it later.'))
      waiting.clear()
    }
  }
}
