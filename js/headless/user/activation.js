/** A click and what a browser does of itself when nobody keeps it from it: WHATWG HTML's activation behaviour. */

import { inputType, isCheckable, isResetButton, isSubmitButton } from './controls.js'

/** @typedef {import('../tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('../tree.d.ts').Tree} Tree */
/** @typedef {ReturnType<typeof createActivation>} Activation */

/**
 * @param {Tree} tree
 * @param {import('./events.js').Events} events
 * @param {import('./submission.js').Submission} submission
 * @param {import('./focus.js').Focus} focus
 */
export function createActivation(tree, events, submission, focus) {
  /**
   * Dispatches a click, as element.click() does.
   * @param {HeadlessElement} elt
   * @param {unknown} [detail]
   * @throws {import('../errors.js').PageError} where it submits a form that can't be submitted
   */
  function click(elt, detail) {
    if (tree.isDisabled(elt)) return
    const active = tree.path(elt).find((each) => isActive(each))
    const undo = active && isCheckable(tree, active) ? toggle(active) : null
    const event = events.dispatch(elt, 'click', { detail })
    if (!active || !tree.isAttached(active) || tree.isDisabled(active)) return
    if (event.defaultPrevented) undo?.()
    else if (undo) changed(active)
    else if (!isCheckable(tree, active)) activate(active)
  }

  /** @param {HeadlessElement} elt */
  const isActive = (elt) =>
    ['button', 'input', 'label', 'summary'].includes(elt.tag) ||
    (elt.tag === 'a' && tree.attribute(elt, 'href') !== null)

  /**
   * A box is toggled and a radio button checked before anybody hears of the click.
   * @param {HeadlessElement} elt
   * @returns {(() => void) | null} takes it back; null where nothing changed
   */
  function toggle(elt) {
    if (inputType(tree, elt) === 'checkbox') {
      const isChecked = tree.checked(elt) === true
      tree.check(elt, !isChecked)
      return () => tree.check(elt, isChecked)
    }
    const before = checkedRadios()
    if (!tree.check(elt, true)) return null
    return () => {
      tree.check(elt, false)
      for (const radio of before.filter((each) => tree.isAttached(each))) tree.check(radio, true)
    }
  }

  const checkedRadios = () =>
    tree.queryAll('input').filter((each) => inputType(tree, each) === 'radio' && tree.checked(each))

  /** @param {HeadlessElement} elt */
  function changed(elt) {
    events.dispatch(elt, 'input', { cancelable: false })
    if (tree.isAttached(elt)) events.dispatch(elt, 'change', { cancelable: false })
  }

  /** @param {HeadlessElement} elt */
  function activate(elt) {
    if (isSubmitButton(tree, elt)) submitBy(elt)
    else if (isResetButton(tree, elt)) resetBy(elt)
    else if (elt.tag === 'label') clickControlOf(elt)
    else if (elt.tag === 'summary') toggleDetails(elt)
  }

  /** @param {HeadlessElement} button */
  function submitBy(button) {
    const form = tree.form(button)
    if (form) submission.submit(form, button)
  }

  /** @param {HeadlessElement} button */
  function resetBy(button) {
    const form = tree.form(button)
    if (form && !events.dispatch(form, 'reset').defaultPrevented && tree.isAttached(form)) tree.reset(form)
  }

  /** @param {HeadlessElement} label */
  function clickControlOf(label) {
    const control = labelled(label)
    if (!control || tree.isDisabled(control)) return
    focus.press(control)
    if (tree.isAttached(control)) click(control)
  }

  /** @param {HeadlessElement} label */
  function labelled(label) {
    const id = tree.attribute(label, 'for')
    if (id === null) return tree.queryAll('*', label).find(isLabelable) ?? null
    const first = tree.queryAll('[id]').find((each) => tree.attribute(each, 'id') === id)
    return first && isLabelable(first) ? first : null
  }

  /** @param {HeadlessElement} elt */
  const isLabelable = (elt) =>
    ['button', 'input', 'meter', 'output', 'progress', 'select', 'textarea'].includes(elt.tag) &&
    inputType(tree, elt) !== 'hidden'

  /** @param {HeadlessElement} summary */
  function toggleDetails(summary) {
    const details = tree.path(summary)[1]
    if (details?.tag !== 'details' || tree.query('summary', details) !== summary) return
    if (tree.attribute(details, 'open') === null) tree.setAttribute(details, 'open', '')
    else tree.removeAttribute(details, 'open')
    events.dispatch(details, 'toggle', { bubbles: false, cancelable: false })
  }

  return { click }
}
