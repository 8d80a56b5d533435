// The headless page, and jsdom with htmx and the reference extension, with the same kind of socket in both.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../../../wasm/steps.mjs'

/** @typedef {import('./scripts.mjs').Contestant} Contestant */

export const url = 'http://bench.test/room'

/** No network: only the page's own work is measured. */
class BenchSocket extends EventTarget {
  static CONNECTING = 0
  static OPEN = 1
  static CLOSED = 3
  OPEN = 1
  readyState = 0
  binaryType = 'blob'
  bufferedAmount = 0
  /** @type {string[]} */
  frames = []
  /** @type {((event: Event) => void) | null} */
  onopen = null
  /** @type {((event: Event) => void) | null} */
  onclose = null
  onerror = null

  open() {
    this.readyState = 1
    this.#tell('open')
  }

  /** @param {string} data */
  receive(data) {
    this.dispatchEvent(Object.assign(new Event('message'), { data }))
  }

  /** @param {any} data */
  send(data) {
    this.frames.push(String(data))
  }

  close() {
    if (this.readyState === 3) return
    this.readyState = 3
    this.#tell('close', { code: 1000, reason: '', wasClean: true })
  }

  /** @param {string} type @param {object} [values] */
  #tell(type, values) {
    const event = Object.assign(new Event(type), values)
    this.dispatchEvent(event)
    const handler = type === 'open' ? this.onopen : this.onclose
    handler?.call(this, event)
  }
}

/** @param {BenchSocket} socket */
const ofSocket = (socket) => ({
  receive: (/** @type {string} */ message) => socket.receive(message),
  sent: () => socket.frames.splice(0)
})

export const contestants = { headless: openHeadless, jsdom: openJsdom }

/**
 * @param {string} html
 * @returns {Promise<Contestant>}
 */
async function openHeadless(html) {
  /** @type {typeof import('../../../js/headless/headless.d.ts')} */
  const { Page } = await import(new URL('../../../dist/headless.js', import.meta.url).href)
  /** @type {BenchSocket[]} */
  const sockets = []
  const page = Page.fromHTML(html, {
    url,
    createWebSocket() {
      const socket = new BenchSocket()
      sockets.push(socket)
      return socket
    }
  })
  sockets[0].open()
  return {
    ...ofSocket(sockets[0]),
    fill: (selector, value) => page.fill(selector, value),
    submit: (selector) => page.submit(selector),
    html: (selector) => page.html(selector),
    close: () => page.close()
  }
}

/**
 * @param {string} html
 * @returns {Promise<Contestant>}
 */
async function openJsdom(html) {
  const { JSDOM } = await import(/** @type {string} */ ('jsdom'))
  const [htmx, reference] = await Promise.all(
    ['node_modules/htmx.org/dist/htmx.min.js', 'node_modules/htmx-ext-ws/ws.js'].map((file) =>
      readFile(join(root, file), 'utf8')
    )
  )
  /** @type {BenchSocket[]} */
  const sockets = []
  const dom = new JSDOM(html, {
    url,
    runScripts: 'outside-only',
    beforeParse(/** @type {any} */ window) {
      // jsdom has none; the ids of the scripts need no more
      window.CSS = { escape: (/** @type {unknown} */ name) => String(name).replace(/[^\w-]/g, '\\$&') }
      // htmx leaves out the type of an XPath's result, as browsers allow and jsdom does not
      const { evaluate } = window.XPathExpression.prototype
      window.XPathExpression.prototype.evaluate = function (/** @type {unknown} */ node, type = 0, result = null) {
        return evaluate.call(this, node, type, result)
      }
      window.WebSocket = class extends BenchSocket {
        constructor() {
          super()
          sockets.push(this)
        }
      }
    }
  })
  const { window } = dom
  window.eval(htmx)
  window.eval(reference)
  if (sockets.length === 0) await new Promise((resolve) => window.addEventListener('load', resolve))
  sockets[0].open()
  const element = (/** @type {string} */ selector) => window.document.querySelector(selector)
  return {
    ...ofSocket(sockets[0]),
    fill(selector, value) {
      const control = element(selector)
      control.value = value
      for (const type of ['input', 'change']) control.dispatchEvent(new window.Event(type, { bubbles: true }))
    },
    submit: (selector) => element(selector).querySelector('button').click(),
    html: (selector) => element(selector).outerHTML,
    async close() {
      window.close()
    }
  }
}

/** @typedef {keyof typeof contestants} Name */
