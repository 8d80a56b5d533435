/** Holds what must wait, in order, until it may go on. */
import { reportUncaught } from './uncaught.js'

export function createGate() {
  /** @type {(() => void)[] | null} null once it is open */
  let held = []
  return {
    /** @param {() => void} work done at once where the gate is open */
    pass(work) {
      if (held) held.push(work)
      else work()
    },

    open() {
      const works = held ?? []
      held = null
      for (const work of works) attempt(work)
    }
  }
}

/** @param {() => void} work what fails must not keep back the rest */
function attempt(work) {
  try {
    work()
  } catch (error) {
    reportUncaught(error)
  }
}
