/**
 * What an attempt opens: the element's URL as it is now, and what a listener of htmx:wsConfigConnect makes of it. The
 * listener may cancel the attempt, or let it wait for a promise: a fresh token.
 */

/** @typedef {import('./connection.js').Attempt} Attempt */
/** @typedef {import('./options.js').Options} Options */

/**
 * @param {(name: string, detail: object) => boolean} announce
 * @param {Options} options
 * @param {object} attempt
 * @param {string} attempt.url the attribute's value
 * @param {number} attempt.retryCount
 * @param {number} attempt.lastSeq of the messages that came; 0 before the first
 * @param {unknown} attempt.socketWrapper
 * @returns {Attempt | null} null where it was cancelled
 */
export function configureAttempt(announce, options, { url, retryCount, lastSeq, socketWrapper }) {
  /** @type {Attempt} */
  const attempt = { url: options.resume && lastSeq > 0 ? withLastSeq(url, lastSeq) : url, protocols: options.protocols }
  if (options.strict) return attempt
  /** @type {unknown[]} */
  const promises = []
  const detail = {
    ...attempt,
    attempt: retryCount + 1,
    waitUntil: (/** @type {unknown} */ promise) => void promises.push(promise),
    socketWrapper
  }
  if (!announce('htmx:wsConfigConnect', detail)) return null
  // what the listener writes into the detail only when its promise is kept counts too
  const read = () => Object.assign(attempt, { url: String(detail.url), protocols: [detail.protocols ?? []].flat() })
  if (promises.length > 0) return Object.assign(read(), { ready: Promise.all(promises).then(read) })
  return read()
}

/**
 * @param {string} url
 * @param {number} lastSeq
 */
const withLastSeq = (url, lastSeq) => `${url}${url.includes('?') ? '&' : '?'}last-seq=${lastSeq}`
