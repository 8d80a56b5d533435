/**
 * A WebSocket whose other end a test holds in its hands. To the page it is what Chromium's is: the same errors of its
 * constructor, states, kinds of events and their order; property handlers take their turn among the listeners.
 */
import { setTimer } from './clock.js'
import { describe, describeWith } from './describe.js'
import { record } from './trace.js'

const connecting = 0
const open = 1
const closing = 2
const closed = 3

const failure = "Failed to construct 'WebSocket':"

/** @type {any[]} every socket made, mocks of a test too */
export const sockets = []

describeWith((value) => (sockets.includes(value) ? `[socket ${sockets.indexOf(value)}]` : undefined))

class FakeWebSocket extends EventTarget {
  static CONNECTING = connecting
  static OPEN = open
  static CLOSING = closing
  static CLOSED = closed

  #state = connecting
  #url
  /** @type {BinaryType} */
  #binaryType = 'blob'
  /** @type {{ code: number, reason: string, wasClean: boolean } | null} */
  #closingWith = null
  /** What arrived at the other end. @type {any[]} */
  sent = []
  /** How many listeners of each type there are. @type {Record<string, number>} */
  listeners = {}
  protocol = ''
  extensions = ''
  bufferedAmount = 0

  /** @param {any[]} parameters */
  constructor(...parameters) {
    super()
    if (parameters.length === 0) throw new TypeError(`${failure} 1 argument required, but only 0 present.`)
    this.#url = checkedUrl(String(parameters[0]))
    this.protocols = checkedProtocols(parameters[1])
    sockets.push(this)
    record({ kind: 'socket', socket: sockets.length - 1, url: this.#url, values: parameters.map(describe) })
    for (const name of ['sent', 'listeners', 'protocols', 'protocol', 'extensions', 'bufferedAmount']) {
      // as on a real socket, they are no keys of the instance
      Object.defineProperty(this, name, { enumerable: false })
    }
  }

  get url() {
    return this.#url
  }

  get readyState() {
    return this.#state
  }

  get binaryType() {
    return this.#binaryType
  }

  set binaryType(type) {
    if (type === 'blob' || type === 'arraybuffer') this.#binaryType = type
  }

  /**
   * @param {string} type
   * @param {any} listener
   * @param {any} [options]
   */
  addEventListener(type, listener, options) {
    this.listeners[type] = (this.listeners[type] ?? 0) + 1
    super.addEventListener(type, listener, options)
  }

  /** @param {any} data */
  send(data) {
    if (this.#state === connecting) {
      throw new DOMException("Failed to execute 'send' on 'WebSocket': Still in CONNECTING state.", 'InvalidStateError')
    }
    const isBinary = data instanceof Blob || data instanceof ArrayBuffer || ArrayBuffer.isView(data)
    const frame = isBinary ? data : String(data)
    const what = this.#state === open ? 'sent' : 'dropped'
    record({ kind: 'frame', socket: sockets.indexOf(this), what, data: describe(frame) })
    if (this.#state === open) this.sent.push(frame)
  }

  /** @param {[code?: number, reason?: string]} parameters */
  close(...parameters) {
    const [code, reason] = parameters
    if (code !== undefined && code !== 1000 && !(code >= 3000 && code <= 4999)) {
      throw new DOMException(
        `Failed to execute 'close' on 'WebSocket': The close code must be either 1000, or between 3000 and 4999. ${code} is neither.`,
        'InvalidAccessError'
      )
    }
    // from here on it has no effect that anything could see, see https://websockets.spec.whatwg.org/#dom-websocket-close
    if (this.#state >= closing) return
    const what = this.#state === open ? 'while open' : 'while connecting'
    record({ kind: 'close', socket: sockets.indexOf(this), what, values: parameters.map((value) => describe(value)) })
    // a connection that was never made fails; a made one says goodbye
    this.#closingWith =
      this.#state === connecting
        ? { code: 1006, reason: '', wasClean: false }
        : { code: code ?? 1005, reason: reason ?? '', wasClean: true }
    const fails = this.#state === connecting
    this.#state = closing
    setTimer(() => this.finishClose(fails), 0, { silent: true })
  }

  // What follows is the other end's, for tests.

  /** The server accepts. */
  open() {
    if (this.#state !== connecting) return this.#unheard('open')
    this.#state = open
    this.dispatchEvent(new Event('open'))
  }

  /**
   * A frame arrives.
   * @param {any} data a text, or a Blob, an ArrayBuffer or a view of one, which arrives as binaryType says
   */
  message(data) {
    if (this.#state !== open) return this.#unheard('message')
    this.dispatchEvent(new MessageEvent('message', { data: this.#received(data), origin: new URL(this.#url).origin }))
  }

  /** @param {any} data */
  #received(data) {
    if (typeof data === 'string') return data
    if (this.#binaryType === 'blob') return data instanceof Blob ? data : new Blob([data])
    return ArrayBuffer.isView(data) ? data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) : data
  }

  /**
   * The server closes, or the network breaks (1006).
   * @param {number} [code]
   * @param {string} [reason]
   * @param {boolean} [wasClean]
   */
  close_(code = 1000, reason = '', wasClean = code !== 1006) {
    if (this.#state === closed) return this.#unheard('close')
    this.#state = closed
    this.#closingWith = null
    this.dispatchEvent(new CloseEvent('close', { code, reason, wasClean }))
  }

  /** The connection fails. */
  fail() {
    if (this.#state === closed) return this.#unheard('error')
    this.#state = closed
    this.#closingWith = null
    this.dispatchEvent(new Event('error'))
    this.dispatchEvent(new CloseEvent('close', { code: 1006, reason: '', wasClean: false }))
  }

  /**
   * What close() began comes to its end; else the clock's next tick does it.
   * @param {boolean} [fails]
   */
  finishClose(fails = this.#closingWith?.code === 1006) {
    if (!this.#closingWith) return
    const { code, reason, wasClean } = this.#closingWith
    this.#closingWith = null
    this.#state = closed
    if (fails) this.dispatchEvent(new Event('error'))
    this.dispatchEvent(new CloseEvent('close', { code, reason, wasClean }))
  }

  /** @param {string} what */
  #unheard(what) {
    record({ kind: 'note', values: [`[socket ${sockets.indexOf(this)}] no ${what} in state ${this.#state}`] })
  }
}

for (const [name, value] of Object.entries({ CONNECTING: connecting, OPEN: open, CLOSING: closing, CLOSED: closed })) {
  Object.defineProperty(FakeWebSocket.prototype, name, { value, enumerable: true })
}
for (const type of ['open', 'message', 'error', 'close']) defineHandler(type)

/**
 * An on* property: its handler has the place among the listeners at which it was first set.
 * @param {string} type
 */
function defineHandler(type) {
  /** @type {WeakMap<object, { handler: any, listener: (event: Event) => void }>} */
  const handlers = new WeakMap()
  Object.defineProperty(FakeWebSocket.prototype, `on${type}`, {
    enumerable: true,
    configurable: true,
    get() {
      return handlers.get(this)?.handler ?? null
    },
    set(handler) {
      const present = handlers.get(this)
      if (typeof handler !== 'function') {
        if (present) EventTarget.prototype.removeEventListener.call(this, type, present.listener)
        handlers.delete(this)
      } else if (present) {
        present.handler = handler
      } else {
        const entry = { handler, listener: (/** @type {Event} */ event) => entry.handler.call(this, event) }
        handlers.set(this, entry)
        EventTarget.prototype.addEventListener.call(this, type, entry.listener)
      }
    }
  })
}

/**
 * What the constructor makes of a URL, see https://websockets.spec.whatwg.org/#dom-websocket-websocket.
 * @param {string} text
 * @returns {string}
 */
function checkedUrl(text) {
  let url
  try {
    url = new URL(text, document.baseURI)
  } catch {
    throw new DOMException(`${failure} The URL '${text}' is invalid.`, 'SyntaxError')
  }
  if (url.protocol === 'http:') url.protocol = 'ws:'
  if (url.protocol === 'https:') url.protocol = 'wss:'
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') {
    const scheme = url.protocol.slice(0, -1)
    throw new DOMException(
      `${failure} The URL's scheme must be either 'http', 'https', 'ws', or 'wss'. '${scheme}' is not allowed.`,
      'SyntaxError'
    )
  }
  if (url.hash || text.includes('#')) {
    throw new DOMException(
      `${failure} The URL contains a fragment identifier ('${url.hash.slice(1)}'). Fragment identifiers are not allowed in WebSocket URLs.`,
      'SyntaxError'
    )
  }
  return url.href
}

/**
 * @param {string | string[] | undefined} protocols
 * @returns {string[]}
 */
function checkedProtocols(protocols = []) {
  const list = Array.isArray(protocols) ? protocols.map(String) : [String(protocols)]
  for (const name of list) {
    if (!/^[!#$%&'*+\-.^_`|~\w]+$/.test(name) || list.filter((other) => other === name).length > 1) {
      throw new DOMException(`${failure} The subprotocol '${name}' is invalid or twice in the list.`, 'SyntaxError')
    }
  }
  return list
}

/** @returns {object[]} what can be seen of each socket, for the comparison */
export function socketStates() {
  return sockets.map((socket) => ({
    state: socket.readyState,
    binaryType: socket.binaryType,
    handlers: ['onopen', 'onmessage', 'onerror', 'onclose'].filter((name) => typeof socket[name] === 'function'),
    listeners: { ...socket.listeners }
  }))
}

/** Puts the class into the page. */
export function installSocket() {
  Object.defineProperty(FakeWebSocket, 'name', { value: 'WebSocket' })
  Object.assign(globalThis, { WebSocket: FakeWebSocket })
}
