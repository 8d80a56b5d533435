/** What htmx keeps a browser from doing when an event has triggered something. */

import { inputType, isSubmitButton } from '../user/controls.js'
import { isElement } from './extended-selector.js'

/** @typedef {import('../tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('../tree.d.ts').Target} Target */
/** @typedef {import('../tree.d.ts').Tree} Tree */

/**
 * Submitting a form by event or button, and following a link that leads further than to a part of this page.
 * @param {Tree} tree
 * @param {import('../user/events.js').HeadlessEvent} event
 * @param {Target} listening an element: htmx 2.0.11 fails at a click heard by the document or the window
 */
export function shouldCancel(tree, event, listening) {
  if (!isElement(tree, listening)) return false
  if (event.type === 'submit') return listening.tag === 'form'
  return event.type === 'click' && (isInSubmitButton(tree, listening) || isInLink(tree, listening))
}

/**
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 */
function isInSubmitButton(tree, elt) {
  const button = tree.path(elt).find((each) => each.tag === 'button' || inputType(tree, each) === 'submit')
  return button !== undefined && isSubmitButton(tree, button) && tree.form(button) !== null
}

/**
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 */
function isInLink(tree, elt) {
  const link = tree.path(elt).find(({ tag }) => tag === 'a')
  const href = link ? tree.attribute(link, 'href') : null
  return href !== null && !/^#.+/.test(href)
}
