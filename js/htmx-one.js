/** What only htmx 1 does: it has WebSockets of its own, by the legacy attribute hx-ws, and is left to handle them. */

/** @typedef {import('./htmx.d.ts').HtmxApi} HtmxApi */
/** @typedef {import('./connection.js').Message} Message */
/** @typedef {import('./connection.js').PublicInterface} PublicInterface */
/** @typedef {Pick<import('./connection.js').SocketWrapper, 'send' | 'publicInterface'>} Sending */

export const isHtmxOne = () => globalThis.htmx?.version?.startsWith('1.') ?? false

/**
 * htmx 1 sets htmx.createWebSocket itself, to a function that takes absolute URLs alone. A page's own function is known
 * by not being that one.
 * @param {((url: string) => WebSocket) | undefined} create
 */
export const isFactoryOfHtmxOne = (create) =>
  isHtmxOne() && /new WebSocket\(\w+, ?\[\]\)[\s\S]*wsBinaryType/.test(String(create))

/**
 * A socket that htmx 1 itself opened for hx-ws="connect:...", as a place for ws-send to send to.
 * @param {HtmxApi} api
 * @param {WebSocket} socket
 * @returns {Sending}
 */
export function sendingThrough(api, socket) {
  /** @type {PublicInterface} */
  const publicInterface = { send, sendImmediately, reconnect() {}, queue: [] }

  /**
   * @param {Message} message
   * @param {Element} [sender]
   */
  function send(message, sender) {
    if (socket.readyState !== socket.CONNECTING) return sendImmediately(message, sender)
    socket.addEventListener('open', () => sendImmediately(message, sender), { once: true })
  }

  /**
   * @param {Message} message
   * @param {Element} [sender]
   */
  function sendImmediately(message, sender) {
    const detail = () => ({ message, socketWrapper: publicInterface })
    if (sender && !api.triggerEvent(sender, 'htmx:wsBeforeSend', detail())) return
    socket.send(/** @type {any} */ (message))
    if (sender) api.triggerEvent(sender, 'htmx:wsAfterSend', detail())
  }

  return { send, publicInterface }
}
