// Random HTML: well-formed, damaged, and broken on purpose, so that a parser meets every rule of tree construction.

import { createChooser } from './seeded.mjs'
import { soup, token, trap } from './soup.mjs'
import { wellFormed } from './well-formed.mjs'

export { seededRandom } from './seeded.mjs'

/** @typedef {import('./seeded.mjs').Chooser} Chooser */

const strays = [
  '<',
  '>',
  '"',
  "'",
  '/',
  '=',
  '&',
  ' ',
  '\n',
  '\r\n',
  '\t',
  '\f',
  '\0',
  '-',
  '!',
  ';',
  '😀',
  '\ud83d',
  '\udc00'
]

/** One small damage, such as a bug in a template or a cut message makes. @param {Chooser} choose @param {string} source */
function damage(choose, source) {
  const at = choose.integer(0, source.length)
  const until = Math.min(source.length, at + choose.integer(1, 12))
  return choose.weighted([
    [4, () => source.slice(0, at) + source.slice(until)],
    [4, () => source.slice(0, at) + token(choose) + source.slice(at)],
    [3, () => source.slice(0, at) + choose.pick(strays) + source.slice(at)],
    [1, () => source.slice(0, at)],
    [1, () => source.slice(0, until) + source.slice(at)],
    [1, () => source.slice(0, at) + source.slice(at, until).toUpperCase() + source.slice(until)],
    [3, () => withoutOneTag(choose, source)],
    [1, () => source.replaceAll('\n', '\r\n')]
  ])()
}

/** @param {Chooser} choose @param {string} source */
function withoutOneTag(choose, source) {
  const tags = [...source.matchAll(/<\/?[a-z][^>]*>/gi)]
  if (tags.length === 0) return source
  const tag = choose.pick(tags)
  return source.slice(0, tag.index) + source.slice(tag.index + tag[0].length)
}

/** @param {Chooser} choose */
const damaged = (choose) =>
  choose.some(1, 3, () => 0).reduce((/** @type {string} */ source) => damage(choose, source), wellFormed(choose))

/** Deeper than browsers nest: they stop at 512. @param {Chooser} choose */
function deep(choose) {
  const tag = choose.pick(['div', 'span', 'b', 'ul', 'svg', 'template', 'x-y'])
  const levels = choose.pick([100, 499, 505, 511, 513, 600])
  return `<${tag}>`.repeat(levels) + wellFormed(choose) + `</${tag}>`.repeat(levels)
}

/** @param {Chooser} choose */
const surrounded = (choose) =>
  choose.pick([
    () => trap(choose),
    () => `<div id="a">${trap(choose)}</div>`,
    () => trap(choose) + wellFormed(choose),
    () => wellFormed(choose) + trap(choose),
    () => `<${choose.pick(['p', 'b', 'li', 'td', 'select', 'svg', 'button', 'form', 'a href=x'])}>${trap(choose)}`
  ])()

/**
 * A piece of HTML, most often some hundred characters.
 *
 * @param {() => number} random
 * @returns {string}
 */
export function randomHtml(random) {
  const choose = createChooser(random)
  const make = choose.weighted([
    [44, wellFormed],
    [20, damaged],
    [20, soup],
    [15.6, surrounded],
    [0.4, deep]
  ])
  return make(choose)
}
