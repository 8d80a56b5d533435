/** The value of htmx 1's hx-ws, read as the extension reads it (legacy_value in src/attributes.cpp). */

/**
 * @typedef {object} LegacyValue
 * @property {{ start: number, end: number } | null} url of the first "connect:" with one, in the value
 * @property {boolean} sends
 * @property {string[]} others words that say nothing
 */

const connect = 'connect:'

/** A comma belongs to a URL, but where nothing or another word of ours is behind it. */
const word = /(?:(?!,(?:$|connect:|send(?:$|[, \t\n\f\r])))[^ \t\n\f\r])+/y

/**
 * @param {string} value
 * @returns {LegacyValue}
 */
export function legacyValue(value) {
  /** @type {LegacyValue} */
  const found = { url: null, sends: false, others: [] }
  for (let start = wordFrom(value, 0); start < value.length; ) {
    word.lastIndex = start
    const [whole = ''] = word.exec(value) ?? []
    // a comma before white space separates nothing else
    const text = whole.replace(/,$/, '')
    if (text === 'send') found.sends = true
    else if (!text.startsWith(connect)) found.others.push(text)
    else if (!found.url && text.length > connect.length) {
      found.url = { start: start + connect.length, end: start + text.length }
    }
    start = wordFrom(value, start + whole.length)
  }
  return found
}

/**
 * @param {string} value
 * @param {number} from
 */
function wordFrom(value, from) {
  let start = from
  while (start < value.length && ', \t\n\f\r'.includes(value[start])) start += 1
  return start
}
