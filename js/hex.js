/**
 * Decoding of the module's bytes, which the packed file holds as hexadecimal text: longer than base64, and a seventh
 * shorter once it is compressed on its way, since a byte that repeats is a text that repeats.
 * @param {string} text in lower case
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function decodeHex(text) {
  // Not yet in TypeScript's library nor in every browser.
  const { fromHex } = /** @type {{ fromHex?: (text: string) => Uint8Array<ArrayBuffer> }} */ (Uint8Array)
  if (fromHex) return fromHex(text)
  const digit = (/** @type {number} */ index) => Number.parseInt(text[index], 16)
  return Uint8Array.from({ length: text.length / 2 }, (_, index) => digit(2 * index) * 16 + digit(2 * index + 1))
}
