// Random messages on a page with targets of every kind. They are played by random.test.mjs, so none is a scenario here.
import { randomHtml } from '../../corpus/random.mjs'
import { createChooser, seededRandom } from '../../corpus/seeded.mjs'
import { wellFormed } from '../../corpus/well-formed.mjs'

/** @typedef {import('../../corpus/seeded.mjs').Chooser} Chooser */

/** The ids are those that the random HTML of the corpus names too. */
export const targets = `<div id="a" class="list">a <b>old</b></div><p id="b" title="old">b</p><ul id="list" class="list">
  <li id="item-7" class="item">7</li><li id="c">c</li></ul><section id="x"><i id="é">é</i><i id="日本">日本</i><i id="a b">a b</i></section>
  <table id="table"><caption id="caption">old</caption><colgroup id="columns"><col id="column"></colgroup><thead id="head"></thead>
  <tbody id="rows"><tr id="row"><td id="cell">1</td><td class="item">2</td></tr></tbody></table>
  <select id="select"><option id="option">1</option></select><svg id="svg"><circle id="circle"></circle></svg>
  <textarea id="text">old</textarea><input id="input" value="old"><template id="template"><p>old</p></template>
  <form id="form"><button id="button">x</button></form>`

const styles = [
  'outerHTML',
  'innerHTML',
  'beforebegin',
  'afterbegin',
  'beforeend',
  'afterend',
  'delete',
  'none',
  'other'
]
const selectors = [
  '#a',
  '#b',
  '#list',
  '#x',
  '.list',
  '.item',
  '#list > li',
  '#rows',
  '#table',
  'li:not(.item)',
  '#gone',
  '#svg, #b'
]

/** @param {Chooser} choose */
function swapValue({ pick, weighted }) {
  return weighted([
    [3, () => pick(['true', 'true', ''])],
    [4, () => pick(styles)],
    [4, () => `${pick(styles)}:${pick(selectors)}`]
  ])()
}

/** @param {Chooser} choose @param {string} value */
const quoted = ({ chance }, value) => (chance(0.8) ? `"${value}"` : `'${value}'`)

/** @param {Chooser} choose @param {string} id */
function attributes(choose, id) {
  const { chance, pick } = choose
  const name = pick(['hx-swap-oob', 'hx-swap-oob', 'data-hx-swap-oob', 'HX-SWAP-OOB'])
  const parts = [
    chance(0.9) ? ` id=${quoted(choose, id)}` : '',
    chance(0.6) ? ` ${name}=${quoted(choose, swapValue(choose))}` : '',
    chance(0.3) ? ` class=${quoted(choose, pick(['item', 'list new', '']))}` : '',
    chance(0.1)
      ? ` ${pick(['hx-preserve', 'data-hx-preserve', 'autofocus', 'hx-get="/x"', 'title=&lt;x', 'hidden'])}`
      : ''
  ]
  return parts.join('')
}

/** @param {Chooser} choose */
const content = (choose) =>
  choose.chance(0.3) ? choose.pick(['', 'text', '<b>new</b>', '&amp;&eacute;']) : wellFormed(choose)

/** @typedef {(choose: Chooser) => string} Make */

/**
 * An element for one of the targets.
 * @param {string[]} ids
 * @param {string[]} tags
 * @param {Make} inside
 * @returns {Make}
 */
const element = (ids, tags, inside) => (choose) => {
  const tag = choose.pick(tags)
  return `<${tag}${attributes(choose, choose.pick(ids))}>${inside(choose)}</${tag}>`
}

/** @type {Make} */
const cells = (choose) => choose.some(0, 3, () => `<td>${content(choose)}</td>`).join(choose.pick(['', '\n']))
/** @type {Make} */
const rows = (choose) => choose.some(0, 2, () => `<tr>${cells(choose)}</tr>`).join('')
/** @type {Make} */
const items = (choose) => choose.some(0, 3, () => `<li>${content(choose)}${choose.chance(0.7) ? '</li>' : ''}`).join('')

/** @type {[number, Make][]} */
const pieces = [
  [
    8,
    element(
      ['a', 'b', 'c', 'x', 'é', '日本', 'a b', 'gone'],
      ['div', 'p', 'section', 'span', 'my-card', 'h2', 'pre'],
      content
    )
  ],
  [3, element(['list'], ['ul', 'ol', 'menu'], items)],
  [2, element(['item-7', 'c'], ['li'], content)],
  [
    1,
    element(
      ['form', 'x'],
      ['form', 'fieldset'],
      () => '<input name="n"><select><option>1<option>2</select><button>y</button>'
    )
  ],
  [1, element(['x'], ['dl'], () => '<dt>1<dd>2<dt>3</dt><dd>4</dd>')],
  [1, element(['x', 'b'], ['p', 'div'], () => '<ruby>a<rp>(</rp><rt>b</rt></ruby><a href="#">x</a><nobr>y</nobr>')],
  [
    1,
    element(
      ['select'],
      ['select'],
      () => '<optgroup label="g"><option>2</option></optgroup><option selected>3</option>'
    )
  ],
  [1, element(['option'], ['option'], () => 'new')],
  [1, element(['svg'], ['svg'], () => '<g><path d="M0 0"/><title>x</title></g><text>y</text>')],
  [1, element(['text'], ['textarea'], () => '\n<b>new')],
  [1, element(['a', 'x'], ['div', 'span'], () => '<script>control.note("ran")</script><style>p > b {}</style>')],
  [0.5, element(['script'], ['script', 'style'], () => 'control.note("alone")')],
  [1, element(['template'], ['template'], (choose) => (choose.chance(0.5) ? rows(choose) : content(choose)))],
  [
    1,
    (choose) =>
      `<${choose.pick(['input', 'INPUT', 'br', 'hr', 'img'])}${attributes(choose, 'input')}${choose.pick(['', '/', ' /'])}>`
  ],
  [0.4, element(['b', 'a'], ['xmp', 'iframe', 'noembed', 'title'], () => '<p>')],
  [0.4, (choose) => choose.pick(['<!-- x -->', 'text ', '< ', ' 1 < 2 ', '<!---->', '\n', '<link id="a">', '<meta>'])]
]

/** Parts of tables, which stand alone or beside each other. @type {[number, Make][]} */
const tableParts = [
  [3, element(['row', 'gone'], ['tr'], cells)],
  [2, element(['cell'], ['td', 'th'], content)],
  [2, element(['rows', 'head'], ['tbody', 'thead', 'tfoot'], rows)],
  [1, element(['caption'], ['caption'], content)],
  [1, element(['columns'], ['colgroup'], () => '<col><col span=2>')],
  [1, (choose) => `<col${attributes(choose, 'column')}>`]
]

/** @type {Make} */
function parts(choose) {
  const make = choose.weighted(tableParts)
  return choose.some(1, 3, () => make(choose)).join(choose.pick(['', '\n', ' ', '<!-- x -->']))
}

/** @type {Make} */
const mixedParts = (choose) =>
  choose.some(2, 3, () => choose.weighted(choose.pick([tableParts, pieces]))(choose)).join('')

/** @type {Make} */
const holder = (choose) => `<template>${choose.pick([parts, rows, cells])(choose)}</template>`

/** @type {Make} */
const several = (choose) =>
  choose.some(1, 4, () => choose.weighted(pieces)(choose)).join(choose.pick(['', '', '\n', ' text ', '<!-- x -->']))

/** For what the tokenizer has a rule, and neither grammar writes often: each is played once, and some again. */
export const rare = [
  '<p id="b" title="<hx-x>">x</p>',
  '<p id="b" title="</hx-x>">x</p>',
  '<p id="b" title="<x>">x</p>',
  '<p id="b"><!-- <body> -->x</p>',
  '<div id="a"><script>"<head>"</script></div>',
  '<div id="a"><textarea><html></textarea></div>',
  '<div id="a"><script><!-- x --></script></div>',
  '<p id="b"><!--> x --></p>',
  '<p id="b"><!---> x --></p>',
  '<p id="b"><!-- x --!> y --></p>',
  '<p id="b">x</p><!-- open',
  '<p id="b">x</p><!doctype html>',
  '<p id="b">x</p><?x?>',
  '<col id="column"><script>control.note("columns")</script>',
  '<col id="column"><template id="template"></template>',
  '<col id="column"><link>',
  '<link id="b"><tr id="row"></tr>',
  '<script>control.note("rows")</script><tr id="row"><td>x</td></tr><style></style>',
  '<svg id="svg"><desc>x</desc><g><title>y</title></g></svg>',
  '<svg id="svg"><desc><b>x</b></desc></svg>',
  '<svg id="svg"><p>x</p></svg>',
  '<svg id="svg"/><p id="b">x</p>',
  '<dl id="x"><dt>1</dl>',
  '<div id="a"><dl><dd>1<p>2</dl></div>',
  '<div id="a"><b sse-swap="x" ws-other data-ws-other data-sse-x>x</b></div>',
  '<a-very-long-name-of-an-element id="b">x</a-very-long-name-of-an-element>',
  '<template id="template"><tr></tr>text</template>',
  '<template id="template"><tr></tr><p></p></template>',
  '<template id="template"><td>x</td> <script></script></template>',
  '<template id="template" shadowrootmode="open">x</template>',
  '<div id="a"><x:y>1</x:y><x.y>2</x.y><x_y>3</x_y></div>',
  '<div id="a"><x$y>1</x$y></div>',
  '<p id="b" title=a`b>x</p>',
  '<p id="b" title=a&amp;b>x</p>',
  '<p id="b" title=>x</p>',
  '<p id="b" / title>x</p>',
  '<p id="b" =title>x</p>',
  '<col id="column"><style></style>',
  '<p id="b"><i id="inner">x</i></p>',
  '<table id="table"><tbody><style></style><tr><script></script></tr></tbody></table>',
  '<ul id="list"><li><b><li>x</b></ul>',
  '<dl id="x"><dd><b><dt>x</b></dl>',
  '<p id="b"><i itemprop="x">x</i></p>',
  '<table id="table"><tbody><td>x</td></tbody></table>',
  '<table id="table"><tr><p>x</p></tr></table>',
  '<table id="table"><colgroup><col><template></template><p></colgroup></table>',
  '<table id="table"><colgroup><col><template></template></colgroup><tbody><tr><th>x</table>',
  '<table id="table"><caption><p>x</caption><script></script><tfoot><tr><td><ul><li>x</td></tr></tfoot></table>',
  '<table id="table">text</table>',
  '<p id="b">x<table></table></p>',
  '<select id="select"><optgroup><optgroup><option>x</optgroup></select>',
  '<select id="select"><b>x</b><hr></select>',
  '<select id="select"><option><b>x</b></option></select>',
  '<div id="a"><datalist><option>x</option><optgroup><option>y</option></optgroup></datalist><option>z</option></div>',
  '<div id="a"><option><optgroup></optgroup></option></div>',
  '<div id="a"><rt>x</rt></div>',
  '<div id="a"><a>1<a>2</a></a></div>',
  '<div id="a"><h1><h2>x</h2></h1></div>',
  '<ul id="list"><li><ul><li>1</ul><li>2<div><li>3</div></ul>',
  '<p id="b">1<div id="x">2</div>',
  '<div id="a"><form><p>x</form></div>',
  '<p id="b" title="\ud83d">x</p>',
  '<p id="\udc00">x</p>',
  '<p id="b" title="&ampx">x</p>',
  '<p id="b" hx-swap-oob="innerHTML:#list &gt; li">x</p>',
  '<p id="&#98;">x</p>',
  '<p hx-swap-oob="" data-hx-swap-oob="beforeend:#x" id="b">1</p>',
  '<p data-hx-swap-oob="beforeend:#x" hx-swap-oob="innerHTML" id="b">1</p>',
  '<p hx-swap-oob="innerHTML" data-hx-swap-oob="delete:#x" id="b">1</p>',
  '<p id="b" id="a" class="x" class="y">x</p>',
  '<p id="b">a\0b</p>',
  '<title>x</title><p id="b">1</p>',
  `<p id="b" ${Array.from({ length: 201 }, (_, index) => `n${index}`).join(' ')}>x</p>`,
  Array.from({ length: 40 }, (_, index) => `<i id="gone-${index}"></i>`).join(''),
  `<div id="a">${'<i>'.repeat(520)}${'</i>'.repeat(520)}</div>`,
  '<p id="b">x</p',
  '<p id="b"',
  '<p id="b" title="x',
  '<textarea id="text">x',
  '<textarea id="text">x</textarea',
  '<p id="b">x</b></p>',
  '<p id="b">x</p ><p id="x">y</p/>'
]

/** @type {Make} */
const rareBeside = (choose) => (choose.chance(0.5) ? '' : several(choose)) + choose.pick(rare)

/**
 * One message. Most are for the page above; the others are whatever HTML may be.
 * @param {() => number} random
 * @returns {string}
 */
function randomMessage(random) {
  const choose = createChooser(random)
  return choose.weighted([
    [40, () => several(choose)],
    [6, () => rareBeside(choose)],
    [7, () => parts(choose)],
    [2, () => mixedParts(choose)],
    [1, () => holder(choose)],
    [44, () => randomHtml(random)]
  ])()
}

/**
 * @param {number} seed
 * @param {number} count
 * @returns {string[]}
 */
export function randomMessages(seed, count) {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => randomMessage(random))
}

export default []
