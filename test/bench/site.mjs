// Serves the benchmark's page with one extension on one htmx. The page is isolated from other origins: only so browsers
// give it a clock of 5 microseconds.
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'

const root = new URL('../../', import.meta.url)

/** @typedef {Awaited<ReturnType<typeof serveBench>>} Site */

const headers = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }

/**
 * @param {Record<string, string>} files of the project, by the path that they are served at; `/?name` is a page with the
 *   scripts whose paths are in the name, joined by commas
 */
export async function serveBench(files) {
  const server = createServer(async ({ url = '/' }, response) => {
    const [path, query] = url.split('?')
    if (files[path]) {
      response.writeHead(200, { ...headers, 'content-type': 'text/javascript' })
      response.end(await readFile(new URL(files[path], root)))
      return
    }
    if (path !== '/') {
      response.writeHead(404).end()
      return
    }
    const scripts = decodeURIComponent(query ?? '').split(',')
    const tags = scripts.map((script) => `<script src="${script}"></script>`).join('')
    response.writeHead(200, { ...headers, 'content-type': 'text/html' })
    response.end(`<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><body>${tags}</body>`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return {
    /** @param {string[]} scripts their paths */
    page: (scripts) => `http://127.0.0.1:${port}/?${encodeURIComponent(scripts.join(','))}`,
    close() {
      server.closeAllConnections()
      server.close()
    }
  }
}
