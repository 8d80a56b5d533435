/** Changes of a text: what stands between two offsets is replaced. */

/** @typedef {{ start: number, end: number, text: string }} Edit */

/**
 * @param {string} text
 * @param {Edit[]} edits in order, none within another
 * @returns {string}
 */
export function edited(text, edits) {
  let at = 0
  let result = ''
  for (const { start, end, text: inserted } of edits) {
    result += text.slice(at, start) + inserted
    at = end
  }
  return result + text.slice(at)
}
