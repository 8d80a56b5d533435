/**
 * Decoding of the module's bytes, which the packed file holds as base64 text.
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function decodeBase64(text) {
  // Not yet in TypeScript's library nor in every browser.
  const { fromBase64 } = /** @type {{ fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }} */ (Uint8Array)
  if (fromBase64) return fromBase64(text)
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
