/** What a page tells: its events to their listeners, and what went wrong, which is kept until somebody has heard of it. */
import { describe } from './describe.js'
import { PageError } from './errors.js'

/** @typedef {import('./tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {ReturnType<typeof createReports>} Reports */
/** @typedef {(detail: any) => unknown} Listener */

/** Errors that are kept; the last one says how many more there were. */
const mostErrors = 100

/** @param {import('./tree.d.ts').Tree} tree */
export function createReports(tree) {
  /** @type {Map<string, Set<Listener>>} */
  const listeners = new Map()
  /** @type {PageError[]} */
  const errors = []
  let isHeard = false

  /** @param {HeadlessElement} elt */
  const nameOf = (elt) => (tree.isAttached(elt) ? describe(tree, elt) : 'an element that is gone')

  /**
   * @param {string} name
   * @param {unknown} detail
   * @returns {boolean} false where a listener has returned false
   */
  function tell(name, detail) {
    let isWanted = true
    for (const listener of [...(listeners.get(name) ?? [])]) {
      if (listener(detail) === false) isWanted = false
    }
    return isWanted
  }

  /** What goes wrong while somebody acts is thrown at him. @type {PageError[] | null} */
  let collected = null

  /** @param {PageError} error */
  function keep(error) {
    if (collected) return void collected.push(error)
    if (errors.length < mostErrors) errors.push(error)
    tell('error', error)
  }

  return {
    tell,
    errors,

    /**
     * One of htmx's events on an element. A listener that returns false cancels it.
     * @param {HeadlessElement} elt
     * @param {string} name
     * @param {object} detail listeners may change it
     */
    announce: (elt, name, detail) => !listeners.has(name) || tell(name, Object.assign(detail, { elt: nameOf(elt) })),

    /**
     * What an element could not do.
     * @param {HeadlessElement | null} elt null for the page as a whole
     * @param {string} name of htmx's event
     * @param {{ reason: string, remedy: string, cause?: unknown }} trouble
     */
    trouble(elt, name, { reason, remedy, cause }) {
      const place = elt ? `${nameOf(elt)}: ` : ''
      this.error(elt, name, new PageError(`${place}${reason}`, remedy, { cause }))
    },

    /**
     * @param {HeadlessElement | null} elt
     * @param {string} name
     * @param {PageError} error
     */
    error(elt, name, error) {
      if (elt) this.announce(elt, name, { error, reason: error.reason, remedy: error.remedy })
      keep(error)
    },

    /**
     * @param {string} name
     * @param {Listener} listener
     */
    on(name, listener) {
      if (name === 'error') isHeard = true
      const some = listeners.get(name) ?? new Set()
      listeners.set(name, some.add(listener))
    },

    /**
     * @param {string} name
     * @param {Listener} listener
     */
    off(name, listener) {
      const some = listeners.get(name)
      some?.delete(listener)
      if (some?.size === 0) listeners.delete(name)
    },

    /**
     * @param {() => void} action
     * @throws what went wrong in it
     */
    orThrow(action) {
      const outer = collected
      /** @type {PageError[]} */
      const own = []
      collected = own
      try {
        action()
      } finally {
        collected = outer
      }
      throwAll(own)
    },

    /** Throws what nobody has listened for. */
    throwUnheard() {
      const unheard = isHeard ? [] : errors
      isHeard = true
      throwAll(unheard)
    }
  }
}

/** @param {PageError[]} errors */
function throwAll(errors) {
  if (errors.length === 1) throw errors[0]
  if (errors.length === 0) return
  throw new AggregateError(errors, `${errors.length} things went wrong in the page. The first: ${errors[0].message}`)
}
