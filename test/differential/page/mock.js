/**
 * Sockets as pages' own tests make them for htmx.createWebSocket: plain objects with the least that is needed. Every
 * call is put into the trace.
 */
import { describe } from './describe.js'
import { sockets } from './socket.js'
import { record } from './trace.js'

/**
 * @param {Record<string, unknown>} [properties] more of it, such as readyState and OPEN
 * @returns {any} with fire(type, event) to reach its handlers and listeners
 */
export function mockSocket(properties = {}) {
  /** @type {Record<string, ((event: any) => void)[]>} */
  const listeners = {}
  const number = sockets.length
  /** @type {any} */
  const mock = {
    listeners: /** @type {Record<string, number>} */ ({}),
    sent: /** @type {unknown[]} */ ([]),
    addEventListener(/** @type {string} */ type, /** @type {(event: any) => void} */ listener) {
      mock.listeners[type] = (mock.listeners[type] ?? 0) + 1
      listeners[type] = [...(listeners[type] ?? []), listener]
    },
    send(/** @type {unknown} */ data) {
      record({ kind: 'frame', socket: number, what: 'sent', data: describe(data) })
      mock.sent.push(data)
    },
    close(/** @type {unknown[]} */ ...values) {
      record({ kind: 'close', socket: number, what: 'of a mock', values: values.map(describe) })
    },
    fire(/** @type {string} */ type, /** @type {any} */ event = { type }) {
      mock[`on${type}`]?.(event)
      for (const listener of listeners[type] ?? []) listener(event)
    },
    ...properties
  }
  sockets.push(mock)
  record({ kind: 'socket', socket: number, what: 'mock' })
  return mock
}
