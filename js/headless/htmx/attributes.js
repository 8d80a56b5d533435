/** The attributes that htmx reads, under both their names, and what elements inherit of them. */

/** @typedef {import('../tree.d.ts').ActingPage} ActingPage */
/** @typedef {import('../tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('../tree.d.ts').Tree} Tree */

/**
 * The attribute's value, or that of its data- twin where it is empty or not there.
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 * @param {string} name
 */
export const attributeOf = (tree, elt, name) => tree.attribute(elt, name) || tree.attribute(elt, `data-${name}`)

/**
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 * @param {string} name
 */
export const hasAttribute = (tree, elt, name) =>
  tree.attribute(elt, name) !== null || tree.attribute(elt, `data-${name}`) !== null

/**
 * The value of the element or of the nearest ancestor that passes one on: hx-disinherit, hx-inherit and
 * htmx.config.disableInheritance have their say.
 * @param {ActingPage} page
 * @param {HeadlessElement} elt
 * @param {string} name
 * @returns {string | null} null also for "unset"
 */
export function inheritedAttribute({ tree, config }, elt, name) {
  for (const each of tree.path(elt)) {
    const value = each === elt ? attributeOf(tree, each, name) : passedOn(tree, config, each, name)
    if (value) return value === 'unset' ? null : value
  }
  return null
}

/**
 * @param {Tree} tree
 * @param {import('../tree.d.ts').ActingConfig} config
 * @param {HeadlessElement} ancestor
 * @param {string} name
 */
function passedOn(tree, { disableInheritance }, ancestor, name) {
  if (disableInheritance) return names(tree, ancestor, 'hx-inherit', name) ? attributeOf(tree, ancestor, name) : null
  return names(tree, ancestor, 'hx-disinherit', name) ? 'unset' : attributeOf(tree, ancestor, name)
}

/**
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 * @param {string} list an attribute that lists names
 * @param {string} name
 */
function names(tree, elt, list, name) {
  const value = attributeOf(tree, elt, list)
  return value === '*' || (value ?? '').split(' ').includes(name)
}

/**
 * What "this" means in an attribute: the nearest element that has it.
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 * @param {string} name
 * @returns {HeadlessElement | null}
 */
export const ownerOf = (tree, elt, name) =>
  tree.path(elt).find((each) => attributeOf(tree, each, name) !== null) ?? null
