/** A WebSocket in Node: its own where it has one (Node 22), else that of the package ws. */
import { createRequire } from 'node:module'
import { PageError } from './errors.js'

/** @typedef {import('./headless.d.ts').SocketLike} SocketLike */
/** @typedef {{ headers: Record<string, string>, keepCookies: (headers: string[]) => void }} Handshake */

/**
 * @param {string} url
 * @param {string[]} protocols
 * @param {Handshake} handshake the headers that are sent, and what takes the cookies that come back
 * @returns {SocketLike}
 * @throws {PageError} where there is no WebSocket
 */
export function createNodeSocket(url, protocols, { headers, keepCookies }) {
  const { WebSocket } = globalThis
  if (WebSocket) return new WebSocket(url, /** @type {any} */ ({ protocols, headers }))
  const Ws = packageWs()
  const socket = new Ws(url, protocols, { headers, perMessageDeflate: false })
  socket.on('upgrade', (/** @type {import('node:http').IncomingMessage} */ { headers }) =>
    keepCookies(headers['set-cookie'] ?? [])
  )
  return socket
}

/** @type {any} */
let found

function packageWs() {
  found ??= requireWs()
  return found
}

function requireWs() {
  // from the project that tests first: the package is its own
  for (const from of [`${process.cwd()}/`, import.meta.url]) {
    try {
      return createRequire(from)('ws')
    } catch {}
  }
  const has = `Node ${process.versions.node} has no WebSocket of its own, and the package "ws" is not installed.`
  throw new PageError(has, 'Install it (npm install --save-dev ws), or use Node 22 or later.')
}
