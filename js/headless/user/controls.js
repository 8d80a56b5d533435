/** What kind of control an element is, as its `type` says in a browser. */

/** @typedef {import('../tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('../tree.d.ts').Tree} Tree */

/**
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 * @returns {string} in lower case, and empty where the element is no input; an unknown type is left as it stands
 */
export const inputType = (tree, elt) =>
  elt.tag === 'input' ? (tree.attribute(elt, 'type') || 'text').toLowerCase() : ''

/**
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 * @returns {'submit' | 'reset' | 'button' | ''} empty where it is no button element
 */
export function buttonType(tree, elt) {
  if (elt.tag !== 'button') return ''
  const type = tree.attribute(elt, 'type')?.toLowerCase()
  return type === 'reset' || type === 'button' ? type : 'submit'
}

/**
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 */
export const isSubmitButton = (tree, elt) =>
  buttonType(tree, elt) === 'submit' || ['submit', 'image'].includes(inputType(tree, elt))

/**
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 */
export const isResetButton = (tree, elt) => buttonType(tree, elt) === 'reset' || inputType(tree, elt) === 'reset'

/**
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 */
export const isCheckable = (tree, elt) => ['checkbox', 'radio'].includes(inputType(tree, elt))
