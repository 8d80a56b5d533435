/** dist/headless.js: htmx-ext-ws-wasm/headless. */
export { assertElement } from './assert.js'
export { NeedsBrowserError, PageError, SelectorError } from './errors.js'
export { openPage } from './fixture.js'
export { Page } from './page.js'
