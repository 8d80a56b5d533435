/** Where the core's code runs: as WebAssembly, or, where a page may not, as its translation to JavaScript. */

/** @typedef {(...words: number[]) => number} CoreFunction */
/** @typedef {Record<string, CoreFunction> & { memory: { readonly buffer: ArrayBuffer } }} CoreExports */

/**
 * @typedef {object} Engine
 * @property {() => CoreExports} instantiate a new instance, with a memory of its own
 * @property {(error: unknown) => boolean} isTrap whether what a function threw means that its instance is of no use any more
 */

/**
 * @param {Uint8Array<ArrayBuffer>} bytes of core.wasm
 * @returns {Engine}
 * @throws {Error} where the page or the browser does not let WebAssembly run, or not at once
 */
export function webAssemblyEngine(bytes) {
  const module = new WebAssembly.Module(bytes)
  return { instantiate: () => /** @type {any} */ (new WebAssembly.Instance(module).exports), isTrap }
}

/**
 * @param {() => CoreExports} instantiate of the translation, see nowasm.js
 * @returns {Engine}
 */
export const translatedEngine = (instantiate) => ({ instantiate, isTrap: () => true })

/**
 * A stack that overflows is no RuntimeError.
 * @param {unknown} error what an instance of WebAssembly threw
 */
export const isTrap = (error) => error instanceof WebAssembly.RuntimeError || isStackOverflow(error)

/** @param {unknown} error what browsers throw: a RangeError, and Firefox an error of its own */
const isStackOverflow = (error) =>
  error instanceof RangeError || (error instanceof Error && error.name === 'InternalError')
