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
 * @param {number | bigint} attempt.lastSeq of the messages that came; -1 before the first
 * @param {unknown} attempt.socketWrapper
 * @returns {Attempt | Promise<Attempt> | null} null where it was cancelled; rejected where the listener's promise is
 */
export function configureAttempt(announce, { protocols, strict }, { url, retryCount, lastSeq, socketWrapper }) {
  /** @type {unknown[]} */
  const promises = []
  const detail = {
    url,
    // the page's own: what a listener adds for this attempt is for no other
    protocols: [...protocols],
    attempt: retryCount + 1,
    waitUntil: (/** @type {unknown} */ promise) => void promises.push(promise),
    socketWrapper
  }
  const read = () => ({ url: withLastSeq(String(detail.url), lastSeq), protocols: [detail.protocols ?? []].flat() })
  if (!strict && !announce('htmx:wsConfigConnect', detail)) return null
  // what the listener writes into the detail only when its promise is kept counts too
  return promises.length > 0 ? Promise.all(promises).then(read) : read()
}

/**
 * @param {string} url
 * @param {number | bigint} lastSeq
 */
const withLastSeq = (url, lastSeq) => (lastSeq < 0 ? url : `${url}${url.includes('?') ? '&' : '?'}last-seq=${lastSeq}`)
