/** The site of the comparison: one page for each side under the same URL, and the scripts that pages load. */
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { resolve } from 'node:path'
import { root } from '../../wasm/steps.mjs'

/** @type {Record<string, string>} */
const hosts = {
  '1.9.12': 'node_modules/htmx-1.9.12/dist/htmx.js',
  '2.0.0': 'node_modules/htmx-2.0.0/dist/htmx.js',
  '2.0.4': 'node_modules/htmx-2.0.4/dist/htmx.js',
  '2.0.5': 'node_modules/htmx-2.0.5/dist/htmx.js',
  '2.0.11': 'node_modules/htmx.org/dist/htmx.js'
}

/** @type {Record<string, string>} */
const libraries = {
  idiomorph: 'node_modules/idiomorph/dist/idiomorph-ext.js',
  morphdom: 'node_modules/morphdom/dist/morphdom-umd.js',
  'morphdom-swap': 'node_modules/htmx-1.9.12/dist/ext/morphdom-swap.js'
}

/**
 * @param {string} host
 * @returns {string} the extension that is compared with
 */
const reference = (host) =>
  host.startsWith('1.') ? 'node_modules/htmx-1.9.12/dist/ext/ws.js' : 'node_modules/htmx-ext-ws/ws.js'

/**
 * @param {string} control the script that runs before all others
 * @param {string | { text: string }} ours a file, "reference", or a text that may change between pages
 */
export async function openServer(control, ours) {
  /** @type {Record<string, { page: string, responses: Record<string, string> }>} */
  const shown = {}
  /** @type {Map<string, Buffer>} */
  const files = new Map()

  /** @param {string} file */
  async function cached(file) {
    const bytes = files.get(file) ?? (await readFile(resolve(root, file)))
    files.set(file, bytes)
    return bytes
  }

  /**
   * @param {string} host
   * @param {string} name
   * @param {string} side
   */
  function fileOf(host, name, side) {
    if (name === 'htmx') return hosts[host]
    if (name === 'reference') return reference(host)
    if (name !== 'extension') return libraries[name]
    return side === 'reference' || typeof ours !== 'string' || ours === 'reference' ? reference(host) : ours
  }

  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://site').pathname
    const side = String(request.headers['x-side'])
    const [, folder, host, name] = path.split('/')
    if (folder === 'script' && name === 'extension' && side === 'ours' && typeof ours !== 'string') {
      response.setHeader('content-type', 'text/javascript; charset=utf-8')
      response.setHeader('cache-control', 'no-store')
      response.end(ours.text)
      return
    }
    const isScript = folder === 'script' && fileOf(host, name, side)
    if (isScript || path === '/control.js') {
      response.setHeader('content-type', 'text/javascript; charset=utf-8')
      response.setHeader('cache-control', 'max-age=3600')
      response.end(isScript ? await cached(isScript) : control)
      return
    }
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.setHeader('cache-control', 'no-store')
    const text = path === '/page' ? shown[side]?.page : shown[side]?.responses[path]
    if (text === undefined) response.writeHead(404)
    response.end(text ?? '')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())

  return {
    port,
    url: `http://127.0.0.1:${port}/page`,

    /**
     * What one side's page is from now on.
     * @param {string} side
     * @param {string} page
     * @param {Record<string, string>} [responses] to other paths
     */
    show(side, page, responses = {}) {
      shown[side] = { page, responses }
    },

    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
