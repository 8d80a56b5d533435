// The demo's server, page by page, as its visitors meet it: without a browser.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { assertElement, openPage, Page } from 'htmx-ext-ws-wasm/headless'
import { serveDemo } from '../../demo/demo.mjs'

const server = await serveDemo({ port: 0 })
after(() => server.close())

/** @param {import('node:test').TestContext} t @param {string} path @param {import('htmx-ext-ws-wasm/headless').PageOptions} [options] */
async function visit(t, path, options) {
  const page = await openPage(t, `${server.url}${path}`, options)
  await page.waitForOpen()
  return page
}

test('a newcomer to the chat reads what was said, and how many are there', async (t) => {
  const ada = await visit(t, '/chat')
  ada.fill('[name=name]', 'Ada')
  ada.fill('[name=text]', '<b>Hello</b> & welcome')
  ada.submit('form')
  await ada.waitFor('#messages > li', { text: '<b>Hello</b> & welcome' })
  const grace = await visit(t, '/chat')
  await grace.waitFor('#history > li', { text: '<b>Hello</b> & welcome' })
  await grace.close()
  await ada.waitFor('#online', { text: '1 online' })
})

test('the chat takes no message without a name', async (t) => {
  const page = await visit(t, '/chat')
  page.fill('[name=text]', 'anonymous')
  assert.throws(() => page.submit('form'), /name="name".* is not valid \(it is required\)/)
  assert.deepEqual(
    page.frames.filter(({ direction }) => direction === 'sent'),
    []
  )
})

test('the form sends what HTML says is successful, and the server shows it', async (t) => {
  const page = await visit(t, '/form')
  page.fill('[name=email]', 'ada@example.org')
  page.fill('[name=long]', 'one\ntwo')
  page.check('[name=any][value=c]')
  page.check('[name=radio][value=y]')
  page.select('[name=many]', 'Sunday')
  page.click('button[value=other]')
  await page.waitFor('#echo dt', { text: 'sentFrom' })
  const names = page.queryAll('#echo dt').map(({ text }) => text)
  const values = page.queryAll('#echo dd').map(({ text }) => text)
  assert.deepEqual(Object.fromEntries(names.map((name, index) => [name, values[index]])), {
    text: 'Grüße, 世界, 🎉',
    email: 'ada@example.org',
    number: '7',
    date: '2026-01-31',
    range: '60',
    colour: '#0b626c',
    password: '',
    long: 'one\ntwo',
    one: 'green',
    many: 'Sunday',
    any: '["a","b","c"]',
    radio: 'y',
    hidden: 'but sent',
    button: 'other',
    sentFrom: '{"page":"form","version":1}'
  })
  page.click('button[type=reset]')
  assertElement(page, '[name=email]', { value: '' })
})

test('the table comes once and then only what changes, until it is paused', async (t) => {
  const page = await visit(t, '/table')
  await page.waitFor('#board tbody tr', { count: 40 })
  await page.waitFor('#board .rose, #board .fell')
  page.click('button[ws-send]')
  await page.waitFor('#pause-label', { text: 'Resume' })
  const before = page.html('#board')
  page.click('button[ws-send]')
  await page.waitFor('#pause-label', { text: 'Pause' })
  assert.notEqual(before, '')
})

test('notes are appended, prepended and deleted', async (t) => {
  const page = await visit(t, '/notifications')
  const press = (/** @type {string} */ action) => page.click(`[hx-vals*="${action}"]`)
  press('append')
  press('append')
  press('prepend')
  await page.waitFor('#notes > li', { count: 3 })
  assert.deepEqual(
    page.queryAll('#notes > li').map(({ id }) => id),
    ['note-3', 'note-1', 'note-2']
  )
  press('delete')
  await page.waitFor('#note-3', { gone: true })
  page.on('error', () => {})
})

test('the heart beats', async (t) => {
  const page = await visit(t, '/heartbeat')
  await page.waitFor('#beats', { text: '2' })
  assert.match(page.text('#round-trip'), /^\d+\.\d ms$/)
})

test('supervision: the cookie and the token go along, and what waited comes after a restart, once', async (t) => {
  const page = await visit(t, '/supervision')
  page.fill('[name=text]', 'before')
  page.submit('form')
  await page.waitFor('#heard li', { text: 'Somebody said: before' })
  await server.restart(1012, 0.2)
  page.fill('[name=text]', 'meanwhile')
  page.submit('form')
  await page.waitFor('#heard li', { text: 'Somebody said: meanwhile', timeout: 10_000 })
  assert.equal(page.queryAll('#heard li').filter(({ text }) => text.includes('meanwhile')).length, 1)
})

test('supervision: without the token the server refuses', async (t) => {
  const page = await visit(t, '/supervision')
  page.on('htmx:wsConfigSend', (detail) => {
    detail.headers = {}
  })
  const closed = new Promise((resolve) => page.on('close', resolve))
  page.fill('[name=text]', 'forged')
  page.submit('form')
  assert.equal((await closed).code, 1008)
})

test('both halves of the migration page say the same', async (t) => {
  const page = await visit(t, '/migration')
  for (const half of ['before', 'after']) {
    page.fill(`form:has([value=${half}]) [name=text]`, 'hello')
    page.submit(`form:has([value=${half}])`)
    await page.waitFor(`#answer-${half}`, { text: 'hello' })
  }
})

test('a page of another site is refused', async (t) => {
  const page = await Page.open(`${server.url}/chat`, { headers: { Origin: 'http://elsewhere.example' } })
  t.after(() => page.close())
  const closed = await new Promise((resolve) => page.on('close', resolve))
  assert.equal(closed.code, 1006)
})
