// Random trees, and random selectors that find something in them: most are right, some are damaged.

/** @typedef {import('../corpus/seeded.mjs').Chooser} Chooser */

const classes = ['a', 'b', 'c', 'B', 'a-b', 'ä', 'x:y']
const ids = ['a', 'b', 'A', 'm1', '1', 'x.y']
const tags = ['div', 'span', 'section', 'b', 'em', 'i']
const attributes = ['title', 'data-x', 'type', 'lang', 'rel', 'hx-on:click', 'data-camelCase']
const values = ['', 'a', 'b', 'A', 'a b', 'a-b', 'en-US', "it's", 'say "hi"', `"'`, 'ab', 'bab', 'ü', '  a\tb ']

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

/** @param {Chooser} choose */
function attributeText(choose) {
  const parts = []
  if (choose.chance(0.3)) parts.push(`id="${choose.pick(ids)}"`)
  if (choose.chance(0.5))
    parts.push(`class="${choose.some(0, 3, () => choose.pick(classes)).join(choose.pick([' ', '\t', '\f', '  ']))}"`)
  const names = new Set(choose.some(0, 2, () => choose.pick(attributes)))
  for (const name of names) parts.push(`${name}="${escaped(choose.pick(values))}"`)
  return parts.map((part) => ` ${part}`).join('')
}

/** @param {Chooser} choose */
const text = (choose) => choose.pick(['', '', 'text', ' ', '<!-- comment -->'])

/** @param {Chooser} choose @param {number} depth @returns {string} */
function element(choose, depth) {
  const inside = () => (depth > 5 ? text(choose) : content(choose, depth + 1))
  const given = attributeText(choose)
  return choose.weighted([
    [12, () => ((tag) => `<${tag}${given}>${inside()}</${tag}>`)(choose.pick(tags))],
    [
      1,
      () => `<ul${given}>${choose.some(0, 6, () => `<li${attributeText(choose)}>${text(choose)}</li>`).join('')}</ul>`
    ],
    [
      1,
      () =>
        `<svg${given} viewBox="0"><foreignObject${attributeText(choose)}>${inside()}</foreignObject><circle r="1"/></svg>`
    ],
    [2, () => control(choose, given)],
    [1, () => `<a${given}${choose.pick([' href="#"', ''])}>${text(choose)}</a>`],
    [1, () => `<template${given}><p class="a">x</p></template>`],
    [1, () => `<x-y${given}>${inside()}</x-y>`]
  ])()
}

/** @param {Chooser} choose @param {string} given */
function control(choose, given) {
  const flags = () => choose.pick(['', '', ' disabled', ' required', ' checked'])
  const options = () =>
    choose.some(0, 3, () => `<option${choose.pick(['', '', ' selected', ' disabled'])}>o</option>`).join('')
  return choose.pick([
    `<input${choose.pick(['', ' type="checkbox"', ' type="RADIO" name="n"', ' type=hidden', ' type=submit'])}${flags()}${given}>`,
    `<button${flags()}${given}>b</button>`,
    `<textarea${flags()}${given}></textarea>`,
    `<select${flags()}${choose.pick(['', ' multiple', ' size="3"'])}${given}>${options()}<optgroup${flags()}>${options()}</optgroup></select>`,
    `<fieldset${flags()}${given}><legend><input></legend><input type="checkbox" checked></fieldset>`
  ])
}

/** @param {Chooser} choose @param {number} depth */
function content(choose, depth) {
  return choose.some(0, depth === 0 ? 8 : 3, () => element(choose, depth) + text(choose)).join('')
}

/** A page, some in quirks mode. @param {Chooser} choose */
export const randomTree = (choose) =>
  `${choose.chance(0.7) ? '<!doctype html>' : ''}<html><head><title>t</title></head><body${attributeText(choose)}>${content(choose, 0)}</body></html>`

/** An identifier, with escapes where it needs some or by chance. @param {Chooser} choose @param {string} name */
function identifier(choose, name) {
  const written = name.replace(/^\d/, (digit) => `\\3${digit} `).replace(/[:.]/g, (c) => `\\${c}`)
  return choose.chance(0.05) ? written.replace(/^[a-z]/i, (c) => `\\${c.charCodeAt(0).toString(16)} `) : written
}

/** @param {Chooser} choose */
const space = (choose) =>
  choose.weighted([
    [8, ''],
    [1, ' '],
    [1, '\n'],
    [1, '/* , */']
  ])

/** Between two tokens that white space would part. @param {Chooser} choose */
const comment = (choose) => (choose.chance(0.02) ? '/*.*/' : '')

/** @param {Chooser} choose */
function value(choose) {
  const content = choose.pick(values)
  if (/^[a-z][a-z-]*$/i.test(content) && choose.chance(0.5)) return content
  return choose.chance(0.5)
    ? `"${content.replaceAll('"', '\\"').replaceAll('\t', '\\9 ')}"`
    : `'${content.replaceAll("'", '\\27 ').replaceAll('\t', '\\9 ')}'`
}

/** @param {Chooser} choose */
function attribute(choose) {
  const name = identifier(
    choose,
    choose.pick([...attributes, 'viewBox', 'viewbox', 'TITLE', 'class', 'id', 'r', 'checked'])
  )
  if (choose.chance(0.3)) return `[${space(choose)}${name}${space(choose)}]`
  const flag = choose.weighted([
    [8, ''],
    [1, ' i'],
    [1, ' I']
  ])
  const operator = choose.pick(['=', '~=', '|=', '^=', '$=', '*='])
  return `[${name}${space(choose)}${operator}${space(choose)}${value(choose)}${flag}]`
}

/** @param {Chooser} choose */
function nth(choose) {
  const number = () => choose.integer(0, 4)
  const of = choose.chance(0.2) ? ` of ${compound(choose, 3)}` : ''
  const position = choose.pick([
    () => 'odd',
    () => ' EVEN ',
    () => `${number()}`,
    () => `-${number()}`,
    () => `+${number()}`,
    () => `${choose.pick(['', '-', '+', '2', '-3', '+0'])}n`,
    () => `${choose.pick(['', '-', '2', '-1', '3'])}n${choose.pick(['+', '-', ' + ', ' -', '- '])}${number()}`
  ])()
  return choose.pick([
    () => `nth-child(${position}${of})`,
    () => `nth-last-child(${position}${of})`,
    () => `nth-of-type(${position})`,
    () => `nth-last-of-type(${position})`
  ])()
}

const plain = [
  'first-child',
  'last-child',
  'only-child',
  'first-of-type',
  'last-of-type',
  'only-of-type',
  'empty',
  'root',
  'checked',
  'disabled',
  'enabled',
  'required',
  'optional',
  'link',
  'any-link',
  'scope',
  'FIRST-child'
]

/** @param {Chooser} choose @param {number} depth */
function pseudoClass(choose, depth) {
  if (depth > 2 || choose.chance(0.4))
    return `:${comment(choose)}${choose.chance(0.5) ? choose.pick(plain) : nth(choose)}`
  const inside = () => list(choose, depth + 1)
  return choose.weighted([
    [4, () => `:not(${inside()})`],
    [2, () => `:is(${inside()})`],
    [1, () => `:where(${space(choose)}${inside()})`],
    [1, () => `:is(${inside()}, ${choose.pick([':nonsense', '', '> b', '1', 'a >', '(,)', '[a=")"]'])})`],
    [1, () => `:has(${choose.pick(['', '', '> ', '+ ', '~'])}${complex(choose, 3)})`]
  ])()
}

/** @param {Chooser} choose @param {number} depth @returns {string} */
function compound(choose, depth) {
  const type = choose.weighted([
    [5, () => ''],
    [5, () => choose.pick([...tags, 'li', 'input', 'option', 'a', 'x-y', 'template'])],
    [2, () => '*'],
    [
      1,
      () =>
        choose.pick([
          'DIV',
          'foreignObject',
          'foreignobject',
          'CIRCLE',
          'svg',
          'SPAN',
          'b\\72',
          '*|div',
          '|b',
          '*|*',
          '*/**/|/**/b'
        ])
    ]
  ])()
  const simple = choose.some(type ? 0 : 1, type ? 2 : 3, () =>
    choose.weighted([
      [4, () => `.${comment(choose)}${identifier(choose, choose.pick(classes))}`],
      [2, () => `#${comment(choose)}${identifier(choose, choose.pick(ids))}`],
      [3, () => attribute(choose)],
      [4, () => pseudoClass(choose, depth)]
    ])()
  )
  return type + simple.join(choose.chance(0.05) ? '/**/' : '')
}

/** @param {Chooser} choose @param {number} depth */
function complex(choose, depth) {
  const combinator = () => choose.pick([' ', ' ', ' > ', '>', ' + ', '+', '~', ' ~ ', '\n', ' /* */ '])
  return choose
    .some(1, choose.integer(1, 4), () => compound(choose, depth))
    .reduce((left, right) => left + combinator() + right)
}

/** @param {Chooser} choose @param {number} depth */
const list = (choose, depth) =>
  choose.some(1, choose.integer(1, 3), () => complex(choose, depth)).join(choose.pick([',', ', ', ' ,\t']))

const strays = [...'#.[]()=~|^$*:>+,\'"\\ 1-_a&%{}/;n', '/*', '::', 'of', '\u0000', 'é', ':hover', '::before', ' i']

/** @param {Chooser} choose @param {string} selector */
function damaged(choose, selector) {
  const at = choose.integer(0, selector.length)
  const until = Math.min(selector.length, at + choose.integer(1, 3))
  return choose.pick([
    () => selector.slice(0, at) + selector.slice(until),
    () => selector.slice(0, at) + choose.pick(strays) + selector.slice(at),
    () => selector.slice(0, at),
    () => selector.slice(0, at) + choose.pick(strays) + selector.slice(until)
  ])()
}

/** @param {Chooser} choose */
export function randomSelector(choose) {
  const selector = space(choose) + list(choose, 0) + space(choose)
  return choose.chance(0.25) ? damaged(choose, selector) : selector
}
