/** Content of pages and of messages: lists, tables, drawings, templates, text, and elements that messages are for. */
import { boxClasses, people, sentences } from '../../corpus/words.mjs'
import { anyId, escaped, tag } from './markup.mjs'
import { sender } from './senders.mjs'

/** @typedef {import('./markup.mjs').Chooser} Chooser */

/** @param {Chooser} choose @returns {import('./markup.mjs').Attributes} */
export const someAttributes = (choose) => ({
  id: choose.chance(0.2) ? anyId(choose) : undefined,
  class: choose.chance(0.2)
    ? choose.pick(['box', 'box red', '', '  box  a ', 'row', 'htmx-added', ...boxClasses])
    : undefined,
  style: choose.chance(0.06) ? choose.pick(['color: red', 'color:red;', 'width:1px;height:2px']) : undefined,
  title: choose.chance(0.06) ? choose.pick(['a "b" <c>', 'é & ü', '\u00a0', 'a\nb']) : undefined,
  'data-n': choose.chance(0.08) ? choose.integer(0, 9) : undefined,
  ...(choose.chance(0.02) ? { 'hx-get': '/none', 'hx-trigger': 'unheard' } : {}),
  'hx-swap-oob': choose.chance(0.04) ? choose.pick(['true', 'beforeend:#list', 'delete']) : undefined,
  ...(choose.chance(0.03) ? { 'hx-preserve': choose.pick([true, 'true']), id: anyId(choose) } : {})
})

/** @param {Chooser} choose */
const text = (choose) => escaped(choose.pick([...people, ...sentences]))

/** @param {Chooser} choose @param {number} depth */
const phrase = (choose, depth) =>
  tag(
    choose.pick(['b', 'i', 'span', 'em', 'u', 'small', 'code', 'a', 'x-y']),
    someAttributes(choose),
    inner(choose, depth + 1)
  )

/** @param {Chooser} choose @param {number} depth */
const block = (choose, depth) =>
  tag(choose.pick(['div', 'div', 'section', 'article', 'blockquote']), someAttributes(choose), inner(choose, depth + 1))

/** @param {Chooser} choose */
const paragraph = (choose) => tag('p', someAttributes(choose), text(choose))

/** @param {Chooser} choose */
export const item = (choose) => tag('li', someAttributes(choose), choose.chance(0.7) ? text(choose) : phrase(choose, 2))

/** @param {Chooser} choose */
const list = (choose) =>
  tag(choose.pick(['ul', 'ol']), someAttributes(choose), choose.some(0, 4, () => item(choose)).join('\n'))

/** @param {Chooser} choose */
export const cell = (choose) =>
  tag(choose.pick(['td', 'td', 'th']), someAttributes(choose), escaped(choose.integer(0, 999)))

/** @param {Chooser} choose */
export const row = (choose) => tag('tr', someAttributes(choose), choose.some(1, 3, () => cell(choose)).join(''))

/** @param {Chooser} choose */
export const rows = (choose) =>
  tag(
    choose.pick(['tbody', 'tbody', 'thead', 'tfoot']),
    someAttributes(choose),
    choose.some(0, 3, () => row(choose)).join('\n')
  )

/** @param {Chooser} choose */
const table = (choose) => {
  const content = choose.pick([row, rows])
  const caption = choose.chance(0.2) ? '<caption>Sums</caption><colgroup><col><col></colgroup>' : ''
  return tag('table', someAttributes(choose), caption + choose.some(0, 3, () => content(choose)).join('\n'))
}

/** @param {Chooser} choose */
const drawing = (choose) =>
  tag(
    'svg',
    { viewBox: '0 0 8 8', ...someAttributes(choose) },
    choose.pick([
      '<path d="M0 0h1"/>',
      '<linearGradient id="g"><stop offset="0"/></linearGradient>',
      '<g class="box"><circle r="1"/></g><text x="1">y</text>',
      '<foreignObject><p>in a drawing</p></foreignObject>',
      '<use xlink:href="#g"/><title>t</title>'
    ])
  )

/** @param {Chooser} choose */
const rare = (choose) =>
  choose.pick([
    ...(choose.chance(0.2) ? ['<pre>\n\nsecond</pre>'] : []),
    '<!-- a comment -->',
    '<template><b>inside</b><i>both</i></template>',
    '<template><tr><td>row</td></tr></template>',
    '<script type="application/json">{"a": "<b>"}</script>',
    '<style>a > b { color: red }</style>',
    '<pre>\nfirst\n</pre>',
    '<img alt="i" src="data:,">',
    '<br>',
    '<hr>',
    '<math><mi>x</mi></math>',
    '<details open><summary>s</summary>d</details>',
    '<p>one<table><tr><td>1</table>',
    '<dl><dt>t<dd>d</dl>',
    '<ruby>a<rt>b</ruby>',
    '<noscript>none</noscript>',
    '<b><p>mis</b>nested</p>'
  ])

/** @param {Chooser} choose @param {number} depth */
const inner = (choose, depth) => (depth > 3 ? text(choose) : content(choose, depth))

/** @param {Chooser} choose @param {number} [depth] @returns {string} */
export const content = (choose, depth = 0) =>
  choose
    .some(0, depth === 0 ? 4 : 2, () =>
      choose.weighted([
        [4, text],
        [3, phrase],
        [3, block],
        [2, paragraph],
        [2, list],
        [1.5, table],
        [1, drawing],
        [2, sender],
        [1, rare]
      ])(choose, depth)
    )
    .join(choose.pick(['', '\n', ' ']))
