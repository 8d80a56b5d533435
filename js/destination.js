/** Where plain content goes: the cases that htmx's own rules make simple. All others are htmx's. */

import { closest } from './elements.js'
import { isHtmxOne } from './htmx-one.js'

const plainIdSelector = /^#[A-Za-z][\w-]*$/
const removing = ['outerHTML', 'innerHTML', 'delete']
const extensionScope = '[hx-ext], [data-hx-ext]'

/** `removes`: the target, or what is in it, goes. @typedef {{ style: string, target: Element, removes: boolean }} Destination */

/**
 * @param {Element} socketElt where only our extension is active
 * @param {Element} node that has been parsed
 * @param {string} swap the value of hx-swap-oob, or "true"
 * @param {(elt: Element) => boolean} hasOnlyOurs whether our extension is active on the element, and no other
 * @returns {Destination | null} null where there is no such target or more than one, or where extensions may have a say
 */
export function destinationOf(socketElt, node, swap, hasOnlyOurs) {
  const { style, targets } = placeOf(node, swap)
  const target = targets[0]
  if (targets.length !== 1 || !isInScope(target, socketElt, hasOnlyOurs)) return null
  const removes = removing.includes(style)
  // what goes may have extensions of its own, which are told
  return removes && target.querySelector(extensionScope) ? null : { style, target, removes }
}

/**
 * Whether a swap by id takes the element out of the page.
 * @param {Element} elt
 * @param {Element} node that has been parsed
 * @param {string} swap the value of hx-swap-oob, or "true"
 */
export function takesAway(elt, node, swap) {
  const { style, targets } = placeOf(node, swap)
  const goes = (/** @type {Element} */ target) =>
    closest(elt, (node) => node === target) !== null && (style !== 'innerHTML' || target !== elt)
  return removing.includes(style) && Array.from(targets).some(goes)
}

/**
 * @param {Element} node
 * @param {string} swap
 * @returns {{ style: string, targets: ArrayLike<Element> }} none for a selector that is no plain id
 */
function placeOf(node, swap) {
  const { style, selector } = partsOf(node, swap)
  return { style, targets: plainIdSelector.test(selector) ? document.querySelectorAll(selector) : [] }
}

/**
 * Whether a swap's target is named by a plain id.
 * @param {Element} node
 * @param {string} swap
 */
export const isById = (node, swap) => plainIdSelector.test(partsOf(node, swap).selector)

/**
 * @param {Element} node
 * @param {string} swap
 */
function partsOf(node, swap) {
  const colon = swap.indexOf(':')
  const style = swap === 'true' ? 'outerHTML' : colon > 0 ? swap.slice(0, colon) : swap
  return { style, selector: colon > 0 ? swap.slice(colon + 1) : `#${node.getAttribute('id')}` }
}

/**
 * @param {Element} target
 * @param {Element} socketElt
 * @param {(elt: Element) => boolean} hasOnlyOurs
 */
function isInScope(target, socketElt, hasOnlyOurs) {
  // what stands around a target with extensions of its own may have others
  if (target === document.body || target.matches(extensionScope)) return false
  return target.closest(extensionScope) === socketElt.closest(extensionScope) || hasOnlyOurs(target)
}

/**
 * What says where an element goes does not go into the page, except on htmx 1.
 * @param {Element} node
 */
export function takeOffDestination(node) {
  if (isHtmxOne()) return
  node.removeAttribute('hx-swap-oob')
  node.removeAttribute('data-hx-swap-oob')
}

/** @param {Element} elt */
export const parentOf = (elt) => elt.parentElement ?? (elt.parentNode instanceof ShadowRoot ? elt.parentNode : null)
