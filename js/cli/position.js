/** Where something stands in a file, as editors count. */

/**
 * @param {string} text a character for each byte
 * @param {number} at
 * @returns {string} "line:column", both from 1; columns are UTF-16 units of a text in UTF-8
 */
export function positionOf(text, at) {
  const lines = text.slice(0, at).split(/\r\n?|\n/)
  const start = readable(lines[lines.length - 1])
  return `${lines.length}:${start.replace(/^\ufeff/, '').length + 1}`
}

/**
 * @param {string} bytes a character for each byte
 * @returns {string} as UTF-8 has it
 */
export const readable = (bytes) => Buffer.from(bytes, 'latin1').toString('utf8')
