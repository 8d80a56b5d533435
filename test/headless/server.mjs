// A real server of a page and its sockets, for tests of the headless page.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

/**
 * @typedef {object} Server
 * @property {string} url
 * @property {import('node:http').IncomingMessage[]} requests for the page
 * @property {import('node:http').IncomingMessage[]} handshakes
 * @property {import('ws').WebSocket[]} sockets those that opened, in order
 * @property {string[]} messages what they sent, in order
 * @property {() => Promise<void>} stop
 */

/**
 * @param {{ after: (end: () => Promise<void>) => void }} t the test that it lives for
 * @param {import('node:http').RequestListener | string} site
 * @param {{ joined?: (socket: import('ws').WebSocket) => void, headers?: string[] }} [options] what a socket meets, and more lines of the handshake's answer
 * @returns {Promise<Server>}
 */
export async function openServer(t, site, { joined = () => {}, headers = [] } = {}) {
  const answer = typeof site === 'string' ? htmlOf(site) : site
  const server = createServer((request, response) => {
    opened.requests.push(request)
    answer(request, response)
  })
  const webSockets = new WebSocketServer({ server })
  webSockets.on('headers', (lines) => lines.push(...headers))
  webSockets.on('connection', (socket, request) => {
    opened.handshakes.push(request)
    opened.sockets.push(socket)
    socket.on('error', () => {})
    socket.on('message', (data) => opened.messages.push(String(data)))
    joined(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  /** @type {Server} */
  const opened = {
    url: `http://127.0.0.1:${port}/`,
    requests: [],
    handshakes: [],
    sockets: [],
    messages: [],
    async stop() {
      for (const socket of webSockets.clients) socket.terminate()
      server.closeAllConnections()
      if (server.listening) await new Promise((done) => server.close(done))
    }
  }
  t.after(opened.stop)
  return opened
}

/** @param {string} html @returns {import('node:http').RequestListener} */
const htmlOf = (html) => (_, response) => response.setHeader('Content-Type', 'text/html').end(html)
