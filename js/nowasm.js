/** dist/ws.nowasm.js: leaves the core's translation where ws.js looks for it. */
import { instantiate } from '../build/wasm/core.translated.js'
import { provideTranslation } from './translation.js'

provideTranslation({ version: VERSION, instantiate: /** @type {() => any} */ (instantiate) })
