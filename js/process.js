/**
 * What htmx does where it processes an element that has nothing for it, nor holds anything: it says so twice, and notes
 * what the element looks like. It spends most of its time on looking.
 */
import { isDisabled } from './elements.js'
import { isHtmxOne } from './htmx-one.js'

/** @typedef {import('./htmx.d.ts').HtmxApi} HtmxApi */
/** @typedef {import('./trigger.js').Trigger} Trigger */

/**
 * What htmx looks for in new content, with what extensions add to that: asked of an element that is in no page and of
 * which nobody hears.
 * @returns {string} a selector
 */
export function processedSelector() {
  let selector = '*'
  const probe = document.createElement('div')
  Object.assign(probe, {
    dispatchEvent: () => true,
    querySelectorAll(/** @type {string} */ asked) {
      selector = asked
      return []
    }
  })
  htmx.process(probe)
  return selector
}

/**
 * @param {HtmxApi} api
 * @param {string} selector of what htmx processes
 * @param {Element} child new in the page
 * @param {Trigger} inform
 */
export function processPlain(api, selector, child, inform) {
  const data = /** @type {{ initHash?: number, firstInitCompleted?: boolean }} */ (api.getInternalData(child))
  const isForHtmx = () => child.matches(selector) || hasHandler(child)
  // listeners of the swap may have given it something; htmx 1 looks for what is in it only when it is done with the element
  if (Object.keys(data)[0] || isDisabled(child) || isForHtmx() || (!isHtmxOne() && holds(child, selector))) {
    return htmx.process(child)
  }
  data.initHash = hashOf(child)
  inform(child, 'htmx:beforeProcessNode', {})
  if (isForHtmx()) return htmx.process(child)
  data.firstInitCompleted = true
  inform(child, 'htmx:afterProcessNode', {})
  if (!isHtmxOne() || (!hasHandler(child) && !holds(child, selector))) return
  // not the element itself once more, where listeners of these have changed it
  data.initHash = hashOf(child)
  htmx.process(child)
}

/**
 * @param {Element} child
 * @param {string} selector
 */
function holds(child, selector) {
  if (!child.firstElementChild) return false
  return child.querySelector(selector) !== null || Array.from(child.getElementsByTagName('*')).some(hasHandler)
}

/**
 * Whether it has a handler of htmx's in an attribute, whose name holds the event's.
 * @param {Element} elt
 */
const hasHandler = (elt) => elt.hasAttributes() && elt.getAttributeNames().some((name) => /^(?:data-)?hx-on/.test(name))

/**
 * @param {Element} elt
 * @returns {number} of its attributes, as htmx computes it
 */
function hashOf({ attributes }) {
  let hash = 0
  for (const { name, value } of attributes) {
    const text = value && name + value
    for (let index = 0; index < text.length; index++) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0
  }
  return hash
}
