// What both kinds of page go through: a page, and what happens in it again and again.

/**
 * A page in the benchmark's hands.
 * @typedef {object} Contestant
 * @property {(message: string) => void} receive on its socket
 * @property {(selector: string, value: string) => void} fill
 * @property {(selector: string) => void} submit
 * @property {() => string[]} sent by its socket since the last call
 * @property {(selector: string) => string} html of the element
 * @property {() => Promise<void>} close
 */

/** @typedef {{ name: string, messages: number, run: (page: Contestant, index: number) => void }} Script messages: of one run */

const names = ['Ada', 'Grace', 'Linus', 'Zo\u00eb', '\u65e5\u672c']

/** @param {number} count */
const cells = (count) => Array.from({ length: count }, (_, index) => `<td id="cell-${index}">0</td>`).join('')

export const page = `<!doctype html><html><head><title>bench</title></head><body hx-ext="ws"><main ws-connect="/socket">
<h1>Room</h1><p id="notice" class="notice">nothing yet</p><ul id="messages"></ul>
<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody id="rows">${Array.from(
  { length: 20 },
  (_, row) => `<tr id="row-${row}"><td>${row}</td><td>${names[row % names.length]}</td></tr>`
).join('')}</tbody></table><table><tbody><tr>${cells(20)}</tr></tbody></table>
<form id="form" ws-send><input name="text"><select name="room"><option>one</option><option selected>two</option></select>
<textarea name="note">a note</textarea><label><input type="checkbox" name="loud" checked> loud</label><button>send</button></form>
<section id="dialog"><p>closed</p></section></main></body></html>`

/** @param {number} index */
const item = (index) =>
  `<li class="message"><b>${names[index % names.length]}</b> wrote message ${index} &amp; more</li>`

/** @type {Script[]} */
export const scripts = [
  {
    name: 'an element replaced',
    messages: 1,
    run: (page, index) => page.receive(`<p id="notice" class="notice" hx-swap-oob="true">notice ${index}</p>`)
  },
  {
    name: 'an item appended',
    messages: 1,
    run(page, index) {
      if (index % 50 === 0) page.receive(`<ul id="messages" hx-swap-oob="true">${item(index)}</ul>`)
      else page.receive(`<ul hx-swap-oob="beforeend:#messages">${item(index)}</ul>`)
    }
  },
  {
    name: '20 cells in a message',
    messages: 1,
    run: (page, index) =>
      page.receive(
        Array.from({ length: 20 }, (_, cell) => `<td id="cell-${cell}" hx-swap-oob="true">${index + cell}</td>`).join(
          ''
        )
      )
  },
  {
    name: '20 rows in a message',
    messages: 1,
    run: (page, index) =>
      page.receive(
        `<tbody id="rows" hx-swap-oob="innerHTML">${Array.from({ length: 20 }, (_, row) => `<tr id="row-${row}"><td>${index}</td><td>${names[row % names.length]}</td></tr>`).join('')}</tbody>`
      )
  },
  {
    name: 'a form that comes',
    messages: 1,
    run: (page, index) =>
      page.receive(
        `<section id="dialog" hx-swap-oob="innerHTML"><form ws-send hx-vals='{"dialog": ${index}}'><input name="a"><input name="b" value="${index}"><button>ok</button></form></section>`
      )
  },
  {
    name: 'a form sent, and answered',
    messages: 2,
    run(page, index) {
      page.fill('#form [name=text]', `text ${index}`)
      page.submit('#form')
      page.receive(`<p id="notice" class="notice" hx-swap-oob="true">heard text ${index}</p>`)
    }
  }
]
