/**
 * Unpacking of the core's module, which the packed file holds as LZMA in base64: an eighth smaller than what a server's
 * gzip makes of the module itself.
 */

/**
 * @typedef {object} PackedModule
 * @property {string} packed what xz made of the module, in base64
 * @property {number} size of the module in bytes
 * @property {string} unpacker build/wasm/unpack.wasm in hexadecimal digits, which gzip makes smaller than base64
 */

/**
 * @param {PackedModule} module
 * @returns {Uint8Array<ArrayBuffer>} the module's bytes
 * @throws {Error} where the page or the browser does not let WebAssembly run
 */
export function unpack({ packed, size, unpacker }) {
  const decoder = new WebAssembly.Module(fromHex(unpacker))
  const { memory, packed_bytes, unpack } = /** @type {any} */ (new WebAssembly.Instance(decoder).exports)
  const bytes = fromBase64(packed)
  const view = new Uint8Array(memory.buffer)
  view.set(bytes, packed_bytes())
  const start = unpack(bytes.length, size)
  return view.slice(start, start + size)
}

/**
 * Not yet in TypeScript's library nor in every browser; at once where a loop that runs for the first time takes a
 * millisecond.
 * @type {Partial<Record<'fromHex' | 'fromBase64', (text: string) => Uint8Array<ArrayBuffer>>>}
 */
const native = /** @type {any} */ (Uint8Array)

/** @param {string} text */
const fromHex = (text) =>
  native.fromHex?.(text) ??
  Uint8Array.from(/** @type {string[]} */ (text.match(/../g)), (digits) => Number.parseInt(digits, 16))

/** @param {string} text */
const fromBase64 = (text) => native.fromBase64?.(text) ?? Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
