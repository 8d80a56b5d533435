/** The page's connections: one for each element with ws-connect (or the legacy hx-ws), as js/ws.js has them in a browser. */
import { configureAttempt } from '../configure.js'
import { createConnection } from '../connection.js'
import { readOptions } from '../options.js'
import { PageError } from './errors.js'
import { attributeOf } from './htmx/attributes.js'

/** @typedef {import('../connection.js').Connection} Connection */
/** @typedef {import('../options.js').Options} Options */
/** @typedef {import('./tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('./headless.d.ts').SocketLike} SocketLike */
/** @typedef {import('../public.d.ts').WsStatus} Status */
/** @typedef {{ connection: Connection, url: string, options: Options }} Known */

/**
 * The page's side of a connection, whose elements are those of the tree.
 * @typedef {Omit<import('../connection.js').Host, 'createSocket' | 'announceTo' | 'queueModeOf' | 'refuse'> & {
 *   createSocket: (attempt: import('../connection.js').Attempt) => SocketLike
 *   announceTo: (elt: HeadlessElement | undefined, name: string, detail: object) => boolean
 *   queueModeOf: (sender: HeadlessElement) => string | null
 *   refuse: (sender: HeadlessElement | undefined, name: string, trouble: import('../report.js').Trouble) => void
 * }} Host
 */

/** @type {Status[]} */
const statuses = ['connecting', 'open', 'waiting', 'closed']

// More does not fit into a timer's 32 bits.
const longestDelay = 2 ** 31 - 1

/**
 * @typedef {object} Surroundings what a connection needs of its page
 * @property {import('./document.js').Tree} tree
 * @property {import('../core.js').Core} core
 * @property {import('../alarm.js').Clock} clock
 * @property {() => number} random
 * @property {string} url of the page
 * @property {Record<string, any>} config htmx.config
 * @property {(url: string, protocols: string[]) => SocketLike} openSocket
 * @property {import('./reports.js').Reports} reports
 * @property {(elt: HeadlessElement, data: unknown) => void} receive
 * @property {() => void} changed
 */

/** @typedef {ReturnType<typeof createConnections>} Connections */

/** @param {Surroundings} page */
export function createConnections(page) {
  const { tree, core, reports } = page
  /** @type {Map<HeadlessElement, Known>} */
  const known = new Map()

  /**
   * @param {HeadlessElement} elt
   * @returns {{ connect: string | null, send: boolean }}
   */
  function legacyValue(elt) {
    const value = attribute(elt, 'hx-ws')
    return value ? core.legacyValue(value) : { connect: null, send: false }
  }

  const attribute = (/** @type {HeadlessElement} */ elt, /** @type {string} */ name) => attributeOf(tree, elt, name)

  /** @param {HeadlessElement} elt */
  const urlOf = (elt) => attribute(elt, 'ws-connect') || legacyValue(elt).connect

  /** @param {HeadlessElement} elt */
  function optionsOf(elt) {
    return readOptions(page.config.ws, attribute(elt, 'ws-config'), (trouble, ofPage) =>
      reports.trouble(ofPage ? null : elt, 'htmx:wsConfigError', trouble)
    )
  }

  /**
   * @param {HeadlessElement} elt
   * @param {string} first the attribute's value at first
   * @param {Options} options
   * @returns {Connection}
   */
  function newConnection(elt, first, options) {
    /** The attribute's value at the last attempt, and what was opened of it. */
    let url = first
    let opened = first
    /** @type {Host} */
    const host = {
      options,
      clock: page.clock,
      closesLate: false,
      presentUrl() {
        const present = known.get(elt)
        if (!options.strict && present) present.url = url = urlOf(elt) ?? url
        return url
      },
      configure(url, retryCount, lastSeq) {
        const { publicInterface: socketWrapper } = connection.wrapper
        const announce = (/** @type {string} */ name, /** @type {object} */ detail) =>
          reports.announce(elt, name, detail)
        return configureAttempt(announce, options, { url, retryCount, lastSeq, socketWrapper })
      },
      createSocket({ url, protocols }) {
        opened = resolve(url)
        return page.openSocket(opened, protocols)
      },
      isAttached: () => known.get(elt)?.connection === connection && tree.isAttached(elt),
      reconnectDelay: delay,
      announce: (name, detail) => reports.announce(elt, name, { ...detail, url: opened }),
      announceTo: (sender, name, detail) => reports.announce(sender ?? elt, name, detail),
      announceError: (error) => reports.announce(elt, 'htmx:wsError', { error, url: opened }),
      showStatus: (status) => showStatus(elt, options, status, connection),
      queueModeOf: (sender) => attribute(sender, 'ws-queue'),
      warnOfQueue() {},
      refuse: (sender, name, trouble) => reports.trouble(sender ?? elt, name, trouble),
      refuseConnect: (cause) => reports.error(elt, 'htmx:wsError', refused(url, cause)),
      receive: ({ data }) => page.receive(elt, data),
      removed() {}
    }
    const connection = createConnection(core, /** @type {any} */ (host))
    return connection
  }

  /**
   * @param {string} value of ws-connect
   * @returns {string}
   */
  function resolve(value) {
    const base = tree.query('base[href]')
    const baseUrl = new URL(base ? (tree.attribute(base, 'href') ?? '') : '', page.url).href
    const url = core.socketUrl(page.url, baseUrl, value)
    if (url === null) throw new SyntaxError('it is no URL for a WebSocket on this page')
    return new URL(url).href
  }

  /**
   * @param {import('../core.js').CoreConnection} connection
   * @param {number} retryCount
   */
  function delay(connection, retryCount) {
    const { wsReconnectDelay: given } = page.config
    if (typeof given === 'function') return given(retryCount)
    if (typeof given === 'number' && given >= 0 && given <= longestDelay) return given
    return core.backoffDelay(connection, retryCount, page.random())
  }

  /**
   * @param {HeadlessElement} elt
   * @param {Options} options
   * @param {Status} status
   * @param {Connection} connection
   */
  function showStatus(elt, options, status, connection) {
    reports.tell('status', { url: known.get(elt)?.url ?? urlOf(elt), status })
    if (!options.strict && tree.isAttached(elt)) {
      for (const each of statuses) {
        if (each === status) tree.setAttribute(elt, `ws-${each}`, '')
        else tree.removeAttribute(elt, `ws-${each}`)
      }
      const { retryCount = 0, nextRetryAt = null } = connection.wrapper.publicInterface ?? {}
      reports.announce(elt, 'htmx:wsStatus', { status, retryCount, nextRetryAt })
    }
    page.changed()
  }

  /** @param {HeadlessElement} elt */
  function disconnect(elt) {
    const connection = known.get(elt)?.connection
    known.delete(elt)
    connection?.remove()
  }

  return {
    /** @param {HeadlessElement} elt whether it sends by the legacy hx-ws */
    sendsByHxWs: (elt) => legacyValue(elt).send,

    /** @param {HeadlessElement} elt new in the page, or seen anew */
    connect(elt) {
      const url = urlOf(elt)
      const present = known.get(elt)
      if (present && !present.connection.isRemoved() && present.url === url) return
      const options = optionsOf(elt)
      disconnect(elt)
      if (url === null) return
      const connection = newConnection(elt, url, options)
      known.set(elt, { connection, url, options })
      connection.start()
    },

    disconnect,

    /** @param {HeadlessElement} elt */
    socketOf(elt) {
      const connection = known.get(elt)?.connection
      return connection && !connection.isRemoved() ? connection.wrapper : undefined
    },

    /** @returns {{ url: string, status: Status }[]} of each connection, in the order of their beginning */
    states: () =>
      [...known.values()].map(({ connection, url }) => ({
        url,
        status: connection.wrapper.publicInterface?.status ?? 'connecting'
      })),

    /** Ends all of them. */
    end() {
      for (const elt of [...known.keys()]) disconnect(elt)
    }
  }
}

/**
 * @param {string} url
 * @param {unknown} cause
 */
function refused(url, cause) {
  if (cause instanceof PageError) return cause
  const { message } = /** @type {Error} */ (cause)
  return new PageError(
    `ws-connect="${url}" can't be opened: ${message}.`,
    'Use a path (/chat), a ws:// or wss:// URL, and wss:// on a page loaded by https.',
    { cause }
  )
}
