// A small server for pages that use the extension: node:http for the files, the npm package ws for the sockets. To start one
// of your own, copy this and leave out the network and the operations, which only the control panel needs.

import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { WebSocketServer } from 'ws'
import { createClient } from './client.mjs'
import { createNetwork, createPerfectLine } from './network.mjs'
import { pages } from './pages.mjs'
import { addressOf, createSite } from './site.mjs'

const maximumMessageBytes = 16 * 1024
const closeMilliseconds = 1000

/**
 * @typedef {object} Options
 * @property {number} [port] 0 takes a free one
 * @property {string} [host]
 * @property {string} [extension] the script served as /ws.js
 * @property {number} [pingMilliseconds] how often a connection has to show that it is alive
 * @property {number} [maximumConnections]
 */

/**
 * @typedef {object} Operations what the control panel can do
 * @property {import('./network.mjs').Conditions} conditions of the network
 * @property {() => number} connections how many there are, those of the control panel apart
 * @property {(code: number) => Promise<void>} closeAll of those
 * @property {(code: number, seconds: number) => Promise<void>} restart closes the port too, for so long
 */

/**
 * Starts the server. `close` ends every socket with the given code: 1001 says that the server goes away, 1012 that it
 * restarts, on which the pages reconnect by themselves.
 * @param {Options} [options]
 * @returns {Promise<{ url: string, close(code?: number): Promise<void> }>}
 */
export async function serve({
  port = 3000,
  host = '127.0.0.1',
  extension = fileURLToPath(new URL('../dist/ws.js', import.meta.url)),
  pingMilliseconds = 30_000,
  maximumConnections = 200
} = {}) {
  const network = createNetwork()
  const server = createServer(createSite(extension))
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maximumMessageBytes })
  /** The sockets of all pages but the control panel. @type {Set<import('ws').WebSocket>} */
  const exposed = new Set()
  const ending = new AbortController()

  /** @type {Operations} */
  const operations = {
    conditions: network.conditions,
    connections: () => exposed.size,
    closeAll: (code) => closeSockets(exposed, code),
    async restart(code, seconds) {
      if (!server.listening) return
      await goDown(code)
      await comeBack(seconds)
    }
  }

  const rooms = new Map(pages.map(({ path, createRoom }) => [path, createRoom?.(operations)]))
  const spared = pages.filter(({ isSpared }) => isSpared).map(({ path }) => path)

  /**
   * @param {import('ws').WebSocket} webSocket
   * @param {string} path
   */
  function createLineFor(webSocket, path) {
    if (spared.includes(path)) return createPerfectLine
    exposed.add(webSocket)
    webSocket.on('close', () => exposed.delete(webSocket))
    return network.createLine
  }

  server.on('upgrade', (request, socket, head) => {
    const { path } = addressOf(request)
    const room = rooms.get(path)
    if (!room) return refuse(socket, '404 Not Found')
    if (!isSameOrigin(request)) return refuse(socket, '403 Forbidden')
    if (sockets.clients.size >= maximumConnections) return refuse(socket, '503 Service Unavailable')
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      // ws closes with the right code itself; without a listener an error would end the process.
      webSocket.on('error', () => {})
      sockets.emit('connection', webSocket, request)
      room.join(createClient(webSocket, createLineFor(webSocket, path)))
    })
  })

  async function listen() {
    server.listen(port, host)
    await once(server, 'listening')
  }

  /**
   * Another process may have taken the port meanwhile: then later.
   * @param {number} seconds
   */
  async function comeBack(seconds) {
    await wait(seconds * 1000, undefined, { signal: ending.signal }).catch(() => {})
    if (ending.signal.aborted) return
    await listen().catch((error) => {
      console.error(`${error.message}: tried again`)
      return comeBack(1)
    })
  }

  /** @param {number} code */
  async function goDown(code) {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closeSockets(sockets.clients, code)
    await closed
  }

  await listen()
  // A restart has to come back where the pages look for it.
  port = /** @type {import('node:net').AddressInfo} */ (server.address()).port
  const pings = endDeadConnections(sockets, pingMilliseconds)

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    async close(code = 1001) {
      ending.abort()
      clearInterval(pings)
      if (server.listening) await goDown(code)
    }
  }
}

/**
 * Cookies go with a socket to any site that asks for one, so a page of another site must not open ours.
 * @param {import('node:http').IncomingMessage} request
 */
function isSameOrigin({ headers: { origin, host } }) {
  return origin === `http://${host}` || origin === `https://${host}`
}

/**
 * @param {import('node:stream').Duplex} socket
 * @param {string} status
 */
function refuse(socket, status) {
  socket.on('error', () => {})
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/**
 * A network can vanish without a word. Whoever has not answered the last ping by the next one is gone.
 * @param {WebSocketServer} sockets
 * @param {number} milliseconds
 */
function endDeadConnections(sockets, milliseconds) {
  /** @type {WeakSet<import('ws').WebSocket>} */
  const silent = new WeakSet()
  sockets.on('connection', (socket) => socket.on('pong', () => silent.delete(socket)))
  return setInterval(() => {
    for (const socket of sockets.clients) {
      if (silent.has(socket)) {
        socket.terminate()
        continue
      }
      silent.add(socket)
      socket.ping()
    }
  }, milliseconds)
}

/**
 * @param {Set<import('ws').WebSocket>} sockets
 * @param {number} code 1006 can't be sent: it is what a browser reports of a line that was cut
 */
async function closeSockets(sockets, code) {
  const open = [...sockets]
  const closed = open.map((socket) => once(socket, 'close'))
  const cut = () => {
    for (const socket of open) socket.terminate()
  }
  if (code === 1006) cut()
  else for (const socket of open) socket.close(code)
  const timer = setTimeout(cut, closeMilliseconds)
  await Promise.all(closed)
  clearTimeout(timer)
}
