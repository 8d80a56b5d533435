/** dist/node.cjs: node.js for require(). */
if (typeof document === 'undefined') {
  throw new Error(
    'htmx-ext-ws-wasm needs a page: require it in code for browsers, or load node_modules/htmx-ext-ws-wasm/dist/ws.min.js ' +
      'with a script tag behind htmx.'
  )
}

module.exports = require('./ws.cjs')
