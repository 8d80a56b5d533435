// Messages that grow a stream of things: chat lines, comments, activity, lists.

import { icon } from '../icons.mjs'
import { boxClasses, paths, people, sentences, states, titles } from '../words.mjs'

/** @typedef {import('../servers.mjs').Server} Server */

/** @param {Server} s */
const clock = (s) => `${String(s.integer(0, 23)).padStart(2, '0')}:${String(s.integer(0, 59)).padStart(2, '0')}`

/** @param {Server} s */
const day = (s) => `2024-0${s.integer(1, 9)}-${s.integer(10, 28)}`

/** @param {Server} s */
export function time(s) {
  return s.html`<time datetime="${day(s)}T${clock(s)}:00${s.pick(['Z', '+02:00'])}" title="${day(s)}">${clock(s)}</time>`
}

/** @param {Server} s */
function plainChatLine(s) {
  return s.html`<div id="${s.pick(['chat_room', 'chat', 'messages', 'log'])}"${s.oob('beforeend')}><p><b>${s.pick(people)}</b>: ${s.pick(sentences)}</p></div>`
}

/** @param {Server} s */
function chatLine(s) {
  const mine = s.chance(0.3)
  return s.html`
    <div id="messages"${s.oob('beforeend')}>
      <div id="${s.id('message')}" class="message${mine ? ' message--mine' : ''}"${s.extra()}>
        ${s.when(!mine, () => s.html`<span class="author">${s.pick(people)}</span>`)}
        <div class="message-body">${s.pick(sentences)}</div>
        ${time(s)}
        ${s.when(mine, () => s.html`<button class="delete" hx-delete="${s.pick(paths)}/${s.integer(1, 900)}" aria-label="Delete">&times;</button>`)}
      </div>
    </div>
  `
}

/** @param {Server} s */
function chatLineIntoList(s) {
  return s.html`
    <ul${s.oob('beforeend:#messages')}>
      <li id="${s.id('message')}"><strong>${s.pick(people)}</strong> ${s.pick(sentences)} <small>${time(s)}</small></li>
    </ul>
  `
}

/** @param {Server} s */
function typing(s) {
  const who = s.some(0, 2, () => s.pick(people))
  return s.html`<div id="typing" class="typing">${who.length ? `${who.join(', ')} is typing…` : ''}</div>`
}

/** @param {Server} s */
function presence(s) {
  return s.html`
    <ul id="presence" class="list-unstyled">
      ${s.each(
        s.some(1, 9, () => s.pick(people)),
        (name) => s.html`
          <li class="d-flex"${s.extra()}>
            <img src="/avatars/${s.integer(1, 99)}.png" alt="" width="24" height="24" class="rounded-circle">
            <span>${name}</span>
            <span class="dot dot-${s.pick(['online', 'away'])}"></span>
          </li>
        `
      )}
    </ul>
  `
}

/** @param {Server} s */
function comment(s) {
  return s.html`
    <article id="${s.id('comment')}" class="${s.pick(boxClasses)}"${s.oob(s.pick(['true', 'outerHTML', 'beforeend:#comments']))}>
      <header>
        <a href="/users/${s.integer(1, 99)}" rel="author">${s.pick(people)}</a> · ${time(s)}
      </header>
      <p>${s.pick(sentences)}<br>${s.pick(sentences)}</p>
      ${s.when(s.chance(0.4), () => s.html`<blockquote cite="/c/1"><p>${s.pick(sentences)}</p></blockquote>`)}
      <footer>
        <button type="button" hx-post="/like/${s.integer(1, 99)}"${s.json('hx-vals', { vote: 1, by: s.pick(people) })}>👍 ${s.integer(0, 40)}</button>
        <a href="${s.url('/reply', { to: s.integer(1, 99), quote: 1, lang: 'en' })}">Reply</a>
      </footer>
    </article>
  `
}

/** @param {Server} s */
function activity(s) {
  return s.html`
    <div${s.oob(`afterbegin:${s.pick(['#activity', '.timeline', '#feed > ol'])}`)}>
      <li class="timeline-item"${s.extra()}>
        ${s.raw(icon(s))}
        <p>${s.pick(people)} moved <a href="${s.url('/tasks', { id: s.integer(1, 999), tab: 'log' })}">#${s.integer(1, 999)}</a> to <em>${s.pick(states)}</em></p>
        ${time(s)}
      </li>
    </div>
  `
}

/** @param {Server} s */
function todo(s) {
  const done = s.chance(0.4)
  return s.html`
    <li id="${s.id('todo')}" class="todo${done ? ' completed' : ''}"${s.oob('true')}>
      <input type="checkbox" name="done" value="1"${s.flag('checked', done)} hx-put="/todos/${s.integer(1, 99)}">
      <label>${s.pick(sentences)}</label>
      <button hx-delete="/todos/${s.integer(1, 99)}" hx-confirm="Delete &quot;${s.pick(titles)}&quot;?"${s.extra()}>${s.raw(icon(s))}</button>
    </li>
  `
}

/** @param {Server} s */
function nestedList(s) {
  return s.html`
    <ul id="tree" class="tree">
      ${s.each(
        s.some(1, 4, () => s.pick(titles)),
        (title) => s.html`
          <li>${title}
            <ol type="a">
              ${s.each(
                s.some(1, 4, () => s.pick(sentences)),
                (sentence) => s.html`<li>${sentence}</li>`
              )}
            </ol>
          </li>
        `
      )}
    </ul>
  `
}

/** @param {Server} s */
function definitions(s) {
  return s.html`
    <dl id="${s.id('order')}"${s.oob(s.pick(['true', 'innerHTML']))} class="row">
      ${s.each(
        s.some(2, 6, () => s.pick(titles)),
        (title) => s.html`
          <dt class="col-sm-3">${title}</dt>
          <dd class="col-sm-9">${s.pick([s.pick(states), s.pick(sentences), String(s.integer(1, 9999))])}</dd>
        `
      )}
    </dl>
  `
}

/** @param {Server} s */
function logLines(s) {
  return s.html`<pre${s.oob('beforeend:#log')}>${s
    .some(1, 12, () => `${day(s)} ${clock(s)} [${s.pick(['INFO', 'WARN', 'ERROR'])}] ${s.pick(sentences)}\n`)
    .join('')}</pre>`
}

/** @type {[number, (server: Server) => import('../servers.mjs').Markup][]} */
export const feeds = [
  [5, plainChatLine],
  [7, chatLine],
  [4, chatLineIntoList],
  [3, typing],
  [2, presence],
  [4, comment],
  [3, activity],
  [4, todo],
  [2, nestedList],
  [2, definitions],
  [2, logLines]
]
