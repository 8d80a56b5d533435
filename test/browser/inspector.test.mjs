// The inspector on a real page: what it shows of a connection, that it stays within its limits, and that the page is none
// the wiser.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSize } from '../../wasm/budget.mjs'
import { root } from '../../wasm/steps.mjs'
import { useChromium } from '../support/browser.mjs'
import { inTime, openSite, visit } from '../support/site.mjs'

const browser = await useChromium()
const inspector = () => readFile(join(root, 'dist/ws-inspector.js'), 'utf8')
const axe = () => readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** In bytes, compressed. */
const budget = 6000

const tags = ['/htmx.js', '/ws.js', '/ws-inspector.js'].map((path) => `<script src="${path}"></script>`)
const form = '<form ws-send><input name="v" value="1" aria-label="Value"><button id="send">Send</button></form>'

/**
 * @param {string} [config]
 * @param {string} [inside]
 */
const bodyWith = (config = '', inside = form) =>
  `<body hx-ext="ws"><main id="c" ws-connect="/chat" ws-config="${config}"><h1>Page</h1><p id="a">old</p>${inside}</main></body>`

/**
 * A page with the inspector, and what its panel says.
 * @param {import('node:test').TestContext} t
 * @param {string} body
 * @param {{ scripts?: string[], head?: string, headers?: Record<string, string>, before?: () => void }} [options]
 */
async function open(t, body, { scripts = tags, head, headers, before } = {}) {
  const files = { '/ws-inspector.js': inspector, '/axe.js': axe }
  const site = await openSite(t, body, { scripts: scripts.join(''), head, headers, files })
  const visited = await visit(t, browser, site, { before })
  const { page } = visited
  const panel = page.locator('htmx-ws-inspector')
  const toggle = panel.locator('.toggle')
  const card = panel.locator('section')
  const list = (/** @type {string} */ name) => panel.getByRole('group', { name: new RegExp(`^${name}`) }).locator('li')
  return {
    ...visited,
    site,
    panel,
    toggle,
    card,
    timeLine: list('Time line'),
    frames: list('Frames'),
    /** @param {string | RegExp} text that a card says some time */
    says: (text) => card.filter({ hasText: text }).first().waitFor(),
    state: (/** @type {string} */ name) => panel.locator(`section[data-state=${name}]`).first().waitFor(),
    press: (/** @type {string} */ name) => panel.getByRole('button', { name, exact: true }).click(),
    expand: () => toggle.click()
  }
}

/** @param {import('playwright-core').Locator} rows */
const textsOf = async (rows) => (await rows.locator('> :not(time)').allTextContents()).map((text) => text.trim())

test('a connection that opens, receives and sends, loses its server, waits and comes back', async (t) => {
  const visited = await open(t, bodyWith('reconnectDelay:60s reconnectJitter:0 reconnectMaxDelay:60s'))
  const { site, page, timeLine, frames, expand, says, state, press, happened, errors } = visited
  const { socket, received } = await site.socket(0)
  await happened('wsOpen')
  socket.send('<p id="a">new</p>')
  await happened('wsAfterMessage')
  await page.click('#send')
  const [frame] = await received(1)
  await expand()
  await state('open')
  await says(`#copen`)
  await says(`ws://${site.host}/chat`)
  await says('Queue: empty')
  assert.deepEqual(await textsOf(frames), ['out', `${frame.length} B`, frame, 'in', '17 B', '<p id="a">new</p>'])
  const [opened, attempt] = await textsOf(timeLine)
  assert.match(opened, /^Open after \d/)
  assert.equal(attempt, 'Attempt 1')

  socket.terminate()
  await state('waiting')
  await says(/Retries: 0, round trip: -, next attempt in 5\d\.\d s/)
  assert.match((await textsOf(timeLine))[0], /^Closed 1006 \(line lost\)\. Next attempt in (60\.0|59\.\d) s$/)
  for (const value of ['first', 'second', 'third', 'fourth']) {
    await page.fill('[name=v]', value)
    await page.click('#send')
  }
  await says(/Queue: 4, \d+ B\{"v":"first".*\{"v":"second".*\{"v":"third"/)
  assert.equal(await visited.card.getByText('fourth').count(), 0, 'only the first three are shown')

  await press('Reconnect')
  const second = await site.socket(1)
  await second.received(4)
  await state('open')
  await says('Queue: empty')
  const [openedAgain, attemptAgain, closed] = await textsOf(timeLine)
  assert.match(openedAgain, /^Open after/)
  assert.equal(attemptAgain, 'Attempt 1')
  assert.match(closed, /^Closed 1006/)
  await frames.filter({ hasText: 'fourth' }).waitFor()
  assert.equal(await visited.toggle.textContent(), 'Sockets: 1 of 1 open')
  assert.ok(errors.length === 0, errors.join('\n'))
})

test('the countdown goes on by itself', async (t) => {
  const { site, card, expand, state } = await open(
    t,
    bodyWith('reconnectDelay:60s reconnectJitter:0 reconnectMaxDelay:60s')
  )
  const { socket } = await site.socket(0)
  await expand()
  await state('open')
  socket.terminate()
  await state('waiting')
  const facts = card.locator('.facts')
  const first = await facts.textContent()
  await card.locator('.facts', { hasNotText: String(first) }).waitFor()
  assert.match(String(await facts.textContent()), /next attempt in \d/)
})

test('heartbeats are frames, and their time is shown', async (t) => {
  const { site, frames, expand, says } = await open(t, bodyWith('heartbeat:50ms'))
  const { socket } = await site.socket(0)
  socket.on('message', () => socket.send('pong'))
  await expand()
  await says(/round trip: \d+ ms/)
  await frames
    .filter({ hasText: /^\S+out4 Bping$/ })
    .first()
    .waitFor()
  await frames
    .filter({ hasText: /^\S+in4 Bpong$/ })
    .first()
    .waitFor()
})

test('what a message makes the page send stands after it', async (t) => {
  const { site, page, frames, expand } = await open(t, bodyWith())
  await page.evaluate(() =>
    document.addEventListener('htmx:wsAfterMessage', (event) => {
      const { socketWrapper } = /** @type {CustomEvent} */ (event).detail
      socketWrapper.send('an answer')
    })
  )
  const { socket, received } = await site.socket(0)
  socket.send('<p id="a">a question</p>')
  await received(1)
  await expand()
  await frames.nth(1).waitFor()
  assert.deepEqual(await frames.locator('b').allTextContents(), ['out', 'in'], 'newest first')
})

test('markup is shown as text, wherever it comes from', async (t) => {
  const markup = `<img src=x onerror="document.title='ran'">`
  const body = bodyWith().replace('id="c"', `id="&lt;img src=x>"`).replace('value="1"', `value="<i>1</i>"`)
  const { site, page, panel, frames, timeLine, expand, happened } = await open(t, body)
  const { socket, received } = await site.socket(0)
  await happened('wsOpen')
  socket.send(`<p id="nowhere">${markup}</p>`)
  await page.click('#send')
  await received(1)
  socket.close(4000, markup)
  await expand()
  await timeLine.filter({ hasText: `Closed 4000 ${markup}` }).waitFor()
  await frames.filter({ hasText: markup }).waitFor()
  await frames.filter({ hasText: '<i>1</i>' }).waitFor()
  await panel.getByRole('heading', { name: '#<img src=x>' }).waitFor()
  assert.equal(await panel.locator('img').count(), 0)
  assert.equal(await panel.locator('code i').count(), 0)
  assert.notEqual(await page.title(), 'ran')
})

test('it keeps the last hundred frames, two hundred entries, the beginning of a text and twenty connections', async (t) => {
  const many = Array.from({ length: 25 }, (_, index) => `<div id="d${index}" ws-connect="/many"></div>`).join('')
  const { site, page, panel, frames, timeLine, expand } = await open(t, `${bodyWith().replace('</body>', '')}</body>`)
  const { socket, received } = await site.socket(0)
  await expand()
  for (let number = 1; number <= 130; number++) socket.send(`<i id="nowhere">${number}</i>`)
  socket.send(`<i id="nowhere">${'x'.repeat(5000)}</i>`)
  await frames.filter({ hasText: '5.0 KB' }).waitFor()
  assert.equal(await frames.count(), 100)
  assert.equal((await frames.first().locator('code').textContent())?.length, 203)
  assert.equal(await frames.last().locator('code').textContent(), '<i id="nowhere">32</i>')

  await page.evaluate(() => {
    const elt = document.querySelector('#c')
    for (let number = 1; number <= 250; number++) {
      const detail = { elt, reason: `Trouble ${number}` }
      elt?.dispatchEvent(new CustomEvent('htmx:wsQueueFull', { bubbles: true, detail }))
    }
  })
  await timeLine.filter({ hasText: 'Trouble 250' }).waitFor()
  assert.equal(await timeLine.count(), 200)
  assert.equal(await panel.locator('.strip span').count(), 0, 'the states before are forgotten')

  await page.evaluate((markup) => {
    document.body.insertAdjacentHTML('beforeend', markup)
    const { htmx } = /** @type {any} */ (globalThis)
    for (const each of document.querySelectorAll('[id^=d]')) htmx.process(each)
  }, many)
  await panel.locator('section', { hasText: '#d24' }).waitFor()
  assert.equal(await panel.locator('section').count(), 20)
  assert.equal(await panel.locator('section', { hasText: '#d4open' }).count(), 0)
  assert.equal((await received(0)).length, 0)
})

test('an element that has gone is shown as removed, and no longer counted', async (t) => {
  const { site, page, toggle, expand, state } = await open(t, bodyWith())
  await site.socket(0)
  await expand()
  await state('open')
  await page.evaluate(() => /** @type {any} */ (globalThis).htmx.remove(document.querySelector('#c')))
  await state('removed')
  assert.equal(await toggle.textContent(), 'Sockets: 0 of 0 open')
})

/** Runs in the page: keeps what it can see of a connection that goes through everything, and of its user. */
function watchPage() {
  const page = /** @type {any} */ (globalThis)
  page.seen = []
  page.happened = []
  const userEvents = 'click mousedown pointerdown keydown keyup focusin focusout'
  for (const type of userEvents.split(' ')) document.addEventListener(type, () => page.seen.push(type))
  const events =
    'ConfigConnect Status Connecting Open Close Error BeforeMessage AfterMessage BeforeSend AfterSend SendError QueueFull Acked'
  for (const name of events.split(' ')) {
    document.addEventListener(`htmx:ws${name}`, (event) => {
      const { target, detail } = /** @type {any} */ (event)
      page.happened.push([name, target.id, Object.keys(detail).join(), detail.message ?? detail.status])
      // what is sent is on its way when send() returns
      const { socket } = target.closest('main')['htmx-internal-data'].webSocket ?? {}
      if (name === 'AfterSend') page.happened.push(['on its way', socket.bufferedAmount > 0])
    })
  }
}

test('a page has the same events, frames and content with it as without', async (t) => {
  const outcomes = []
  for (const scripts of [tags, tags.slice(0, 2)]) {
    const body = bodyWith('ack:true reconnectDelay:10ms maxOutgoingMessagesQueueSize:2')
    const { site, page, panel, toggle, errors } = await open(t, body, { scripts, before: watchPage })
    const first = await site.socket(0)
    await page.locator('[ws-open]').waitFor()
    first.socket.send('<p id="a">new</p>')
    await page.getByText('new').waitFor()
    if (scripts === tags) {
      await toggle.click()
      await panel.locator('h2').click()
      await panel.locator('section').click()
      await toggle.press('Escape')
      await toggle.press('Enter')
    }
    assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).seen), [])
    await page.evaluate(() => {
      const { webSocket } = /** @type {any} */ (document.querySelector('#c'))['htmx-internal-data']
      const sender = document.querySelector('form')
      webSocket.publicInterface.send('one', sender)
      document.addEventListener('htmx:wsClose', () => {
        webSocket.publicInterface.send('two', sender)
        webSocket.publicInterface.send('three', sender)
      })
    })
    await first.received(1)
    first.socket.terminate()
    const second = await site.socket(1)
    await second.received(2)
    for (const frame of second.frames) second.socket.send(JSON.stringify({ ack: JSON.parse(frame).id }))
    const isAcked = () =>
      /** @type {any} */ (globalThis).happened.filter((/** @type {any} */ [name]) => name === 'Acked').length === 2
    await page.waitForFunction(isAcked)
    const withoutPage = (/** @type {string} */ frame) => frame.replace(/"id":"\w+:/, '"id":":')
    outcomes.push({
      errors: errors.map((error) => error.replaceAll(site.host, '')),
      happened: await page.evaluate(() => /** @type {any} */ (globalThis).happened),
      frames: [first, second].map(({ frames }) => frames.map(withoutPage)),
      urls: site.sockets.map(({ url }) => url),
      body: await page.evaluate(() => document.body.outerHTML),
      attributes: await page.evaluate(() => document.documentElement.getAttributeNames()),
      listeners: await page.evaluate(() =>
        Object.keys(/** @type {any} */ (document.querySelector('#c'))['htmx-internal-data'].webSocket.events)
      ),
      send: await page.evaluate(() => [WebSocket.prototype.send.name, WebSocket.prototype.send.length])
    })
  }
  assert.ok(outcomes[0].happened.length > 10)
  assert.deepEqual(outcomes[0], outcomes[1])
})

test('what the socket refuses to send, it refuses with it too', async (t) => {
  const { site, page, frames, expand } = await open(t, bodyWith())
  const { received } = await site.socket(0)
  await page.locator('[ws-open]').waitFor()
  const refused = await page.evaluate(() => {
    const socket = new WebSocket(`ws://${location.host}/other`)
    socket.onopen = () => socket.send('of a script')
    try {
      socket.send('too early')
      return ''
    } catch (error) {
      return /** @type {Error} */ (error).name
    }
  })
  assert.equal(refused, 'InvalidStateError')
  await (await site.socket(1)).received(1)
  await page.click('#send')
  await received(1)
  await expand()
  await frames.first().waitFor()
  assert.equal(await frames.count(), 1, 'only what the socket of an element sends')
})

test('Close and Reconnect do what they say, by keyboard alone', async (t) => {
  const { site, page, panel, toggle, timeLine, state } = await open(t, bodyWith('', ''))
  const { socket } = await site.socket(0)
  await page.locator('[ws-open]').waitFor()
  await page.keyboard.press('Tab')
  assert.equal(await toggle.evaluate((button) => button.matches(':focus-visible')), true)
  await page.keyboard.press('Enter')
  await state('open')
  assert.equal(await toggle.getAttribute('aria-expanded'), 'true')
  await toFocus(page, panel.getByRole('button', { name: 'Close' }))
  const closed = inTime(socket, 'close', 'the close of the first socket')
  await page.keyboard.press('Enter')
  assert.equal((await closed)[0], 1000)
  await state('closed')
  await timeLine.filter({ hasText: 'Stays closed' }).waitFor()
  assert.equal(site.sockets.length, 1)
  await toFocus(page, panel.getByRole('button', { name: 'Reconnect' }))
  await page.keyboard.press('Space')
  await site.socket(1)
  await state('open')
  await toFocus(page, panel.getByRole('group', { name: 'Frames' }))
  await page.keyboard.press('Escape')
  assert.equal(await panel.locator('.box').isVisible(), false)
  assert.equal(await toggle.evaluate((button) => button.matches(':focus')), true)
})

/**
 * Presses Tab, backwards, until it has the focus.
 * @param {import('playwright-core').Page} page
 * @param {import('playwright-core').Locator} wanted
 */
async function toFocus(page, wanted) {
  for (let stops = 0; stops < 12; stops++) {
    await page.keyboard.press('Shift+Tab')
    if (await wanted.evaluate((element) => element.matches(':focus-visible'))) return
  }
  assert.fail(`Tab does not reach ${wanted}`)
}

test('whether it is open is remembered in the tab, and without storage it begins closed', async (t) => {
  const { page, panel, toggle, errors } = await open(t, bodyWith())
  const box = panel.locator('.box')
  await toggle.waitFor()
  assert.equal(await box.isVisible(), false)
  await toggle.click()
  await page.reload()
  await box.waitFor()
  await toggle.click()
  await page.reload()
  await toggle.waitFor()
  assert.equal(await box.isVisible(), false)
  assert.deepEqual(errors, [])

  const without = await open(t, bodyWith(), {
    before: () =>
      Object.defineProperty(globalThis, 'sessionStorage', {
        get: () => {
          throw new Error('denied')
        }
      })
  })
  await without.toggle.click()
  await without.panel.locator('.box').waitFor()
  assert.deepEqual(without.errors, [])
})

const orders = {
  'before htmx': [tags[2], tags[0], tags[1]],
  'between htmx and the extension': [tags[0], tags[2], tags[1]],
  deferred: [tags[0], tags[1], tags[2].replace(' src', ' defer src')],
  twice: [...tags, tags[2]]
}

for (const [name, scripts] of Object.entries(orders)) {
  test(`loaded ${name} it shows the connection, once`, async (t) => {
    const { site, page, panel, frames, expand, state, timeLine } = await open(t, bodyWith(), { scripts })
    const { received } = await site.socket(0)
    await page.locator('[ws-open]').waitFor()
    await expand()
    await state('open')
    await page.click('#send')
    await received(1)
    await frames.first().waitFor()
    assert.equal(await panel.count(), 1)
    assert.equal(await frames.count(), 1)
    assert.equal(await timeLine.count(), 2)
  })
}

test('loaded late it shows what is there', async (t) => {
  const { site, page, frames, timeLine, expand, state } = await open(t, bodyWith(), { scripts: tags.slice(0, 2) })
  const { socket } = await site.socket(0)
  await page.locator('[ws-open]').waitFor()
  await page.addScriptTag({ url: '/ws-inspector.js' })
  await expand()
  await state('open')
  socket.send('<p id="a">new</p>')
  await frames.first().waitFor()
  assert.deepEqual(await textsOf(timeLine), ['Open before the inspector was'])
  socket.terminate()
  await timeLine.filter({ hasText: 'Closed 1006' }).waitFor()
})

test('the strictest policy lets it work, and neither style reaches the other', async (t) => {
  const policy =
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; require-trusted-types-for 'script'"
  const head = `<meta name="htmx-config" content='{"includeIndicatorStyles":false}'>`
  const { page, toggle, panel, errors, expand, state } = await open(t, bodyWith(), {
    head,
    headers: { 'content-security-policy': policy }
  })
  const looks = () =>
    page.evaluate(() =>
      ['#send', 'h1', 'p'].map((each) =>
        JSON.stringify(getComputedStyle(/** @type {Element} */ (document.querySelector(each))))
      )
    )
  await expand()
  await state('open')
  assert.deepEqual(errors, [])
  assert.equal(await panel.locator('aside').evaluate((element) => getComputedStyle(element).position), 'fixed')
  const withPanel = await looks()
  const colour = () => toggle.evaluate((element) => getComputedStyle(element).color)
  const before = [await colour(), await toggle.boundingBox()]
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(
      'html > * { color: red; font-size: 40px; transform: scale(2); letter-spacing: 9px } htmx-ws-inspector { display: none }'
    )
    document.adoptedStyleSheets = [sheet]
  })
  assert.deepEqual([await colour(), await toggle.boundingBox()], before)
  await page.evaluate(() => {
    document.adoptedStyleSheets = []
    document.querySelector('htmx-ws-inspector')?.remove()
  })
  assert.deepEqual(await looks(), withPanel)
})

for (const width of [360, 1280]) {
  test(`${width} pixels wide it fits, and is accessible in light and dark`, async (t) => {
    const { site, page, panel, expand, state } = await open(t, bodyWith('reconnectDelay:60s reconnectJitter:0'))
    const { socket } = await site.socket(0)
    await page.setViewportSize({ width, height: 740 })
    await page.evaluate(() => {
      document.documentElement.lang = 'en'
      document.title = 'Page'
      // axe finds no colours outside the body
      document.body.append(/** @type {Element} */ (document.querySelector('htmx-ws-inspector')))
    })
    await expand()
    await state('open')
    for (let number = 1; number <= 20; number++)
      socket.send(`<i id="nowhere">${'word '.repeat(10)}${'x'.repeat(200)}</i>`)
    await page.addScriptTag({ url: '/axe.js' })
    for (const step of ['open', 'waiting']) {
      if (step === 'waiting') socket.terminate()
      await state(step)
      for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        /** @type {{ violations: { id: string, nodes: { html: string }[] }[] }} */
        const { violations } = await page.evaluate(() =>
          /** @type {any} */ (globalThis).axe.run({ include: ['htmx-ws-inspector'] })
        )
        assert.deepEqual(
          violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
          [],
          `${step}, ${colorScheme}`
        )
        const boxes = await panel.locator('section > *, .box, .toggle, .scroll').evaluateAll((elements) =>
          elements.map((element) => {
            const { left, right } = element.getBoundingClientRect()
            return left >= 0 && right <= innerWidth && element.scrollWidth <= element.clientWidth
          })
        )
        assert.ok(boxes.length > 5 && boxes.every(Boolean), `${step}, ${colorScheme}: ${boxes}`)
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width)
      }
    }
  })
}

test('who wants less motion gets none', async (t) => {
  const { site, page, panel, expand, state } = await open(t, bodyWith('reconnectDelay:60s reconnectJitter:0'))
  const { socket } = await site.socket(0)
  await expand()
  await state('open')
  socket.terminate()
  await state('waiting')
  const moving = () => panel.evaluate((host) => host.shadowRoot?.getAnimations().length)
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  assert.equal(await moving(), 1)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  assert.equal(await moving(), 0)
})

test('it weighs little', async () => {
  const size = gzipSize(await inspector())
  assert.ok(size < budget, `${size} bytes gzip`)
})
