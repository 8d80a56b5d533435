// Messages made of forms and controls.

import { boxClasses, buttonClasses, countries, paths, people, products, sentences, titles } from '../words.mjs'

/** @typedef {import('../servers.mjs').Server} Server */
/** @typedef {import('../servers.mjs').Markup} Markup */

/** @type {[string, string][]} */
const inputTypes = [
  ['text', 'Zoë "Z" O\'Neil'],
  ['email', 'a+b@example.com'],
  ['password', ''],
  ['number', '42'],
  ['range', '7'],
  ['date', '2024-05-01'],
  ['datetime-local', '2024-05-01T10:30'],
  ['time', '10:30'],
  ['month', '2024-05'],
  ['week', '2024-W18'],
  ['color', '#ff8800'],
  ['search', 'a & b'],
  ['tel', '+49 30 1234'],
  ['url', 'https://a.b/?c=1&d=2'],
  ['file', ''],
  ['hidden', '17']
]

/** @param {Server} s @param {readonly string[]} options */
function select(s, options) {
  const chosen = s.pick(options)
  return s.html`
    <select name="order[product_id]" id="order_product_id" class="form-select"${s.flag('required', s.chance(0.3))}>
      <option value="">Please choose</option>
      ${s.each(options, (option) => s.html`<option${s.flag('selected', option === chosen)} value="${s.integer(1, 99)}">${option}</option>`)}
    </select>
  `
}

/** @param {Server} s */
function groupedSelect(s) {
  return s.html`
    <select id="country"${s.oob('true')} name="country" hx-get="/cities" hx-target="#city"${s.extra()}>
      ${s.each(
        ['Europe', 'Rest of the world'],
        (group) => s.html`
          <optgroup label="${group}">
            ${s.each(
              s.some(1, 4, () => s.pick(countries)),
              (country) => s.html`<option value="${country}"${s.flag('disabled', s.chance(0.1))}>${country}</option>`
            )}
          </optgroup>
        `
      )}
    </select>
  `
}

/** @param {Server} s */
const optionsOnly = (s) =>
  s.html`<select${s.oob('innerHTML:#city')}>${s.each(countries, (name) => s.html`<option>${name}</option>`)}</select>`

/** @param {Server} s */
function input(s) {
  const [type, value] = s.pick(inputTypes)
  return s.html`<input type="${type}" name="${type}" id="id_${type}" value="${value}" class="form-control"${s.flag('required', s.chance(0.4))}${s.flag('disabled', s.chance(0.1))}${s.extra()}>`
}

/** @param {Server} s */
function field(s) {
  const error = s.chance(0.4)
  return s.html`
    <div id="${s.id('field')}" class="mb-3${error ? ' has-error' : ''}"${s.oob('true')}>
      <label for="id_name" class="form-label">${s.pick(titles)} <abbr title="required">*</abbr></label>
      ${input(s)}
      ${s.when(error, () => s.html`<div class="invalid-feedback">${s.pick(sentences)}</div>`)}
    </div>
  `
}

/** @param {Server} s */
function loneInput(s) {
  return s.pick([
    () =>
      s.html`<input id="chat-input" name="message" type="text" placeholder="Say something…" autocomplete="off" autofocus${s.oob('true')}>`,
    () => s.html`<input type=hidden id=token name=token value=${s.token(12)}${s.oob('true')}>`,
    () => s.html`<textarea id="note" name="note" rows="3"${s.oob('true')}>\n${s.pick(sentences)}</textarea>`,
    () => s.html`<output id="sum" name="sum" for="a b">${s.integer(0, 99)}</output>`,
    () =>
      s.html`<button id="save" type="submit" class="${s.pick(buttonClasses)}"${s.oob('outerHTML')}${s.flag('disabled', s.chance(0.5))}>Save</button>`
  ])()
}

/** @param {Server} s */
function chatForm(s) {
  return s.html`
    <form id="chat-form" ws-send${s.oob(s.pick(['true', 'morphdom', 'outerHTML']))}>
      ${s.forgeryField()}
      <input name="chat_message" autocomplete="off"${s.flag('autofocus', true)}>
      <button type="submit" class="${s.pick(buttonClasses)}">Send</button>
    </form>
  `
}

/** @param {Server} s */
function choices(s) {
  return s.html`
    <fieldset id="${s.id('poll')}">
      <legend>${s.pick(sentences)}</legend>
      ${s.each(
        s.some(2, 4, () => s.pick(products)),
        (product, index) => s.html`
          <div class="form-check">
            <input type="${s.pick(['radio', 'checkbox'])}" name="vote" id="vote_${index}" value="${index}"${s.flag('checked', index === 1)}>
            <label for="vote_${index}">${product}</label>
          </div>
        `
      )}
      <button hx-post="/vote" hx-include="closest fieldset"${s.json('hx-vals', { poll: s.integer(1, 99), 'by who': s.pick(people), tags: ['a', 'b'] })}>Vote</button>
    </fieldset>
  `
}

/** @param {Server} s */
function suggestions(s) {
  return s.html`
    <input list="names" name="name">
    <datalist id="names">
      ${s.each(people.slice(0, 4), (name) => s.html`<option value="${name}">${s.raw(s.pick(['', '</option>']))}`)}
    </datalist>
  `
}

/** @param {Server} s */
function wholeForm(s) {
  return s.html`
    <form action="${s.pick(paths)}" method="post" id="${s.id('edit_order')}" class="${s.pick(boxClasses)}"${s.oob('true')} hx-post="${s.pick(paths)}" novalidate${s.extra()}>
      ${s.forgeryField()}
      ${s.each(
        s.some(1, 5, () => 0),
        () => field(s)
      )}
      ${select(s, products)}
      <p>
        <label for="note">Note</label><br>
        <textarea name="note" id="note" cols="40" rows="4">${s.pick(sentences)}
    ${s.pick(sentences)}</textarea>
      </p>
      ${s.when(s.chance(0.15), () => suggestions(s))}
      <label><input type="checkbox" name="terms" value="yes"${s.flag('checked', s.chance(0.5))}> I accept the <a href="/terms" target="_blank">terms &amp; conditions</a></label>
      <div class="actions">
        <button type="submit" class="${s.pick(buttonClasses)}">Save</button>
        <input type="reset" value="Reset"><a href="${s.url('/orders', { page: 3, q: 'a b' })}" class="btn">Cancel</a>
      </div>
    </form>
  `
}

/** @param {Server} s */
function filter(s) {
  return s.html`
    <div id="filter" hx-target="#results">
      <input type="search" name="q" placeholder="Filter…" hx-get="${s.url('/search', { sort: 'name', copy: 1, limit: 20 })}" hx-trigger="keyup changed delay:300ms, search" hx-on:htmx:after-request="if (event.detail.successful) this.value = ''"${s.extra()}>
      ${select(s, countries)}
    </div>
  `
}

/** @type {[number, (server: Server) => Markup][]} */
export const forms = [
  [3, field],
  [4, loneInput],
  [4, chatForm],
  [3, choices],
  [3, wholeForm],
  [2, groupedSelect],
  [1, optionsOnly],
  [2, filter]
]
