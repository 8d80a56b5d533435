/** Which element stands in which, as far as tags alone say it. */

/** @typedef {import('./tags.js').Tag} Tag */

/**
 * @typedef {object} PageElement
 * @property {Tag} tag its start tag
 * @property {PageElement | null} parent
 */

const voids = 'area base br col embed hr img input link meta param source track wbr'.split(' ')

const blocks = (
  'address article aside blockquote details dialog div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header ' +
  'hr main menu nav ol p pre section table ul'
).split(' ')

/** What a start tag ends, where the end tag was left out. @type {Map<string, string[]>} */
const ends = new Map([
  ...blocks.map((name) => /** @type {[string, string[]]} */ ([name, ['p']])),
  ['li', ['li', 'p']],
  ['dt', ['dt', 'dd', 'p']],
  ['dd', ['dt', 'dd', 'p']],
  ['option', ['option']],
  ['td', ['td', 'th', 'p']],
  ['th', ['td', 'th', 'p']],
  ['tr', ['tr', 'td', 'th', 'p']],
  ['tbody', ['thead', 'tbody', 'tr', 'td', 'th', 'p']],
  ['tfoot', ['thead', 'tbody', 'tr', 'td', 'th', 'p']]
])

/**
 * @param {Tag[]} tags
 * @returns {PageElement[]} in the order of the text
 */
export function elementsOf(tags) {
  /** @type {PageElement[]} */
  const elements = []
  /** @type {PageElement[]} */
  const open = []
  for (const tag of tags) {
    if (tag.isEnd) {
      let index = open.length - 1
      while (index >= 0 && open[index].tag.name !== tag.name) index -= 1
      if (index >= 0) open.length = index
      continue
    }
    while (open.length > 0 && ends.get(tag.name)?.includes(open[open.length - 1].tag.name)) open.pop()
    const element = { tag, parent: open.at(-1) ?? null }
    elements.push(element)
    if (!tag.isSelfClosing && !voids.includes(tag.name)) open.push(element)
  }
  return elements
}

/**
 * @param {PageElement} element
 * @returns {Generator<PageElement>} itself and what stands around it, outwards
 */
export function* outwards(element) {
  for (let each = /** @type {PageElement | null} */ (element); each; each = each.parent) yield each
}
