// Messages that tell one small fact: notifications, badges, counters, states, removals.

import { icon } from '../icons.mjs'
import { badgeClasses, boxClasses, buttonClasses, people, sentences, states, titles } from '../words.mjs'

/** @typedef {import('../servers.mjs').Server} Server */

/** @param {Server} s */
function toast(s) {
  return s.html`
    <div id="toasts"${s.oob(s.pick(['beforeend', 'afterbegin']))}>
      <div class="${s.pick(['toast show', 'notification is-success', 'alert alert-success alert-dismissible'])}" role="alert" aria-live="assertive" aria-atomic="true"${s.extra()}>
        <div class="toast-header">
          ${s.raw(icon(s))}
          <strong class="me-auto">${s.pick(titles)}</strong>
          <small>${s.integer(1, 59)} min ago</small>
          <button type="button" class="btn-close" data-bs-dismiss="toast" aria-label="Close"></button>
        </div>
        <div class="toast-body">
          ${s.pick(sentences)}
        </div>
      </div>
    </div>
  `
}

/** @param {Server} s */
function flash(s) {
  return s.html`
    <div id="flash"${s.oob('true')} class="rounded-md bg-green-50 p-4" role="status">
      <div class="flex">
        <div class="flex-shrink-0">
          ${s.raw(icon(s))}
        </div>
        <div class="ml-3"><p class="text-sm font-medium text-green-800">${s.pick(sentences)}</p></div>
        <button type="button" class="${s.pick(buttonClasses)}" onclick="this.closest('[role=status]').remove(); return false;">
          <span class="sr-only">Dismiss</span>
          ${s.raw(icon(s))}
        </button>
      </div>
    </div>
  `
}

/** @param {Server} s */
function shortNotice(s) {
  return s.html`<div id="notifications"${s.chance(0.5) ? s.oob('true') : ''}>${s.pick(titles)}</div>`
}

/** @param {Server} s */
function badge(s) {
  return s.html`<span id="${s.pick(['unread-count', 'cart-count', 'inbox_badge', 'online'])}" class="${s.pick(badgeClasses)}"${s.chance(0.8) ? s.oob('true') : ''}>${s.integer(0, 140)}</span>`
}

/** @param {Server} s */
function badgeInside(s) {
  return s.html`<span${s.oob(`innerHTML:#${s.pick(['count', 'unread', 'total'])}`)}>${s.integer(0, 99)}<sup>+</sup></span>`
}

/** @param {Server} s */
function counters(s) {
  return s.html`
    ${s.each(
      ['cpu', 'memory', 'requests', 'errors', 'users'].slice(0, s.integer(2, 5)),
      (name) => s.html`<span id="${name}" class="stat"${s.oob('true')}>${(s.random() * 100).toFixed(1)}&nbsp;%</span>`
    )}
  `
}

/** @param {Server} s */
function progress(s) {
  const share = s.integer(0, 100)
  return s.pick([
    () => s.html`<progress id="${s.id('upload')}" max="100" value="${share}"${s.oob('true')}>${share} %</progress>`,
    () => s.html`
      <div id="${s.id('job')}" class="progress" role="progressbar" aria-valuenow="${share}" aria-valuemin="0" aria-valuemax="100">
        <div class="progress-bar" style="width: ${share}%">${share}%</div>
      </div>
    `,
    () =>
      s.html`<meter id="disk" min="0" max="100" low="33" high="80" optimum="10" value="${share}">${share} GB</meter>`
  ])()
}

/** @param {Server} s */
function state(s) {
  return s.html`
    <p id="status"${s.oob(s.pick(['true', 'outerHTML', 'morph', 'morph:#status', 'innerHTML']))}>
      <span class="status status-${s.pick(states)}">${s.pick(states)}</span>
      since ${s.integer(1, 59)}&nbsp;min &mdash; checked by <i>${s.pick(people)}</i>
    </p>
  `
}

/** @param {Server} s */
function removal(s) {
  const id = s.id(s.pick(['message', 'task', 'user', 'item']))
  return s.pick([
    () => s.html`<div id="${id}"${s.oob('delete')}></div>`,
    () => s.html`<li id="${id}"${s.oob('delete')}></li>`,
    () => s.html`<div${s.oob(`delete:#${id}`)}></div>`,
    () => s.html`<span id="${id}"${s.oob('outerHTML')}></span>`
  ])()
}

/** @param {Server} s */
function price(s) {
  const up = s.chance(0.5)
  return s.html`<b id="price-${s.pick(['AAPL', 'BTC-EUR', 'EUR_USD', 'GOOG'])}" class="${up ? 'up' : 'down'}" data-ts="${s.integer(1e9, 2e9)}">${up ? '▲' : '▼'} ${(s.random() * 1000).toFixed(2)}</b>`
}

/** @param {Server} s */
function heartbeat(s) {
  return s.html`<time id="clock">12:${s.integer(10, 59)}:${s.integer(10, 59)}</time>`
}

/** @param {Server} s */
function errorList(s) {
  return s.html`
    <div id="errors" class="${s.pick(boxClasses)}"${s.oob('innerHTML:#errors')} tabindex=-1>
      <h2>${s.integer(1, 3)} errors prohibited this from being saved:</h2>
      <ul>
        ${s.each(
          s.some(1, 3, () => s.pick(sentences)),
          (sentence) => s.html`<li>${sentence}</li>`
        )}
      </ul>
    </div>
  `
}

/** @type {[number, (server: Server) => import('../servers.mjs').Markup][]} */
export const notices = [
  [7, toast],
  [4, flash],
  [5, shortNotice],
  [7, badge],
  [3, badgeInside],
  [3, counters],
  [4, progress],
  [4, state],
  [5, removal],
  [3, price],
  [2, heartbeat],
  [2, errorList]
]
