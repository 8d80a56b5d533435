/** What the name htmx is in a module: see module.js. */
export { default as htmx } from 'htmx.org'
