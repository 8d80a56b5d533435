/**
 * The fields of a form sent by `ws-send`. It arrives as JSON: the fields by name, and HEADERS with the htmx headers.
 * @param {import('ws').RawData | string} data
 * @returns {Record<string, unknown> | undefined} undefined if this is not a form
 */
export function readForm(data) {
  try {
    const form = JSON.parse(String(data))
    return typeof form === 'object' && form !== null ? form : undefined
  } catch {
    return undefined
  }
}

/**
 * A field's text, or nothing. The page's own limits can be got round, so they hold here too.
 * @param {unknown} value
 * @param {number} maximumLength
 */
export function readText(value, maximumLength) {
  return typeof value === 'string' ? value.trim().slice(0, maximumLength) : ''
}

/**
 * A field's number within its bounds, or the lowest.
 * @param {unknown} value
 * @param {number} lowest
 * @param {number} highest
 */
export function readNumber(value, lowest, highest) {
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN
  return Number.isNaN(number) ? lowest : Math.min(highest, Math.max(lowest, number))
}
