// Messages made of tables and of their parts.

import { icon } from '../icons.mjs'
import { badgeClasses, people, products, states } from '../words.mjs'

/** @typedef {import('../servers.mjs').Server} Server */
/** @typedef {import('../servers.mjs').Markup} Markup */

/** @param {Server} s */
const cells = (s) => s.html`
  <td>${s.integer(1, 9999)}</td>
  <td>${s.pick(products)}</td>
  <td class="text-end">${(s.random() * 500).toFixed(2)}&nbsp;&euro;</td>
  <td><span class="${s.pick(badgeClasses)}">${s.pick(states)}</span></td>
`

/** @param {Server} s */
const actions = (s) => s.html`
  <td class="actions">
    <a href="/orders/${s.integer(1, 99)}/edit" title="Edit">${s.raw(icon(s))}</a>
    <button hx-delete="/orders/${s.integer(1, 99)}" hx-target="closest tr" hx-swap="outerHTML"${s.extra()}>Delete</button>
  </td>
`

/** @param {Server} s @param {Markup | string} [oob] */
const row = (s, oob = '') => s.html`
  <tr id="${s.id('order')}"${oob}${s.chance(0.4) ? s.raw(` class="${s.pick(['odd', 'even', 'table-danger'])}"`) : ''}>
    ${cells(s)}
    ${s.when(s.chance(0.5), () => actions(s))}
  </tr>
`

/** @param {Server} s */
const oneRow = (s) => row(s, s.oob(s.pick(['true', 'true', 'outerHTML', 'morph'])))

/** @param {Server} s */
function shortRow(s) {
  return s.html`<tr id="${s.id('row')}"${s.oob('true')}><td>${s.pick(people)}</td><td>${s.integer(0, 100)}</td></tr>`
}

/** @param {Server} s */
function severalRows(s) {
  return s.html`
    ${s.each(
      s.some(2, 6, () => 0),
      () => row(s, s.oob('true'))
    )}
  `
}

/** @param {Server} s */
function grownBody(s) {
  return s.html`
    <tbody${s.oob(s.pick(['beforeend:#rows', 'afterbegin:#rows', 'beforeend:#orders tbody']))}>
      ${row(s)}
    </tbody>
  `
}

/** @param {Server} s @param {number} low @param {number} high */
function body(s, low, high) {
  return s.html`
    <tbody id="rows">
      ${s.each(
        s.some(low, high, () => 0),
        () => row(s)
      )}
    </tbody>
  `
}

/** @param {Server} s @param {number} low @param {number} high */
function table(s, low, high) {
  return s.html`
    <table id="orders" class="table table-striped"${s.chance(0.6) ? s.oob('true') : ''}>
      ${s.when(s.chance(0.3), () => s.html`<caption>Orders of ${s.pick(people)}</caption>`)}
      ${s.when(s.chance(0.2), () => s.html`<colgroup><col class="number"><col span="3"></colgroup>`)}
      <thead>
        <tr><th scope="col">#</th><th>Product</th><th>Price</th><th>State</th></tr>
      </thead>
      <tbody>
        ${s.each(
          s.some(low, high, () => 0),
          () => row(s)
        )}
      </tbody>
      ${s.when(s.chance(0.2), () => s.html`<tfoot><tr><td colspan=4>${s.integer(1, 99)} in all</td></tr></tfoot>`)}
    </table>
  `
}

/** Tables as most people type them, without a body. @param {Server} s */
function plainTable(s) {
  return s.html`
    <table id="scores" border="1" cellpadding="4">
      <tr><th>Name</th><th>Points</th></tr>
      ${s.each(
        s.some(1, 6, () => s.pick(people)),
        (name) => s.html`<tr><td>${name}</td><td align=right>${s.integer(0, 99)}</td></tr>`
      )}
    </table>
  `
}

/** @param {Server} s */
function tableInWrapper(s) {
  return s.html`
    <div id="results" class="table-responsive"${s.extra()}>
      <h3>${s.integer(1, 500)} results</h3>
      ${table(s, 1, 5)}
      <nav aria-label="Pages"><a href="${s.url('/orders', { page: 2, sort: 'price', order: 'desc' })}">Next &rsaquo;</a></nav>
    </div>
  `
}

/** @param {Server} s */
function cell(s) {
  return s.html`<td id="${s.id('stock')}"${s.oob('true')} class="num">${s.integer(0, 500)}</td>`
}

/** @param {Server} s */
function severalCells(s) {
  return s.html`
    ${s.each(
      s.some(2, 4, () => 0),
      () => s.html`<td id="${s.id('cell')}"${s.oob('innerHTML')}>${s.pick(states)}</td>`
    )}
  `
}

/** @param {Server} s */
function rowsInTemplate(s) {
  return s.html`
    <template>
      ${s.each(
        s.some(1, 3, () => 0),
        () => row(s, s.oob('true'))
      )}
    </template>
  `
}

/** @param {Server} s */
function rowInTable(s) {
  return s.html`<table><tbody${s.oob('beforeend:#rows')}>${row(s)}</tbody></table>`
}

/** @param {Server} s */
function rowAndCount(s) {
  const count = s.html`<span id="row-count"${s.oob('true')}>${s.integer(1, 99)}</span>`
  return s.chance(0.7) ? s.html`${oneRow(s)}${count}` : s.html`${count}\n${oneRow(s)}`
}

/** @param {Server} s */
const longTable = (s) => table(s, 20, 70)

/** @param {Server} s */
const longBody = (s) => body(s, 20, 50)

/** Up to a thousand rows and more of two cells, as monitoring pages send them. @param {Server} s */
function hugeBody(s) {
  const rows = s.some(300, 1300, (index) => `<tr id="r${index}"><td>${index}</td><td>${s.integer(0, 999)}</td></tr>`)
  return s.raw(`<tbody id="rows" hx-swap-oob="true">${rows.join(s.pick(['', '\n']))}</tbody>`)
}

/** @type {[number, (server: Server) => Markup][]} */
export const tables = [
  [6, oneRow],
  [4, shortRow],
  [3, severalRows],
  [4, grownBody],
  [1, (s) => body(s, 1, 5)],
  [4, (s) => table(s, 1, 6)],
  [2, plainTable],
  [2, tableInWrapper],
  [3, cell],
  [1, severalCells],
  [3, rowsInTemplate],
  [2, rowInTable],
  [1.5, rowAndCount],
  [0.9, longTable],
  [0.7, longBody],
  [0.8, hugeBody]
]
