/** What a page's author is told in the console, once a page each. */

export const warnOfRival = once(() =>
  console.warn('htmx-ext-ws-wasm: another extension "ws" is loaded too. Load only one of them.')
)

export const warnOfHxWs = once((/** @type {Element} */ elt) =>
  console.warn('htmx-ext-ws-wasm: htmx 1 itself handles hx-ws. Use ws-connect and ws-send for this extension.', elt)
)

export const warnOfDelay = once((/** @type {unknown} */ delay) =>
  console.error(
    'htmx.config.wsReconnectDelay must be "full-jitter", a number of milliseconds below 2 ** 31 or a function, and is',
    delay,
    '- "full-jitter" is used instead.'
  )
)

export const warnOfWebAssembly = once((/** @type {unknown} */ refusal) =>
  console.warn(
    "htmx-ext-ws-wasm: this page can't run WebAssembly, so ws.nowasm.js is loaded, which is slower. Where a Content " +
      "Security Policy forbids it, add 'wasm-unsafe-eval' to its script-src; or load ws.nowasm.js before this script.",
    refusal
  )
)

/**
 * @param {Element} elt
 * @param {number} count
 */
export const warnOfQueue = (elt, count) =>
  console.warn(
    `htmx-ext-ws-wasm: ${count} messages wait for a closed socket. maxOutgoingMessagesQueueSize limits them.`,
    elt
  )

/**
 * @template {unknown[]} P
 * @param {(...parameters: P) => void} warn
 * @returns {(...parameters: P) => void}
 */
function once(warn) {
  let done = false
  return (...parameters) => {
    if (done) return
    done = true
    warn(...parameters)
  }
}
