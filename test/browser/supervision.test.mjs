// Connections beside what happens to the page: its storage, its way into the back/forward cache and out, elements that come
// back, listeners in the middle. Sockets, and the clock of what looks after them, are in the test's hands.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { useChromium } from '../support/browser.mjs'
import { openSite, visit } from '../support/site.mjs'
import { quoted } from './trouble.mjs'

const browser = await useChromium()

/** Runs in the page: sockets that the test opens, and what every five seconds looks after them only at the test's word. */
function playPage() {
  const page = /** @type {any} */ (globalThis)
  page.sockets = []
  page.WebSocket = class extends EventTarget {
    static CLOSED = 3
    OPEN = 1
    readyState = 0
    sent = /** @type {string[]} */ ([])
    constructor(/** @type {string} */ url) {
      super()
      this.url = new URL(url).pathname
      page.sockets.push(this)
    }
    send(/** @type {string} */ text) {
      this.sent.push(text)
    }
    close() {
      this.readyState = 3
      queueMicrotask(() => /** @type {any} */ (this).onclose?.(new CloseEvent('close', { code: 1000 })))
    }
    open() {
      this.readyState = 1
      const { onopen } = /** @type {any} */ (this)
      onopen(new Event('open'))
    }
  }
  page.setInterval = (/** @type {() => void} */ look) => {
    page.look = look
    return 1
  }
  page.wrapperOf = (/** @type {string} */ id) =>
    /** @type {any} */ (document.getElementById(id))['htmx-internal-data'].webSocket.publicInterface
  page.sentBy = () => page.sockets.map((/** @type {any} */ { sent }) => sent)
  page.liveSockets = () => page.sockets.filter((/** @type {any} */ { readyState }) => readyState < 2).length
  page.goes = () => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
  page.comesBack = () => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
}

/**
 * @param {import('node:test').TestContext} t
 * @param {string} body
 * @param {{ head?: string, before?: () => void }} [options]
 */
async function open(t, body, { head, before = () => {} } = {}) {
  const site = await openSite(t, `<body hx-ext="ws">${body}</body>`, { head })
  return visit(t, browser, site, { before: `(${playPage})();(${before})()` })
}

/** @param {string} id @param {object} [config] @param {string} [more] */
const element = (id, config = {}, more = '') =>
  `<main id="${id}" ws-connect="/chat" ws-config="${quoted(JSON.stringify(config))}" ${more}></main>`

const persisting = { persist: 'session' }

test('several elements of one URL each keep what waits over a reload', async (t) => {
  const { page, errors } = await open(t, element('', persisting).repeat(3))
  await page.evaluate(() => {
    for (const [index, { 'htmx-internal-data': data }] of /** @type {any} */ ([
      ...document.querySelectorAll('main')
    ]).entries()) {
      data.webSocket.publicInterface.send(`message ${index}`)
    }
  })
  await page.reload()
  const sent = await page.evaluate(() => {
    const { sockets, sentBy } = /** @type {any} */ (globalThis)
    for (const socket of sockets) socket.open()
    return sentBy()
  })
  assert.deepEqual([sent, errors], [[['message 0'], ['message 1'], ['message 2']], []])
})

for (const foreign of ['{}', 'null', '"text"', '{']) {
  test(`an element connects whatever another script has stored under its name: ${foreign}`, async (t) => {
    const site = await openSite(t, `<body hx-ext="ws">${element('c', persisting)}</body>`)
    const before = `(${playPage})();sessionStorage.setItem('htmx-ext-ws-wasm c /chat', '${foreign}')`
    const { page, errors } = await visit(t, browser, site, { before })
    assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).liveSockets()), 1)
    assert.deepEqual(errors, [])
  })
}

for (const ack of [false, true]) {
  test(`what another page took while this one was away is not sent twice${ack ? ', nor what waits for its acknowledgement' : ''}`, async (t) => {
    const { page, errors } = await open(t, element('c', { ...persisting, ack }))
    const sent = await page.evaluate((ack) => {
      const { sockets, wrapperOf, goes, comesBack } = /** @type {any} */ (globalThis)
      const wrapper = wrapperOf('c')
      if (ack) sockets[0].open()
      wrapper.send('taken')
      goes()
      // so would the other page
      sessionStorage.clear()
      sessionStorage.setItem('htmx-ext-ws-wasm c /chat', '["left by the other"]')
      comesBack()
      sockets[1].open()
      return sockets[1].sent
    }, ack)
    assert.deepEqual(
      sent.map((/** @type {string} */ text) => (ack ? JSON.parse(text).message : text)),
      ['left by the other']
    )
    assert.deepEqual(errors, [])
  })
}

test('what nobody took while the page was away is sent by itself', async (t) => {
  const { page } = await open(t, element('c', persisting))
  const [sent, stored] = await page.evaluate(() => {
    const { sockets, wrapperOf, goes, comesBack } = /** @type {any} */ (globalThis)
    wrapperOf('c').send('mine')
    goes()
    comesBack()
    sockets[1].open()
    return [sockets[1].sent, sessionStorage.getItem('htmx-ext-ws-wasm c /chat')]
  })
  assert.deepEqual([sent, stored], [['mine'], null])
})

test('a page that is denied its storage goes on without', async (t) => {
  const forbid = () =>
    Object.defineProperty(globalThis, 'sessionStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError')
      }
    })
  const { page, errors } = await open(t, element('c', persisting), { before: forbid })
  const sent = await page.evaluate(() => {
    const { sockets, wrapperOf, goes, comesBack } = /** @type {any} */ (globalThis)
    wrapperOf('c').send('mine')
    goes()
    comesBack()
    sockets[1].open()
    return sockets[1].sent
  })
  assert.deepEqual([sent, errors], [['mine'], []])
})

for (const [where, expected] of /** @type {const} */ ([
  ['hx-disable', 0],
  ['hx-ext="ignore:ws"', 0],
  ['class="plain"', 1]
])) {
  test(`an element that comes back inside ${where} has ${expected} sockets`, async (t) => {
    const { page } = await open(t, `${element('c')}<section ${where}></section>`)
    const live = await page.evaluate(() => {
      const { look, liveSockets } = /** @type {any} */ (globalThis)
      const main = /** @type {Element} */ (document.querySelector('main'))
      main.remove()
      look()
      look()
      document.querySelector('section')?.append(main)
      look()
      return liveSockets()
    })
    assert.equal(live, expected)
  })
}

test('what the page closed stays closed when its element has just come back', async (t) => {
  const { page } = await open(t, element('c'))
  const live = await page.evaluate(() => {
    const { look, liveSockets, wrapperOf, htmx } = /** @type {any} */ (globalThis)
    const main = /** @type {Element} */ (document.querySelector('main'))
    main.remove()
    look()
    look()
    document.body.append(main)
    htmx.process(main)
    wrapperOf('c').close()
    look()
    return liveSockets()
  })
  assert.equal(live, 0)
})

test('strict: true leaves an element that a script took out alone, also with pauseOnBackground', async (t) => {
  const { page } = await open(t, element('c', { strict: true, pauseOnBackground: true }))
  const live = await page.evaluate(() => {
    const { look, liveSockets } = /** @type {any} */ (globalThis)
    document.querySelector('main')?.remove()
    look()
    look()
    return liveSockets()
  })
  assert.equal(live, 1)
})

test('strict: true does what staleAfter beside it says', async (t) => {
  const { page } = await open(t, element('c', { strict: true, staleAfter: '30s' }))
  const states = await page.evaluate(() => {
    const { look, sockets } = /** @type {any} */ (globalThis)
    sockets[0].open()
    const { now } = Date
    Date.now = () => now() + 40_000
    look()
    return sockets.map((/** @type {any} */ { readyState }) => readyState)
  })
  assert.deepEqual(states, [3, 0])
})

test('a page that was told to go and stayed connects again when it is seen', async (t) => {
  const { page } = await open(t, element('c'))
  const live = await page.evaluate(() => {
    const { liveSockets } = /** @type {any} */ (globalThis)
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: false }))
    const before = liveSockets()
    document.dispatchEvent(new Event('visibilitychange'))
    return [before, liveSockets()]
  })
  assert.deepEqual(live, [0, 1])
})

test('a listener of htmx:wsConfigError may have the element processed: it has one socket', async (t) => {
  const before = () =>
    document.addEventListener(
      'htmx:wsConfigError',
      ({ target }) => /** @type {any} */ (globalThis).htmx.process(target),
      { once: true }
    )
  const { page } = await open(t, element('c', { swap: 'quick' }), { before })
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).liveSockets()), 1)
})

/** @type {Record<string, unknown>} */
const hostile = {
  'a time that is no text': { heartbeat: { toString: null, valueOf: null } },
  'a list of what are no numbers': { reconnectCodes: [{ toString: null, valueOf: null }] },
  'a part that is no number': { reconnectJitter: { toString: null, valueOf: null } }
}

for (const [name, config] of Object.entries(hostile)) {
  test(`${name} is reported, and both elements connect`, async (t) => {
    const before = () => {
      const page = /** @type {any} */ (globalThis)
      page.reasons = []
      document.addEventListener('htmx:wsConfigError', (event) =>
        page.reasons.push(/** @type {CustomEvent} */ (event).detail.reason)
      )
    }
    const { page } = await open(t, element('c', /** @type {object} */ (config)) + element('d'), { before })
    const [live, reasons] = await page.evaluate(() => {
      const { liveSockets, reasons } = /** @type {any} */ (globalThis)
      return [liveSockets(), reasons]
    })
    assert.equal(live, 2)
    assert.equal(reasons.length, 1)
    assert.match(reasons[0], new RegExp(`${Object.keys(/** @type {object} */ (config))[0]} can't be`))
  })
}

test('an element that loses ws-connect no longer looks open', async (t) => {
  const { page } = await open(t, '<main id="c" ws-connect="/c"></main>')
  const attributes = await page.evaluate(() => {
    const main = /** @type {Element} */ (document.querySelector('main'))
    const page = /** @type {any} */ (globalThis)
    page.sockets[0].open()
    const before = main.getAttributeNames()
    main.removeAttribute('ws-connect')
    page.htmx.process(main)
    return [before, main.getAttributeNames()]
  })
  assert.ok(attributes[0].includes('ws-open'))
  assert.deepEqual(attributes[1], ['id'])
})

test("a freeze counts from its beginning, not from the last of a hidden page's slow timers", async (t) => {
  const { page } = await open(t, '<main id="c" ws-connect="/c"></main>')
  /** @param {number} seconds that it is frozen */
  const freeze = (seconds) =>
    page.evaluate((seconds) => {
      const page = /** @type {any} */ (globalThis)
      const { now } = Date
      const pass = (/** @type {number} */ milliseconds) => {
        const before = Date.now
        Date.now = () => before() + milliseconds
      }
      page.sockets[0].open()
      Object.defineProperty(document, 'hidden', { value: true, configurable: true })
      page.look()
      pass(59_000)
      document.dispatchEvent(new Event('freeze'))
      pass(seconds * 1000)
      document.dispatchEvent(new Event('resume'))
      Date.now = now
      return page.sockets.length
    }, seconds)
  assert.equal(await freeze(5), 1)
  assert.equal(await freeze(61), 2)
})
