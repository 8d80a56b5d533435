/** The WebAssembly that stands beside this file in the package: compiled once a process, when the first page needs it. */
import { readFileSync } from 'node:fs'
import { webAssemblyEngine } from '../engine.js'

/** @param {string} name */
const read = (name) => readFileSync(new URL(name, import.meta.url))

/** @type {WebAssembly.Module | undefined} */
let headless

export function headlessModule() {
  headless ??= new WebAssembly.Module(read('./headless.wasm'))
  return headless
}

/** @type {import('../engine.js').Engine | undefined} */
let core

/** What js/core.js runs on. */
export function coreEngine() {
  core ??= webAssemblyEngine(new Uint8Array(read('./ws.wasm')))
  return core
}
