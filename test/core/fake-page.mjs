// A page with one connection through js/connection.js and the built core, on a WebSocket that the test plays and a clock
// that the test moves.
import { afterEach, beforeEach, mock } from 'node:test'
import { createConnection } from '../../js/connection.js'
import { standard } from '../../js/options.js'
import { openCore } from '../support/built.mjs'

export const core = openCore()

/** @typedef {import('../../js/connection.js').InnerWrapper} InnerWrapper */
/** @typedef {import('../../js/connection.js').Message} Message */
/** @typedef {import('../../js/public.d.ts').SocketWrapper} SocketWrapper */
/** @typedef {import('../../js/options.js').Options} Options */
/** @typedef {Parameters<typeof createConnection>[1]} Host */

/** A socket whose server is the test. Closing takes until the test says so, as with a real one. */
export class FakeSocket {
  static CONNECTING = 0
  static OPEN = 1
  static CLOSING = 2
  static CLOSED = 3
  OPEN = 1
  readyState = FakeSocket.CONNECTING
  closes = 0
  /** @type {Message[]} */
  sent = []
  /** @type {Record<string, ((event: object) => void)[]>} */
  listeners = {}
  /** @type {((event: object) => void) | undefined} */
  onopen
  /** @type {((event: object) => void) | undefined} */
  onclose
  /** @type {((event: object) => void) | undefined} */
  onerror

  /**
   * @param {string} type
   * @param {(event: object) => void} listener
   */
  addEventListener(type, listener) {
    this.listeners[type] = [...(this.listeners[type] ?? []), listener]
  }

  /** @param {Message} message */
  send(message) {
    if (this.readyState === FakeSocket.CONNECTING) throw new Error('InvalidStateError')
    if (this.readyState === FakeSocket.OPEN) this.sent.push(message)
  }

  close() {
    this.closes++
    if (this.readyState !== FakeSocket.CLOSED) this.readyState = FakeSocket.CLOSING
  }

  get isAlive() {
    return this.readyState === FakeSocket.CONNECTING || this.readyState === FakeSocket.OPEN
  }

  // what the server and the network do

  opens() {
    this.readyState = FakeSocket.OPEN
    this.#dispatch('open', { type: 'open' })
  }

  /** @param {string} data */
  receives(data) {
    this.#dispatch('message', { type: 'message', data })
  }

  /** @param {number} code */
  ends(code) {
    this.readyState = FakeSocket.CLOSED
    this.#dispatch('close', { type: 'close', code })
  }

  fails() {
    this.#dispatch('error', { type: 'error' })
  }

  /**
   * @param {'open' | 'message' | 'close' | 'error'} type
   * @param {object} event
   */
  #dispatch(type, event) {
    if (type !== 'message') this[`on${type}`]?.(event)
    for (const listener of this.listeners[type] ?? []) listener.call(this, event)
  }
}

/**
 * A page with one element: its sockets, what it hears, and handlers of its events.
 */
export class Page {
  /** @type {FakeSocket[]} */
  sockets = []
  /** @type {string[]} */
  heard = []
  /** @type {number[]} the retry counts that a delay was asked for */
  delays = []
  /** @type {(number | bigint)[]} what each attempt could ask the server to go on from */
  lastSeqs = []
  /** @type {unknown[]} */
  refused = []
  /** @type {import('../../js/report.js').Trouble[]} */
  refusals = []
  attached = true
  /** The value of ws-connect. */
  url = '/'
  /** How often something wanted to know whether the element is attached: a timer that rings does. */
  asked = 0
  /** @type {Error | undefined} */
  constructorFails
  /** @type {Record<string, ((detail: any) => boolean | undefined | void) | undefined>} by the event's name */
  on = {}
  sender = /** @type {Element} */ (/** @type {unknown} */ ({ nodeName: 'FORM' }))
  /** @type {InnerWrapper} */
  wrapper

  /**
   * @param {{ onConnecting?: (page: Page) => void, options?: Partial<Options> }} [given] a listener from the first event on
   */
  constructor({ onConnecting, options } = {}) {
    if (onConnecting) this.on.Connecting = () => onConnecting(this)
    /** @type {Host} */
    const host = {
      options: { ...standard, strict: true, ...options },
      closesLate: false,
      presentUrl: () => this.url,
      configure: (url, _retryCount, lastSeq) => {
        this.lastSeqs.push(lastSeq)
        return { url, protocols: [] }
      },
      createSocket: () => this.#createSocket(),
      isAttached: () => {
        this.asked++
        return this.attached
      },
      reconnectDelay: (_connection, retryCount) => {
        this.delays.push(retryCount)
        return 1000
      },
      announce: (name, detail) => this.#hear(name, detail),
      announceError: (_error, wrapper) => void this.#hear('htmx:wsError', wrapper),
      announceTo: (_sender, name, detail) => this.#hear(name, detail, /** @type {any} */ (detail).message),
      showStatus: () => {},
      queueModeOf: () => null,
      removed: () => {},
      warnOfQueue: () => {},
      refuse: (_sender, name, trouble) => {
        this.refusals.push(trouble)
        this.on[name.replace('htmx:ws', '')]?.(trouble)
      },
      refuseConnect: (error) => void this.refused.push(['connect', error]),
      receive: (event) => void this.#hear('receive', event, event.data)
    }
    this.connection = createConnection(core, host)
    this.wrapper = this.connection.wrapper
    this.connection.start()
  }

  /** @returns {FakeSocket} the newest */
  get socket() {
    return this.sockets[this.sockets.length - 1]
  }

  /** What stands in htmx:wsOpen's detail. */
  get public() {
    return /** @type {SocketWrapper} */ (this.wrapper.publicInterface)
  }

  /** @returns {Message[]} */
  get queued() {
    return this.wrapper.messageQueue.map(({ message }) => message)
  }

  /** @param {string[]} messages */
  send(...messages) {
    for (const message of messages) this.public.send(message, this.sender)
  }

  /** What was heard since the last call. */
  news() {
    return this.heard.splice(0)
  }

  /** Takes the element out as htmx does: it is gone, and then cleaned up. */
  removeElement() {
    this.attached = false
    this.connection.remove()
  }

  /** @returns {WebSocket} */
  #createSocket() {
    this.heard.push('create')
    if (this.constructorFails) throw this.constructorFails
    const socket = new FakeSocket()
    this.sockets.push(socket)
    return /** @type {WebSocket} */ (/** @type {unknown} */ (socket))
  }

  /**
   * @param {string} name
   * @param {object} detail
   * @param {unknown} [about]
   */
  #hear(name, detail, about) {
    const short = name.replace('htmx:ws', '')
    this.heard.push(about === undefined ? short : `${short} ${about}`)
    return this.on[short]?.(detail) !== false
  }
}

const realWebSocket = globalThis.WebSocket

/** Each test of the file has fake sockets and a clock that stands still. */
export function useFakes() {
  beforeEach(() => {
    globalThis.WebSocket = /** @type {any} */ (FakeSocket)
    mock.timers.enable({ apis: ['setTimeout'] })
  })

  afterEach(() => {
    mock.timers.reset()
    globalThis.WebSocket = realWebSocket
  })
}

/** A page whose socket is open. */
export function openPage() {
  const page = new Page()
  page.socket.opens()
  page.news()
  return page
}

/** A page that waits for its next attempt. */
export function waitingPage() {
  const page = openPage()
  page.socket.ends(1006)
  page.news()
  return page
}
