// The script that is tested. HXWS_EXTENSION puts another one in its place, by its path or by the word "reference": that is
// the extension that ours is compared with, on which no scenario may differ and no test of a mended defect pass.
import { resolve } from 'node:path'
import { root } from '../../wasm/steps.mjs'

export const testsReference = process.env.HXWS_EXTENSION === 'reference'

const named = testsReference ? 'node_modules/htmx-ext-ws/ws.js' : process.env.HXWS_EXTENSION

/** Its path. */
export const extension = resolve(root, named ?? 'dist/ws.js')
