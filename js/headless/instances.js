/**
 * Instances of headless.wasm. Some hundred pages share one: what a page holds goes back to it, and when the last page of an
 * instance is closed, its memory goes back to the machine. WebAssembly reserves address space for each, so there can't be
 * one a page.
 */
import { isTrap } from '../engine.js'
import { createInstance } from '../instance.js'
import { PageError } from './errors.js'
import { headlessModule } from './modules.js'

/** @typedef {import('../instance.js').Instance} Instance */
/** @typedef {{ instance: Instance, pages: number, failure: unknown }} Shared */

const mostPages = 250

/** The one that the next page is given. @type {Shared | null} */
let present = null

/** A place in an instance for one page. */
export function openInstance() {
  if (!present || present.failure || present.pages >= mostPages) {
    const exports = /** @type {any} */ (new WebAssembly.Instance(headlessModule()).exports)
    present = { instance: createInstance(exports), pages: 0, failure: null }
  }
  const shared = present
  shared.pages++

  return {
    instance: shared.instance,

    /**
     * Makes a call. After a trap, which is a defect of ours, no page of the instance can be used any more.
     * @template T
     * @param {() => T} action
     * @returns {T}
     * @throws {PageError}
     */
    guarded(action) {
      if (shared.failure) throw failed(shared.failure)
      try {
        return action()
      } catch (error) {
        if (!isTrap(error)) throw error
        shared.failure = error
        throw failed(error)
      }
    },

    /** @param {() => void} release what the page holds */
    end(release) {
      shared.pages--
      if (shared.pages === 0 && present === shared) present = null
      if (!shared.failure) release()
    }
  }
}

/** @param {unknown} cause */
const failed = (cause) =>
  new PageError(
    'The document failed, and with it the pages that share its memory.',
    'This is a defect: please report it with what the page did last.',
    { cause }
  )
