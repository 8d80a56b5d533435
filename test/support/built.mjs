// The built core as the tests open it: as WebAssembly or, with HXWS_ENGINE=translation, as its translation to JavaScript.
import { readFileSync } from 'node:fs'
import { createCore } from '../../js/core.js'
import { translatedEngine, webAssemblyEngine } from '../../js/engine.js'
import { standard } from '../../js/options.js'
import { policyWords } from '../../js/policy.js'

const folder = new URL('../../build/wasm/', import.meta.url)

export const bytes = readFileSync(new URL('core.wasm', folder))

const { instantiate } = await import(new URL('core.translated.js', folder).href)

export const isTranslated = process.env.HXWS_ENGINE === 'translation'

export const engine = isTranslated ? translatedEngine(instantiate) : webAssemblyEngine(bytes)

export const openCore = () => createCore({ engine })

/** The policy of a connection whose page says nothing. */
export const words = policyWords(standard)
