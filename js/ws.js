/**
 * The htmx extension "ws" on htmx 1.9 and 2: finds the elements with ws-connect and ws-send, gives them sockets, and
 * tells htmx what happens. Knows htmx and not memory.
 */
import bytes from '../build/wasm/core.wasm'
import { createSocketWrapper } from './connection.js'
import { createCore } from './core.js'
import { createReceiver } from './receive.js'
import { createReport } from './report.js'
import { createSenderBinding } from './send.js'

/** @typedef {import('./connection.js').SocketWrapper} SocketWrapper */
/** @typedef {import('./htmx.d.ts').HtmxApi} HtmxApi */
/** @typedef {import('./htmx.d.ts').HtmxExtension} HtmxExtension */

const core = createCore(bytes)

/** @type {HtmxApi} */
let api
/** @type {ReturnType<typeof createReport>} */
let report
/** @type {ReturnType<typeof createReceiver>} */
let receive
/** @type {ReturnType<typeof createSenderBinding>} */
let bindSender

/**
 * Each element's socket, and the value it was opened with. htmx forgets its own note of it (internalData.webSocket)
 * whenever it processes the element anew.
 * @type {WeakMap<Element, { wrapper: SocketWrapper, url: string }>}
 */
const sockets = new WeakMap()

/** @type {HtmxExtension} */
const extension = {
  init(internalApi) {
    api = internalApi
    report = createReport(api)
    receive = createReceiver(core, api, report)
    bindSender = createSenderBinding(core, api, report)
    htmx.createWebSocket ||= createWebSocket
    htmx.config.wsReconnectDelay ||= 'full-jitter'
  },

  onEvent(name, event) {
    // inside a shadow root the event's target is, for whoever listens outside, the root's host
    const elt = event.detail.elt ?? event.target
    if (name === 'htmx:beforeProcessNode') processNode(elt)
    if (name === 'htmx:beforeCleanupElement') disconnect(elt)
  }
}

/** @param {Element} elt */
function processNode(elt) {
  for (const child of withAttribute(elt, 'ws-connect')) if (isOurs(child)) connect(child)
  for (const child of withAttribute(elt, 'ws-send')) if (isOurs(child) && isSender(child)) bindSender(child)
}

/**
 * The element itself and those inside it that have the attribute, or the legacy hx-ws.
 * @param {Element} elt
 * @param {string} name
 * @returns {Element[]}
 */
function withAttribute(elt, name) {
  const inside = elt.querySelectorAll(`[${name}], [data-${name}], [hx-ws], [data-hx-ws]`)
  return api.hasAttribute(elt, name) || api.hasAttribute(elt, 'hx-ws') ? [elt, ...inside] : [...inside]
}

/**
 * Neither inside hx-disable nor inside hx-ext="ignore:ws": htmx itself decides which extensions an element has.
 * @param {Element} elt
 */
function isOurs(elt) {
  if (elt.closest(htmx.config.disableSelector ?? '[hx-disable], [data-hx-disable]')) return false
  let ours = false
  api.withExtensions(elt, ({ onEvent }) => {
    ours ||= onEvent === extension.onEvent
  })
  return ours
}

/** @param {Element} elt */
function legacyValue(elt) {
  const value = api.getAttributeValue(elt, 'hx-ws')
  return value ? core.legacyValue(value) : { connect: null, send: false }
}

/** @param {Element} elt */
const isSender = (elt) => api.hasAttribute(elt, 'ws-send') || legacyValue(elt).send

/** @param {Element} elt */
function connect(elt) {
  if (!api.bodyContains(elt)) return
  const url = api.getAttributeValue(elt, 'ws-connect') || legacyValue(elt).connect
  if (url === null) return
  const present = sockets.get(elt)
  if (present?.url === url) {
    api.getInternalData(elt).webSocket = present.wrapper
    return
  }
  present?.wrapper.remove()
  const wrapper = openSocket(elt, url)
  sockets.set(elt, { wrapper, url })
  api.getInternalData(elt).webSocket = wrapper
}

/** @param {Element} elt */
function disconnect(elt) {
  sockets.get(elt)?.wrapper.remove()
  sockets.delete(elt)
}

/**
 * @param {Element} elt
 * @param {string} url the attribute's value
 * @returns {SocketWrapper}
 */
function openSocket(elt, url) {
  /** @type {SocketWrapper} */
  const wrapper = createSocketWrapper(core, {
    createSocket: () => newSocket(url),
    isAttached: () => api.bodyContains(elt),
    reconnectDelay,
    announce: (name, detail) => api.triggerEvent(elt, name, detail),
    announceError: (error, socketWrapper) => api.triggerErrorEvent(elt, 'htmx:wsError', { error, socketWrapper }),
    announceSend: (sender, name, detail) => api.triggerEvent(sender, name, detail),
    refuseSend: (sender, cause) =>
      report(sender ?? elt, 'htmx:wsSendError', {
        reason: 'The message was not sent.',
        remedy: 'Wait for htmx:wsOpen, or use send() instead of sendImmediately().',
        cause
      }),
    refuseConnect: (error) => refuseConnect(elt, url, error),
    receive: (event) => receive(elt, wrapper, event)
  })
  return wrapper
}

/**
 * @param {string} url
 * @returns {WebSocket}
 */
function newSocket(url) {
  const create = htmx.createWebSocket ?? createWebSocket
  // A page's own function gets what it always got; ours resolves the attribute's value itself.
  const argument = create === createWebSocket ? url : core.connectUrl(location.href, url)
  return create.call(htmx, argument ?? url)
}

/**
 * The default of htmx.createWebSocket.
 * @param {string} value of ws-connect, or any URL
 * @returns {WebSocket}
 */
function createWebSocket(value) {
  const url = core.socketUrl(location.href, document.baseURI, value)
  if (url === null) throw new SyntaxError(`"${value}" is no URL for a WebSocket on this page`)
  const socket = new WebSocket(url, [])
  if (htmx.config.wsBinaryType) socket.binaryType = htmx.config.wsBinaryType
  return socket
}

/**
 * @param {Element} elt
 * @param {string} url
 * @param {unknown} error
 */
function refuseConnect(elt, url, error) {
  const remedy = 'Use a path (/chat), a ws:// or wss:// URL, and wss:// on a page loaded by https.'
  console.error(`htmx:wsError: ws-connect="${url}" can't be opened. ${remedy}`, elt)
  api.triggerErrorEvent(elt, 'htmx:wsError', { error, reason: `ws-connect="${url}" can't be opened.`, remedy })
}

/**
 * @param {number} retryCount
 * @returns {number} milliseconds
 */
function reconnectDelay(retryCount) {
  const delay = htmx.config.wsReconnectDelay
  if (typeof delay === 'function') return delay(retryCount)
  if (typeof delay === 'number' && delay >= 0) return delay
  if (delay !== 'full-jitter') warnOfDelay(delay)
  return core.backoffDelay(retryCount, Math.random())
}

let delayWasReported = false

/** @param {unknown} delay */
function warnOfDelay(delay) {
  if (delayWasReported) return
  delayWasReported = true
  console.error(
    'htmx.config.wsReconnectDelay must be "full-jitter", a number of milliseconds or a function, and is',
    delay,
    '- "full-jitter" is used instead.'
  )
}

if (typeof htmx === 'undefined') {
  console.error('htmx-ext-ws-wasm: htmx is not there. Load htmx before this script.')
} else {
  htmx.defineExtension('ws', extension)
}
