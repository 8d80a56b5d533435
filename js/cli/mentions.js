/** hx-ws where it is no attribute of a tag: in scripts, styles, templating and tags that can't be read. */

import { isLegacy } from './attributes.js'

/** @typedef {import('./findings.js').Finding} Finding */
/** @typedef {import('./tags.js').Region} Region */
/** @typedef {import('./tags.js').Tag} Tag */

const name = /(?<![\w-])(?:data-)?hx-ws(?![\w-])/gi

/**
 * @param {string} text
 * @param {import('./kinds.js').Kind} kind
 * @param {Tag[]} tags
 * @param {Region[]} regions
 * @returns {Finding[]} without those in comments, and those that somebody only writes about
 */
export function mentions(text, kind, tags, regions) {
  /** @type {Set<number>} */
  const attributes = new Set(tags.flatMap((tag) => tag.attributes.filter(isLegacy).map(({ start }) => start)))
  const spans = [...regions, ...tags.map(({ start, end }) => ({ start, end, what: 'tag' }))]
  spans.sort((one, other) => one.start - other.start)
  let next = 0
  return [...text.matchAll(name)].flatMap(({ index: at = 0, 0: found }) => {
    while (next < spans.length && spans[next].end <= at) next += 1
    const where = next < spans.length && spans[next].start <= at ? spans[next].what : 'text'
    const isAttribute = attributes.has(at) && where === 'tag'
    const isProse = (where === 'text' || where === 'text field') && !isMarkup(text, kind, at, found.length)
    return isAttribute || where === 'comment' || isProse
      ? []
      : [{ at, what: `hx-ws in ${kind.isOnlySearched ? 'what is no HTML' : (places.get(where) ?? where)}`, remedy }]
  })
}

/** @type {Map<string, string>} */
const places = new Map([
  ['tag', 'a tag, and no attribute that can be read'],
  ['text', 'text that may be a tag'],
  ['script', 'a script'],
  ['style', 'a style sheet'],
  ['text field', 'an element that holds text'],
  ['unfinished tag', 'a tag that does not end']
])

const remedy = 'It is not changed: let it say ws-connect or ws-send, as is meant.'

/**
 * Whether text is part of a tag that the reader can't see as one, such as <{{tag}} hx-ws="send">.
 * @param {string} text
 * @param {import('./kinds.js').Kind} kind
 * @param {number} at
 * @param {number} length
 */
function isMarkup(text, kind, at, length) {
  const before = text.slice(Math.max(0, at - 300), at)
  const behind = text.slice(at + length, at + length + 20)
  // a name in a program, not in what it says
  if (kind.isOnlySearched) return /["'`[(,{]$/.test(before) || /^(?:["'`\]]|[ \t]*[\^$*~|]?[=:])/.test(behind)
  const isQuoted = kind.isCode && /["'`[]$/.test(before)
  const isEscaped = before.lastIndexOf('&lt;') > before.lastIndexOf('<')
  return isQuoted || (/^[ \t\r\n]*=/.test(behind) && !isEscaped)
}
