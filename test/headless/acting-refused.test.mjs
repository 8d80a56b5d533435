// What can't be done in a headless page is said with the element, the reason and what to do; nothing else is hindered by it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NeedsBrowserError, Page, PageError } from 'htmx-ext-ws-wasm/headless'
import { createWorld } from './fake-socket.mjs'

/**
 * @param {import('node:test').TestContext} t
 * @param {string} body
 */
function open(t, body) {
  const { clock, createWebSocket, sockets, pass, timers } = createWorld()
  /** @type {Error[]} */
  const errors = []
  const page = Page.fromHTML(`<!doctype html><body><div hx-ext="ws" ws-connect="/ws">${body}</div>`, {
    url: 'http://page.test/',
    clock,
    createWebSocket
  })
  errors.push(...page.errors)
  page.on('error', (error) => errors.push(error))
  t.after(() => page.close())
  const [socket] = sockets
  socket.opens()
  return { page, errors, socket, frames: socket.sent, pass, timers }
}

const timed = '<i id="x" ws-send hx-trigger="every 1s, click delay:1s, a throttle:1s">x</i>'

/** @type {[what: string, body: string, act: (page: Page) => void, message: RegExp][]} */
const refused = [
  [
    'a click on what is disabled',
    '<button id="x" disabled>x</button>',
    (page) => page.click('#x'),
    /<button id="x".*disabled/
  ],
  [
    'a click inside what is disabled',
    '<button id="y" disabled><i id="x">x</i></button>',
    (page) => page.click('#x'),
    /<button id="y".*disabled/
  ],
  [
    'a click on what a fieldset disables',
    '<fieldset disabled><button id="x">x</button></fieldset>',
    (page) => page.click('#x'),
    /<button id="x".*disabled/
  ],
  ['a click on a hidden input', '<input type="hidden" id="x">', (page) => page.click('#x'), /<input id="x".*hidden/],
  ['filling what is disabled', '<input id="x" disabled>', (page) => page.fill('#x', 'a'), /<input id="x".*disabled/],
  ['filling what can only be read', '<input id="x" readonly>', (page) => page.fill('#x', 'a'), /<input id="x".*read/],
  ['filling a hidden input', '<input id="x" type="hidden">', (page) => page.fill('#x', 'a'), /<input id="x"/],
  ['filling a file', '<input id="x" type="file">', (page) => page.fill('#x', 'a'), /<input id="x".*file/],
  ['filling a box', '<input id="x" type="checkbox">', (page) => page.fill('#x', 'a'), /<input id="x".*check/],
  ['filling what is no control', '<p id="x">x</p>', (page) => page.fill('#x', 'a'), /<p id="x">/],
  ['checking what is no box', '<input id="x">', (page) => page.check('#x'), /<input id="x">.*check/],
  [
    'checking what is disabled',
    '<input id="x" type="checkbox" disabled>',
    (page) => page.check('#x'),
    /<input id="x".*disabled/
  ],
  [
    'unchecking a radio button',
    '<input id="x" type="radio" checked>',
    (page) => page.uncheck('#x'),
    /<input id="x".*unchecked/
  ],
  [
    'choosing what is not there',
    '<select id="x"><option>a</select>',
    (page) => page.select('#x', 'b'),
    /<select id="x">.*b/
  ],
  ['choosing from what is no select', '<input id="x">', (page) => page.select('#x', 'b'), /<input id="x">/],
  ['submitting what has no form', '<p id="x">x</p>', (page) => page.submit('#x'), /<p id="x">.*form/],
  [
    'submitting by a disabled button',
    '<form id="x" ws-send><button id="b" disabled>x</button></form>',
    (page) => page.submit('#x'),
    /<button id="b".*disabled/
  ],
  [
    'submitting a form that is not valid',
    '<form id="x" ws-send><input name="a" required></form>',
    (page) => page.submit('#x'),
    /<input name="a"> is not valid \(it is required\)/
  ],
  [
    'submitting a form that nobody takes',
    '<form id="x"></form>',
    (page) => page.submit('#x'),
    /<form id="x">.*leave the page/
  ]
]

for (const [what, body, act, message] of refused) {
  test(`${what} is refused`, (t) => {
    const { page, frames } = open(t, body)
    assert.throws(
      () => act(page),
      (error) => error instanceof PageError && message.test(error.message) && error.remedy !== ''
    )
    assert.deepEqual(frames, [])
  })
}

/** @type {[what: string, attributes: string, message: RegExp][]} */
const needBrowser = [
  ['a filter', 'hx-trigger="click[ctrlKey], a"', /\[ctrlKey\].*hx-trigger of <i id="x"/],
  ['a filter of a poll', 'hx-trigger="every 1s [document.hidden], a"', /hx-trigger of <i id="x"/],
  ['a filter of load', 'hx-trigger="load[true], a"', /hx-trigger of <i id="x"/],
  ['revealed', 'hx-trigger="revealed, a"', /"revealed" in hx-trigger of <i id="x"/],
  ['intersect', 'hx-trigger="intersect threshold:0.5, a"', /"intersect" in hx-trigger of <i id="x"/],
  ['sse:', 'hx-trigger="sse:message, a"', /"sse:message" in hx-trigger of <i id="x"/]
]

for (const [what, attributes, message] of needBrowser) {
  test(`${what} needs a browser; the other triggers go on`, (t) => {
    const { page, pass, frames, errors } = open(t, `<i id="x" ws-send ${attributes}>x</i>`)
    assert.equal(errors.length, 1)
    assert.ok(errors[0] instanceof NeedsBrowserError)
    assert.match(errors[0].message, message)
    pass(1000)
    page.click('#x')
    assert.deepEqual(frames, [])
    page.trigger('#x', 'a')
    assert.equal(frames.length, 1)
  })
}

/** @type {[what: string, body: string, message: RegExp][]} */
const scripts = [
  ['js:', '<i id="x" ws-send hx-vals="js:{a: 1}">x</i>', /hx-vals of <i id="x">.*\{a: 1\}/],
  ['javascript:', '<div id="d" hx-vals="javascript:{a: 1}"><i id="x" ws-send>x</i></div>', /hx-vals of <div id="d">/],
  ['js: of headers', '<i id="x" ws-send hx-headers="js:{a: 1}">x</i>', /hx-headers of <i id="x">/],
  ['hx-vars', '<i id="x" ws-send hx-vars="a: 1">x</i>', /hx-vars of <i id="x">/]
]

for (const [what, body, message] of scripts) {
  test(`${what} needs a browser, and nothing is sent`, (t) => {
    const { page, frames } = open(t, body)
    assert.throws(
      () => page.click('#x'),
      (error) => error instanceof NeedsBrowserError && message.test(error.message)
    )
    assert.deepEqual(frames, [])
  })
}

test('what one sender can not do keeps no other from sending', (t) => {
  const senders = ['{', '{}'].map((values) => `<i ws-send hx-trigger="click from:#x" hx-vals="${values}">x</i>`)
  const { page, frames } = open(t, `<b id="x">x</b>${senders.join('')}`)
  assert.throws(() => page.click('#x'), /hx-vals of <i> is no JSON/)
  assert.equal(frames.length, 1)
})

test('timers end with the page', async (t) => {
  const { page, frames, pass, timers } = open(t, timed)
  page.click('#x')
  page.trigger('#x', 'a')
  assert.equal(frames.length, 1)
  await page.close()
  assert.equal(timers.size, 0)
  pass(10_000)
  assert.equal(frames.length, 1)
})

test('timers end with their element', (t) => {
  const { page, socket, frames, pass, timers } = open(t, timed)
  const before = timers.size
  page.click('#x')
  assert.ok(timers.size > before)
  socket.receives('<b id="x">new</b>')
  pass(10_000)
  assert.equal(page.html('#x'), '<b id="x">new</b>')
  assert.deepEqual(frames, [])
})

test('what is listened to may go before the sender, and come again', (t) => {
  const { page, socket, frames } = open(t, '<b id="y">y</b><i id="x" ws-send hx-trigger="click from:#y, click">x</i>')
  socket.receives('<b id="y">new</b>')
  page.click('#y')
  assert.deepEqual(frames, [])
  page.click('#x')
  assert.equal(frames.length, 1)
})

test('a sender that a message brings is bound, and triggered by coming', (t) => {
  const { page, socket, frames } = open(t, '<i id="x">x</i>')
  socket.receives('<i id="x"><b id="y" ws-send hx-trigger="load, click">y</b></i>')
  assert.equal(frames.length, 1)
  page.click('#y')
  assert.equal(frames.length, 2)
})
