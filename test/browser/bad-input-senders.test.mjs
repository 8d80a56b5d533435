// Senders that can't send, and forms that are odd: reported with a reason and a remedy, and all others go on.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { useChromium } from '../support/browser.mjs'
import { openSite } from '../support/site.mjs'
import { assertNeighbourWorks, assertReported, neighbour, quoted, socketTo, visitTrouble } from './trouble.mjs'

const browser = await useChromium()

/**
 * @param {import('node:test').TestContext} t
 * @param {string} inside of the connection #c
 * @param {() => void} [before]
 */
async function open(t, inside, before) {
  const site = await openSite(t, `<body hx-ext="ws"><main id="c" ws-connect="/c">${inside}</main>${neighbour}</body>`)
  const visited = await visitTrouble(t, browser, site, { before })
  return { ...visited, site, connection: await socketTo(site, '/c') }
}

/** @param {string} frame */
function fieldsOf(frame) {
  const { HEADERS, ...fields } = JSON.parse(frame)
  return fields
}

test('a sender without a socket: reported each time, in the console once', async (t) => {
  const site = await openSite(t, `<body hx-ext="ws"><button id="b" ws-send>x</button>${neighbour}</body>`)
  const { page, reported, errors } = await visitTrouble(t, browser, site)
  await page.click('#b')
  await page.click('#b')
  await assertNeighbourWorks(page, site)
  assertReported(await reported(), [
    ['wsSendError', 'b', /no WebSocket/],
    ['wsSendError', 'b', /no WebSocket/]
  ])
  assert.deepEqual(
    (await reported()).map(({ count }) => count),
    [1, 2]
  )
  assert.equal(errors.length, 1)
})

/** Attributes of a button whose message can't be made. */
const badAttributes = [
  `hx-vals="js:{x: nothing.there}"`,
  `hx-vars="x:nothing.there"`,
  'hx-headers="js:{x: nothing.there}"',
  'hx-include="[["',
  'hx-target="[["'
]

test('a message that can not be made is reported', async (t) => {
  const buttons = badAttributes.map((attribute, index) => `<button id="b${index}" ws-send ${attribute}>x</button>`)
  const { page, site, reported, errors, connection } = await open(
    t,
    `${buttons.join('')}<button id="good" ws-send name="good" value="1">x</button>`
  )
  for (const [index] of badAttributes.entries()) await page.click(`#b${index}`)
  await page.click('#b0')
  await page.click('#good')
  assert.deepEqual((await connection.received(1)).map(fieldsOf), [{ good: '1' }])
  await assertNeighbourWorks(page, site)
  const ids = [...badAttributes.map((_, index) => `b${index}`), 'b0']
  assertReported(
    await reported(),
    ids.map((id) => ['wsSendError', id, /could not be made/])
  )
  assert.equal((await reported()).pop()?.count, 2)
  assert.equal(errors.filter((line) => line.includes('htmx:wsSendError')).length, badAttributes.length)
})

test('what a handler puts into a message and JSON or the socket can not hold is reported', async (t) => {
  const buttons = ['circle', 'bigint', 'symbol'].map((id) => `<button id="${id}" ws-send name="v">x</button>`)
  const { page, site, reported, connection, happened } = await open(
    t,
    `${buttons.join('')}<button id="good" ws-send name="good" value="1">x</button>`,
    () =>
      document.addEventListener('htmx:wsConfigSend', (event) => {
        const { detail, target } = /** @type {CustomEvent} */ (event)
        const { id } = /** @type {Element} */ (target)
        if (id === 'circle') detail.parameters.own = detail.parameters
        if (id === 'bigint') detail.parameters.own = 7n
        if (id === 'symbol') detail.messageBody = Symbol('own')
      })
  )
  await happened('wsOpen', 2)
  for (const id of ['circle', 'bigint', 'symbol', 'good']) await page.click(`#${id}`)
  assert.deepEqual((await connection.received(1)).map(fieldsOf), [{ good: '1' }])
  await assertNeighbourWorks(page, site)
  assertReported(
    await reported(),
    ['circle', 'bigint', 'symbol'].map((id) => ['wsSendError', id, /could not be made/])
  )
})

test('a poll goes on after a message that could not be made', async (t) => {
  const { page, site, reported, connection } = await open(
    t,
    `<i id="poll" ws-send hx-trigger="every 20ms" hx-vals="js:{x: globalThis.later.value}"></i>`
  )
  await page.waitForFunction(() => /** @type {any} */ (globalThis).reported.length > 1)
  await page.evaluate(() => Object.assign(globalThis, { later: { value: 7 } }))
  assert.deepEqual(fieldsOf((await connection.received(1))[0]), { x: 7 })
  assert.ok((await reported()).every(({ name, id }) => name === 'wsSendError' && id === 'poll'))
  await assertNeighbourWorks(page, site)
})

test('an hx-trigger that fails is reported, and the senders behind it are bound', async (t) => {
  const { page, site, reported } = await open(
    t,
    `<i id="from" ws-send hx-trigger="click from:[["></i>
    <i id="load" ws-send hx-trigger="load" hx-vals="js:{x: nothing.there}"></i>
    <i id="root" ws-send hx-trigger="intersect root:[["></i>
    <button id="two" ws-send hx-trigger="click from:[[, click" name="two" value="2">x</button>`
  )
  await page.click('#two')
  const { frames } = await socketTo(site, '/c')
  await assertNeighbourWorks(page, site)
  assert.deepEqual(frames.map(fieldsOf), [{ two: '2' }])
  const troubles = await reported()
  assert.deepEqual(
    troubles.map(({ name, id }) => `${name} ${id}`),
    ['wsSendError from', 'wsSendError load', 'wsSendError root', 'wsSendError two']
  )
  for (const { reason, remedy } of troubles) assert.ok(reason && remedy)
})

test('a form of 5,000 fields arrives whole and in order', async (t) => {
  const fields = Array.from({ length: 5000 }, (_, index) => `<input type="hidden" name="f${index}" value="v${index}">`)
  const { page, site, connection, errors } = await open(
    t,
    `<form ws-send>${fields.join('')}<button id="go">x</button></form>`
  )
  await page.click('#go')
  const [frame] = await connection.received(1)
  const entries = fields.map((_, index) => [`f${index}`, `v${index}`])
  assert.deepEqual(Object.entries(fieldsOf(frame)), entries)
  await assertNeighbourWorks(page, site)
  assert.deepEqual(errors, [])
})

// a field named toJSON decides on the whole message, as with the reference: a scenario of test/differential has it
const hostileNames = [
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'append',
  'delete',
  'entries',
  'forEach',
  'get',
  'keys',
  'set',
  'values',
  'length',
  '"><img src=x onerror=hacked=1>',
  '"}',
  '\\',
  "'];//",
  '\ud800',
  ' ',
  'n'.repeat(100_000)
]

test('fields arrive whatever they are called, but those that htmx 2 takes for members; HEADERS is the headers', async (t) => {
  const inputs = hostileNames.map((name, index) => `<input type="hidden" name="${quoted(name)}" value="${index}">`)
  const { page, site, connection, errors } = await open(
    t,
    `<form ws-send><input type="hidden" name="HEADERS" value="own"><input type="hidden" name="__proto__" value="own">${inputs.join('')}
      <input type="hidden" name="delete" value="second"><button id="go">x</button></form>`
  )
  // a lone surrogate does not come through HTML as bytes
  await page.evaluate(() => {
    const odd = /** @type {HTMLInputElement} */ (document.querySelector('[name="\ufffd"]'))
    if (odd) odd.name = '\ud800'
  })
  await page.click('#go')
  const [frame] = await connection.received(1)
  // form data knows no lone surrogates; JSON.parse would keep __proto__ as a property of its own
  const entries = Object.entries(JSON.parse(frame)).filter(([name]) => name !== 'HEADERS')
  const expected = hostileNames
    .map((name, index) => [name.replace('\ud800', '\ufffd'), String(index)])
    .filter(([name]) => !(name in new FormData()))
  assert.deepEqual(entries.sort(), expected.sort())
  assert.equal(JSON.parse(frame).HEADERS['HX-Request'], 'true')
  await assertNeighbourWorks(page, site)
  assert.deepEqual(errors, [])
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).hacked), undefined)
})

const hostileIds = ['"><img src=x onerror=hacked=1>', '[[', '__proto__', 'constructor', "'];//", 'i'.repeat(100_000)]

test('a sender with a hostile id sends it in its headers, as it is', async (t) => {
  const buttons = hostileIds.map((id) => `<button class="hostile" id="${quoted(id)}" ws-send>x</button>`)
  const { page, site, connection, errors } = await open(t, buttons.join(''))
  for (const button of await page.locator('.hostile').all()) await button.click()
  const frames = await connection.received(hostileIds.length)
  assert.deepEqual(
    frames.map((frame) => JSON.parse(frame).HEADERS['HX-Trigger']),
    hostileIds
  )
  await assertNeighbourWorks(page, site)
  assert.deepEqual(errors, [])
  assert.equal(await page.locator('img').count(), 0)
})
