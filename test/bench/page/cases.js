// What is measured: a page, and one unit of work on it. `count` units make a sample, the same for every extension, so that
// a list grows as long with each.

/** How an extension is told what to do, where that is not as in the reference. */
const { byId, connect, send } = globalThis.words ?? { byId: '', connect: 'ws-connect', send: 'ws-send' }

const names = Array.from({ length: 40 }, (_, index) => `Buoy ${index}`)

/** @param {number} rows @param {number} round */
const tableBody = (rows, round) => {
  const row = (/** @type {number} */ index) =>
    `<tr class="row"><th scope="row">${names[index % names.length]}</th><td>${(index * 7 + round) % 100}.${round % 10}</td><td>${round}</td></tr>`
  return Array.from({ length: rows }, (_, index) => row(index)).join('')
}

/** @param {number} round @param {string} [attribute] */
const cells = (round, attribute = '') =>
  Array.from({ length: 20 }, (_, index) => `<span id="cell-${index}"${attribute}>${round}</span>`).join('')
const fields = Array.from({ length: 20 }, (_, index) => `<input name="field-${index}" value="value ${index}">`).join('')

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {'receiving' | 'sending' | 'connecting'} kind
 * @property {string} body inside the connecting element
 * @property {number} count units of work in a sample
 * @property {number} [parts] the messages of a unit
 * @property {(round: number, part: number) => string} [message]
 */

/** @type {Case[]} */
globalThis.cases = [
  {
    name: 'one element by id',
    kind: 'receiving',
    body: '<div id="one"></div><p>beside it</p>',
    count: 200,
    message: (round) => `<div id="one"${byId} class="status">Message number ${round}</div>`
  },
  {
    name: 'innerHTML of one cell',
    kind: 'receiving',
    body: '<table><tbody><tr><td id="cell">0</td></tr></tbody></table>',
    count: 200,
    message: (round) => `<div hx-swap-oob="innerHTML:#cell"><b>${round}</b></div>`
  },
  {
    name: 'append to a list',
    kind: 'receiving',
    body: '<ul id="list"></ul>',
    count: 200,
    message: (round) => `<ul hx-swap-oob="beforeend:#list"><li>Message ${round} of the list</li></ul>`
  },
  {
    name: '20 cells in a message',
    kind: 'receiving',
    body: cells(0),
    count: 20,
    message: (round) => cells(round, byId)
  },
  {
    name: 'table body of 100 rows',
    kind: 'receiving',
    body: `<table><tbody id="rows">${tableBody(100, 0)}</tbody></table>`,
    count: 8,
    message: (round) => `<tbody id="rows"${byId}>${tableBody(100, round)}</tbody>`
  },
  {
    name: 'table body of 1,000 rows',
    kind: 'receiving',
    body: `<table><tbody id="many-rows">${tableBody(1000, 0)}</tbody></table>`,
    count: 1,
    message: (round) => `<tbody id="many-rows"${byId}>${tableBody(1000, round)}</tbody>`
  },
  {
    name: 'unsure: the host must parse',
    kind: 'receiving',
    body: '<div id="unsure"></div>',
    count: 100,
    // a p that a table closes or not, by the document's mode
    message: (round) => `<div id="unsure"${byId}><p>Round ${round}<table><tr><td>${round}</td></tr></table></div>`
  },
  {
    name: 'multibyte text',
    kind: 'receiving',
    body: '<div id="text"></div>',
    count: 100,
    message: (round) =>
      `<div id="text"${byId}><p>${round}: Grüße, 世界! Здравствуй, мир 🎉 ${'κόσμε 日本語 '.repeat(20)}</p></div>`
  },
  {
    name: 'burst: 1,000 messages to 10 ids',
    kind: 'receiving',
    body: Array.from({ length: 10 }, (_, index) => `<div id="target-${index}"></div>`).join(''),
    count: 1,
    parts: 1000,
    message: (round, part) => `<div id="target-${part % 10}"${byId}>Round ${round}, message ${part}</div>`
  },
  {
    name: 'form of 21 fields',
    kind: 'sending',
    body: `<form ${send} id="form">${fields}<select name="choice"><option>one<option selected>two</select></form>`,
    count: 20
  },
  {
    name: 'connect and remove',
    kind: 'connecting',
    body: '<div id="place"></div>',
    count: 20,
    parts: 2,
    message: (_, part) =>
      part === 0
        ? `<div hx-swap-oob="beforeend:#place"><div id="inner" ${connect}="/inner"></div></div>`
        : '<div id="inner" hx-swap-oob="delete"></div>'
  }
]
