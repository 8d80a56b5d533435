/** Which elements are the extension's: as htmx says which extensions an element has. */

import { attributeOf } from './attributes.js'

/** @typedef {import('../tree.d.ts').ActingPage} ActingPage */
/** @typedef {import('../tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('../tree.d.ts').Tree} Tree */

/**
 * Neither inside hx-disable nor inside hx-ext="ignore:ws", and inside hx-ext="ws".
 * @param {ActingPage} page
 * @param {HeadlessElement} elt
 */
export const isOurs = (page, elt) => !isDisabled(page, elt) && hasExtension(page.tree, elt, 'ws')

/**
 * Inside hx-disable, or what the page has configured instead of it.
 * @param {ActingPage} page
 * @param {HeadlessElement} elt
 */
export const isDisabled = ({ tree, config }, elt) =>
  tree.closest(elt, config.disableSelector ?? '[hx-disable], [data-hx-disable]') !== null

/**
 * Read from the element outwards; what is ignored is so for all that is read after it.
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 * @param {string} name
 */
function hasExtension(tree, elt, name) {
  const words = tree.path(elt).flatMap((each) => attributeOf(tree, each, 'hx-ext')?.split(',') ?? [])
  const first = words.map((word) => word.replaceAll(' ', '')).find((word) => word === name || word === `ignore:${name}`)
  return first === name
}
