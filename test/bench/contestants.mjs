// Who is compared: each extension on each htmx, as the scripts of a page.

/**
 * The files that the pages load, by path.
 * @type {Record<string, string>}
 */
export const files = {
  '/htmx-2.js': 'node_modules/htmx.org/dist/htmx.min.js',
  '/htmx-1.9.js': 'node_modules/htmx-1.9.12/dist/htmx.min.js',
  '/reference.js': 'node_modules/htmx-ext-ws/dist/ws.min.js',
  '/ours.js': 'dist/ws.min.js',
  '/socket.js': 'test/bench/page/socket.js',
  '/cases.js': 'test/bench/page/cases.js',
  '/sample.js': 'test/bench/page/sample.js',
  '/load.js': 'test/bench/page/load.js'
}

/** @typedef {'reference' | 'ours'} Extension */
/** @typedef {'2' | '1.9'} HtmxVersion */

/**
 * @param {HtmxVersion} htmx
 * @param {Extension} extension
 * @param {string[]} [options] further scripts
 */
export const scriptsOf = (htmx, extension, options = []) => [
  `/htmx-${htmx}.js`,
  `/${extension}.js`,
  '/socket.js',
  ...options,
  '/cases.js',
  '/sample.js'
]
