// A real site for a test: pages given as text, htmx and the extension as script tags, and a WebSocket server whose
// sockets the test holds in its hands. Served in the test's own process; test/engines/server.mjs serves it in another.
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WebSocketServer } from 'ws'
import { root } from '../../wasm/steps.mjs'
import { extension } from './extension.mjs'

/** What does not come in this time never comes. In milliseconds. */
const patience = 30_000

const builtFiles = {
  '/log.js': 'test/support/log.js',
  '/htmx.js': 'node_modules/htmx.org/dist/htmx.js',
  '/htmx-1.9.12.js': 'node_modules/htmx-1.9.12/dist/htmx.js',
  '/ws.js': extension,
  '/ws.nowasm.js': 'dist/ws.nowasm.js'
}

/** @typedef {Awaited<ReturnType<typeof startSite>>} Site */

/**
 * @typedef {object} SiteOptions
 * @property {string} [head] markup before the scripts
 * @property {string} [htmx] the script that is htmx
 * @property {string} [scripts] markup of all scripts
 * @property {string} [page] the whole page, instead
 * @property {Record<string, string>} [headers] of the page's response
 * @property {Record<string, () => Promise<string>>} [files] scripts by their path, instead of or beside the usual ones
 * @property {Promise<unknown>} [handshake] what the server waits for before it accepts a connection
 * @property {number} [port] any that is free, unless given
 * @property {{ key: string, cert: string }} [certificate] for a site by https
 */

/**
 * @typedef {object} Socket the server's end of a connection
 * @property {string} url that was asked for
 * @property {import('node:http').IncomingHttpHeaders} headers of the handshake
 * @property {import('ws').WebSocket} socket
 * @property {string[]} frames received so far
 * @property {(count: number) => Promise<string[]>} received resolves once there are so many
 */

/**
 * @param {import('node:test').TestContext} t closes the site at its end
 * @param {string} body of the page
 * @param {SiteOptions} [options]
 */
export async function openSite(t, body, options) {
  const site = await startSite(body, options)
  t.after(() => site.close())
  return site
}

/**
 * @param {string} body of the page
 * @param {SiteOptions} [options]
 */
export async function startSite(body, options = {}) {
  const { head = '', htmx = '/htmx.js', headers = {}, files = {}, handshake, port: wanted = 0, certificate } = options
  const { scripts = `<script src="${htmx}"></script><script src="/ws.js"></script>` } = options
  const { page = `<!doctype html><html><head><meta charset="utf-8">${head}${scripts}</head>${body}</html>` } = options
  /** @type {import('node:http').RequestListener} */
  const listener = (request, response) => answer(request.url ?? '/', { page, headers, files }, response)
  const server = certificate ? createSecureServer(certificate, listener) : createServer(listener)
  const webSockets = new WebSocketServer({
    server,
    verifyClient: (_, accept) => Promise.resolve(handshake).then(() => accept(true))
  })
  /** @type {Socket[]} */
  const sockets = []
  webSockets.on('connection', (socket, { url = '', headers }) => sockets.push(hold(socket, url, headers)))
  server.listen(wanted, '127.0.0.1')
  await once(server, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())

  return {
    webSockets,
    host: `127.0.0.1:${port}`,
    url: `${certificate ? 'https' : 'http'}://127.0.0.1:${port}/`,
    sockets,
    /**
     * The connection of that number, counted from 0, as soon as it is there.
     * @param {number} index
     * @returns {Promise<Socket>}
     */
    async socket(index) {
      while (sockets.length <= index) await inTime(webSockets, 'connection', `connection ${index}`)
      return sockets[index]
    },
    async close() {
      for (const client of webSockets.clients) client.terminate()
      webSockets.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

/**
 * @param {string} url
 * @param {{ page: string, headers: Record<string, string>, files: Record<string, () => Promise<string>> }} site
 * @param {import('node:http').ServerResponse} response
 */
async function answer(url, { page, headers, files }, response) {
  const file = builtFiles[/** @type {keyof typeof builtFiles} */ (url)]
  /** @param {string | Buffer} text */
  const asScript = (text) => response.setHeader('content-type', 'text/javascript').end(text)
  if (files[url]) asScript(await files[url]())
  else if (file) asScript(await readFile(resolve(root, file)))
  else if (url === '/favicon.ico') response.writeHead(204).end()
  else response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(page)
}

/**
 * @param {import('ws').WebSocket} socket
 * @param {string} url
 * @param {import('node:http').IncomingHttpHeaders} headers
 * @returns {Socket}
 */
function hold(socket, url, headers) {
  /** @type {string[]} */
  const frames = []
  socket.on('message', (data) => frames.push(String(data)))
  // a client that is gone without a word is what some tests want
  socket.on('error', () => {})
  return {
    url,
    headers,
    socket,
    frames,
    async received(count) {
      while (frames.length < count) await inTime(socket, 'message', `frame ${frames.length} of ${url}`)
      return frames
    }
  }
}

/**
 * Waits for an event, and says what was waited for where it never comes.
 * @param {import('node:events').EventEmitter} emitter
 * @param {string} event
 * @param {string} what
 * @returns {Promise<any[]>} what it comes with
 */
export async function inTime(emitter, event, what) {
  const signal = AbortSignal.timeout(patience)
  try {
    return await once(emitter, event, { signal })
  } catch (cause) {
    throw signal.aborted ? new Error(`Never came: ${what}`, { cause }) : cause
  }
}

/**
 * Opens the site in a new page that keeps what happens to it: errors of scripts, what the console says, and htmx's
 * events named in `events`.
 * @param {import('node:test').TestContext} t
 * @param {import('playwright-core').Browser} browser
 * @param {Site} site
 * @param {object} [options]
 * @param {string | (() => void)} [options.before] a script to run before those of the page
 * @param {'load' | 'domcontentloaded'} [options.until] what is waited for
 * @param {boolean} [options.ignoreHTTPSErrors] any certificate will do
 */
export async function visit(t, browser, site, { before, until = 'load', ignoreHTTPSErrors } = {}) {
  const page = await browser.newPage({ ignoreHTTPSErrors })
  page.setDefaultTimeout(15_000)
  t.after(() => page.close())
  /** @type {string[]} */
  const errors = []
  /** @type {string[]} */
  const warnings = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
    if (message.type() === 'warning') warnings.push(message.text())
  })
  await page.addInitScript({ path: fileURLToPath(new URL('log.js', import.meta.url)) })
  if (before) await page.addInitScript(before)
  await page.goto(site.url, { waitUntil: until })
  return {
    page,
    errors,
    warnings,
    /** @returns {Promise<string[]>} the events so far: their names without "htmx:" and their elements' ids */
    log: () => page.evaluate(() => /** @type {any} */ (globalThis).log),

    /**
     * Resolves once an event was seen so often.
     * @param {string} name without "htmx:"
     * @param {number} [count]
     */
    happened: (name, count = 1) =>
      page
        .waitForFunction(
          ([name, count]) => {
            const seen = /** @type {string[]} */ (/** @type {any} */ (globalThis).log)
            return seen.filter((line) => line.startsWith(`${name} `)).length >= Number(count)
          },
          [name, count]
        )
        .catch((cause) => {
          throw new Error(`Never happened: ${name}, ${count} times`, { cause })
        })
  }
}
