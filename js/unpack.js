/**
 * Unpacking of the core's module, which the packed file holds as LZMA in base64: an eighth smaller than what a server's
 * gzip makes of the module itself.
 */

/**
 * @param {string} packed what `xz` made of the module, in base64
 * @param {number} size of the module in bytes
 * @param {string} unpacker build/wasm/unpack.wasm in hexadecimal digits, which gzip makes smaller than base64
 * @returns {Uint8Array<ArrayBuffer>} the module's bytes
 * @throws {Error} where the page or the browser does not let WebAssembly run
 */
export function unpack(packed, size, unpacker) {
  const digits = /** @type {string[]} */ (unpacker.match(/../g))
  const module = new WebAssembly.Module(Uint8Array.from(digits, (pair) => Number.parseInt(pair, 16)))
  const { exports } = new WebAssembly.Instance(module)
  const { memory, packed_bytes, unpack } = /** @type {any} */ (exports)
  const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0))
  const view = new Uint8Array(memory.buffer)
  view.set(bytes, packed_bytes())
  const start = unpack(bytes.length, size)
  return view.slice(start, start + size)
}
