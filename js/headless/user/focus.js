/** Which element has the focus, and the events as it moves. */

import { inputType } from './controls.js'

/** @typedef {import('../tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('../tree.d.ts').Tree} Tree */
/** @typedef {ReturnType<typeof createFocus>} Focus */

/**
 * @param {Tree} tree
 * @param {import('./events.js').Events} events
 */
export function createFocus(tree, events) {
  /** @type {HeadlessElement | null} */
  let focused = null

  /** @param {HeadlessElement | null} next */
  function move(next) {
    const previous = focused
    if (previous === next) return
    focused = next
    if (previous && tree.isAttached(previous)) tell(previous, 'blur', 'focusout')
    if (next && focused === next && tree.isAttached(next)) tell(next, 'focus', 'focusin')
  }

  /**
   * @param {HeadlessElement} elt
   * @param {string} quiet event that does not bubble
   * @param {string} bubbling
   */
  function tell(elt, quiet, bubbling) {
    events.dispatch(elt, quiet, { bubbles: false, cancelable: false })
    if (tree.isAttached(elt)) events.dispatch(elt, bubbling, { cancelable: false })
  }

  return {
    move,

    /**
     * As a press on the element moves it: to what can have it, from there outwards, or away.
     * @param {HeadlessElement} elt
     */
    press: (elt) => move(tree.path(elt).find((each) => isFocusable(tree, each)) ?? null)
  }
}

/**
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 */
function isFocusable(tree, elt) {
  if (['button', 'input', 'select', 'textarea'].includes(elt.tag)) {
    return inputType(tree, elt) !== 'hidden' && !tree.isDisabled(elt)
  }
  if (elt.tag === 'a' && tree.attribute(elt, 'href') !== null) return true
  return elt.tag === 'summary' || tree.attribute(elt, 'tabindex') !== null
}
