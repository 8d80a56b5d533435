/** What a server sends: elements of every style, for targets that are there and that are not, as it should be written and not. */
import { randomHtml } from '../../corpus/random.mjs'
import { content, item, row, rows, someAttributes } from './content.mjs'
import { anyId, plainIds, tag } from './markup.mjs'
import { sender } from './senders.mjs'

/** @typedef {import('./markup.mjs').Chooser} Chooser */

const styles = [
  'true',
  'outerHTML',
  'innerHTML',
  'beforebegin',
  'afterbegin',
  'beforeend',
  'beforeend',
  'afterend',
  'delete',
  'none'
]

const oddStyles = [
  '',
  'TRUE',
  'false',
  'nonsense',
  'morph',
  'textContent',
  'innerHTML swap:1s',
  'outerhtml',
  ' true',
  'true '
]

const selectors = [
  '.box',
  'li',
  '#list > li',
  'ul li:first-child',
  '#x, #y',
  '[data-n]',
  'p:not(.box)',
  '#none',
  'td:nth-child(2)',
  'body',
  'main',
  'tr:last-child',
  'b + i',
  'h1 ~ p'
]

const badSelectors = ['#', '##x', 'li:nope', '[', 'a >', '', '#1st', ':::', 'p:not(']

const extendedSelectors = ['closest li', 'find b', 'next p', 'this', 'global #x', 'window', 'previous ul']

/** @param {Chooser} choose */
const selector = (choose) =>
  choose.weighted([
    [9, () => `#${choose.pick(plainIds)}`],
    [3, () => choose.pick(selectors)],
    [0.5, () => choose.pick(badSelectors)],
    [0.3, () => choose.pick(extendedSelectors)]
  ])()

/** @param {Chooser} choose @returns {import('./markup.mjs').Attributes} */
function destination(choose) {
  const style = choose.pick(choose.chance(0.95) ? styles : oddStyles)
  const hasSelector = style !== 'true' && choose.chance(0.5)
  const value = hasSelector ? `${style}:${selector(choose)}` : style
  const name = choose.chance(0.08) ? 'data-hx-swap-oob' : 'hx-swap-oob'
  return {
    ...(choose.chance(0.85) ? { [name]: value } : {}),
    ...(choose.chance(hasSelector ? 0.4 : 0.94) ? { id: anyId(choose) } : {})
  }
}

/** @param {Chooser} choose */
const ordinary = (choose) =>
  tag(
    choose.pick(['div', 'div', 'section', 'span', 'p']),
    { ...someAttributes(choose), ...destination(choose) },
    content(choose)
  )

/** @param {Chooser} choose */
const added = (choose) =>
  tag(
    'ul',
    { 'hx-swap-oob': `${choose.pick(['beforeend', 'afterbegin'])}:#list` },
    choose.some(1, 3, () => item(choose)).join('\n')
  )

/** @param {Chooser} choose */
const replacedRow = (choose) =>
  row(choose).replace('<tr', `<tr id="${choose.pick(['row', 'b'])}" hx-swap-oob="outerHTML"`)

/** @param {Chooser} choose */
const tablePart = (choose) =>
  choose.pick([
    () => tag('tbody', { 'hx-swap-oob': 'beforeend:#rows' }, choose.some(1, 3, () => row(choose)).join('')),
    () => row(choose).replace('<tr', `<tr id="${choose.pick(['row', 'rows', 'x'])}" hx-swap-oob="true"`),
    () => rows(choose).replace(/^<\w+/, '$& hx-swap-oob="true" id="rows"'),
    () => tag('template', {}, replacedRow(choose) + (choose.chance(0.1) ? ordinary(choose) : replacedRow(choose)))
  ])()

/** One that sends, in the place of another or beside it. @param {Chooser} choose */
const senders = (choose) =>
  tag('div', { 'hx-swap-oob': `${choose.pick(styles.slice(2, 8))}:${selector(choose)}` }, sender(choose))

/** The element that owns the socket is replaced, or another one comes. @param {Chooser} choose */
const connecting = (choose) =>
  tag(
    choose.pick(['main', 'div']),
    {
      id: choose.pick(['main', 'a', 'x']),
      'hx-ext': choose.chance(0.2) ? 'ws' : undefined,
      'ws-connect': choose.pick(['/chat', '/other', 'news?a=1&b=2'])
    },
    content(choose) + sender(choose)
  )

/** @param {Chooser} choose */
const wrapped = (choose) => tag('template', {}, choose.some(1, 3, () => ordinary(choose)).join(''))

/** @param {Chooser} choose */
const soup = (choose) => {
  const random = () => choose.integer(0, 2 ** 30) / 2 ** 30
  const html = randomHtml(random)
  return choose.chance(0.5) ? html : tag('div', { id: choose.pick(plainIds), 'hx-swap-oob': choose.pick(styles) }, html)
}

/** @param {Chooser} choose */
const nothing = (choose) => choose.pick(['', ' ', 'only text', '<!-- nothing -->', '&amp;', '{"json": true}', '\ufeff'])

/** @param {Chooser} choose */
export const message = (choose) => {
  if (choose.chance(0.02)) return nothing(choose)
  return choose
    .some(1, choose.chance(0.6) ? 1 : 4, () =>
      choose.weighted([
        [10, ordinary],
        [3, added],
        [2, tablePart],
        [2, senders],
        [0.6, connecting],
        [0.8, wrapped],
        [0.5, soup]
      ])(choose)
    )
    .join(choose.pick(['', '\n', '\n\n', ' stray text ', '<!-- between -->']))
}
