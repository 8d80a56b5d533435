// Attributes for random HTML: as people write them, and as nobody should.

/** @typedef {import('./seeded.mjs').Chooser} Chooser */

const names = [
  'class',
  'title',
  'data-a',
  'data-b',
  'hx-get',
  'hx-vals',
  'hx-on:click',
  'href',
  'style',
  'aria-label',
  'hidden',
  'disabled',
  'checked',
  'x-data',
  '@click',
  ':class',
  'type',
  'name',
  'value',
  'tabindex',
  'lang',
  'hx-preserve'
]

const oddNames = [
  'CLASS',
  'onClick',
  'data-ÄÖ',
  'a"b',
  "a'b",
  'a<b',
  '"',
  '[x]',
  '(y)',
  '#z',
  'a.b',
  'viewBox',
  'xlink:href',
  'xml:lang',
  'xmlns',
  'definitionURL',
  'a\0b',
  '\ud83d',
  '😀',
  'a&amp;b',
  '=x',
  '=='
]

const values = [
  'a',
  'one two',
  '',
  '0',
  'a &amp; b',
  '&lt;b&gt;',
  'it is',
  '{"a":1}',
  'caf\u00e9',
  '日本',
  '😀',
  '?a=1&amp;b=2',
  '&#39;',
  '&#x27;',
  '&quot;x&quot;',
  'a > b',
  '/path/',
  '&nbsp;',
  'a\nb',
  '  x  ',
  'a=b',
  'javascript:void(0)'
]

const oddValues = [
  '?a=1&b=2',
  '?a=1&copy=2',
  '?a=1&copy',
  '&copyx',
  '&copy;',
  '&notit;',
  '&notin;',
  '&not',
  '&ampamp',
  '&AMP',
  '&unknown;',
  '&',
  '&#',
  '&#x',
  '&#;',
  '&#0;',
  '&#x0;',
  '&#128;',
  '&#x80;',
  '&#xD800;',
  '&#x110000;',
  '&#99999999999;',
  '&#65',
  '&#x41g',
  '&#13;',
  '&#x1F600;',
  'a\r\nb',
  'a\rb',
  'a\0b',
  'a\fb',
  'a\tb',
  '\ud83d',
  '\udc00x',
  '<',
  '<b>',
  '--',
  '&lt',
  '&ltx',
  '&lt=',
  '&hearts;',
  '&NotEqualTilde;',
  '&acE;',
  '&zwnj;',
  '`',
  '&Amp;',
  '&amp',
  '&semi;',
  '&gt=1',
  '&order',
  '&ordf',
  '&sup2',
  '&sup2x',
  '&para1'
]

const blanks = [' ', ' ', ' ', ' ', ' ', '\n', '  ', '\t', '\r\n', '\f', '/', ' / ']

/** @param {Chooser} choose */
const anyValue = (choose) => choose.pick(choose.chance(0.5) ? values : oddValues)

/** @param {Chooser} choose @param {string} value */
function quoted(choose, value) {
  if (value.includes('"')) return `'${value.replaceAll("'", '&#39;')}'`
  if (/^[\w/&;#?-]+$/.test(value) && choose.chance(0.2)) return value
  return choose.chance(0.8) ? `"${value}"` : `'${value.replaceAll("'", '&#39;')}'`
}

/** Attributes with the blanks before them, as a careful author writes them. @param {Chooser} choose */
export function attributes(choose) {
  const { chance, pick } = choose
  const chosen = new Set(choose.some(0, 3, () => pick(names)))
  const written = [...chosen].map((name) => {
    if (chance(0.12)) return ` ${name}`
    return ` ${name}=${quoted(choose, pick(chance(0.95) ? values : oddValues))}`
  })
  return written.join('')
}

const swaps = [
  'true',
  'outerHTML',
  'innerHTML:#x',
  'beforeend:#x',
  'afterbegin:.list',
  'delete',
  'morph:#x',
  'none',
  ''
]

/** The attributes of an element that is swapped into a page. @param {Chooser} choose */
export function topAttributes(choose) {
  const { chance, pick } = choose
  const id = chance(0.75) ? ` id=${quoted(choose, pick(['a', 'b', 'c', 'item-7', 'list', 'é', '日本', 'a b']))}` : ''
  const swap = chance(0.6) ? ` ${pick(['', '', '', 'data-'])}hx-swap-oob=${quoted(choose, pick(swaps))}` : ''
  return id + swap + attributes(choose)
}

/** Attributes in every spelling that the tokenizer has a rule for. @param {Chooser} choose */
export function oddAttributes(choose) {
  const { chance, pick } = choose
  const written = choose.some(0, 4, () => {
    const name = pick(chance(0.5) ? names : oddNames)
    const value = anyValue(choose)
    const equals = pick(['=', '=', '=', ' = ', '=\n', '/=', '= '])
    return (
      pick(['', ...blanks]) +
      pick([
        () => name,
        () => `${name}=`,
        () => `${name}${equals}"${value}"`,
        () => `${name}${equals}'${value}'`,
        () => `${name}${equals}${value}`,
        () => `id${equals}"${value}"`
      ])()
    )
  })
  return (written.length ? pick(blanks) : '') + written.join(chance(0.9) ? ' ' : '')
}
