// A headless page against a real server, and on sockets and a clock that the test moves.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { Page, PageError, SelectorError } from 'htmx-ext-ws-wasm/headless'
import { createWorld } from './fake-socket.mjs'
import { openServer } from './server.mjs'

const chat = `<!doctype html><title>Chat</title><body hx-ext="ws"><main ws-connect="/chat?room=1">
  <p id="online"></p><ol id="messages"></ol>
  <form id="form" ws-send><input name="text"><button name="by" value="button">Send</button></form>
  <p id="outside"></p></main>`

/** @param {import('node:test').TestContext} t @param {string} [html] @param {object} [options] */
function openFake(t, html = chat, options = {}) {
  const world = createWorld()
  const { clock, createWebSocket } = world
  const page = Page.fromHTML(html, {
    url: 'http://example.org/page',
    clock,
    createWebSocket,
    random: () => 0.5,
    ...options
  })
  t.after(() => page.close())
  return { page, world, socket: world.sockets[0] }
}

/** @param {string} frame */
const parametersOf = (frame) => {
  const { HEADERS: _, ...parameters } = JSON.parse(frame)
  return parameters
}

test('a page of a real server: sends its form, shows what comes, and leaves nothing behind', async (t) => {
  const server = await openServer(t, chat, {
    joined: (socket) =>
      socket.on('message', (data) =>
        socket.send(`<ol hx-swap-oob="beforeend:#messages"><li>${JSON.parse(String(data)).text}</li></ol>`)
      )
  })
  const page = await Page.open(server.url)
  assert.equal(page.title, 'Chat')
  page.fill('#form [name=text]', 'hello')
  page.submit('#form')
  const found = await page.waitFor('#messages > li', { text: 'hello' })
  assert.equal(found?.html, '<li>hello</li>')
  assert.equal(server.handshakes[0].url, '/chat?room=1')
  assert.equal(server.handshakes[0].headers.origin, new URL(server.url).origin)
  const [frame] = server.messages
  assert.deepEqual(parametersOf(frame), { text: 'hello', by: 'button' })
  assert.deepEqual(JSON.parse(frame).HEADERS, {
    'HX-Request': 'true',
    'HX-Trigger': 'form',
    'HX-Trigger-Name': null,
    'HX-Target': 'form',
    'HX-Current-URL': server.url
  })
  assert.deepEqual(
    page.frames.map(({ direction, data }) => [direction, data]),
    [
      ['sent', frame],
      ['received', '<ol hx-swap-oob="beforeend:#messages"><li>hello</li></ol>']
    ]
  )
  await page.close()
  assert.throws(() => page.text('#messages'), /The page is closed/)
})

test('cookies of the page, through a redirect, and of a handshake, and given headers go with the sockets', async (t) => {
  const server = await openServer(
    t,
    (request, response) => {
      if (request.url === '/')
        response.writeHead(302, { Location: '/home', 'Set-Cookie': 'session=1; Path=/; HttpOnly' }).end()
      else response.setHeader('Set-Cookie', ['seen=yes', 'other=no; Path=/elsewhere']).end(chat)
    },
    { headers: ['Set-Cookie: socket=2; Path=/'] }
  )
  const page = await Page.open(server.url, { headers: { 'X-User': 'ada', Cookie: 'given=0' } })
  t.after(() => page.close())
  await page.waitForOpen()
  assert.equal(page.url, `${server.url}home`)
  assert.equal(server.requests[1].headers.cookie, 'given=0; session=1')
  assert.equal(server.handshakes[0].headers.cookie, 'given=0; session=1; seen=yes')
  assert.equal(server.handshakes[0].headers['x-user'], 'ada')
  // Node's own WebSocket does not show what a handshake was answered with
  if (globalThis.WebSocket) return
  server.sockets[0].close(1012)
  await new Promise((opened) => page.on('open', opened))
  assert.match(String(server.handshakes[1].headers.cookie), /socket=2/)
})

test('what is no page is refused with its reason', async (t) => {
  const server = await openServer(t, (request, response) => {
    if (request.url === '/loop') response.writeHead(302, { Location: '/loop' }).end()
    else response.writeHead(404).end()
  })
  await assert.rejects(Page.open(`${server.url}nothing`), {
    name: 'PageError',
    message: /nothing was answered with 404/
  })
  await assert.rejects(Page.open(`${server.url}loop`), /redirected more than 20 times/)
  await server.stop()
  await assert.rejects(Page.open(server.url), /can't be fetched: .*(ECONNREFUSED|other side closed)/)
  await assert.rejects(Page.open('/chat'), /"\/chat" is no URL/)
  assert.throws(() => Page.fromHTML(chat, { url: 'file:///chat' }), /can't have the URL/)
})

test('a process with a page that was closed ends by itself', async (t) => {
  const server = await openServer(t, chat)
  const code = `
    const { Page } = await import(${JSON.stringify(new URL('../../dist/headless.js', import.meta.url).href)})
    const page = await Page.open(${JSON.stringify(server.url)})
    await page.waitForOpen()
    page.trigger('#form', 'nothing')
    await page.close()
    await page.close()`
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], { timeout: 20_000 })
  assert.equal(server.sockets.length, 1)
})

test('waitFor waits for a message, counts, sees what goes, and says what is there instead', async (t) => {
  const { page, world, socket } = openFake(t)
  socket.opens()
  const two = page.waitFor('#messages > li', { count: 2 })
  const gone = page.waitFor('#outside', { gone: true })
  const said = page.waitFor('#online', { text: /^\d+ online$/ })
  socket.receives('<ol hx-swap-oob="beforeend:#messages"><li>one</li></ol><p id="online">2 online</p>')
  assert.equal((await said)?.text, '2 online')
  socket.receives('<ol hx-swap-oob="beforeend:#messages"><li>two</li></ol><p id="outside" hx-swap-oob="delete"></p>')
  assert.equal((await two)?.text, 'one')
  assert.equal(await gone, null)

  const late = assert.rejects(page.waitFor('#messages > li', { text: 'three', timeout: 100 }), (error) => {
    assert.ok(error instanceof PageError)
    assert.match(error.message, /"#messages > li" with the text "three" did not come about/)
    assert.match(error.message, /2 elements match "#messages > li": "one", "two"/)
    assert.match(error.message, /ws:\/\/example.org\/chat\?room=1 is open|\/chat\?room=1 is open/)
    assert.match(error.message, /received "<ol hx-swap-oob=/)
    assert.match(error.message, /<ol id="messages"><li>one<\/li><li>two<\/li><\/ol>/)
    assert.match(String(error.stack), /page\.test\.mjs/)
    return true
  })
  world.pass(100)
  await late
  await assert.rejects(page.waitFor('ol > : li'), SelectorError)
})

test('waiting ends with the page', async (t) => {
  const { page, socket } = openFake(t)
  socket.opens()
  const waiting = assert.rejects(page.waitFor('#never'), /closed while it was waited for/)
  await page.close()
  await waiting
})

test('received() gives the messages that come from now on, until the page is closed', async (t) => {
  const { page, socket } = openFake(t)
  socket.opens()
  socket.receives('<p id="online">0</p>')
  const frames = page.received()
  socket.receives('<p id="online">1</p>')
  const next = frames.next()
  assert.equal((await next).value.data, '<p id="online">1</p>')
  const later = frames.next()
  socket.receives('<p id="online">2</p>')
  assert.equal((await later).value.data, '<p id="online">2</p>')
  const last = frames.next()
  await page.close()
  assert.deepEqual(await last, { done: true, value: undefined })
})

test('the last frames are kept, no more than asked for', async (t) => {
  const { page, socket } = openFake(t, chat, { frames: 2 })
  socket.opens()
  for (let count = 0; count < 9; count++) socket.receives(`<p id="online">${count}</p>`)
  assert.deepEqual(
    page.frames.map(({ data }) => data),
    ['<p id="online">7</p>', '<p id="online">8</p>']
  )
})

test('after a restart the page connects again by the backoff, and what waited goes out in order', async (t) => {
  const { page, world, socket } = openFake(t)
  socket.opens()
  assert.ok(page.exists('main[ws-open]'))
  socket.ends(1012)
  assert.ok(page.exists('main[ws-waiting]'))
  for (const text of ['one', 'two']) {
    page.fill('[name=text]', text)
    page.submit('form')
  }
  world.pass(499)
  assert.equal(world.sockets.length, 1)
  world.pass(1)
  assert.equal(world.sockets.length, 2)
  world.sockets[1].opens()
  assert.deepEqual(
    world.sockets[1].sent.map((frame) => parametersOf(frame).text),
    ['one', 'two']
  )
})

test('options of the page and of the element are honoured', async (t) => {
  const html =
    '<meta name="htmx-config" content=\'{"wsReconnectDelay": 7000}\'><body hx-ext="ws"><main ws-connect="/a" ws-config="reconnectCodes:4000">'
  const { world, socket } = openFake(t, html, {
    config: { wsReconnectDelay: 1, ws: { heartbeat: '5s', heartbeatTimeout: '1s' } }
  })
  socket.opens()
  world.pass(5001)
  assert.deepEqual(socket.sent, ['ping'])
  socket.receives('pong')
  socket.ends(4000)
  world.pass(6999)
  assert.equal(world.sockets.length, 1)
  world.pass(1)
  assert.equal(world.sockets.length, 2)
})

test('ack: what the server has not acknowledged is sent again', async (t) => {
  const { page, world, socket } = openFake(t, chat.replace('ws-connect', 'ws-config="ack:true" ws-connect'))
  socket.opens()
  page.fill('[name=text]', 'one')
  page.submit('form')
  const { id } = JSON.parse(socket.sent[0])
  socket.ends(1006)
  world.pass(1000)
  world.sockets[1].opens()
  assert.equal(JSON.parse(world.sockets[1].sent[0]).id, id)
  world.sockets[1].receives(JSON.stringify({ ack: id }))
  assert.equal(page.text('#messages'), '', 'an acknowledgement is not swapped')
})

test('what goes wrong is kept, told to listeners, and thrown by close() where nobody listened', async (t) => {
  const { page, socket } = openFake(t)
  socket.opens()
  socket.receives('<p id="nowhere">x</p><p id="online">1</p>')
  assert.equal(page.text('#online'), '1', 'the rest is swapped')
  assert.match(page.errors[0].message, /<p id="nowhere"> can't be swapped: nothing in the page has its id/)
  await assert.rejects(page.close(), /<p id="nowhere"> can't be swapped/)

  const listened = openFake(t)
  /** @type {string[]} */
  const told = []
  listened.page.on('error', ({ message }) => void told.push(message))
  listened.socket.opens()
  listened.socket.receives('<p id="nowhere">x</p>')
  assert.equal(told.length, 1)
  await listened.page.close()
})

test('what goes wrong while a user acts is thrown there', async (t) => {
  const { page, socket } = openFake(
    t,
    '<body hx-ext="ws"><main ws-connect="/a"><button ws-send hx-vals="js:{a: 1}">a</button><i class="x"></i><i class="x"></i></main>'
  )
  socket.opens()
  assert.throws(() => page.click('button'), { name: 'NeedsBrowserError' })
  assert.throws(() => page.click('#nothing'), /Nothing matches "#nothing"/)
  assert.throws(() => page.click('.x'), /2 elements match "\.x": <i class="x">/)
  assert.deepEqual(page.errors, [])
})

test("listeners hear the extension's events, and cancel them with false", async (t) => {
  const { page, socket } = openFake(t)
  socket.opens()
  page.on('htmx:wsConfigSend', (detail) => {
    detail.parameters.text = 'changed'
    detail.headers = null
  })
  page.fill('[name=text]', 'said')
  page.submit('form')
  assert.deepEqual(JSON.parse(socket.sent[0]), { text: 'changed', by: 'button' })
  const refuse = (/** @type {{ message: string }} */ { message }) => !message.includes('no')
  page.on('htmx:wsBeforeMessage', refuse)
  socket.receives('<p id="online">no</p>')
  assert.equal(page.text('#online'), '')
  page.off('htmx:wsBeforeMessage', refuse)
  socket.receives('<p id="online">no</p>')
  assert.equal(page.text('#online'), 'no')
})

test('elements that come connect and send, and elements that go close their sockets', async (t) => {
  const { page, world, socket } = openFake(t)
  socket.opens()
  socket.receives(
    '<p id="outside"><b ws-connect="/second"><button id="new" ws-send name="a" value="b">x</button></b></p>'
  )
  const [, second] = world.sockets
  assert.equal(second.url, 'ws://example.org/second')
  second.opens()
  page.click('#new')
  assert.deepEqual(parametersOf(second.sent[0]), { a: 'b' })
  socket.receives('<p id="outside"></p>')
  assert.deepEqual(second.closes, [1000])
  assert.throws(() => page.click('#new'), /Nothing matches/)
})

test('binary frames are read as UTF-8, a Blob in its turn', async (t) => {
  const { page, socket } = openFake(t)
  socket.opens()
  socket.receives(new TextEncoder().encode('<p id="online">é</p>').buffer)
  assert.equal(page.text('#online'), 'é')
  socket.receives(new Blob(['<p id="online">blob</p>']))
  socket.receives('<p id="outside">after</p>')
  await page.waitFor('#outside', { text: 'after' })
  assert.equal(page.text('#online'), 'blob')
})

test('hx-disable and hx-ext="ignore:ws" keep what is inside from connecting and sending', async (t) => {
  const { world } = openFake(
    t,
    '<body hx-ext="ws"><div hx-disable><b ws-connect="/a"></b></div><div hx-ext="ignore:ws"><b ws-connect="/b"></b></div><b ws-connect="/c">'
  )
  assert.deepEqual(
    world.sockets.map(({ url }) => url),
    ['ws://example.org/c']
  )
})

test('a URL that can not be opened, and config that is none, say what to do', async (t) => {
  const { page } = openFake(t, '<body hx-ext="ws"><b ws-connect="ftp://x/" ws-config="nonsense:1">')
  page.on('error', () => {})
  assert.match(page.errors[0].message, /there is no option "nonsense"/)
  assert.match(page.errors[1].message, /ws-connect="ftp:\/\/x\/" can't be opened/)
})
