// Many connected pages in one process: real sockets on the loopback to a server in a process of its own.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { WebSocketServer } from 'ws'
import { page } from './scripts.mjs'

/** @typedef {{ pages: number, opened: number, heard: number, bytes: number, seconds: number }} Reached */

/** So many handshakes at once. */
const atOnce = 100

/**
 * @param {number} count
 * @returns {Promise<Reached>}
 */
export async function crowd(count) {
  const file = fileURLToPath(import.meta.url)
  const server = fork(file, ['server'])
  const [url] = await once(server, 'message')
  const client = fork(file, ['client', url, String(count)], { execArgv: ['--expose-gc'] })
  client.on('message', (message) => {
    if (message === 'broadcast') server.send('broadcast')
  })
  try {
    return await new Promise((resolve, reject) => {
      client.on('message', (message) => {
        if (typeof message === 'object') resolve(/** @type {Reached} */ (message))
      })
      client.on('exit', (status) => reject(new Error(`The pages' process ended (${status}).`)))
    })
  } finally {
    client.removeAllListeners('exit').kill()
    server.kill()
  }
}

async function serve() {
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(page))
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 })
  await once(server, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  process.on('message', () => {
    for (const socket of sockets.clients) socket.send('<p id="notice" hx-swap-oob="true">to all</p>')
  })
  process.send?.(`http://127.0.0.1:${port}/`)
}

/** @param {string} url @param {number} count */
async function connect(url, count) {
  /** @type {typeof import('../../../js/headless/headless.d.ts')} */
  const { Page } = await import(new URL('../../../dist/headless.js', import.meta.url).href)
  const html = await (await fetch(url)).text()
  const start = performance.now()
  /** @type {import('../../../js/headless/headless.d.ts').Page[]} */
  const pages = []
  let opened = 0
  let heard = 0
  while (pages.length < count) {
    const some = Array.from({ length: Math.min(atOnce, count - pages.length) }, () => Page.fromHTML(html, { url }))
    for (const each of some) {
      each.on('open', () => opened++)
      each.on('swap', () => heard++)
      each.on('error', () => {})
    }
    await Promise.all(some.map((each) => each.waitForOpen({ timeout: 30_000 }).catch(() => {})))
    pages.push(...some)
  }
  process.send?.('broadcast')
  const end = performance.now() + 30_000
  while (heard < opened && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 50))
  const seconds = (performance.now() - start) / 1000
  for (let time = 0; time < 3; time++) globalThis.gc?.()
  process.send?.({ pages: pages.length, opened, heard, bytes: process.memoryUsage.rss(), seconds })
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , role, url, count] = process.argv
  if (role === 'server') await serve()
  else await connect(url, Number(count))
}
