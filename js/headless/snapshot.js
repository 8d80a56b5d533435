/** An element as it is at a moment. */

/** @typedef {import('./headless.d.ts').PageElement} PageElement */

/**
 * @param {import('./document.js').Tree} tree
 * @param {import('./tree.d.ts').HeadlessElement} elt
 * @returns {PageElement}
 */
export function snapshot(tree, elt) {
  const attributes = Object.freeze(Object.fromEntries(tree.attributes(elt)))
  return Object.freeze({
    tag: elt.tag,
    id: attributes.id ?? '',
    attributes,
    text: tree.text(elt),
    html: tree.html(elt),
    value: tree.value(elt),
    checked: tree.checked(elt)
  })
}
