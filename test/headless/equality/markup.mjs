/** What the generators write markup with. */

/** @typedef {import('../../corpus/seeded.mjs').Chooser} Chooser */
/** @typedef {Record<string, string | number | boolean | undefined>} Attributes false and undefined: not there, true: empty */

const escapes = /** @type {Record<string, string>} */ ({ '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' })

/** @param {unknown} text */
export const escaped = (text) => String(text).replace(/[&"<>]/g, (letter) => escapes[letter])

/** @param {Attributes} attributes */
const written = (attributes) =>
  Object.entries(attributes)
    .filter(([, value]) => value !== false && value !== undefined)
    .map(([name, value]) => ` ${name}${value === true ? '' : `="${escaped(value)}"`}`)
    .join('')

/**
 * @param {string} name
 * @param {Attributes} attributes
 * @param {string} [content] markup; none for a void element
 */
export const tag = (name, attributes, content) =>
  `<${name}${written(attributes)}>${content === undefined ? '' : `${content}</${name}>`}`

/** Ids that targets have, in the page and in what messages bring. */
export const plainIds = ['a', 'b', 'c', 'list', 'rows', 'x', 'y', 'item-7']

/** Ids that a selector has to escape, or that a careless one can't name. */
export const oddIds = ['x.y', 'a:b', 'über', '1st', '日本', 'a b', '-z', 'A', '"q"', 'a#b', '😀']

/** @param {Chooser} choose */
export const anyId = (choose) => choose.pick(choose.chance(0.85) ? plainIds : oddIds)

/** Names of fields, which are asked for by hx-params and hx-include. */
export const fieldNames = ['a', 'b', 'c', 'note', 'tags[]', 'user.name', 'Größe', 'constructor', 'id']

/** @param {Chooser} choose */
export const fieldName = (choose) => choose.pick(fieldNames)
