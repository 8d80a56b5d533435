// What watches over a connection: a server that hangs, a page that is hidden, sleeps, goes and comes back, a full queue,
// messages that nobody acknowledges.
import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'

/** @typedef {import('../visit.mjs').Behaviour} Behaviour */
/** @typedef {import('../visit.mjs').Visit} Visit */

/**
 * @param {object} [config] ws-config's
 * @param {string} [sender] attributes of the form
 */
const body = (config = {}, sender = '') =>
  `<body hx-ext="ws"><main id="c" ws-connect="/" ws-config='${JSON.stringify(config)}'>
    <form ws-send ${sender}><input name="v"></form><p id="x">old</p></main></body>`

/** Far longer than what should not come would take. In milliseconds. */
const longEnough = 600

/** So long that only what hurries connects again. */
const never = { wsReconnectDelay: 600_000 }

/** @type {Record<string, Behaviour>} */
const supervising = {
  async 'says how its connection is, to styles and to listeners'(open) {
    const page = await open(body(), {
      head: `<script>seen = []; document.addEventListener('htmx:wsStatus', (e) => {
        seen.push([e.detail.status, ...e.target.getAttributeNames().filter((name) => /^ws-(?!con(nect|fig)$)/.test(name))]) })</script>`
    })
    const connection = await page.site.connection(0)
    await page.happened('wsOpen c')
    connection.close(1012)
    await page.site.connection(1)
    await page.happened('wsOpen c', 2)
    const { seen } = await page.run(() => ({ seen: /** @type {any} */ (globalThis).seen }))
    assert.deepEqual(seen, [
      ['connecting', 'ws-connecting'],
      ['open', 'ws-open'],
      ['waiting', 'ws-waiting'],
      ['connecting', 'ws-connecting'],
      ['open', 'ws-open']
    ])
  },

  async 'closes with 1000 when its element goes, also by plain JavaScript, and connects when it comes back'(open) {
    const page = await open(body())
    const connection = await page.site.connection(0)
    await page.happened('wsOpen c')
    await page.run(() => {
      const main = /** @type {Element} */ (document.querySelector('main'))
      Object.assign(globalThis, { main })
      main.remove()
    })
    assert.equal(await connection.closed(), 1000)
    await page.run(() => document.body.append(/** @type {any} */ (globalThis).main))
    await works(page, 1)
  },

  async 'keeps the socket of an element that is only moved'(open) {
    const page = await open(body())
    await page.site.connection(0)
    await page.happened('wsOpen c')
    await page.run(() => {
      const main = /** @type {Element} */ (document.querySelector('main'))
      main.remove()
      setTimeout(() => document.body.append(main), 1000)
    })
    await pause(7000)
    await works(page, 0)
  },

  async 'says 1000 when the page is left, and connects again without delay when it comes back'(open) {
    const page = await open(body(), { config: never })
    const connection = await page.site.connection(0)
    await page.happened('wsOpen c')
    await page.go(`${page.site.url}log.js`)
    // Firefox closes it itself, and before it tells the page
    assert.match(String(await connection.closed()), /^100[01]$/)
    await page.run(() => history.back()).catch(() => {})
    await page.site.connection(1)
    await page.until(() => document.querySelector('main')?.hasAttribute('ws-open'))
    await works(page, 1)
    assert.deepEqual(
      (await page.run(() => log)).filter((entry) => entry.startsWith('wsError')),
      []
    )
  },

  async 'replaces a socket after the page slept'(open) {
    const page = await open(body({ staleAfter: '20s' }), {
      head: '<script>ahead = 0; now = Date.now; Date.now = () => now() + ahead</script>'
    })
    await page.site.connection(0)
    await page.happened('wsOpen c')
    await page.run(() => {
      Object.assign(globalThis, { ahead: 120_000 })
    })
    await works(page, 1)
  },

  async 'lets a listener choose URL and protocols of each attempt, wait for a token, or call it off'(open) {
    const page = await open(body(), {
      head: `<script>document.addEventListener('htmx:wsConfigConnect', (e) => {
        const { detail } = e
        if (detail.attempt === 3) return e.preventDefault()
        detail.waitUntil(new Promise((done) => setTimeout(() => {
          detail.url += '?token=' + detail.attempt
          detail.protocols = ['p' + detail.attempt]
          done()
        }, 50)))
      })</script>`
    })
    const first = await page.site.connection(0)
    assert.deepEqual([first.url, first.headers['sec-websocket-protocol']], ['/?token=1', 'p1'])
    await page.happened('wsOpen c')
    await page.site.kill()
    await page.until(() => document.querySelector('main')?.hasAttribute('ws-closed'))
    await page.site.restart()
    await pause(longEnough)
    assert.equal(page.site.connections.length, 1)
    assert.equal((await page.run(() => notices)).filter((entry) => entry === 'wsConfigConnect c').length, 3)
  },

  async 'tries again when a token can not be had'(open) {
    const page = await open(body(), {
      head: `<script>document.addEventListener('htmx:wsConfigConnect', ({ detail }) => {
        if (detail.attempt === 1) detail.waitUntil(Promise.reject(new Error('offline')))
      })</script>`
    })
    await works(page, 0)
    await page.happened('wsError c')
  },

  async 'honours a changed ws-connect at the next attempt'(open) {
    const page = await open(body())
    const connection = await page.site.connection(0)
    await page.happened('wsOpen c')
    await page.run(() => document.querySelector('main')?.setAttribute('ws-connect', '/elsewhere'))
    connection.close(1012)
    assert.equal((await page.site.connection(1)).url, '/elsewhere')
  },

  async 'follows its retry policy'(open) {
    const policy = { reconnectCodes: [1001, 1012], reconnectDelay: 30, reconnectJitter: 0, reconnectMaxAttempts: 2 }
    const page = await open(body(policy), { config: { wsReconnectDelay: '' } })
    const connection = await page.site.connection(0)
    await page.happened('wsOpen c')
    connection.close(1001)
    const again = await page.site.connection(1)
    await page.happened('wsOpen c', 2)
    await page.site.kill()
    await page.until(() => document.querySelector('main')?.hasAttribute('ws-closed'))
    // 1006 is not in the list
    assert.equal((await page.run(() => log)).filter((entry) => entry === 'wsConnecting c').length, 2)
    assert.equal(again.url, '/')
  },

  async 'gives up after the most attempts'(open) {
    const page = await open(body({ reconnectMaxAttempts: 2 }))
    await page.site.connection(0)
    await page.happened('wsOpen c')
    await page.site.kill()
    await page.until(() => document.querySelector('main')?.hasAttribute('ws-closed'))
    assert.equal((await page.run(() => log)).filter((entry) => entry === 'wsConnecting c').length, 3)
  },

  async 'counts the attempts of a server that accepts and closes until a connection has lasted'(open) {
    const page = await open(body({ reconnectMinUptime: '30s', reconnectMaxAttempts: 3 }))
    for (let index = 0; index < 4; index++) (await page.site.connection(index)).close(1012)
    await page.until(() => document.querySelector('main')?.hasAttribute('ws-closed'))
    await pause(longEnough)
    assert.equal(page.site.connections.length, 4)
  },

  async 'gives up an attempt that is not answered'(open) {
    const page = await open(body({ connectTimeout: 700 }))
    await page.site.connection(0)
    await page.happened('wsOpen c')
    page.site.stall()
    await page.run(reconnect)
    await page.until(() => document.querySelector('main')?.hasAttribute('ws-waiting') || log.includes('wsClose c'))
    await page.happened('wsConnecting c', 3)
    page.site.goOn()
    await page.until(() => document.querySelector('main')?.hasAttribute('ws-open'))
  },

  async 'notices by its heartbeat that a server hangs, and never swaps the answers'(open) {
    const page = await open(body({ heartbeat: 150, heartbeatTimeout: 2000, connectTimeout: 2000 }))
    const connection = await page.site.connection(0)
    const answer = async () => {
      for (let count = 1; count <= 3; count++) {
        await connection.received(count)
        connection.send('pong')
      }
    }
    await answer()
    assert.deepEqual(connection.frames.slice(0, 3), ['ping', 'ping', 'ping'])
    assert.deepEqual(
      (await page.run(() => log)).filter((entry) => entry.startsWith('wsBeforeMessage')),
      []
    )
    assert.ok((await page.run(() => /** @type {any} */ (globalThis).wrapper().rtt)) >= 0)
    page.site.stall()
    await page.happened('wsConnecting c', 2)
    page.site.goOn()
    await page.until(() => document.querySelector('main')?.hasAttribute('ws-open'))
  },

  async 'closes while the page is hidden where it is told to'(open) {
    const page = await open(body({ pauseOnBackground: true }), { config: never })
    const connection = await page.site.connection(0)
    await page.happened('wsOpen c')
    await page.run(show, true)
    assert.equal(await connection.closed(), 1000)
    await pause(longEnough)
    assert.equal(page.site.connections.length, 1)
    await page.run(show, false)
    await works(page, 1)
  },

  async 'drops what waited too long'(open) {
    const page = await open(body({ outgoingMessagesTimeToLive: 200 }))
    await down(page)
    await page.run(sendTexts, ['old'])
    // what is sent when it opens is new, however long the server takes to start
    await page.run(() => {
      document.addEventListener('htmx:wsOpen', () => /** @type {any} */ (globalThis).wrapper().send('new'))
    })
    await pause(400)
    await page.site.restart()
    assert.deepEqual(await (await page.site.connection(1)).received(1), ['new'])
    await page.happened('wsSendError c')
  },

  async 'lets messages wait while the network is behind, in order'(open) {
    const page = await open(body({ maxBufferedAmount: 100_000 }))
    const connection = await page.site.connection(0)
    await page.happened('wsOpen c')
    page.site.stall()
    const waiting = await page.run(() => {
      const wrapper = /** @type {any} */ (globalThis).wrapper()
      for (let index = 0; index < 60; index++) wrapper.send(`${index} ${'x'.repeat(50_000)}`)
      return wrapper.queue.length
    })
    assert.ok(waiting > 0, `${waiting} wait`)
    page.site.goOn()
    const frames = await connection.received(60)
    assert.deepEqual(
      frames.map((frame) => Number(frame.split(' ')[0])),
      Array.from({ length: 60 }, (_, index) => index)
    )
  },

  async 'sends again what was not acknowledged, in order and before newer messages'(open) {
    const page = await open(body({ ack: true }))
    const first = await page.site.connection(0)
    await page.happened('wsOpen c')
    await page.run(sendTexts, ['1', '2', '3'])
    const ids = (await first.received(3)).map((frame) => JSON.parse(frame).id)
    first.send(JSON.stringify({ ack: ids[1] }))
    await page.happened('wsAcked c')
    first.close(1012)
    await page.happened('wsClose c')
    await page.run(sendTexts, ['4'])
    const frames = (await (await page.site.connection(1)).received(3)).map((frame) => JSON.parse(frame))
    assert.deepEqual(
      frames.map(({ message }) => message),
      ['1', '3', '4']
    )
    assert.deepEqual([frames[0].id, frames[1].id], [ids[0], ids[2]])
    assert.equal(new Set([...ids, frames[2].id]).size, 4)
    await works(page, 1)
  },

  async 'says once that an acknowledgement is missing'(open) {
    const page = await open(body({ ack: true, ackTimeout: 200 }))
    await page.site.connection(0)
    await page.happened('wsOpen c')
    await page.run(sendTexts, ['1'])
    await page.happened('wsSendError c')
    await pause(longEnough)
    assert.equal((await page.run(() => log)).filter((entry) => entry === 'wsSendError c').length, 1)
  },

  async 'tells the server which message it had last, and drops those it had'(open) {
    const page = await open(body({ resume: true }))
    const first = await page.site.connection(0)
    first.send('<!--seq:1--><p id="x">1</p>')
    first.send('<!--seq:2--><p id="x">2</p>')
    await page.until(() => document.querySelector('#x')?.textContent === '2')
    first.close(1012)
    const second = await page.site.connection(1)
    assert.equal(second.url, '/?last-seq=2')
    second.send('<!--seq:2--><p id="x">2 again</p>')
    second.send('<!--seq:3--><i hx-swap-oob="beforeend:#x">3</i>')
    await page.until(() => document.querySelector('#x')?.textContent === '23')
  },

  async 'keeps its queue over a reload where it is told to, without passwords and HEADERS'(open) {
    const page = await open(
      `<body hx-ext="ws"><main id="c" ws-connect="/" ws-config='{"persist":"session"}'>
        <form ws-send><input name="v" value="1"><input name="p" type="password" value="secret"></form><p id="x">old</p></main></body>`,
      { config: never }
    )
    await down(page)
    await page.run(() => document.querySelector('form')?.requestSubmit())
    await page.run(sendTexts, ['raw'])
    await page.site.restart()
    await page.go(page.site.url)
    const frames = await (await page.site.connection(1)).received(2)
    assert.deepEqual(frames, ['{"v":"1"}', 'raw'])
  },

  async 'is closed and opened by its wrapper, which says how it is'(open) {
    const page = await open(body())
    const connection = await page.site.connection(0)
    await page.happened('wsOpen c')
    await page.run(() => /** @type {any} */ (globalThis).wrapper().close())
    assert.equal(await connection.closed(), 1000)
    await pause(longEnough)
    const state = await page.run(() => {
      const { status, retryCount, nextRetryAt, rtt } = /** @type {any} */ (globalThis).wrapper()
      return { status, retryCount, nextRetryAt, rtt }
    })
    assert.deepEqual(state, { status: 'closed', retryCount: 0, nextRetryAt: null, rtt: null })
    await page.run(reconnect)
    await works(page, 1)
  }
}

for (const type of ['online', 'visibilitychange', 'resume']) {
  supervising[`tries again at once after ${type}`] = async (open) => {
    const page = await open(body(), { config: never })
    const connection = await page.site.connection(0)
    await page.happened('wsOpen c')
    connection.close(1012)
    await page.happened('wsClose c')
    if (type === 'visibilitychange') await page.run(show, false)
    else await page.run((type) => (type === 'online' ? globalThis : document).dispatchEvent(new Event(type)), type)
    await works(page, 1)
  }
}

for (const [queueOverflow, sent] of /** @type {const} */ ([
  ['drop-newest', ['1', '2']],
  ['drop-oldest', ['3', '4']]
])) {
  supervising[`bounds its queue by ${queueOverflow}`] = async (open) => {
    const page = await open(body({ maxOutgoingMessagesQueueSize: 2, queueOverflow }))
    await down(page)
    await page.run(sendTexts, ['1', '2', '3', '4'])
    await page.happened('wsQueueFull c', 2)
    await page.site.restart()
    assert.deepEqual(await (await page.site.connection(1)).received(2), sent)
  }
}

for (const [mode, expected] of /** @type {const} */ ([
  ['last', ['3', 'end']],
  ['none', ['end']],
  ['all', ['1', '2', '3', 'end']]
])) {
  supervising[`keeps of a sender with ws-queue="${mode}" what it says`] = async (open) => {
    const page = await open(body({}, `ws-queue="${mode}"`))
    await down(page)
    await page.run(() => {
      const form = /** @type {HTMLFormElement} */ (document.querySelector('form'))
      for (const value of ['1', '2', '3']) {
        Object.assign(/** @type {Element} */ (form.querySelector('input')), { value })
        form.requestSubmit()
      }
    })
    await page.run(sendTexts, ['{"v":"end"}'])
    await page.site.restart()
    const frames = await (await page.site.connection(1)).received(expected.length)
    assert.deepEqual(
      frames.map((frame) => JSON.parse(frame).v),
      expected
    )
  }
}

export default supervising

/**
 * The connection is open and serves both ways.
 * @param {Visit} page
 * @param {number} index of the connection
 */
async function works(page, index) {
  const connection = await page.site.connection(index)
  await page.until(() => document.querySelector('main')?.hasAttribute('ws-open'))
  connection.send('<p id="x">new</p>')
  await page.until(() => document.querySelector('#x')?.textContent === 'new')
}

/**
 * Its server is down, and the page knows.
 * @param {Visit} page
 */
async function down(page) {
  await page.site.connection(0)
  await page.happened('wsOpen c')
  await page.site.kill()
  await page.happened('wsClose c')
}

const reconnect = () => /** @type {any} */ (globalThis).wrapper().reconnect()

/** @param {string[]} texts */
function sendTexts(texts) {
  for (const text of texts) /** @type {any} */ (globalThis).wrapper().send(text)
}

/** @param {boolean} hidden */
function show(hidden) {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
  document.dispatchEvent(new Event('visibilitychange'))
}
