// The extension on htmx 2 in Chromium with real sockets: what a page relies on, end to end.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { useChromium } from '../support/browser.mjs'
import { openSite, visit } from '../support/site.mjs'

const browser = await useChromium()

/** @param {import('playwright-core').Page} page */
const bodyOf = (page) => page.evaluate(() => document.body.innerHTML.replace(/\s+/g, ' ').trim())

test('a page connects, sends its form as JSON and shows what the server pushes', async (t) => {
  const site = await openSite(
    t,
    `<body hx-ext="ws"><main id="main" ws-connect="/chat?room=1"><div id="messages"></div>
      <form id="form" ws-send><input name="text"><input name="n" value="7" type="hidden"></form></main></body>`
  )
  const { page, errors, log } = await visit(t, browser, site)
  const connection = await site.socket(0)
  assert.equal(connection.url, '/chat?room=1')

  await page.fill('[name=text]', 'Grüße "an" \\alle\u2028 🎉')
  await page.keyboard.press('Enter')
  const [frame] = await connection.received(1)
  const headers = {
    'HX-Request': 'true',
    'HX-Trigger': 'form',
    'HX-Trigger-Name': null,
    'HX-Target': 'form',
    'HX-Current-URL': site.url
  }
  assert.equal(frame, JSON.stringify({ text: 'Grüße "an" \\alle\u2028 🎉', n: '7', HEADERS: headers }))

  connection.socket.send('<div id="messages" hx-swap-oob="beforeend"><p id="first">Hello</p></div>')
  await page.locator('#first').waitFor()
  assert.equal(site.sockets.length, 1, 'one element with ws-connect opens one socket')
  assert.deepEqual(await log(), [
    'wsConnecting main',
    'wsOpen main',
    'wsConfigSend form',
    'wsBeforeSend form',
    'wsAfterSend form',
    'wsBeforeMessage main',
    'wsAfterMessage main'
  ])
  assert.deepEqual(errors, [])
})

const list = '<ul id="list"><li id="a">a</li><li id="b">b</li></ul>'
/** @type {[name: string, message: string, expected: string][]} */
const swaps = [
  ['true', '<li id="a">A</li>', '<ul id="list"><li id="a">A</li><li id="b">b</li></ul>'],
  ['outerHTML', '<li id="a" hx-swap-oob="outerHTML">A</li>', '<ul id="list"><li id="a">A</li><li id="b">b</li></ul>'],
  ['innerHTML', '<ul id="list" hx-swap-oob="innerHTML"><li>x</li></ul>', '<ul id="list"><li>x</li></ul>'],
  [
    'beforeend with a selector',
    '<ul hx-swap-oob="beforeend:#list"><li>c</li></ul>',
    list.replace('</ul>', '<li>c</li></ul>')
  ],
  [
    'afterbegin',
    '<ul id="list" hx-swap-oob="afterbegin"><li>0</li></ul>',
    list.replace('<li id="a">', '<li>0</li><li id="a">')
  ],
  ['beforebegin', '<li hx-swap-oob="beforebegin:#b"><i>x</i></li>', list.replace('<li id="b">', '<i>x</i><li id="b">')],
  ['afterend', '<li hx-swap-oob="afterend:#list"><i>x</i></li>', `${list}<i>x</i>`],
  ['delete', '<li id="b" hx-swap-oob="delete"></li>', '<ul id="list"><li id="a">a</li></ul>'],
  ['none', '<li id="b" hx-swap-oob="none">B</li>', list],
  [
    'data- prefix',
    '<li id="b" data-hx-swap-oob="innerHTML">B</li>',
    '<ul id="list"><li id="a">a</li><li id="b">B</li></ul>'
  ],
  ['a selector with a reference', '<i hx-swap-oob="innerHTML:#list &gt; #b">B</i>', list.replace('>b<', '>B<')],
  [
    'several elements, text between',
    'x<li id="a">A</li> y <li id="b">B</li>',
    '<ul id="list"><li id="a">A</li><li id="b">B</li></ul>'
  ],
  [
    'what the core is unsure of',
    '<li id="a">A<li id="b"><p>B',
    '<ul id="list"><li id="a">A</li><li id="b"><p>B</p></li></ul>'
  ]
]

test('each swap style', async (t) => {
  const site = await openSite(t, `<body hx-ext="ws" ws-connect="/">${list}</body>`)
  for (const [index, [name, message, expected]] of swaps.entries()) {
    await t.test(name, async (t) => {
      const { page, errors, happened } = await visit(t, browser, site)
      const connection = await site.socket(index)
      connection.socket.send(message)
      await happened('wsAfterMessage')
      assert.equal((await bodyOf(page)).replace(/ class=""/g, ''), expected)
      assert.deepEqual(errors, [])
    })
  }
})

test('table rows beside other tags are all swapped', async (t) => {
  const site = await openSite(
    t,
    '<body hx-ext="ws" ws-connect="/"><table><tbody id="rows"><tr id="r"><td>1</td></tr></tbody></table><p id="n">1</p></body>'
  )
  const { page } = await visit(t, browser, site)
  const connection = await site.socket(0)
  connection.socket.send(
    '<p id="n">2</p><tr id="r"><td>one</td></tr><tbody hx-swap-oob="beforeend:#rows"><tr><td>two</td></tr></tbody>'
  )
  await page.getByText('two').waitFor()
  assert.deepEqual(await page.locator('td').allTextContents(), ['one', 'two'])
  assert.equal(await page.locator('#n').textContent(), '2')
})

test('new content is processed, and scripts in a message run', async (t) => {
  const site = await openSite(t, '<body hx-ext="ws" ws-connect="/"><div id="x"></div></body>')
  const { page } = await visit(t, browser, site)
  const connection = await site.socket(0)
  connection.socket.send(
    '<div id="x"><script>document.title = "ran"</script><button id="go" ws-send name="go" value="1">Go</button></div>'
  )
  await page.locator('#go').click()
  const [frame] = await connection.received(1)
  assert.equal(JSON.parse(frame).go, '1')
  assert.equal(await page.title(), 'ran')
})

test('messages wait for the connection and keep their order; what a wsOpen handler sends goes first', async (t) => {
  let accept = () => {}
  const handshake = new Promise((resolve) => {
    accept = () => resolve(undefined)
  })
  const body = '<body hx-ext="ws"><div ws-connect="/"><form ws-send><input name="v"></form></div></body>'
  const site = await openSite(t, body, { handshake })
  const { page } = await visit(t, browser, site, {
    before: () =>
      document.addEventListener('htmx:wsOpen', (event) => {
        const { detail } = /** @type {CustomEvent} */ (event)
        detail.socketWrapper.send(JSON.stringify({ v: 'hello' }))
      })
  })
  for (const value of ['one', 'two', 'three']) {
    await page.fill('[name=v]', value)
    await page.keyboard.press('Enter')
  }
  accept()
  const connection = await site.socket(0)
  const frames = await connection.received(4)
  assert.deepEqual(
    frames.map((frame) => JSON.parse(frame).v),
    ['hello', 'one', 'two', 'three']
  )
})

for (const code of [1011, 1012, 1013]) {
  test(`close code ${code} connects again, and what was sent meanwhile arrives`, async (t) => {
    const site = await openSite(
      t,
      '<body hx-ext="ws"><form id="f" ws-connect="/" ws-send><input name="v"></form></body>'
    )
    const { page, log, happened } = await visit(t, browser, site)
    const first = await site.socket(0)
    first.socket.close(code)
    await happened('wsClose')
    for (const value of ['one', 'two']) {
      await page.fill('[name=v]', value)
      await page.keyboard.press('Enter')
    }
    const second = await site.socket(1)
    const frames = await second.received(2)
    assert.deepEqual(
      frames.map((frame) => JSON.parse(frame).v),
      ['one', 'two']
    )
    const lifecycle = (await log()).filter((line) => /Connecting|Open|Close|BeforeSend/.test(line))
    assert.deepEqual(lifecycle, [
      'wsConnecting f',
      'wsOpen f',
      'wsClose f',
      'wsConnecting f',
      'wsOpen f',
      'wsBeforeSend f',
      'wsBeforeSend f'
    ])
  })
}

test('a dropped connection (1006) connects again; 1000 and 1001 do not', async (t) => {
  const site = await openSite(t, '<body hx-ext="ws"><div id="c" ws-connect="/"></div></body>')
  const { page, happened } = await visit(t, browser, site)
  const first = await site.socket(0)
  first.socket.terminate()
  const second = await site.socket(1)
  second.socket.close(1001)
  await happened('wsClose', 2)
  await page.waitForTimeout(1500)
  assert.equal(site.sockets.length, 2)
})

test('removing the element closes its socket, also while it waits to connect again', async (t) => {
  const site = await openSite(
    t,
    '<body hx-ext="ws"><div id="c" ws-connect="/"></div><div id="d" ws-connect="/d"></div></body>'
  )
  const { page, happened } = await visit(t, browser, site)
  const [one, two] = [await site.socket(0), await site.socket(1)]
  const closing = new Promise((resolve) => one.socket.once('close', resolve))
  await page.evaluate(() => {
    const { htmx } = /** @type {any} */ (globalThis)
    // at once: the next attempt may be a moment away
    document.addEventListener('htmx:wsClose', ({ target }) => {
      if (/** @type {Element} */ (target).id === 'd') htmx.swap('#d', '', { swapStyle: 'delete' })
    })
    htmx.swap('#c', '', { swapStyle: 'delete' })
  })
  await closing
  two.socket.close(1012)
  await happened('wsClose')
  await page.waitForSelector('#d', { state: 'detached' })
  await page.waitForTimeout(1500)
  assert.equal(site.sockets.length, 2)
})

test('one page, one socket: processing again changes nothing, a changed URL changes the socket', async (t) => {
  const site = await openSite(t, '<body hx-ext="ws"><form id="c" class="x" ws-connect="/one" ws-send></form></body>')
  const { page } = await visit(t, browser, site)
  await site.socket(0)
  await page.evaluate(() => {
    const form = /** @type {Element} */ (document.querySelector('#c'))
    form.className = 'y'
    const { htmx } = /** @type {any} */ (globalThis)
    htmx.process(form)
    htmx.process(document.body)
  })
  await page.waitForTimeout(200)
  assert.equal(site.sockets.length, 1)
  await page.evaluate(() => {
    const form = /** @type {Element} */ (document.querySelector('#c'))
    const { htmx } = /** @type {any} */ (globalThis)
    form.setAttribute('ws-connect', '/two')
    htmx.process(form)
  })
  const second = await site.socket(1)
  assert.equal(second.url, '/two')
  await site.sockets[0].received(0)
  await page.evaluate(() => /** @type {HTMLFormElement} */ (document.querySelector('#c')).requestSubmit())
  assert.equal((await second.received(1)).length, 1, 'one handler is bound, not two')
})

test('what is inside hx-disable or hx-ext="ignore:ws" does nothing', async (t) => {
  const site = await openSite(
    t,
    `<body hx-ext="ws"><div hx-disable><i ws-connect="/no"></i></div>
      <div hx-ext="ignore:ws"><i ws-connect="/no"></i><div hx-ext="ws"><i ws-connect="/nearer"></i></div></div>
      <div id="c" ws-connect="/yes"><div hx-disable><button ws-send>x</button></div></div></body>`
  )
  const { page, log } = await visit(t, browser, site)
  await site.socket(1)
  await page.click('button')
  await page.waitForTimeout(200)
  assert.deepEqual(site.sockets.map(({ url }) => url).sort(), ['/nearer', '/yes'])
  assert.ok(!(await log()).some((line) => line.includes('Send')))
})

test('an element that cannot be swapped is reported, the others are swapped', async (t) => {
  const site = await openSite(t, '<body hx-ext="ws" ws-connect="/"><p id="a"></p><p id="b"></p></body>')
  const { page, log, errors } = await visit(t, browser, site)
  const connection = await site.socket(0)
  connection.socket.send('<p id="a">A</p><p hx-swap-oob="innerHTML:[[">x</p><p id="b">B</p>')
  await page.getByText('B').waitFor()
  assert.equal(await page.locator('#a').textContent(), 'A')
  assert.deepEqual((await log()).slice(-3), ['wsBeforeMessage ', 'wsMessageError ', 'wsAfterMessage '])
  assert.equal(errors.length, 1)
  assert.match(errors[0], /hx-swap-oob="innerHTML:\[\["/)
})

test('a URL that cannot be opened is reported, the other sockets open', async (t) => {
  const site = await openSite(
    t,
    '<body hx-ext="ws"><div id="bad" ws-connect="ftp://x/"></div><div id="good" ws-connect="good"><button ws-send>b</button></div></body>'
  )
  const { page, log, errors } = await visit(t, browser, site)
  const connection = await site.socket(0)
  assert.equal(connection.url, '/good')
  await page.click('button')
  await connection.received(1)
  assert.ok((await log()).includes('wsError bad'))
  assert.ok(errors.some((line) => line.includes('ftp://x/')))
})

test('hx-params filters what is sent, hx-vals keeps its types', async (t) => {
  const site = await openSite(
    t,
    `<body hx-ext="ws" ws-connect="/"><form ws-send hx-params="a,c" hx-vals='{"c":[1,{"d":null}],"e":2}'>
      <input name="a" value="1"><input name="b" value="2"><button>Send</button></form></body>`
  )
  const { page } = await visit(t, browser, site)
  const connection = await site.socket(0)
  await page.click('button')
  const { HEADERS, ...fields } = JSON.parse((await connection.received(1))[0])
  assert.deepEqual(fields, { a: '1', c: [1, { d: null }] })
  assert.equal(HEADERS['HX-Request'], 'true')
})

test('the legacy attribute hx-ws', async (t) => {
  const site = await openSite(
    t,
    '<body hx-ext="ws"><div hx-ws="connect:/old"><form hx-ws="send"><input name="v" value="1"><button>Send</button></form></div></body>'
  )
  const { page } = await visit(t, browser, site)
  const connection = await site.socket(0)
  assert.equal(connection.url, '/old')
  await page.click('button')
  assert.equal(JSON.parse((await connection.received(1))[0]).v, '1')
})

test('a sender without a socket says so', async (t) => {
  const site = await openSite(t, '<body hx-ext="ws"><button id="b" ws-send>Send</button></body>')
  const { page, log, errors } = await visit(t, browser, site)
  await page.click('button')
  await page.click('button')
  assert.deepEqual(await log(), ['wsSendError b', 'wsSendError b'])
  assert.equal(errors.length, 1, 'the console says it once')
  assert.match(errors[0], /ws-connect/)
})

test("a page's own htmx.createWebSocket is called for every attempt, with an absolute URL", async (t) => {
  const site = await openSite(t, '<body hx-ext="ws" ws-connect="/own"></body>')
  const { page } = await visit(t, browser, site, {
    before: () => {
      const page = /** @type {any} */ (globalThis)
      page.asked = []
      document.addEventListener('DOMContentLoaded', () => {
        page.htmx.config.wsReconnectDelay = () => 10
        page.htmx.createWebSocket = (/** @type {string} */ url) => {
          page.asked.push(url)
          return new WebSocket(url)
        }
      })
    }
  })
  const first = await site.socket(0)
  first.socket.close(1012)
  await site.socket(1)
  const asked = await page.evaluate(() => /** @type {any} */ (globalThis).asked)
  assert.deepEqual(asked, [`ws://${site.host}/own`, `ws://${site.host}/own`])
})

test('where htmx does not allow scripts, a template in a message brings in none', async (t) => {
  const site = await openSite(t, '<body hx-ext="ws" ws-connect="/"><div id="a">old</div></body>', {
    head: `<meta name="htmx-config" content='{"allowScriptTags":false}'>`
  })
  const { page } = await visit(t, browser, site)
  const connection = await site.socket(0)
  connection.socket.send('<template><div id="a">new<script>document.title = "ran"</script></div></template>')
  await page.getByText('new').waitFor()
  assert.equal(await page.title(), '')
})

test('a script that htmx takes out of a message does not confuse where the others go', async (t) => {
  const site = await openSite(t, '<body hx-ext="ws" ws-connect="/"><ul id="list"></ul></body>', {
    head: `<meta name="htmx-config" content='{"allowScriptTags":false}'>`
  })
  const { page, errors } = await visit(t, browser, site)
  const connection = await site.socket(0)
  connection.socket.send('<script>1</script><ul hx-swap-oob="beforeend:#list"><li>one</li></ul>')
  await page.locator('#list li').waitFor()
  assert.deepEqual(errors, [])
})

test('new content that htmx cannot process is reported, the rest is processed', async (t) => {
  const site = await openSite(t, '<body hx-ext="ws" ws-connect="/"><p id="a"></p><p id="b"></p></body>')
  const { page, happened, log } = await visit(t, browser, site)
  const connection = await site.socket(0)
  connection.socket.send(
    '<p id="a"><button hx-get="/x" hx-trigger="click from:##">a</button></p><p id="b"><button id="go" ws-send>b</button></p>'
  )
  await happened('wsAfterMessage')
  assert.ok((await log()).includes('wsMessageError '))
  await page.click('#go')
  await connection.received(1)
})

test('the same trouble is in the console once, however its text varies, and counted', async (t) => {
  const site = await openSite(t, '<body hx-ext="ws" ws-connect="/"><p id="a"></p></body>')
  const { page, errors, happened } = await visit(t, browser, site, {
    before: () => {
      const page = /** @type {any} */ (globalThis)
      page.counts = []
      document.addEventListener('htmx:wsMessageError', (event) => {
        page.counts.push(/** @type {CustomEvent} */ (event).detail.count)
      })
    }
  })
  const connection = await site.socket(0)
  for (let number = 1; number <= 3; number++) {
    connection.socket.send(`<p hx-swap-oob="innerHTML:[[" data-number="${number}">x</p>`)
  }
  await happened('wsAfterMessage', 3)
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).counts), [1, 2, 3])
  assert.equal(errors.length, 1)
})

test('an element whose connection has ended connects again when it is processed again', async (t) => {
  const site = await openSite(t, '<body hx-ext="ws"><div id="c" hx-trigger="x" ws-connect="/"></div></body>')
  const { page, happened } = await visit(t, browser, site)
  const first = await site.socket(0)
  first.socket.close(1000)
  await happened('wsClose')
  await page.evaluate(() => {
    const element = /** @type {Element} */ (document.querySelector('#c'))
    const { htmx } = /** @type {any} */ (globalThis)
    element.className = 'again'
    htmx.process(element)
  })
  await site.socket(1)
})

test('an element that is processed again while it connects for the first time keeps one socket', async (t) => {
  const site = await openSite(t, '<body hx-ext="ws"><div id="outer"><div id="c" ws-connect="/"></div></div></body>')
  const { page, happened } = await visit(t, browser, site, {
    before: () =>
      document.addEventListener('htmx:wsConnecting', () => {
        const outer = /** @type {Element} */ (document.querySelector('#outer'))
        const { htmx } = /** @type {any} */ (globalThis)
        outer.className = 'connecting'
        htmx.process(outer)
      })
  })
  await happened('wsOpen')
  await page.waitForTimeout(200)
  assert.equal(site.sockets.length, 1)
})
