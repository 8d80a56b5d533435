/** dist/ws.js and ws.min.js: for a script tag behind htmx's. */
import { loadTranslation } from './load-translation.js'
import { start } from './ws.js'

const ownScript = document.currentScript

start(() => loadTranslation(ownScript, NOWASM_PLACE, VERSION))
