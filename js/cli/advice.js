/** Another WebSockets extension that a page or project loads: said once, and not changed. */
import { positionOf } from './position.js'
import { version } from './version.js'

const others = /htmx-ext-ws(?![\w-])(?:@[\w.^~-]+)?(?:\/[\w./-]*)?|[\w./@-]*\/ext\/ws(?:\.min)?\.js/

export function createAdvice() {
  /** Where the first one stands. */
  let found = ''

  return {
    /** @param {import('./files.js').SourceFile} file */
    look({ path, text }) {
      const other = found ? null : others.exec(text)
      if (other) found = `${path}:${positionOf(text, other.index)}: ${other[0]}`
    },

    /** @returns {string} a line, or nothing */
    text: () =>
      found &&
      `${found} is another extension: put https://unpkg.com/htmx-ext-ws-wasm@${version}/dist/ws.min.js in its place, ` +
        `or "htmx-ext-ws": "npm:htmx-ext-ws-wasm@${version}" into package.json.\n`
  }
}
