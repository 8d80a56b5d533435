// wasm2js makes a script that has one instance of the module. A page may need another one after a trap, so this makes it a
// script that gives instances out: node translate.mjs core.wasm2js.js core.translated.js
import { readFile, writeFile } from 'node:fs/promises'

const [from, to] = process.argv.slice(2)
const source = await readFile(from, 'utf8')
const [functions, instance] = source.split(/^var retasmFunc = (?=asmFunc\()/m)
const creation = instance?.match(/^asmFunc\([^;]*;\s*\}\s*\}\s*\)/)?.[0]
if (!creation) throw new Error(`${from} does not end as wasm2js of binaryen 108 writes it`)
await writeFile(to, `// @ts-nocheck: generated\n${functions}export const instantiate = () => ${creation}\n`)
