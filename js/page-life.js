/**
 * What happens to the page as a whole, for all its connections: it is hidden, frozen, put away and brought back, goes
 * online, or sleeps with the machine. And what no event tells: that an element was taken out by plain JavaScript.
 */
import { ConnectionEvent } from './codes.js'

/** @typedef {import('./connection.js').Connection} Connection */
/** @typedef {import('./options.js').Options} Options */
/** @typedef {{ elt: Element, connection: Connection, options: Options, misses: number }} Watched */

/** How often to look. In milliseconds. */
const lookEvery = 5000
/** Looks in a row that do not find an element in the page before its socket is closed. */
const mostMisses = 2
/** Hidden pages' timers may ring once a minute: for so long silence proves nothing. In milliseconds. */
const throttled = 60_000

/** @param {Options} options */
const isLenient = ({ strict }) => !strict

/** @param {Options} options */
const pauses = ({ pauseOnBackground }) => pauseOnBackground

/**
 * @param {object} page
 * @param {(elt: Element) => boolean} page.isInPage
 * @param {(elt: Element) => void} page.connect
 */
export function createPageLife({ isInPage, connect }) {
  /** @type {Map<Element, Watched>} */
  const watched = new Map()
  /** Elements that were not in the page when their sockets were closed: they may come back. @type {Set<WeakRef<Element>>} */
  const gone = new Set()
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let looker
  /** When a script last ran for certain, and whether its timers were held back since. */
  let alive = Date.now()
  let allowance = 0

  for (const type of ['visibilitychange', 'resume', 'freeze']) document.addEventListener(type, hear)
  for (const type of ['pageshow', 'pagehide', 'online']) addEventListener(type, hear)

  /** @param {Event} event */
  function hear(event) {
    const { type, persisted } = /** @type {PageTransitionEvent} */ (event)
    if (type === 'pageshow' && !persisted) return
    if (type === 'freeze') {
      alive = Date.now()
      allowance = 0
    } else if (type === 'pagehide') reportAll(ConnectionEvent.hide, isLenient)
    else {
      tellSleep()
      if (type === 'visibilitychange' && document.hidden) return reportAll(ConnectionEvent.hide, pauses)
      if (persisted || !document.hidden) reportAll(ConnectionEvent.show)
      reportAll(ConnectionEvent.wake, isLenient, type === 'online' ? 1 : 0)
    }
  }

  /**
   * @param {number} event
   * @param {(options: Options) => boolean} [isMeant]
   * @param {number} [value]
   */
  function reportAll(event, isMeant = () => true, value) {
    for (const { connection, options } of [...watched.values()]) {
      if (isMeant(options)) connection.report(event, value)
    }
  }

  function tellSleep() {
    const gap = Date.now() - alive - allowance
    alive = Date.now()
    allowance = document.hidden ? throttled : 0
    if (gap > 2 * lookEvery) reportAll(ConnectionEvent.slept, undefined, Math.min(gap, 2 ** 31 - 1))
  }

  function look() {
    tellSleep()
    for (const each of [...watched.values()]) {
      each.misses = isInPage(each.elt) ? 0 : each.misses + 1
      if (each.misses >= mostMisses && isLenient(each.options)) each.connection.remove()
    }
    for (const reference of gone) {
      const elt = reference.deref()
      if (elt && !isInPage(elt)) continue
      gone.delete(reference)
      if (elt) connect(elt)
    }
    rest()
  }

  /** Nothing is looked at where there is nothing to look at. */
  function rest() {
    if (watched.size > 0 || gone.size > 0) return
    clearInterval(looker)
    looker = undefined
  }

  return {
    /**
     * @param {Element} elt
     * @param {Connection} connection
     * @param {Options} options
     */
    watch(elt, connection, options) {
      if (options.strict && !options.pauseOnBackground && !options.staleAfter) return
      watched.set(elt, { elt, connection, options, misses: 0 })
      if (looker !== undefined) return
      alive = Date.now()
      looker = setInterval(look, lookEvery)
    },

    /**
     * Its connection found out that it is not in the page.
     * @param {Element} elt
     */
    lose(elt) {
      const lost = watched.get(elt)
      watched.delete(elt)
      if (lost && isLenient(lost.options)) gone.add(new WeakRef(elt))
    },

    /** @param {Element} elt */
    forget(elt) {
      watched.delete(elt)
      if (looker !== undefined) rest()
    }
  }
}
