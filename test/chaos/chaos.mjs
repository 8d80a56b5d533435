// A page of the extension in a real browser, played through a storm.
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { resolve } from 'node:path'
import { root } from '../../wasm/steps.mjs'
import { seededRandom } from '../corpus/seeded.mjs'
import { extension } from '../support/extension.mjs'
import { startProxy } from './proxy.mjs'
import { startServer } from './server-process.mjs'
import { playTrial } from './trial.mjs'

/** @typedef {import('../engines/engines.mjs').Engine} Engine */
/** @typedef {import('../engines/engines.mjs').Tab} Tab */

/**
 * @typedef {object} Play
 * @property {Engine} engine a browser that is started: engines.mjs has three
 * @property {boolean} [ack] the page's messages are acknowledged, and sent again where they were not
 * @property {boolean} [resume] the page says what it had last
 * @property {boolean} [storm] whether there is one; yes unless given
 * @property {number} [seed] of the storm
 * @property {number} [seconds] that it lasts
 * @property {number} [messages] each way
 * @property {number} [patience] milliseconds to wait in the calm after it
 */

/** @typedef {import('./trial.mjs').Outcome & { connections: number, errors: string[] }} Outcome what the page said as errors */

const scripts = {
  '/htmx.js': resolve(root, 'node_modules/htmx.org/dist/htmx.min.js'),
  '/ws.js': extension
}

/** Beside `ack` and `resume`: short, so that a storm has many connections. */
const config = {
  preset: 'resilient',
  heartbeat: '300ms',
  heartbeatTimeout: '300ms',
  connectTimeout: '1s',
  reconnectDelay: '50ms',
  reconnectMaxDelay: '500ms'
}

/**
 * Plays it and says what became of the messages. Fails where the page never connects in the calm before the storm.
 * @param {Play} play
 * @returns {Promise<Outcome>}
 */
export async function playChaos({ engine, ack = true, resume = true, seed = 1, ...weather }) {
  const { storm = true, seconds = 20, messages = 1000, patience = 60_000 } = weather
  const tab = await engine.open()
  const server = await startServer()
  const proxy = await startProxy(server.port, seededRandom(seed))
  const site = await serve(pageOf(proxy.port, { ...config, ack, resume }))
  try {
    await tab.go(site.url)
    const outcome = await playTrial(proxy, server, subject(tab), { storm, seed, seconds, messages, patience })
    const { opened, errors } = JSON.parse(String(await tab.evaluate('JSON.stringify(chaos)')))
    return { ...outcome, connections: opened, errors }
  } finally {
    await tab.close()
    site.close()
    await proxy.close()
    await server.close()
  }
}

/** @param {Tab} tab @returns {import('./trial.mjs').Subject} */
function subject(tab) {
  return {
    isOpen: async () => Number(await tab.evaluate('chaos.opened')) > 0,
    send: (message) => tab.evaluate(`chaos.wrapper.send('${message}')`),
    received: async () => {
      const numbers = "[...document.querySelectorAll('#log i')].map((each) => Number(each.textContent))"
      return JSON.parse(String(await tab.evaluate(`JSON.stringify(${numbers})`)))
    }
  }
}

/**
 * A page that keeps, as `chaos`, the socket's wrapper, how often it opened, and errors.
 * @param {number} port
 * @param {object} config
 */
const pageOf = (port, config) => `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<script>
  const chaos = { opened: 0, errors: [] }
  addEventListener('error', ({ message }) => chaos.errors.push(message))
  addEventListener('unhandledrejection', ({ reason }) => chaos.errors.push(String(reason)))
  document.addEventListener('htmx:wsOpen', ({ detail }) => {
    Object.defineProperty(chaos, 'wrapper', { value: detail.socketWrapper, configurable: true })
    chaos.opened++
  })
</script>
<script src="/htmx.js"></script>
<script src="/ws.js"></script>
</head>
<body>
<div hx-ext="ws" ws-connect="ws://127.0.0.1:${port}/" ws-config='${JSON.stringify(config)}'><div id="log"></div></div>
</body>
</html>
`

/** Serves the page, which no storm reaches. @param {string} page */
async function serve(page) {
  const server = createServer(async ({ url = '' }, response) => {
    const script = scripts[/** @type {keyof typeof scripts} */ (url)]
    if (script) response.setHeader('content-type', 'text/javascript').end(await readFile(script))
    else if (url === '/') response.setHeader('content-type', 'text/html').end(page)
    else response.writeHead(204).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return {
    url: `http://127.0.0.1:${port}/`,
    close() {
      server.closeAllConnections()
      server.close()
    }
  }
}
