/** What the name htmx is in dist/ws.cjs: bundlers give require() a module whose default it is, others htmx itself. */
const found = require('htmx.org')

export const htmx = found.default ?? found
