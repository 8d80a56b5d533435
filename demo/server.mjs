// A small server for pages that use the extension: node:http for the files, the npm package ws for the sockets.

import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WebSocketServer } from 'ws'
import { createBuoys } from './buoys.mjs'
import { createChatRoom } from './chat-room.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const maximumMessageBytes = 4096
const closeMilliseconds = 1000

const contentTypes = /** @type {Record<string, string>} */ ({
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml'
})

const headers = {
  // 'wasm-unsafe-eval' lets the extension compile its WebAssembly; it allows no eval of text.
  'Content-Security-Policy':
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store'
}

/**
 * @typedef {object} Options
 * @property {number} [port] 0 takes a free one
 * @property {string} [host]
 * @property {string} [extension] the script served as /ws.js
 * @property {number} [pingMilliseconds] how often a connection has to show that it is alive
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
  extension = join(root, 'dist/ws.js'),
  pingMilliseconds = 30_000
} = {}) {
  const files = listFiles(extension)
  const rooms = new Map([
    ['/chat', createChatRoom()],
    ['/table', createBuoys()]
  ])

  const sockets = new WebSocketServer({ noServer: true, maxPayload: maximumMessageBytes })
  const server = createServer((request, response) => sendFile(files.get(pathOf(request)), response))

  server.on('upgrade', (request, socket, head) => {
    const room = rooms.get(pathOf(request))
    if (!room) return refuse(socket, '404 Not Found')
    if (!isSameOrigin(request)) return refuse(socket, '403 Forbidden')
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      // ws closes with the right code itself; without a listener an error would end the process.
      webSocket.on('error', () => {})
      sockets.emit('connection', webSocket, request)
      room.join(webSocket)
    })
  })

  server.listen(port, host)
  await once(server, 'listening')
  const pings = endDeadConnections(sockets, pingMilliseconds)

  return {
    url: addressOf(server, host),
    async close(code = 1001) {
      clearInterval(pings)
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closeSockets(sockets, code)
      await closed
    }
  }
}

/**
 * Only what is listed is served, so no path can reach another file.
 * @param {string} extension
 */
function listFiles(extension) {
  const demo = join(root, 'demo')
  const own = ['style.css', 'icon.svg', 'connection.js', 'chat.js']
  return new Map([
    ['/', join(demo, 'index.html')],
    ['/chat', join(demo, 'chat.html')],
    ['/table', join(demo, 'table.html')],
    ...own.map((name) => /** @type {[string, string]} */ ([`/${name}`, join(demo, name)])),
    ['/htmx.js', join(root, 'node_modules/htmx.org/dist/htmx.min.js')],
    ['/ws.js', extension],
    // The extension loads this from beside itself where a browser forbids WebAssembly.
    ['/ws.nowasm.js', join(dirname(extension), 'ws.nowasm.js')]
  ])
}

/** @param {import('node:http').IncomingMessage} request */
function pathOf(request) {
  return (request.url ?? '').split('?')[0]
}

/**
 * @param {string | undefined} file
 * @param {import('node:http').ServerResponse} response
 */
async function sendFile(file, response) {
  const content = file && (await readFile(file).catch(() => undefined))
  if (file && content) {
    response.writeHead(200, { ...headers, 'Content-Type': contentTypes[extname(file)] }).end(content)
    return
  }
  const reason = file ? `${file} cannot be read: run npm run build first` : 'There is nothing at this address'
  response.writeHead(404, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }).end(`${reason}\n`)
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
 * @param {WebSocketServer} sockets
 * @param {number} code
 */
async function closeSockets(sockets, code) {
  const open = [...sockets.clients]
  const closed = open.map((socket) => once(socket, 'close'))
  for (const socket of open) socket.close(code)
  const timer = setTimeout(() => {
    for (const socket of open) socket.terminate()
  }, closeMilliseconds)
  await Promise.all(closed)
  clearTimeout(timer)
}

/**
 * @param {import('node:http').Server} server
 * @param {string} host
 */
function addressOf(server, host) {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
