// The demo as a visitor meets it: real clicks and keys in Chromium, a real server, real restarts.

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { get } from 'node:http'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import WebSocket from 'ws'
import { createHistory, createInbox } from '../../demo/delivery.mjs'
import { serveDemo } from '../../demo/demo.mjs'
import { createNetwork } from '../../demo/network.mjs'
import { pages } from '../../demo/pages.mjs'
import { useChromium } from '../support/browser.mjs'
import { extension } from '../support/extension.mjs'
import { inTime } from '../support/site.mjs'

const screenshots = fileURLToPath(new URL('../../build/screenshots', import.meta.url))
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const assets = fileURLToPath(new URL('../../demo/assets', import.meta.url))

const browser = await useChromium()

test('two tabs chat with each other', async (t) => {
  const { open, errors } = await startVisit(t)
  const [ada, grace] = [await open('/chat'), await open('/chat')]
  await ada.getByText('2 online').waitFor()

  await say(ada, 'Ada', 'Hello from the first tab')
  await message(grace, 'Hello from the first tab').waitFor()
  await say(grace, 'Grace', 'Hello from the second tab')
  await message(ada, 'Hello from the second tab').waitFor()

  assert.deepEqual(await ada.locator('.text').allTextContents(), await grace.locator('.text').allTextContents())
  assert.equal(await ada.locator('.text').count(), 2)
  assert.equal(await field(ada).inputValue(), '', 'the field is cleared after sending')
  await grace.close()
  await ada.getByText('1 online').waitFor()
  assert.deepEqual(errors, [])
})

test('the chat needs no more than a keyboard, and the focus is always visible', async (t) => {
  const { open, errors } = await startVisit(t)
  const page = await open('/chat')
  await tabTo(page, 'name')
  await page.keyboard.type('Ada')
  await tabTo(page, 'text')
  await page.keyboard.type('By keyboard alone')
  await page.keyboard.press('Enter')
  await message(page, 'By keyboard alone').waitFor()
  await page.keyboard.type('And on without a pause')
  await page.keyboard.press('Enter')
  await message(page, 'And on without a pause').waitFor()
  assert.deepEqual(errors, [])
})

test('an empty message is not sent', async (t) => {
  const { open } = await startVisit(t)
  const page = await open('/chat')
  await say(page, 'Ada', '')
  await say(page, 'Ada', '   ')
  await say(page, 'Ada', 'Something')
  await message(page, 'Something').waitFor()
  assert.equal(await page.locator('.message').count(), 1)
})

test('markup in a message is text and never runs', async (t) => {
  const { open, errors } = await startVisit(t)
  const [ada, grace] = [await open('/chat'), await open('/chat')]
  const markup = '<img src=x onerror="document.title=1"><script>document.title=2</script><b>bold</b> &amp; "\'</li>'
  await say(ada, '<i>Ada</i>', markup)
  await message(grace, markup).waitFor()
  assert.equal(await grace.locator('.text').textContent(), markup)
  assert.match(String(await grace.locator('.sender').textContent()), /^<i>Ada<\/i> /)
  assert.equal(await grace.locator('.message :is(img, script, b, i)').count(), 0)
  assert.match(await grace.title(), /^Chat/)
  assert.deepEqual(errors, [])
})

test('a newcomer sees the last fifty messages', async (t) => {
  const { server, open } = await startVisit(t)
  const socket = await connect(server)
  for (let number = 1; number <= 55; number++) {
    socket.send(JSON.stringify({ name: 'Ada', text: `Message number ${number}` }))
  }
  const page = await open('/chat')
  await message(page, 'Message number 55').waitFor()
  assert.equal(await page.locator('.message').count(), 50)
  assert.ok(await inView(message(page, 'Message number 55')), 'the last message is in view')
  assert.ok(!(await inView(message(page, 'Message number 6'))))
})

test('after a restart the page reconnects by itself and sends what waited', async (t) => {
  const { server, open, serveAgain } = await startVisit(t)
  const [ada, grace] = [await open('/chat'), await open('/chat')]
  await ada.getByText('2 online').waitFor()

  await server.close(1012)
  await ada.getByRole('button', { name: 'Connect now' }).waitFor()
  await say(ada, 'Ada', 'Written while the server was away')
  await ada.getByText('1 message waits for the connection').waitFor()
  await serveAgain()

  for (const page of [ada, grace]) {
    await message(page, 'Written while the server was away').waitFor()
    await page.getByText('Connected', { exact: true }).waitFor()
    assert.equal(await page.locator('.message').count(), 1)
    assert.ok(await page.getByRole('button', { name: 'Connect now' }).isHidden())
  }
  assert.equal(await ada.locator('.waiting').textContent(), '')
})

test('after the server has gone away for good, a button connects again', async (t) => {
  const { server, open, serveAgain } = await startVisit(t)
  const page = await open('/chat')
  await page.getByText('1 online').waitFor()
  await server.close()
  await page.getByText('Disconnected').waitFor()
  await serveAgain()
  await page.getByRole('button', { name: 'Connect now' }).press('Enter')
  await page.getByText('Connected', { exact: true }).waitFor()
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'MAIN')
  await say(page, 'Ada', 'Back again')
  await message(page, 'Back again').waitFor()
})

test('the live table changes, pauses and goes on', async (t) => {
  const { open, errors } = await startVisit(t)
  const page = await open('/table')
  await page.locator('#reading-39-7').waitFor()
  assert.equal(await page.locator('td').count(), 320)
  await changedReadings(page)

  await page.getByRole('button', { name: 'Pause' }).press('Enter')
  await page.getByRole('button', { name: 'Resume' }).waitFor()
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'BUTTON', 'the button keeps the focus')
  const paused = await page.locator('tbody').textContent()
  await wait(800)
  assert.equal(await page.locator('tbody').textContent(), paused)

  await page.getByRole('button', { name: 'Resume' }).click()
  await page.getByRole('button', { name: 'Pause' }).waitFor()
  await changedReadings(page)
  assert.deepEqual(errors, [])
})

test('who wants less motion gets no flashes', async (t) => {
  const { open } = await startVisit(t)
  for (const reducedMotion of /** @type {const} */ (['no-preference', 'reduce'])) {
    const page = await open('/table', { reducedMotion })
    await changedReadings(page)
    const flashes = await page.evaluate(() => document.getAnimations().length)
    assert.equal(flashes > 0, reducedMotion === 'no-preference')
  }
})

const versions = [
  { query: '', script: '/ws.js' },
  { query: '?htmx=1.9', script: '/ws.js' },
  { query: '?extension=reference', script: '/reference-2.js' },
  { query: '?extension=reference&htmx=1.9', script: '/reference-1.9.js' }
]

for (const { query, script } of versions) {
  test(`every page works with ${script} ${query}`, async (t) => {
    // the heartbeat's own pings are to be answered, and no others
    const { open, errors } = await startVisit(t, { pingMilliseconds: 600_000 })
    const chat = await open(`/chat${query}`)
    assert.equal(await chat.locator(`script[src="${script}"]`).count(), 1)
    await say(chat, 'Ada', 'Hello')
    await message(chat, 'Hello').waitFor()

    const table = await open(`/table${query}`)
    await changedReadings(table)

    const notes = await open(`/notifications${query}`)
    await notes.locator('#card-title', { hasText: 'Step 0 of 5' }).waitFor()
    const noteIds = () => notes.locator('.note').evaluateAll((items) => items.map(({ id }) => id))
    for (const name of ['Append', 'Prepend', 'Append']) await notes.getByRole('button', { name }).click()
    await notes.waitForFunction(() => document.querySelectorAll('.note').length === 3)
    assert.deepEqual(await noteIds(), ['note-2', 'note-1', 'note-3'])
    await notes.getByRole('button', { name: 'Delete the first' }).click()
    await notes.waitForFunction(() => document.querySelectorAll('.note').length === 2)
    assert.deepEqual(await noteIds(), ['note-1', 'note-3'])
    await notes.locator('#card-field').pressSequentially('typed')
    // without a click, which would take the cursor out of the field
    await notes.getByRole('button', { name: 'Morph' }).dispatchEvent('click')
    await notes.locator('#card-title', { hasText: 'Step 1 of 5' }).waitFor()
    assert.equal(await notes.locator('#card-field').inputValue(), 'typed')
    assert.equal(await notes.evaluate(() => document.activeElement?.id), 'card-field')

    const form = await open(`/form${query}`)
    await form.getByRole('button', { name: 'Send', exact: true }).click()
    await form.locator('#echo dt', { hasText: /^text$/ }).waitFor()
    const echoed = Object.fromEntries(
      await form
        .locator('#echo dl > div')
        .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)))
    )
    assert.equal(echoed.text, 'Grüße, 世界, 🎉')
    assert.equal(echoed.many, '["Monday","Tuesday"]')
    assert.equal(echoed.any, '["a","b"]')
    assert.equal(echoed.radio, 'x')
    assert.equal(echoed.button, 'send')
    assert.equal(echoed.sentFrom, '{"page":"form","version":1}')
    assert.equal(echoed.disabled, undefined)

    const heart = await open(`/heartbeat${query}`)
    await heart.locator('#round-trip', { hasText: ' ms' }).waitFor()
    await heart.getByText('in time').waitFor()

    const supervision = await open(`/supervision${query}`)
    await supervision.getByText('Connected', { exact: true }).waitFor()
    await write(supervision, 'Hello')
    await supervision.locator('#heard li', { hasText: 'Somebody said: Hello' }).waitFor()

    const migration = await open(`/migration${query}`)
    for (const half of ['Before: hx-ws', 'After: ws-connect']) {
      const panel = migration.getByRole('region', { name: half })
      await panel.getByLabel('Say something').fill(half)
      await panel.getByRole('button', { name: 'Send' }).click()
      await panel.getByText(`The server heard: ${half}`).waitFor()
      // htmx 1 says nothing of a connection that it made itself
      const tells = !(half.startsWith('Before') && query.includes('1.9'))
      assert.equal(await panel.getByText('Connected', { exact: true }).count(), tells ? 1 : 0, half)
    }
    assert.deepEqual(errors, [])
  })
}

for (const { query, script } of versions) {
  test(`the control panel restarts the server, and what was written meanwhile arrives, ${script} ${query}`, async (t) => {
    const { open } = await startVisit(t)
    const [chat, control] = [await open(`/chat${query}`), await open(`/control${query}`)]
    await chat.getByText('Connected', { exact: true }).waitFor()
    await control.getByLabel('Away for, in seconds').fill('2')
    await control.getByRole('button', { name: 'Restart' }).click()
    await chat.getByText('Disconnected').waitFor()
    await say(chat, 'Ada', 'Written while the server was away')
    await chat.getByText('1 message waits for the connection').waitFor()
    await message(chat, 'Written while the server was away').waitFor({ timeout: 60_000 })
    assert.equal(await chat.locator('.waiting').textContent(), '')
    await control.getByText('Connected', { exact: true }).waitFor({ timeout: 60_000 })
  })
}

test('the control panel closes the others with the chosen code, and delays and loses their frames', async (t) => {
  const { open, errors } = await startVisit(t)
  const [chat, control] = [await open('/chat'), await open('/control')]
  await control.locator('#connections', { hasText: '1' }).waitFor()
  await chat.evaluate(() =>
    document.addEventListener('htmx:wsClose', (event) => {
      document.title = /** @type {CustomEvent} */ (event).detail.event.code
    })
  )
  await control.getByLabel('With the code').selectOption('4000')
  await control.getByRole('button', { name: 'Close' }).click()
  await control.getByText('All sockets were closed with 4000.').waitFor()
  await chat.getByText('Disconnected').waitFor()
  assert.equal(await chat.title(), '4000')
  await chat.getByRole('button', { name: 'Connect now' }).click()
  await chat.getByText('Connected', { exact: true }).waitFor()

  await control.getByLabel('Delay of each frame').fill('500')
  await control.getByRole('button', { name: 'Set' }).click()
  await control.getByText('Frames take 500 ms, and 0 % of them are lost.').waitFor()
  await say(chat, 'Ada', 'Late')
  await message(chat, 'Late').waitFor()

  await control.getByLabel('Frames lost').fill('100')
  await control.getByRole('button', { name: 'Set' }).click()
  await control.getByText('100 % of them are lost.').waitFor()
  await say(chat, 'Ada', 'Lost')
  await control.getByLabel('Frames lost').fill('0')
  await control.getByRole('button', { name: 'Set' }).click()
  await control.getByText('Frames take 500 ms, and 0 % of them are lost.').nth(1).waitFor()
  await say(chat, 'Ada', 'Not lost')
  await message(chat, 'Not lost').waitFor()
  assert.equal(await message(chat, 'Lost').count(), 0)
  assert.deepEqual(errors, [])
})

test('a delayed frame waits as long as it is told to, and overtakes none', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { conditions, createLine } = createNetwork()
  const line = createLine()
  /** @type {string[]} */
  const delivered = []
  const send = (/** @type {string} */ frame) => line(() => void delivered.push(frame))
  send('at once')
  conditions.delayMilliseconds = 500
  send('late')
  t.mock.timers.tick(499)
  assert.deepEqual(delivered, ['at once'])
  t.mock.timers.tick(1)
  assert.deepEqual(delivered, ['at once', 'late'])
  send('first')
  conditions.delayMilliseconds = 0
  send('second')
  t.mock.timers.tick(500)
  assert.deepEqual(delivered, ['at once', 'late', 'first', 'second'])
})

test('a restart asked for without a connection is not kept for later', async (t) => {
  const { server, open, serveAgain } = await startVisit(t)
  const control = await open('/control')
  await control.getByText('Connected', { exact: true }).waitFor()
  await server.close(1012)
  await control.getByText('Disconnected').waitFor()
  await control.getByRole('button', { name: 'Restart' }).click()
  await control.getByText('Not sent: there is no connection.').waitFor()
  await serveAgain()
  await control.getByText('Connected', { exact: true }).waitFor()
  await control.getByRole('button', { name: 'Set' }).click()
  await control.locator('#log li').first().waitFor()
  assert.equal(await control.locator('#log li').count(), 1)
  assert.equal(await control.locator('.notice').textContent(), '')
})

test('a restart waits until it gets its port back', async (t) => {
  const { server } = await startVisit(t)
  const port = Number(new URL(server.url).port)
  const socket = await connect(server, {}, '/control')
  socket.send(JSON.stringify({ action: 'restart', seconds: 1 }))
  await next(socket, 'close')
  const intruder = await listenAtLast(port)
  // longer than the restart takes
  await wait(1500)
  intruder.close()
  await connectAtLast(server)
})

test('while the server is away, what is written waits, and what is missed comes later, each once', async (t) => {
  const { open } = await startVisit(t)
  const [page, other] = [await open('/supervision'), await open('/supervision')]
  for (const each of [page, other]) await each.locator('main[ws-open]').waitFor()
  await write(page, 'Before')
  await page.locator('#sent li', { hasText: 'Before the server has it' }).waitFor()
  await other.locator('#heard li', { hasText: 'Somebody said: Before' }).waitFor()

  await page.getByRole('button', { name: 'Take the server away' }).click()
  await page.locator('main[ws-waiting]').waitFor()
  await page.locator('#next-attempt', { hasText: /^in \d\.\d s$/ }).waitFor()
  const level = page.getByLabel('Level')
  await level.focus()
  for (let times = 0; times < 10; times++) await page.keyboard.press('ArrowRight')
  for (const text of ['First', 'Second', 'Third']) await write(page, text)
  await page.getByText('4 messages wait for the connection').waitFor()
  await page.getByRole('button', { name: 'Let it fall silent' }).click()
  await write(page, 'One too many')
  await page.locator('#sent li', { hasText: 'One too many dropped' }).waitFor()
  await page.getByText('A message was dropped: the queue is full.').waitFor()

  for (const each of [page, other]) {
    await each.locator('#heard li', { hasText: 'Third' }).waitFor({ timeout: 60_000 })
    const heard = await each.locator('#heard li').allTextContents()
    const said = heard.map((text) => /(?:said: (\w+)|level is \d+)/.exec(text)).filter(Boolean)
    assert.deepEqual(
      said.map((found) => found?.[1] ?? found?.[0]),
      ['Before', 'level is 60', 'First', 'Second', 'Third']
    )
    const numbers = heard.map((text) => Number.parseInt(text, 10))
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => numbers[0] + index),
      'none is missing'
    )
  }
  assert.equal(await page.locator('#sent li', { hasText: 'the server has it' }).count(), 4)
  assert.equal(await page.locator('.notice').textContent(), '')
})

test('a server that falls silent is found out by the heartbeat, and nothing is lost', async (t) => {
  const { open, errors } = await startVisit(t)
  const page = await open('/supervision')
  await page.locator('#round-trip', { hasText: /^\d+ ms$/ }).waitFor()
  await page.getByRole('button', { name: 'Let it fall silent' }).click()
  await write(page, 'Into the void')
  await page.locator('#sent li', { hasText: 'Into the void on its way' }).waitFor()
  await page.locator('#sent li', { hasText: 'Into the void the server has it' }).waitFor()
  await page.locator('#heard li', { hasText: 'Into the void' }).waitFor()
  assert.equal(await page.locator('#heard li', { hasText: 'Into the void' }).count(), 1)
  assert.equal(await page.locator('main[ws-open]').count(), 1)
  assert.deepEqual(errors, [])
})

test('its state is shown by the style sheet alone', async (t) => {
  const { server, open } = await startVisit(t)
  const page = await open('/supervision')
  const lit = () =>
    page
      .locator('.lamps li')
      .evaluateAll((lamps) =>
        lamps.filter((lamp) => getComputedStyle(lamp).fontWeight === '650').map((lamp) => lamp.textContent)
      )
  await page.locator('main[ws-open]').waitFor()
  assert.deepEqual(await lit(), ['open'])
  await server.close(1012)
  await page.locator('main[ws-waiting]').waitFor()
  assert.deepEqual(await lit(), ['waiting'])
})

test('a message without the token of its page ends the connection', async (t) => {
  const { server } = await startVisit(t)
  const cookie = String((await fetch(`${server.url}/supervision`)).headers.get('Set-Cookie')).split(';')[0]
  const token = cookie.split('=')[1]
  const say = (/** @type {object} */ HEADERS) => JSON.stringify({ action: 'say', text: 'Hello', HEADERS })
  const headers = { cookie }
  for (const given of [{}, { 'X-CSRF-Token': 'another' }, { 'X-CSRF-Token': token.toUpperCase() }]) {
    const socket = await connect(server, { headers }, '/supervision')
    socket.send(say(given))
    const [code] = await next(socket, 'close')
    assert.equal(code, 1008)
  }
  const without = await connect(server, {}, '/supervision')
  without.send(say({ 'X-CSRF-Token': token }))
  assert.equal((await next(without, 'close'))[0], 1008, 'without the cookie')
  const socket = await connect(server, { headers }, '/supervision')
  socket.send(say({ 'X-CSRF-Token': token }))
  assert.match(String((await next(socket, 'message'))[0]), /^<!--seq:\d+-->[\s\S]*Somebody said: Hello/)
})

test('the inbox answers each message and passes it on once', () => {
  const { accept } = createInbox()
  const frame = (/** @type {string} */ id) => JSON.stringify({ id, message: `of ${id}` })
  const answer = (/** @type {string} */ ack) => JSON.stringify({ ack })
  assert.deepEqual(accept(frame('a:1')), { answer: answer('a:1'), message: 'of a:1' })
  assert.deepEqual(accept(frame('a:1')), { answer: answer('a:1') })
  assert.deepEqual(accept(frame('a:3')), { answer: answer('a:3'), message: 'of a:3' })
  assert.deepEqual(accept(frame('a:2')), { answer: answer('a:2') })
  assert.deepEqual(accept(frame('b:1')), { answer: answer('b:1'), message: 'of b:1' })
  assert.deepEqual(accept(frame('a:3')), { answer: answer('a:3') })
  for (const other of ['{"text":"a form"}', 'no JSON', 'null', '{"id":"a:4"}', '{"id":"a:-4","message":""}']) {
    assert.deepEqual(accept(other), { message: other })
  }
})

test('the inbox forgets the page that it has not heard of for longest', () => {
  const { accept } = createInbox()
  const hear = (/** @type {string} */ id) => accept(JSON.stringify({ id, message: '' })).message === ''
  assert.ok(hear('first:1'))
  assert.ok(hear('second:1'))
  assert.ok(hear('first:2'))
  for (let page = 1; page < 1000; page++) hear(`p${page}:1`)
  assert.ok(!hear('first:1'), 'heard of later than the second')
  assert.ok(hear('second:1'))
})

test('the history numbers messages upwards, keeps the last hundred and gives those after one', () => {
  const { add, since } = createHistory()
  const numbers = Array.from({ length: 150 }, (_, index) =>
    Number(/^<!--seq:(\d+)-->/.exec(add(`<p>${index}</p>`))?.[1])
  )
  const first = numbers[0]
  assert.ok(first > Date.now() - 60_000, 'above those of an earlier process')
  assert.deepEqual(
    numbers,
    numbers.map((_, index) => first + index)
  )
  assert.deepEqual(since(null), [])
  assert.deepEqual(since(String(first + 149)), [])
  assert.deepEqual(since(String(first + 147)), [
    `<!--seq:${first + 148}--><p>148</p>`,
    `<!--seq:${first + 149}--><p>149</p>`
  ])
  assert.equal(since('0').length, 100)
  assert.deepEqual(since('no number'), [])
})

test('every page has the inspector, closed, which finds its connections', async (t) => {
  const { open, errors } = await startVisit(t)
  for (const { path } of pages.filter(({ createRoom }) => createRoom)) {
    for (const query of ['', '?extension=reference']) {
      const page = await open(path + query)
      const count = path === '/migration' ? 2 : 1
      await page.getByRole('button', { name: `Sockets: ${count} of ${count} open` }).click()
      assert.equal(await page.locator('htmx-ws-inspector section[data-state=open]').count(), count, path + query)
      await page.close()
    }
  }
  assert.deepEqual(errors, [])
})

test('the menu of a narrow window opens and closes by keyboard', async (t) => {
  const { open } = await startVisit(t)
  const page = await open('/chat', { viewport: { width: 360, height: 740 } })
  const link = page.getByRole('link', { name: 'Heartbeat' })
  assert.ok(await link.isHidden())
  await page.getByRole('button', { name: 'Menu' }).press('Enter')
  await link.waitFor()
  await page.keyboard.press('Escape')
  await link.waitFor({ state: 'hidden' })
})

test('more connections than are allowed are refused', async (t) => {
  const { server } = await startVisit(t, { maximumConnections: 2 })
  await connect(server)
  await connect(server)
  const third = new WebSocket(socketAddress(server), { origin: server.url })
  const [, response] = await next(third, 'unexpected-response')
  assert.equal(response.statusCode, 503)
  response.destroy()
})

test('a page of another site gets no socket', async (t) => {
  const { server } = await startVisit(t)
  for (const origin of ['http://example.com', 'null', `${server.url}.example.com`, undefined]) {
    const socket = new WebSocket(socketAddress(server), { origin })
    const [, response] = await next(socket, 'unexpected-response')
    assert.equal(response.statusCode, 403, `Origin: ${origin}`)
    response.destroy()
  }
  await connect(server)
})

test('what is not a form or is too long ends the connection', async (t) => {
  const { server } = await startVisit(t)
  const unacceptable = new Map([
    ['not JSON', 1007],
    ['"a string"', 1007],
    [JSON.stringify({ name: 'Ada', text: 'x'.repeat(20_000) }), 1009]
  ])
  for (const [text, code] of unacceptable) {
    const socket = await connect(server)
    socket.send(text)
    const [closeCode] = await next(socket, 'close')
    assert.equal(closeCode, code)
  }
})

test('a connection that answers no ping is ended, another stays', async (t) => {
  const { server } = await startVisit(t, { pingMilliseconds: 100 })
  const alive = await connect(server)
  const dead = await connect(server, { autoPong: false })
  const [code] = await next(dead, 'close')
  assert.equal(code, 1006)
  assert.equal(alive.readyState, WebSocket.OPEN)
})

test('only the files of the demo are served', async (t) => {
  const { server } = await startVisit(t)
  const plain = ['/package.json', '/server.mjs', '/assets', '/assets/chat.js', '/.', '//']
  const climbing = ['/../package.json', '/../server.mjs', '/chat.js/../../server.mjs']
  const disguised = ['/%2e%2e/package.json', '/..%2fserver.mjs', '/..\\server.mjs']
  for (const path of [...plain, ...climbing, ...disguised]) assert.equal(await statusOf(server, path), 404, path)
  const policy = (await fetch(server.url)).headers.get('Content-Security-Policy') ?? ''
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'/)
})

test('a file is served because it is in assets, a card is there because the page is', async (t) => {
  const { server, open } = await startVisit(t)
  for (const name of readdirSync(assets)) {
    const response = await fetch(`${server.url}/${name}`)
    assert.equal(await response.text(), readFileSync(join(assets, name), 'utf8'), name)
  }
  const start = await open('/')
  assert.deepEqual(
    await start.locator('.cards a').evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
    pages.filter(({ createRoom }) => createRoom).map(({ path }) => path)
  )
})

test('every page fits a window 360 pixels wide, light and dark', (t) =>
  checkPages(t, { width: 360, height: 740 }, [assertFits]))

test('every page fits a window 1440 pixels wide and is accessible, light and dark', (t) =>
  checkPages(t, { width: 1440, height: 900 }, [assertFits, assertAccessible]))

/**
 * A server of its own for each test, and the pages opened on it. `errors` holds what any of them wrote to its console.
 * @param {import('node:test').TestContext} t
 * @param {import('../../demo/demo.mjs').Options} [options]
 */
async function startVisit(t, options) {
  const server = await serveDemo({ port: 0, extension, ...options })
  t.after(() => server.close())
  /** @type {string[]} */
  const errors = []

  /**
   * @param {string} path
   * @param {import('playwright-core').BrowserContextOptions} [contextOptions]
   */
  async function open(path, contextOptions) {
    const page = await browser.newPage(contextOptions)
    // Longer than three attempts to reconnect can take, shorter than the patience of whoever waits for a failure.
    page.setDefaultTimeout(15_000)
    t.after(() => page.close())
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (entry) => {
      if (['error', 'warning'].includes(entry.type())) errors.push(entry.text())
    })
    await page.goto(server.url + path)
    return page
  }

  async function serveAgain() {
    const again = await serveDemo({ port: Number(new URL(server.url).port), extension })
    t.after(() => again.close())
  }

  return { server, open, errors, serveAgain }
}

/** @param {import('playwright-core').Page} page */
function field(page) {
  return page.getByRole('textbox', { name: 'Message' })
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} name
 * @param {string} text
 */
async function say(page, name, text) {
  await page.getByLabel('Your name').fill(name)
  await field(page).click()
  await page.keyboard.type(text)
  await page.getByRole('button', { name: 'Send' }).click()
}

/**
 * On the supervised page.
 * @param {import('playwright-core').Page} page
 * @param {string} text
 */
async function write(page, text) {
  await page.getByLabel('Message').fill(text)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} text
 */
function message(page, text) {
  return page.locator('.message .text').getByText(text, { exact: true })
}

/** @param {import('playwright-core').Locator} locator */
function inView(locator) {
  return locator.evaluate((element) => {
    const { left, top } = element.getBoundingClientRect()
    return document.elementFromPoint(left + 1, top + 1) === element
  })
}

/**
 * Presses Tab until the field of this name has the focus.
 * @param {import('playwright-core').Page} page
 * @param {string} wanted
 */
async function tabTo(page, wanted) {
  for (let stops = 0; stops < 20; stops++) {
    await page.keyboard.press('Tab')
    const { name, outline } = await page.evaluate(() => {
      const focused = /** @type {Element} */ (document.activeElement)
      return { name: focused.getAttribute('name'), outline: getComputedStyle(focused).outlineStyle }
    })
    assert.equal(outline, 'solid', `the focus is not visible ${stops + 1} stops on`)
    if (name === wanted) return
  }
  assert.fail(`Tab does not reach the field ${wanted}`)
}

/** Waits until some readings are others than now. @param {import('playwright-core').Page} page */
async function changedReadings(page) {
  await page.locator('td').first().waitFor()
  const now = await page.locator('tbody').textContent()
  await page.waitForFunction((text) => document.querySelector('tbody')?.textContent !== text, now)
}

/**
 * Brings a page to the state in which a visitor sees most of it.
 * @param {import('playwright-core').Page} page
 * @param {string} path
 */
async function fill(page, path) {
  if (path === '/table') await page.locator('.rose').first().waitFor()
  if (path === '/notifications') {
    for (const name of ['Append', 'Append', 'Prepend', 'Morph']) await page.getByRole('button', { name }).click()
    await page.locator('.note').nth(2).waitFor()
  }
  if (path === '/form') await page.getByRole('button', { name: 'Send', exact: true }).click()
  if (path === '/form') await page.locator('#echo dt').first().waitFor()
  if (path === '/heartbeat') await page.locator('#round-trip', { hasText: ' ms' }).waitFor()
  if (path === '/supervision') {
    await page.locator('main[ws-open]').waitFor()
    await write(page, 'Hello')
    await page.getByText('the server has it').waitFor()
    await page.locator('#heard li').first().waitFor()
  }
  if (path === '/migration') {
    const panel = page.getByRole('region', { name: 'After' })
    await panel.getByLabel('Say something').fill('Hello')
    await panel.getByRole('button', { name: 'Send' }).click()
    await page.getByText('The server heard').waitFor()
  }
  if (path === '/control') {
    await page.getByRole('button', { name: 'Set' }).click()
    await page.getByText('Frames take').waitFor()
  }
  if (path !== '/chat') return
  if ((await page.locator('.message').count()) > 0) return
  await say(page, 'Ada', 'Is anyone there?')
  await say(page, 'Grace', 'Just came in from the other tab. Does <b>markup</b> arrive as text?')
  await say(page, 'Ada', 'It does. And a message that is rather longer wraps onto as many lines as the window needs.')
  await message(page, 'Is anyone there?').first().waitFor()
  await page.locator('.message').nth(2).waitFor()
}

/** @typedef {(page: import('playwright-core').Page, name: string) => Promise<void>} Check */

/**
 * Opens each page once and checks it in both colour schemes: to open a page takes longer than to check it.
 * @param {import('node:test').TestContext} t
 * @param {import('playwright-core').ViewportSize} viewport
 * @param {Check[]} checks
 */
async function checkPages(t, viewport, checks) {
  const { open, errors } = await startVisit(t)
  for (const { path } of pages) {
    const page = await open(path, { viewport })
    await fill(page, path)
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      await page.emulateMedia({ colorScheme })
      for (const check of checks) await check(page, `${path.slice(1) || 'index'}-${viewport.width}-${colorScheme}`)
    }
    // A page left open goes on working: the live table would slow down all that follow.
    await page.close()
  }
  assert.deepEqual(errors, [])
}

/** @type {Check} */
async function assertFits(page, name) {
  await page.screenshot({ path: `${screenshots}/${name}.png`, fullPage: true })
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), page.viewportSize()?.width, name)
}

/** @type {Check} */
async function assertAccessible(page, name) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
  // @ts-expect-error the line above puts axe on the page
  const { violations } = await page.evaluate(() => axe.run())
  assert.deepEqual(violations.map(describeViolation), [], name)
}

/** @param {{ id: string, nodes: { html: string }[] }} violation */
function describeViolation({ id, nodes }) {
  return `${id}: ${nodes.map(({ html }) => html).join(' ')}`
}

/**
 * @param {{ url: string }} server
 * @param {string} [path]
 */
function socketAddress({ url }, path = '/chat') {
  return `${url.replace('http', 'ws')}${path}`
}

/**
 * Asks for the path as it is: fetch would resolve the dots in it first.
 * @param {{ url: string }} server
 * @param {string} path
 */
async function statusOf({ url }, path) {
  const { hostname, port } = new URL(url)
  const [response] = await once(get({ hostname, port, path }), 'response')
  response.destroy()
  return response.statusCode
}

/**
 * @param {{ url: string }} server
 * @param {import('ws').ClientOptions} [options]
 * @param {string} [path]
 */
async function connect(server, options, path) {
  const socket = new WebSocket(socketAddress(server, path), { origin: server.url, ...options })
  await next(socket, 'open')
  return socket
}

/** Takes a port as soon as it is free. @param {number} port */
async function listenAtLast(port) {
  for (;;) {
    const taking = createServer().listen(port, '127.0.0.1')
    const taken = await once(taking, 'listening').catch(() => undefined)
    if (taken) return taking
    await wait(10)
  }
}

/** Tries until the server is there. @param {{ url: string }} server */
async function connectAtLast(server) {
  for (let tries = 0; ; tries++) {
    try {
      return await connect(server)
    } catch (error) {
      if (tries === 100) throw error
      await wait(100)
    }
  }
}

/**
 * @param {WebSocket} socket
 * @param {string} event
 */
function next(socket, event) {
  return inTime(socket, event, `${event} of ${socket.url}`)
}
