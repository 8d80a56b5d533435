/**
 * The core's translation to JavaScript (dist/ws.nowasm.js), for pages that can't run WebAssembly: a Content Security
 * Policy that forbids it, a browser without it, or one that compiles only small modules at once.
 */

/** @typedef {import('./engine.js').CoreExports} CoreExports */
/** @typedef {{ version: string, instantiate: () => CoreExports }} Translation */

const key = Symbol.for('htmx-ext-ws-wasm.nowasm')
const page = /** @type {{ [key]?: Translation }} */ (globalThis)

/** @param {Translation} translation */
export function provideTranslation(translation) {
  page[key] = translation
}

/**
 * @param {string} version
 * @returns {Translation | undefined} one that the page has loaded, or that came by loadTranslation
 */
export const providedTranslation = (version) => (page[key]?.version === version ? page[key] : undefined)

/**
 * @param {string} url from which it was loaded
 * @param {string} version
 * @returns {Translation}
 */
export function requireTranslation(url, version) {
  const translation = providedTranslation(version)
  if (!translation) throw new Error(`${url} is not of version ${version}`)
  return translation
}
