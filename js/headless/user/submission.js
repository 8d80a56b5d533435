/** Submitting a form as a browser's user does: what is not valid stays, and what nobody takes would leave the page. */

import { describe } from '../describe.js'
import { PageError } from '../errors.js'
import { invalidError } from './validity.js'

/** @typedef {import('../tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('../tree.d.ts').Tree} Tree */
/** @typedef {ReturnType<typeof createSubmission>} Submission */

/**
 * @param {Tree} tree
 * @param {import('./events.js').Events} events
 */
export function createSubmission(tree, events) {
  /**
   * As form.requestSubmit(submitter) does.
   * @param {HeadlessElement} form
   * @param {HeadlessElement} [submitter]
   * @throws {PageError} where it is not valid, or where a browser would leave the page
   */
  function submit(form, submitter) {
    if (!tree.isAttached(form)) return
    if (isValidated(form, submitter)) validate(form)
    if (!tree.isAttached(form)) return
    const event = events.dispatch(form, 'submit', { submitter: submitter ?? null })
    if (event.defaultPrevented || !tree.isAttached(form)) return
    if (methodOf(form, submitter) !== 'dialog') throw leavesPage(form)
    const dialog = tree.closest(form, 'dialog')
    if (dialog) tree.removeAttribute(dialog, 'open')
  }

  /**
   * @param {HeadlessElement} form
   * @param {HeadlessElement} [submitter]
   */
  const isValidated = (form, submitter) =>
    tree.attribute(form, 'novalidate') === null && (!submitter || tree.attribute(submitter, 'formnovalidate') === null)

  /** @param {HeadlessElement} form */
  function validate(form) {
    const invalid = tree.formElements(form).filter((each) => tree.validity(each) !== 0)
    if (invalid.length === 0) return
    const error = invalidError(tree, invalid)
    for (const each of invalid) if (tree.isAttached(each)) events.dispatch(each, 'invalid', { bubbles: false })
    throw error
  }

  /**
   * @param {HeadlessElement} form
   * @param {HeadlessElement} [submitter]
   */
  function methodOf(form, submitter) {
    const own = submitter ? tree.attribute(submitter, 'formmethod') : null
    return (own ?? tree.attribute(form, 'method') ?? 'get').toLowerCase()
  }

  /** @param {HeadlessElement} form */
  const leavesPage = (form) =>
    new PageError(
      `${describe(tree, form)} was submitted, and no ws-send took it: a browser would leave the page.`,
      'Put ws-send on the form, or submit another one.'
    )

  return { submit }
}
