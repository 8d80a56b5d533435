// A token against forged messages: the browser keeps it in a cookie, the page sends it in HEADERS (hx-headers), and another
// site knows neither. The check of the Origin header in server.mjs keeps such a site out already; this is a second lock.

import { randomUUID } from 'node:crypto'

const name = 'demo-csrf'

/** @param {import('node:http').IncomingMessage} request */
const cookieOf = ({ headers }) => new RegExp(`(?:^|; )${name}=([\\w-]{36})(?:;|$)`).exec(headers.cookie ?? '')?.[1]

/** @param {import('node:http').IncomingMessage} request */
export function issueToken(request) {
  const token = cookieOf(request) ?? randomUUID()
  return { token, cookie: `${name}=${token}; Path=/; HttpOnly; SameSite=Strict` }
}

/**
 * @param {import('node:http').IncomingMessage} handshake
 * @param {Record<string, unknown>} form
 */
export function hasToken(handshake, { HEADERS }) {
  const token = cookieOf(handshake)
  return token !== undefined && Object(HEADERS)['X-CSRF-Token'] === token
}
