/** What only htmx 1 does: it has WebSockets of its own, by the legacy attribute hx-ws, and is left to handle them. */

import { within } from './elements.js'

/** @typedef {import('./htmx.d.ts').HtmxApi} HtmxApi */
/** @typedef {import('./connection.js').Message} Message */
/** @typedef {Pick<import('./public.d.ts').SocketWrapper, 'send' | 'sendImmediately' | 'reconnect' | 'queue'>} SendingInterface */
/** @typedef {{ send: SendingInterface['send'], publicInterface?: SendingInterface }} Sending */

export const isHtmxOne = () => htmx.version?.startsWith('1.') ?? false

const factoryOfHtmxOne =
  /^function\w*\(\w+\)\{var\w+=newWebSocket\(\w+,\[\]\);\w+\.binaryType=\w+\.config\.wsBinaryType;?return\w+;?\}$/

/**
 * htmx 1 sets htmx.createWebSocket itself, to a function that takes absolute URLs alone. A page's own function is known
 * by not being that one, to the letter.
 * @param {((url: string) => WebSocket) | undefined} create
 */
export const isFactoryOfHtmxOne = (create) => isHtmxOne() && factoryOfHtmxOne.test(String(create).replace(/\s+/g, ''))

/**
 * htmx 1 parses by the first tag, and loses elements that do not fit it, unless it is told to use a template as htmx 2
 * always does. Its scripts then run when they are inserted; made anew as inert ones, they run when htmx 1 settles.
 * @param {HtmxApi} api
 * @param {string} html
 */
export function parseInTemplate(api, html) {
  const { config } = htmx
  const { useTemplateFragments } = config
  config.useTemplateFragments = true
  try {
    const fragment = api.makeFragment(html)
    for (const script of fragment.querySelectorAll('script')) {
      if (script instanceof HTMLScriptElement) script.replaceWith(inert(script))
    }
    return fragment
  } finally {
    config.useTemplateFragments = useTemplateFragments
  }
}

/**
 * A script made by a document that runs none stays inert wherever it goes.
 * @param {HTMLScriptElement} script
 * @returns {HTMLScriptElement}
 */
function inert(script) {
  const { head } = new DOMParser().parseFromString('<script></script>', 'text/html')
  return copied(script, /** @type {HTMLScriptElement} */ (head.firstElementChild))
}

/**
 * @param {Element} script
 * @param {HTMLScriptElement} copy becomes the same
 */
function copied(script, copy) {
  for (const attribute of script.attributes) copy.setAttributeNode(/** @type {Attr} */ (attribute.cloneNode()))
  copy.textContent = script.textContent
  return copy
}

/**
 * htmx 1 makes all scripts anew when it settles what they are in: one that a listener put there runs now.
 * @param {Element} elt
 */
export function runScripts(elt) {
  const { allowScriptTags, inlineScriptNonce } = htmx.config
  for (const script of /** @type {HTMLScriptElement[]} */ (within(elt, 'script'))) {
    if (!allowScriptTags || !/^(text\/javascript|module)?$/.test(script.type)) continue
    const copy = copied(script, document.createElement('script'))
    copy.async = false
    if (inlineScriptNonce) copy.nonce = inlineScriptNonce
    script.before(copy)
    script.remove()
  }
}

/**
 * A socket that htmx 1 itself opened for hx-ws="connect:...", as a place for ws-send to send to.
 * @param {HtmxApi} api
 * @param {WebSocket} socket
 * @returns {Sending}
 */
export function sendingThrough(api, socket) {
  /** @type {SendingInterface} */
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
