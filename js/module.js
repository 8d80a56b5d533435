/**
 * dist/ws.esm.js and ws.cjs: for bundlers, and for a page's own modules. The bundler turns the name htmx, which every file
 * here takes for a global, into the import.
 */
import { requireTranslation } from './translation.js'
import { start } from './ws.js'

start(async () => {
  // beside this file in the package; a bundler makes it a file of its own
  await import('./ws.nowasm.js')
  return requireTranslation('ws.nowasm.js', VERSION)
})

export default htmx
