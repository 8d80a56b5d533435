// A small server for pages that use the extension: node:http for the files, the npm package ws for the sockets. To start one
// of your own, copy this, client.mjs and fields.mjs.

import { once } from 'node:events'
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import { createClient } from './client.mjs'

const limits = {
  // in bytes: longer messages would fill the server's memory
  maxPayload: 16 * 1024,
  // in milliseconds: a browser that has vanished must not keep its socket open, and with it the server
  closeTimeout: 1000
}

/**
 * @typedef {object} Room where the sockets of a page end
 * @property {(client: import('./client.mjs').Client) => void} join
 */

/**
 * @typedef {object} Options
 * @property {import('node:http').RequestListener} site answers the requests that are no sockets
 * @property {Map<string, Room>} rooms by the path of their sockets
 * @property {number} [port] 0 takes a free one
 * @property {string} [host]
 * @property {number} [pingMilliseconds] how often a connection has to show that it is alive
 * @property {number} [maximumConnections]
 */

/** @param {Options} options */
export async function serve({
  site,
  rooms,
  port = 3000,
  host = '127.0.0.1',
  pingMilliseconds = 30_000,
  maximumConnections = 200
}) {
  const server = createServer(site)
  const sockets = new WebSocketServer({ noServer: true, ...limits })

  server.on('upgrade', (request, socket, head) => {
    const room = rooms.get(pathOf(request))
    if (!room) return refuse(socket, '404 Not Found')
    if (!isSameOrigin(request)) return refuse(socket, '403 Forbidden')
    if (sockets.clients.size >= maximumConnections) return refuse(socket, '503 Service Unavailable')
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      // ws closes with the right code itself; without a listener an error would end the process.
      webSocket.on('error', () => {})
      sockets.emit('connection', webSocket, request)
      room.join(createClient(webSocket, request))
    })
  })

  server.listen(port, host)
  await once(server, 'listening')
  const { port: taken } = /** @type {import('node:net').AddressInfo} */ (server.address())
  const pings = endDeadConnections(sockets, pingMilliseconds)

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    port: taken,

    /** 1001 says that the server goes away, 1012 that it restarts, on which the pages reconnect by themselves. */
    async close(code = 1001) {
      if (!server.listening) return
      clearInterval(pings)
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      for (const socket of sockets.clients) socket.close(code)
      await closed
    }
  }
}

/** @param {import('node:http').IncomingMessage} request */
function pathOf({ url = '' }) {
  return url.split('?')[0]
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
