/** How an error names an element. */

/** @typedef {import('./tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('./tree.d.ts').Tree} Tree */

/** A page may have values of any length. */
const longestValue = 60

/**
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 * @returns {string} as its tag with what tells it from others
 */
export function describe(tree, elt) {
  const attributes = ['id', 'name', 'type', 'class'].flatMap((name) => {
    const value = tree.attribute(elt, name)
    return value === null ? [] : ` ${name}="${shortened(value)}"`
  })
  return `<${elt.tag}${attributes.join('')}>`
}

/** @param {string} value */
export const shortened = (value) => (value.length > longestValue ? `${value.slice(0, longestValue)}...` : value)
