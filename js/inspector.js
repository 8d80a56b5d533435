/**
 * dist/ws-inspector.js: a panel that shows a page's connections to whoever builds the page. For one script tag, anywhere;
 * what happened before it was loaded it can't know. It looks on: it dispatches no events, sends nothing, and what it adds to
 * the page is one element behind the body, where htmx does not look. It is for development, as it shows what is sent.
 */
import { createPanel } from './inspector/panel.js'
import { createRecorder } from './inspector/recorder.js'

const key = Symbol.for('htmx-ext-ws-wasm inspector')
const page = /** @type {{ [key]?: boolean }} */ (globalThis)

// boosted pages evaluate their scripts again on each navigation
if (!page[key]) {
  page[key] = true
  start()
}

function start() {
  const recorder = createRecorder()
  const show = () => createPanel(recorder)
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', show, { once: true })
  else show()
}
