/** htmx's extended selectors: "closest form", "find .x", "next", "previous li", "document" and more, beside CSS's own. */

import { PageError } from '../errors.js'

/** @typedef {import('../tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('../tree.d.ts').Target} Target */
/** @typedef {import('../tree.d.ts').Tree} Tree */

/** @typedef {(tree: Tree, elt: HeadlessElement, selector: string) => Target | null | undefined} Finder */

/**
 * All that a list of selectors means, seen from an element: first what the extended ones mean, in their order, then what
 * the others match in the whole page, in tree order. The same element may come more than once.
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 * @param {string} text
 * @returns {Target[]}
 * @throws {import('../errors.js').SelectorError}
 */
export function selectExtended(tree, elt, text) {
  /** @type {Target[]} */
  const found = []
  /** @type {string[]} */
  const plain = []
  for (const part of partsOf(withoutGlobal(text)).map(unwrapped)) {
    const extended = find(tree, elt, part)
    if (extended === undefined) plain.push(part)
    else if (extended !== null) found.push(extended)
  }
  if (plain.length > 0) found.push(...tree.queryAll(plain.join(',')))
  return found
}

/**
 * @param {Tree} tree
 * @param {Target} target
 * @returns {target is HeadlessElement}
 */
export const isElement = (tree, target) => target !== tree.window && target !== tree.root()

/**
 * The elements of what was selected, where nothing else will do.
 * @param {Tree} tree
 * @param {Target} target
 */
export function asParent(tree, target) {
  if (target !== tree.window) return /** @type {HeadlessElement} */ (target)
  throw new PageError('A selector names the window, which holds no elements.', 'Name the document or an element.')
}

/** @type {Record<string, Finder>} by their whole text */
const words = {
  next: (tree, elt) => sibling(tree, elt, 1),
  nextElementSibling: (tree, elt) => sibling(tree, elt, 1),
  previous: (tree, elt) => sibling(tree, elt, -1),
  previousElementSibling: (tree, elt) => sibling(tree, elt, -1),
  document: (tree) => tree.root(),
  root: (tree) => tree.root(),
  window: (tree) => tree.window,
  body: (tree) => tree.body(),
  // there are no shadow roots here
  host: () => null
}

/** @type {Record<string, Finder>} by what comes before a selector and a space */
const prefixes = {
  closest: (tree, elt, selector) => tree.closest(elt, selector),
  find: (tree, elt, selector) => tree.query(selector, elt),
  next: (tree, elt, selector) => after(tree, elt, tree.queryAll(selector)),
  previous: (tree, elt, selector) => before(tree, elt, tree.queryAll(selector))
}

/**
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 * @param {string} part
 * @returns {Target | null | undefined} undefined where the part is a plain selector
 */
function find(tree, elt, part) {
  if (Object.hasOwn(words, part)) return words[part](tree, elt, '') ?? null
  const space = part.indexOf(' ')
  const prefix = part.slice(0, Math.max(space, 0))
  if (!Object.hasOwn(prefixes, prefix)) return undefined
  return prefixes[prefix](tree, elt, unwrapped(part.slice(space + 1))) ?? null
}

/**
 * Between the commas of a list, but those inside <.../>.
 * @param {string} text
 */
function partsOf(text) {
  const parts = ['']
  let depth = 0
  for (let index = 0; index < text.length; index++) {
    if (text[index] === ',' && depth === 0) {
      parts.push('')
      continue
    }
    if (text[index] === '<') depth++
    else if (text.startsWith('/>', index)) depth--
    parts[parts.length - 1] += text[index]
  }
  if (parts[parts.length - 1] === '') parts.pop()
  return parts
}

/** @param {string} text */
function withoutGlobal(text) {
  const prefix = 'global '
  let start = 0
  while (text.startsWith(prefix, start)) start += prefix.length
  return text.slice(start)
}

/** @param {string} text */
function unwrapped(text) {
  const trimmed = text.trim()
  return trimmed.startsWith('<') && trimmed.endsWith('/>') ? trimmed.slice(1, -2) : trimmed
}

/**
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 * @param {1 | -1} step
 * @returns {HeadlessElement | undefined}
 */
function sibling(tree, elt, step) {
  const parent = tree.path(elt)[1]
  if (!parent) return undefined
  const children = tree.queryAll('*', parent).filter((each) => tree.path(each)[1] === parent)
  return children[children.indexOf(elt) + step]
}

/**
 * The first that begins after the element's end.
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 * @param {HeadlessElement[]} candidates in tree order
 */
function after(tree, elt, candidates) {
  const orderOf = treeOrder(tree)
  return candidates.find((each) => orderOf(each) > orderOf(elt) && !tree.path(each).includes(elt))
}

/**
 * The last that ends before the element begins.
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 * @param {HeadlessElement[]} candidates in tree order
 */
function before(tree, elt, candidates) {
  const orderOf = treeOrder(tree)
  const ancestors = tree.path(elt)
  return candidates.filter((each) => orderOf(each) < orderOf(elt) && !ancestors.includes(each)).pop()
}

/**
 * @param {Tree} tree
 * @returns {(elt: HeadlessElement) => number}
 */
function treeOrder(tree) {
  const order = new Map(tree.queryAll('*').map((each, index) => [each, index]))
  return (elt) => order.get(elt) ?? -1
}
