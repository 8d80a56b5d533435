/**
 * An out-of-band swap whose whole value names an extension's style, such as morph:outerHTML: htmx would take what stands
 * behind the colon for a selector.
 */
import { takeOffDestination } from './destination.js'
import { load } from './settle.js'

/** @typedef {import('./htmx.d.ts').HtmxApi} HtmxApi */
/** @typedef {import('./htmx.d.ts').SettleInfo} SettleInfo */
/** @typedef {import('./trigger.js').Trigger} Trigger */

/**
 * Swaps the element for the one of its id, with the events and the settling that htmx gives every out-of-band swap.
 * @param {HtmxApi} api
 * @param {string} style
 * @param {Element} node is taken out of its fragment
 * @param {SettleInfo} settleInfo
 * @throws {DOMException} where the id makes no selector
 */
export function swapByExtension(api, style, node, settleInfo) {
  takeOffDestination(node)
  const selector = `#${CSS.escape(node.id)}`
  const targets = document.querySelectorAll(selector)
  node.remove()
  if (targets.length === 0) {
    api.triggerErrorEvent(document.body, 'htmx:oobErrorNoTarget', { content: node, target: selector })
  }
  for (const target of targets) swapTarget(api, style, target, node, settleInfo)
}

/**
 * @param {HtmxApi} api
 * @param {string} style
 * @param {Element} target
 * @param {Element} node
 * @param {SettleInfo} settleInfo
 */
function swapTarget(api, style, target, node, settleInfo) {
  const copy = /** @type {Element} */ (node.cloneNode(true))
  /** @type {ParentNode} */
  let fragment = copy
  if (isInline(api, style, target)) {
    fragment = document.createDocumentFragment()
    fragment.append(copy)
  }
  swapBetweenEvents(api, api.triggerEvent, target, fragment, settleInfo, (chosen) => {
    if (offerToExtensions(api, style, chosen, fragment, settleInfo)) return
    throw new Error(`No extension on the target handles the swap style "${style}"`)
  })
}

/**
 * Lets listeners prevent a swap or choose another target, and tells them when it is done.
 * @param {HtmxApi} api
 * @param {Trigger} trigger
 * @param {Element} target
 * @param {ParentNode} fragment
 * @param {SettleInfo} settleInfo
 * @param {(target: Element, inform: Trigger) => void} swap where listeners have chosen another target, other extensions
 *   may be active, and it is to inform as htmx does
 */
export function swapBetweenEvents(api, trigger, target, fragment, settleInfo, swap) {
  const detail = { shouldSwap: true, target, fragment }
  if (!trigger(target, 'htmx:oobBeforeSwap', detail)) return
  const inform = detail.target === target ? trigger : api.triggerEvent
  if (detail.shouldSwap) swap(detail.target, inform)
  for (const elt of settleInfo.elts) inform(elt, 'htmx:oobAfterSwap', detail)
}

/**
 * @param {HtmxApi} api
 * @param {string} style
 * @param {Element} target
 */
function isInline(api, style, target) {
  let inline = false
  api.withExtensions(target, (extension) => {
    inline ||= extension.isInlineSwap(style)
  })
  return inline
}

/**
 * @param {HtmxApi} api
 * @param {string} style
 * @param {Element} target
 * @param {ParentNode} fragment
 * @param {SettleInfo} settleInfo gets the tasks of what an extension says that it has inserted
 * @returns {boolean} whether one of the target's extensions has swapped by this style
 */
export function offerToExtensions(api, style, target, fragment, settleInfo) {
  /** @type {unknown} */
  let handled = false
  api.withExtensions(target, (extension) => {
    handled ||= extension.handleSwap(style, target, fragment, settleInfo)
  })
  for (const child of Array.isArray(handled) ? handled : []) {
    if (child instanceof Element) settleInfo.tasks.push(() => load(child, api.triggerEvent))
  }
  return Boolean(handled)
}
