/** What a user does in a page, with the events that a browser makes of it. */

import { describe } from '../describe.js'
import { PageError } from '../errors.js'
import { isElement } from '../htmx/extended-selector.js'
import { createActivation } from './activation.js'
import { inputType, isCheckable, isSubmitButton } from './controls.js'
import { createFocus } from './focus.js'
import { createSubmission } from './submission.js'

/** @typedef {import('../tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('../tree.d.ts').Target} Target */
/** @typedef {import('../tree.d.ts').Tree} Tree */

/**
 * Every function throws a PageError where a user can't do it.
 * @param {Tree} tree
 * @param {import('./events.js').Events} events
 */
export function createActing(tree, events) {
  const focus = createFocus(tree, events)
  const submission = createSubmission(tree, events)
  const activation = createActivation(tree, events, submission, focus)

  /**
   * Puts a text into a control by typing it at once, and leaves the control.
   * @param {HeadlessElement} elt
   * @param {string} text
   */
  function fill(elt, text) {
    refuseDisabled(elt)
    focus.press(elt)
    if (!tree.isAttached(elt)) return
    events.dispatch(elt, 'keydown')
    const isChanged = tree.isAttached(elt) && tree.fill(elt, text)
    tell(elt, isChanged || text !== '', 'input')
    tell(elt, true, 'keyup')
    tell(elt, isChanged, 'change')
    focus.move(null)
  }

  /**
   * Clicks a box or a radio button, unless it is as it should be.
   * @param {HeadlessElement} elt
   * @param {boolean} on
   */
  function check(elt, on) {
    if (!isCheckable(tree, elt)) {
      throw new PageError(`${describe(tree, elt)} can't be checked.`, 'Name a checkbox or a radio button.')
    }
    if (!on && inputType(tree, elt) === 'radio') {
      throw new PageError(
        `${describe(tree, elt)} can't be unchecked by a user.`,
        'Check another radio button of its group.'
      )
    }
    if (tree.checked(elt) !== on) click(elt)
  }

  /**
   * @param {HeadlessElement} elt a select
   * @param {string[]} texts values or labels of options
   */
  function choose(elt, texts) {
    refuseDisabled(elt)
    focus.press(elt)
    const isChanged = tree.isAttached(elt) && tree.choose(elt, texts)
    tell(elt, isChanged, 'input')
    tell(elt, isChanged, 'change')
  }

  /**
   * @param {HeadlessElement} elt that may have left the page meanwhile
   * @param {boolean} isDue
   * @param {string} type
   */
  function tell(elt, isDue, type) {
    if (isDue && tree.isAttached(elt)) events.dispatch(elt, type, { cancelable: type === 'keyup' })
  }

  /** @param {HeadlessElement} elt */
  function click(elt) {
    refuseHidden(elt)
    refuseDisabled(elt)
    if (!events.dispatch(elt, 'mousedown').defaultPrevented && tree.isAttached(elt)) focus.press(elt)
    if (tree.isAttached(elt)) events.dispatch(elt, 'mouseup')
    if (tree.isAttached(elt)) activation.click(elt)
  }

  /**
   * By its submit button, as a press of Enter does; by itself where it has none.
   * @param {HeadlessElement} elt a form, or one of its controls
   */
  function submit(elt) {
    if (isSubmitButton(tree, elt)) return click(elt)
    const form = elt.tag === 'form' ? elt : tree.form(elt)
    if (!form) throw new PageError(`${describe(tree, elt)} has no form to submit.`, 'Name a form.')
    const button = tree.defaultButton(form)
    if (!button) return submission.submit(form)
    refuseDisabled(button)
    activation.click(button)
  }

  /**
   * Dispatches an event, which bubbles. A click does what a click does.
   * @param {Target} target
   * @param {string} type
   * @param {unknown} [detail]
   */
  function trigger(target, type, detail) {
    if (type === 'click' && isElement(tree, target)) activation.click(target, detail)
    else events.dispatch(target, type, { detail })
  }

  /** @param {HeadlessElement} elt */
  function refuseDisabled(elt) {
    const disabled = tree.path(elt).find((each) => tree.isDisabled(each))
    if (!disabled || disabled.tag === 'fieldset') return
    throw new PageError(`${describe(tree, disabled)} is disabled.`, 'Act on what is enabled.')
  }

  /** @param {HeadlessElement} elt */
  function refuseHidden(elt) {
    if (inputType(tree, elt) !== 'hidden') return
    throw new PageError(`${describe(tree, elt)} is hidden: no user can act on it.`, 'Act on what a user sees.')
  }

  return { fill, check, choose, click, submit, trigger }
}
