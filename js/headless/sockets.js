/** The page's sockets: made with its headers and cookies, watched for frames, and closed in the end. */
import { createNodeSocket } from './node-socket.js'

/** @typedef {import('./headless.d.ts').SocketLike} SocketLike */

/** How long a server may take to close a socket, in milliseconds, and what says so: no test's fake timers. */
const closeTime = 1000
const { setTimeout, clearTimeout } = globalThis

// WebSocket.CLOSED
const closedState = 3

/**
 * @param {object} page
 * @param {string} page.url
 * @param {Record<string, string>} page.headers
 * @param {import('./cookies.js').Cookies} page.cookies
 * @param {import('./headless.d.ts').PageOptions['createWebSocket']} page.createWebSocket a test's own
 * @param {import('./reports.js').Reports} page.reports
 * @param {(direction: 'sent' | 'received', data: any, url: string) => void} page.record
 */
export function createSockets({ url: pageUrl, headers: given, cookies, createWebSocket, reports, record }) {
  /** Real ones that are not closed yet. @type {Set<SocketLike>} */
  const alive = new Set()
  const { Cookie: cookie, ...others } = given

  /** @param {string} url */
  const headersFor = (url) => ({ Origin: new URL(pageUrl).origin, ...others, ...cookies.headerFor(url, cookie) })

  /**
   * @param {string} url
   * @param {string[]} protocols
   */
  function createReal(url, protocols) {
    const keepCookies = (/** @type {string[]} */ values) => cookies.keep(url, values)
    const socket = createNodeSocket(url, protocols, { headers: headersFor(url), keepCookies })
    alive.add(socket)
    socket.addEventListener('close', () => alive.delete(socket))
    return socket
  }

  /**
   * @param {SocketLike} socket
   * @param {string} url
   */
  function watch(socket, url) {
    const send = socket.send.bind(socket)
    socket.send = (data) => {
      send(data)
      record('sent', data, url)
    }
    socket.addEventListener('open', () => reports.tell('open', { url }))
    socket.addEventListener('message', ({ data }) => record('received', data, url))
    socket.addEventListener('close', ({ code, reason = '', wasClean = false }) =>
      reports.tell('close', { url, code, reason, wasClean })
    )
  }

  return {
    /**
     * @param {string} url
     * @param {string[]} protocols
     * @returns {SocketLike}
     * @throws whatever makes it
     */
    open(url, protocols) {
      const socket = createWebSocket
        ? createWebSocket(url, protocols, { headers: headersFor(url) })
        : createReal(url, protocols)
      socket.binaryType = 'arraybuffer'
      watch(socket, url)
      return socket
    },

    /** @returns {Promise<void>} when no socket is left of those that were told to close */
    async closed() {
      await Promise.all([...alive].map(closedSocket))
    }
  }
}

/**
 * @param {SocketLike} socket
 * @returns {Promise<void>}
 */
function closedSocket(socket) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      const { terminate } = /** @type {{ terminate?: () => void }} */ (socket)
      if (terminate) terminate.call(socket)
      resolve()
    }, closeTime)
    const done = () => {
      clearTimeout(timer)
      resolve()
    }
    socket.addEventListener('close', done)
    if (socket.readyState === closedState) done()
  })
}
