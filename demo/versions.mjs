// Which htmx and which extension a page loads: /chat?extension=reference&htmx=1.9. It stands in the address, so that two tabs
// can be compared.

import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const packages = fileURLToPath(new URL('../node_modules', import.meta.url))

/** @typedef {{ extension: 'ours' | 'reference', htmx: '2' | '1.9' }} Versions */

/**
 * @param {URLSearchParams} parameters
 * @returns {Versions}
 */
export function readVersions(parameters) {
  return {
    extension: parameters.get('extension') === 'reference' ? 'reference' : 'ours',
    htmx: parameters.get('htmx') === '1.9' ? '1.9' : '2'
  }
}

/** What to put behind a page's path, nothing for the usual versions. @param {Versions} versions */
export function queryFor({ extension, htmx }) {
  const parameters = new URLSearchParams()
  if (extension !== 'ours') parameters.set('extension', extension)
  if (htmx !== '2') parameters.set('htmx', htmx)
  return parameters.size > 0 ? `?${parameters}` : ''
}

/** @param {Versions} versions */
export function scriptsFor({ extension, htmx }) {
  return [`/htmx-${htmx}.js`, extension === 'ours' ? '/ws.js' : `/reference-${htmx}.js`]
}

/**
 * @param {string} ours the file of this extension
 * @returns {[path: string, file: string][]}
 */
export function scriptFiles(ours) {
  return [
    ['/htmx-2.js', join(packages, 'htmx.org/dist/htmx.min.js')],
    ['/htmx-1.9.js', join(packages, 'htmx-1.9.12/dist/htmx.min.js')],
    ['/reference-2.js', join(packages, 'htmx-ext-ws/ws.js')],
    ['/reference-1.9.js', join(packages, 'htmx-1.9.12/dist/ext/ws.js')],
    ['/idiomorph.js', join(packages, 'idiomorph/dist/idiomorph-ext.min.js')],
    ['/ws.js', ours],
    ['/ws-inspector.js', join(dirname(ours), 'ws-inspector.js')],
    // The extension loads this from beside itself where a browser forbids WebAssembly.
    ['/ws.nowasm.js', join(dirname(ours), 'ws.nowasm.js')]
  ]
}
