/** The elements that the extension acts on, in the document and across the borders of shadow roots. */

/** @typedef {import('./htmx.d.ts').HtmxApi} HtmxApi */
/** @typedef {import('./htmx.d.ts').HtmxExtension} HtmxExtension */

const ownAttributes = ['ws-connect', 'ws-send', 'hx-ws'].map((name) => `[${name}], [data-${name}]`).join(', ')

/**
 * Whether the element or any inside it has an attribute of ours: most of what htmx processes has none.
 * @param {Element} elt
 */
export const hasOwnAttribute = (elt) => elt.matches(ownAttributes) || elt.querySelector(ownAttributes) !== null

/**
 * The element itself and those inside it that have the attribute, or the legacy hx-ws.
 * @param {Element} elt
 * @param {string} name
 */
export const withAttribute = (elt, name) => within(elt, `[${name}], [data-${name}], [hx-ws], [data-hx-ws]`)

/**
 * The element itself and those inside it that match.
 * @param {Element} elt
 * @param {string} selector
 * @returns {Element[]}
 */
export function within(elt, selector) {
  const inside = elt.querySelectorAll(selector)
  return elt.matches(selector) ? [elt, ...inside] : [...inside]
}

/**
 * Neither inside hx-disable nor inside hx-ext="ignore:ws": htmx itself decides which extensions an element has.
 * @param {HtmxApi} api
 * @param {Element} elt
 * @param {HtmxExtension} extension ours
 */
export function isOurs(api, elt, extension) {
  if (isDisabled(elt)) return false
  let ours = false
  api.withExtensions(elt, ({ onEvent }) => {
    ours ||= onEvent === extension.onEvent
  })
  return ours
}

/**
 * Inside hx-disable, or what the page has configured instead of it; on the far side of a shadow root too.
 * @param {Element} elt
 */
export function isDisabled(elt) {
  return closest(elt, (node) => node.matches(htmx.config.disableSelector)) !== null
}

/**
 * The nearest element that meets the condition, from the element outwards through shadow roots.
 * @param {Element} elt
 * @param {(node: Element) => boolean} condition
 * @returns {Element | null}
 */
export function closest(elt, condition) {
  /** @type {Element | null} */
  let node = elt
  while (node && !condition(node)) {
    node = node.parentElement ?? /** @type {Partial<ShadowRoot> | null} */ (node.parentNode)?.host ?? null
  }
  return node
}
