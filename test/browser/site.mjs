// A real site for a test: pages given as text, htmx and the extension as script tags, and a WebSocket server whose
// sockets the test holds in its hands.
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { WebSocketServer } from 'ws'

const root = new URL('../../', import.meta.url)
const scripts = {
  '/htmx.js': 'node_modules/htmx.org/dist/htmx.js',
  '/ws.js': process.env.HXWS_EXTENSION ?? 'dist/ws.js'
}

/** @typedef {Awaited<ReturnType<typeof openSite>>} Site */

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
 * @param {object} [options]
 * @param {string} [options.head] markup before the scripts
 * @param {Promise<unknown>} [options.handshake] what the server waits for before it accepts a connection
 * @param {Record<string, string>} [options.headers] of the page's response
 * @param {{ key: string, cert: string }} [options.certificate] for a site by https
 */
export async function openSite(t, body, { head = '', handshake, headers = {}, certificate } = {}) {
  const page = `<!doctype html><html><head><meta charset="utf-8">${head}<script src="/htmx.js"></script>
    <script src="/ws.js"></script></head>${body}</html>`
  /** @type {import('node:http').RequestListener} */
  const listener = (request, response) => answer(request.url ?? '/', page, headers, response)
  const server = certificate ? createSecureServer(certificate, listener) : createServer(listener)
  const webSockets = new WebSocketServer({
    server,
    verifyClient: (_, accept) => Promise.resolve(handshake).then(() => accept(true))
  })
  /** @type {Socket[]} */
  const sockets = []
  webSockets.on('connection', (socket, { url = '', headers }) => sockets.push(hold(socket, url, headers)))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())

  t.after(async () => {
    for (const client of webSockets.clients) client.terminate()
    webSockets.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  return {
    host: `127.0.0.1:${port}`,
    url: `${certificate ? 'https' : 'http'}://127.0.0.1:${port}/`,
    sockets,
    /**
     * The connection of that number, counted from 0, as soon as it is there.
     * @param {number} index
     * @returns {Promise<Socket>}
     */
    async socket(index) {
      while (sockets.length <= index) await once(webSockets, 'connection')
      return sockets[index]
    }
  }
}

/**
 * @param {string} url
 * @param {string} page
 * @param {Record<string, string>} headers of the page
 * @param {import('node:http').ServerResponse} response
 */
async function answer(url, page, headers, response) {
  const file = scripts[/** @type {keyof typeof scripts} */ (url)]
  if (file) response.setHeader('content-type', 'text/javascript').end(await readFile(new URL(file, root)))
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
      while (frames.length < count) await once(socket, 'message')
      return frames
    }
  }
}

/**
 * Opens the site in a new page that keeps what happens to it: errors of scripts, what the console says, and the htmx
 * events named in `events`.
 * @param {import('node:test').TestContext} t
 * @param {import('playwright-core').Browser} browser
 * @param {Site} site
 * @param {{ before?: string | (() => void), ignoreHTTPSErrors?: boolean }} [options] a script to run before those of
 *   the page, and whether any certificate will do
 */
export async function visit(t, browser, site, { before, ignoreHTTPSErrors } = {}) {
  const page = await browser.newPage({ ignoreHTTPSErrors })
  page.setDefaultTimeout(15_000)
  t.after(() => page.close())
  /** @type {string[]} */
  const errors = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.addInitScript(() => {
    const log = /** @type {string[]} */ ([])
    Object.assign(globalThis, { log })
    const names = ['Connecting', 'Open', 'Close', 'Error', 'BeforeMessage', 'AfterMessage', 'ConfigSend', 'BeforeSend']
    for (const name of [...names, 'AfterSend', 'SendError', 'MessageError']) {
      document.addEventListener(`htmx:ws${name}`, ({ target }) => {
        log.push(`ws${name} ${/** @type {Element} */ (target).id}`)
      })
    }
  })
  if (before) await page.addInitScript(before)
  await page.goto(site.url)
  return {
    page,
    errors,
    /** @returns {Promise<string[]>} the events so far: their names without "htmx:" and their elements' ids */
    log: () => page.evaluate(() => /** @type {any} */ (globalThis).log),

    /**
     * Resolves once an event was seen so often.
     * @param {string} name without "htmx:"
     * @param {number} [count]
     */
    happened: (name, count = 1) =>
      page.waitForFunction(
        ([name, count]) => {
          const seen = /** @type {string[]} */ (/** @type {any} */ (globalThis).log)
          return seen.filter((line) => line.startsWith(`${name} `)).length >= Number(count)
        },
        [name, count]
      )
  }
}
