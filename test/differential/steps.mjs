// Steps that many scenarios have in common. A step's function is sent to the page as text, so what it needs from here is
// written into its text.

/** @typedef {import('./harness.mjs').Step} Step */

/** @param {unknown} value */
const text = (value) => JSON.stringify(value)

/**
 * @param {string} label
 * @param {string} body of a function of `control`
 * @returns {Step}
 */
export const step = (label, body) => [label, /** @type {Step[1]} */ (new Function('control', body))]

/**
 * The server accepts a connection.
 * @param {number} [index] of the socket
 */
export const opens = (index = 0) => step(`socket ${index} opens`, `control.sockets[${index}].open()`)

/**
 * The server sends a text.
 * @param {string} message
 * @param {number} [index] of the socket
 */
export const receives = (message, index = 0) =>
  step(`message ${text(message)}`, `control.sockets[${index}].message(${text(message)})`)

/** @param {string} selector */
export const clicks = (selector) => step(`click on ${selector}`, `control.click(${text(selector)})`)

/** @param {string} selector */
export const submits = (selector) => step(`submit of ${selector}`, `control.submit(${text(selector)})`)

/**
 * @param {string} selector
 * @param {string} value
 */
export const types = (selector, value) =>
  step(`${text(value)} is typed into ${selector}`, `control.type(${text(selector)}, ${text(value)})`)

/** @param {number} milliseconds */
export const passes = (milliseconds) => step(`${milliseconds} ms pass`, `control.tick(${milliseconds})`)

/**
 * @param {string} selector
 * @param {string} name of the event
 * @param {unknown} [detail]
 */
export const triggers = (selector, name, detail) =>
  step(`${name} at ${selector}`, `control.trigger(${text(selector)}, ${text(name)}, ${text(detail ?? null)})`)

/** @param {string} selector */
export const processes = (selector) => step(`htmx.process of ${selector}`, `control.process(${text(selector)})`)

/**
 * A body with the extension, and in it an element with a socket.
 * @param {string} content of that element
 * @param {string} [beside] markup behind it
 */
export const page = (content, beside = '') =>
  `<body hx-ext="ws"><div id="c" ws-connect="/chat">${content}</div>${beside}</body>`
