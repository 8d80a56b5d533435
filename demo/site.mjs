import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { issueToken } from './csrf.mjs'
import { layout } from './layout.mjs'
import { pages } from './pages.mjs'
import { readVersions, scriptFiles } from './versions.mjs'

const folder = fileURLToPath(new URL('.', import.meta.url))

const contentTypes = /** @type {Record<string, string>} */ ({
  '.css': 'text/css; charset=utf-8',
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
 * What answers requests for pages and files. A path is only looked up among the files
 * that are listed when the server starts, so none can reach another.
 * @param {string} extension the script served as /ws.js
 */
export function createSite(extension) {
  const files = new Map([...assetFiles(), ...scriptFiles(extension)])

  /**
   * @param {string} path
   * @param {URLSearchParams} parameters
   * @param {string} token
   */
  async function read(path, parameters, token) {
    const page = pages.find((page) => page.path === path)
    if (page) {
      const source = await readFile(join(folder, 'pages', page.file), 'utf8')
      return { type: 'text/html; charset=utf-8', content: layout(source, path, readVersions(parameters), token) }
    }
    const file = files.get(path)
    return file
      ? { type: contentTypes[extname(file)] ?? 'application/octet-stream', content: await readFile(file) }
      : undefined
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  return async (request, response) => {
    const { path, parameters } = addressOf(request)
    const { token, cookie } = issueToken(request)
    const found = await read(path, parameters, token).catch((error) => {
      console.error(`${path}: ${error.message}. Has npm run build been run?`)
    })
    if (found?.type.startsWith('text/html')) response.setHeader('Set-Cookie', cookie)
    if (found) response.writeHead(200, { ...headers, 'Content-Type': found.type }).end(found.content)
    else response.writeHead(404, { ...headers, 'Content-Type': 'text/plain' }).end('There is nothing at this address\n')
  }
}

/** @returns {[path: string, file: string][]} */
function assetFiles() {
  const assets = join(folder, 'assets')
  return readdirSync(assets).map((name) => [`/${name}`, join(assets, name)])
}

/** @param {import('node:http').IncomingMessage} request */
function addressOf({ url = '' }) {
  const [path, query] = url.split('?')
  return { path, parameters: new URLSearchParams(query) }
}
