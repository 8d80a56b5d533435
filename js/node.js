/** dist/node.js: what Node finds. Under jsdom and the like there is a page; else this says what is missing. */
if (typeof document === 'undefined') {
  throw new Error(
    'htmx-ext-ws-wasm needs a page: import it in code for browsers, or load node_modules/htmx-ext-ws-wasm/dist/ws.min.js ' +
      'with a script tag behind htmx.'
  )
}

// only now, since htmx itself fails without a page
const { default: htmx } = await import('./ws.esm.js')
export default htmx
