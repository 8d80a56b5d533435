/** Which button of a form was clicked or focused last: htmx sends its value along until the focus leaves it. */

import { inputType } from '../user/controls.js'
import { hasAttribute } from './attributes.js'
import { isElement } from './extended-selector.js'

/** @typedef {import('../user/events.js').HeadlessEvent} HeadlessEvent */
/** @typedef {import('../tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('../tree.d.ts').Tree} Tree */
/** @typedef {(form: HeadlessElement) => HeadlessElement | null} LastButtonOf */

/**
 * @param {Tree} tree
 * @param {import('../user/events.js').Events} events
 * @returns {LastButtonOf}
 */
export function trackLastButtons(tree, events) {
  /** By form. @type {WeakMap<HeadlessElement, HeadlessElement>} */
  const buttons = new WeakMap()

  events.watch((event, place) => {
    if (!['click', 'focusin', 'focusout'].includes(event.type) || !isListening(tree, place)) return
    const button = trackedButton(tree, event)
    const form = button ? formOf(tree, button) : null
    if (!button || !form) return
    if (event.type === 'focusout') buttons.delete(form)
    else buttons.set(form, button)
  })

  return function lastButtonOf(form) {
    const button = buttons.get(form)
    return button && tree.isAttached(button) ? button : null
  }
}

/**
 * htmx listens at forms, and at submit buttons that name their form: at those that say their type.
 * @param {Tree} tree
 * @param {import('../tree.d.ts').Target} place
 */
const isListening = (tree, place) =>
  isElement(tree, place) &&
  (place.tag === 'form' || (tree.attribute(place, 'type') === 'submit' && hasAttribute(tree, place, 'form')))

/**
 * @param {Tree} tree
 * @param {HeadlessEvent} event
 * @returns {HeadlessElement | undefined}
 */
const trackedButton = (tree, { target }) =>
  isElement(tree, target)
    ? tree.path(target).find((each) => each.tag === 'button' || inputType(tree, each) === 'submit')
    : undefined

/**
 * The form owner, or the form around it.
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 */
export const formOf = (tree, elt) => tree.form(elt) ?? tree.path(elt).find(({ tag }) => tag === 'form') ?? null
