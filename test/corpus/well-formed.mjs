// Random HTML that follows the standard's content models, so that no parser has anything to repair.

import { attributes, topAttributes } from './attributes.mjs'

/** @typedef {import('./seeded.mjs').Chooser} Chooser */
/** @typedef {{ choose: Chooser, depth: number, within: readonly string[] }} Place where an element is about to stand */

const texts = [
  'text',
  ' ',
  '\n',
  '\n  ',
  'a &amp; b',
  '1 &lt; 2',
  '&nbsp;',
  '&#39;',
  'it\'s "so"',
  'caf\u00e9',
  '日本語',
  '😀👍🏽',
  'مرحبا',
  'a > b',
  'R&D',
  'x\r\ny'
]
const sections = [
  'div',
  'div',
  'div',
  'section',
  'article',
  'aside',
  'header',
  'footer',
  'nav',
  'main',
  'blockquote',
  'figure',
  'center',
  'address',
  'search',
  'fieldset',
  'x-card',
  'hx-partial'
]
const phrases = [
  'span',
  'span',
  'em',
  'strong',
  'b',
  'i',
  'u',
  's',
  'small',
  'code',
  'kbd',
  'sub',
  'sup',
  'mark',
  'label',
  'abbr',
  'q',
  'cite',
  'var',
  'time',
  'data',
  'output',
  'ins',
  'font',
  'big',
  'tt',
  'x-y'
]
const voids = ['br', 'img', 'input', 'wbr', 'embed']
/** Elements that must not stand within themselves. */
const alone = ['a', 'button', 'form', 'nobr']

/** @param {Place} place @param {string} name @returns {Place} */
const inside = ({ choose, depth, within }, name) => ({ choose, depth: depth + 1, within: [...within, name] })

/** @param {Place} place */
const attributesAt = ({ choose, depth }) => (depth === 0 ? topAttributes(choose) : attributes(choose))

/** @param {Place} place @param {string} name @param {(place: Place) => string} content */
const element = (place, name, content) => `<${name}${attributesAt(place)}>${content(inside(place, name))}</${name}>`

/** @param {Place} place @param {(place: Place) => string} make @param {number} [most] */
const repeated = (place, make, most = 3) => place.choose.some(0, place.depth > 4 ? 1 : most, () => make(place)).join('')

/** @param {Place} place */
const text = ({ choose }) => choose.pick(texts)

/** @param {Place} place */
const comment = ({ choose }) => choose.pick(['<!-- note -->', '<!---->', '<!--\n<b>\n-->', '<!-- a > b -->'])

/** @param {Place} place */
function voidElement(place) {
  const { chance, pick } = place.choose
  return `<${pick(voids)}${attributesAt(place)}${chance(0.3) ? ' /' : ''}>`
}

/** @param {Place} place @returns {string} */
function phrase(place) {
  const name = place.choose.chance(0.2)
    ? place.choose.pick(alone.filter((one) => one !== 'form'))
    : place.choose.pick(phrases)
  if (alone.some((one) => one === name && place.within.includes(one))) return text(place)
  return element(place, name, phrasing)
}

/** @param {Place} place @returns {string} */
function onePhrase(place) {
  if (place.depth > 6) return text(place)
  return place.choose.weighted([
    [6, text],
    [5, phrase],
    [2, voidElement],
    [0.5, comment],
    [0.6, drawing],
    [0.4, control],
    [0.3, rawText],
    [0.3, ruby]
  ])(place)
}

/** @param {Place} place @returns {string} */
const phrasing = (place) => repeated(place, onePhrase)

/** @param {Place} place */
function rawText(place) {
  return place.choose.pick([
    () => element(place, 'script', () => 'if (a < b && c > "d") { x = "<b>" }'),
    () => element(place, 'style', () => 'a > b { content: "<" }'),
    () => element(place, 'textarea', () => place.choose.pick(['', 'a\nb', '<b>', '\n\nx', '&lt;'])),
    () => element(place, 'iframe', () => '<p>')
  ])()
}

/** @param {Place} place */
function ruby(place) {
  return element(place, 'ruby', () => '漢<rp>(</rp><rt>かん</rt><rp>)</rp>')
}

/** @param {Place} place @returns {string} */
function drawing(place) {
  const shapes = [
    '<path d="M0 0h1"/>',
    '<circle r="1"></circle>',
    '<g><rect width="1" height="1"/></g>',
    '<use href="#a"/>',
    '<title>x</title>',
    '<text x="1">y</text>',
    '<polyline points="0 0 1 1"/>'
  ]
  return element(place, 'svg', (here) => repeated(here, ({ choose }) => choose.pick(shapes)))
}

/** @param {Place} place */
function option(place) {
  return element(place, 'option', text)
}

/** @param {Place} place */
function control(place) {
  return place.choose.pick([
    () => element(place, 'select', (here) => repeated(here, option)),
    () => element(place, 'select', (here) => element(here, 'optgroup', (group) => repeated(group, option))),
    () => element(place, 'datalist', (here) => repeated(here, option)),
    () => element(place, 'progress', text),
    () => element(place, 'meter', text)
  ])()
}

/** @param {Place} place */
const list = (place) =>
  element(place, place.choose.pick(['ul', 'ol', 'menu']), (here) => repeated(here, (item) => element(item, 'li', flow)))

/** @param {Place} place */
function definitions(place) {
  const pair = (/** @type {Place} */ here) => element(here, 'dt', phrasing) + element(here, 'dd', flow)
  return element(place, 'dl', (here) => repeated(here, pair))
}

/** @param {Place} place */
const cell = (place) => element(place, place.choose.pick(['td', 'td', 'th']), flow)

/** @param {Place} place */
const row = (place) => element(place, 'tr', (here) => repeated(here, cell))

/** @param {Place} place */
const rows = (place) =>
  element(place, place.choose.pick(['tbody', 'tbody', 'thead', 'tfoot']), (here) => repeated(here, row))

/** @param {Place} place */
function table(place) {
  const { chance } = place.choose
  return element(place, 'table', (here) => {
    const caption = chance(0.2) ? element(here, 'caption', phrasing) : ''
    const columns = chance(0.2) ? '<colgroup><col><col span="2"></colgroup>' : ''
    return `${chance(0.5) ? '\n' : ''}${caption}${columns}${repeated(here, chance(0.7) ? rows : row)}`
  })
}

/** @param {Place} place */
function form(place) {
  if (place.within.includes('form')) return text(place)
  return element(place, 'form', flow)
}

/** @param {Place} place @returns {string} */
function block(place) {
  return place.choose.weighted([
    [10, () => element(place, place.choose.pick(sections), flow)],
    [4, () => element(place, 'p', phrasing)],
    [2, () => element(place, place.choose.pick(['h1', 'h2', 'h3', 'h6']), phrasing)],
    [2, () => list(place)],
    [1, () => definitions(place)],
    [2, () => table(place)],
    [1.5, () => form(place)],
    [0.7, () => element(place, 'pre', (here) => place.choose.pick(['', '\n', '\n\n']) + phrasing(here))],
    [0.7, () => element(place, 'details', (here) => element(here, 'summary', phrasing) + flow(here))],
    [0.4, () => element(place, 'dialog', flow)],
    [0.4, () => element(place, 'video', () => '<source src="a"><track>')],
    [0.4, () => element(place, 'template', place.choose.chance(0.5) ? flow : (here) => repeated(here, row))],
    [0.4, () => '<hr>']
  ])()
}

/** @param {Place} place @returns {string} */
function oneFlow(place) {
  if (place.depth > 6) return text(place)
  return place.choose.chance(0.4) ? block(place) : onePhrase(place)
}

/** @param {Place} place @returns {string} */
const flow = (place) => repeated(place, oneFlow)

/** What the parts of a table may be when they stand at the top. @param {Place} place */
function tableParts(place) {
  const { chance, pick } = place.choose
  const make = pick([row, row, cell, rows])
  const parts = place.choose.some(1, 3, () => make(place)).join(pick(['', '\n', '<!-- next -->']))
  return chance(0.25) ? parts + block(place) : parts
}

/** @param {Place} place */
const blocks = (place) =>
  place.choose.some(1, 4, () => block(place)).join(place.choose.pick(['', '\n', '\n\n', ' text ', '<!-- next -->']))

/** @param {Chooser} choose */
export function wellFormed(choose) {
  const place = { choose, depth: 0, within: [] }
  const lead = choose.chance(0.15) ? choose.pick(['\n', '  ', '<!-- lead -->', 'lead ']) : ''
  const make = choose.weighted([
    [10, blocks],
    [3, phrase],
    [2, voidElement],
    [1.5, tableParts],
    [1, drawing],
    [1, control],
    [1, rawText]
  ])
  return lead + make(place)
}
