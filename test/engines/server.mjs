// A test's site in a process of its own, which can really be killed. It does what the test orders and reports what happens.
import { startSite } from '../support/site.mjs'

/** @typedef {import('../support/site.mjs').SiteOptions} SiteOptions */
/** @typedef {{ body: string, options: SiteOptions }} Start */
/** @typedef {{ index: number, data?: string | Uint8Array, code?: number }} Order to send data, or to close with a code */
/** @typedef {{ host: string }} Started */
/** @typedef {{ url: string, headers: import('node:http').IncomingHttpHeaders }} Handshake */
/** @typedef {{ index: number, opened?: Handshake, frame?: string, closed?: number }} Report about one connection */

process.once('message', start)
process.once('disconnect', () => process.exit())

/** @param {Start} start */
async function start({ body, options }) {
  const site = await startSite(body, options)
  site.webSockets.on('connection', () => {
    const index = site.sockets.length - 1
    const { url, headers, socket } = site.sockets[index]
    report({ index, opened: { url, headers } })
    socket.on('message', (data) => report({ index, frame: String(data) }))
    socket.on('close', (code) => report({ index, closed: code }))
  })
  process.on('message', (/** @type {Order} */ { index, data, code }) => {
    const { socket } = site.sockets[index]
    if (data === undefined) socket.close(code)
    else socket.send(data)
  })
  report({ host: site.host })
}

/** @param {Started | Report} what */
function report(what) {
  process.send?.(what)
}
