// What the server sends over the sockets: plain HTML, each top-level element swapped into the page by its id.

import { html } from './html.mjs'

/**
 * @typedef {{ name: string, text: string, time: Date }} Message
 * @typedef {{ name: string, readings: number[] }} Buoy
 * @typedef {{ title: string, unit: string, decimals: number }} Quantity
 */

const avatarColours = 6

/** Appends one message. @param {Message} message */
export function newMessage(message) {
  return html`<ol hx-swap-oob="beforeend:#messages">${messageItem(message)}</ol>`
}

/** Starts the conversation afresh, so that nothing is doubled or lost after a reconnect. @param {Message[]} messages */
export function conversation(messages) {
  return html`
    <ol hx-swap-oob="innerHTML:#history">${messages.map(messageItem)}</ol>
    <ol hx-swap-oob="innerHTML:#messages"></ol>`
}

/** @param {number} people */
export function online(people) {
  return html`<p id="online">${people} online</p>`
}

/** @param {Message} message */
function messageItem({ name, text, time }) {
  return html`
    <li class="message">
      <span class="avatar colour-${avatarColour(name)}" aria-hidden="true">${[...name][0]}</span>
      <p class="sender">${name} <time datetime="${time.toISOString()}">${clock(time, 'short')}</time></p>
      <p class="text">${text}</p>
    </li>`
}

/** The same name has the same colour in every tab. @param {string} name */
function avatarColour(name) {
  const sum = [...name].reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0)
  return sum % avatarColours
}

/**
 * The whole table, once for each connection; afterwards only the cells that change.
 * @param {Quantity[]} quantities
 * @param {Buoy[]} buoys
 */
export function board(quantities, buoys) {
  return html`
    <table id="board">
      <caption>Forty fictitious buoys, eight readings each</caption>
      <thead>
        <tr><th scope="col">Buoy</th>${quantities.map(quantityHeader)}</tr>
      </thead>
      <tbody>${buoys.map((buoy, row) => buoyRow(quantities, buoy, row))}</tbody>
    </table>`
}

/** @param {Quantity} quantity */
function quantityHeader({ title, unit }) {
  return html`<th scope="col">${title} <span class="unit">${unit}</span></th>`
}

/**
 * @param {Quantity[]} quantities
 * @param {Buoy} buoy
 * @param {number} row
 */
function buoyRow(quantities, { name, readings }, row) {
  const cells = quantities.map(
    (quantity, column) => html`<td>${reading(row, column, readings[column], quantity.decimals, 'steady')}</td>`
  )
  return html`<tr><th scope="row">${name}</th>${cells}</tr>`
}

/**
 * A span inside the cell, not the cell: HTML parsers drop the tags of a bare <td> that follows other markup.
 * @param {number} row
 * @param {number} column
 * @param {number} value
 * @param {number} decimals
 * @param {'steady' | 'rose' | 'fell'} change the class that lets the style sheet flash the cell
 */
export function reading(row, column, value, decimals, change) {
  return html`<span id="reading-${row}-${column}" class="${change}">${value.toFixed(decimals)}</span>`
}

/** @param {Date} time */
export function updated(time) {
  return html`<time id="updated" datetime="${time.toISOString()}">${clock(time, 'medium')}</time>`
}

/** Only the label is replaced: replacing the focused button would take the focus away. @param {boolean} paused */
export function pauseLabel(paused) {
  return html`<span id="pause-label">${paused ? 'Resume' : 'Pause'}</span>`
}

/**
 * @param {Date} time
 * @param {'short' | 'medium'} timeStyle
 */
function clock(time, timeStyle) {
  return time.toLocaleTimeString('en-GB', { timeStyle })
}
