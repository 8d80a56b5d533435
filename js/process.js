/**
 * What htmx 2.0.11 does where it processes an element that has nothing for it, nor holds anything: it says so twice, and
 * notes what the element looks like. It spends most of its time on looking.
 */
import { isDisabled } from './elements.js'

/** @typedef {import('./htmx.d.ts').HtmxApi} HtmxApi */
/** @typedef {import('./trigger.js').Trigger} Trigger */

/** How the selector of all that htmx processes ends, where no extension adds to it. */
const ownEnd = '[data-hx-trigger]'

/**
 * Whether extensions that are not active here want more elements to be processed: asked of an element that is in no page
 * and of which nobody hears.
 */
export function hasSelectorsOfExtensions() {
  let asked = ownEnd
  const probe = document.createElement('div')
  Object.assign(probe, {
    dispatchEvent: () => true,
    querySelectorAll(/** @type {string} */ selector) {
      asked = selector
      return []
    }
  })
  htmx.process(probe)
  return !asked.endsWith(ownEnd)
}

/**
 * @param {HtmxApi} api
 * @param {Element} child without attributes of htmx, and with neither forms nor boosted links
 * @param {Trigger} inform
 */
export function processPlain(api, child, inform) {
  if (isDisabled(child)) return htmx.process(child)
  const initHash = hashOf(child)
  Object.assign(api.getInternalData(child), { initHash })
  inform(child, 'htmx:beforeProcessNode', {})
  // where a listener has given it something, htmx comes to it in any case
  if (hashOf(child) !== initHash) return htmx.process(child)
  Object.assign(api.getInternalData(child), { firstInitCompleted: true })
  inform(child, 'htmx:afterProcessNode', {})
}

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
