/** What can't be done of an hx-trigger, and why. */

import { describe } from '../describe.js'
import { NeedsBrowserError, PageError } from '../errors.js'

/** @typedef {import('../tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('../tree.d.ts').Tree} Tree */

/**
 * @param {import('../tree.d.ts').ActingPage} page
 * @param {HeadlessElement} elt
 * @param {import('./trigger-syntax.js').TriggerSpec} spec
 * @throws {NeedsBrowserError}
 */
export function refuseNeedingBrowser({ tree, config }, elt, { trigger, filter }) {
  if (filter !== undefined && config.allowEval !== false) {
    throw new NeedsBrowserError(
      `The filter [${filter}] in ${attributeOf(tree, elt)} is JavaScript.`,
      'Test it in a browser, or trigger the element by an event of its own.'
    )
  }
  if (trigger === 'revealed' || trigger === 'intersect' || trigger.startsWith('sse:')) {
    throw new NeedsBrowserError(
      `"${trigger}" in ${attributeOf(tree, elt)} needs a browser.`,
      'Test it in a browser, or trigger the element by another event.'
    )
  }
}

/**
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 * @param {string[]} faults
 */
export function badSyntax(tree, elt, faults) {
  const list = faults.map((fault) => `"${fault}"`).join(', ')
  return new PageError(`${attributeOf(tree, elt)} can't be read at ${list}.`, 'Mend the attribute.')
}

/**
 * @param {Tree} tree
 * @param {HeadlessElement} elt that may be gone
 * @param {import('../errors.js').SelectorError} cause
 */
export function badSelector(tree, elt, cause) {
  const where = tree.isAttached(elt) ? describe(tree, elt) : 'An element that is gone'
  return new PageError(`${where} can't be triggered. ${cause.reason}`, cause.remedy, { cause })
}

/**
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 */
export const clickFromOutside = (tree, elt) =>
  new PageError(
    `${attributeOf(tree, elt)} listens for clicks from the document or the window, at which htmx fails.`,
    'Listen from:body.'
  )

/**
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 */
const attributeOf = (tree, elt) => `hx-trigger of ${describe(tree, elt)}`
