// Connections that can't be: each is reported with a reason and a remedy, and the neighbour's goes on.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { useChromium } from '../support/browser.mjs'
import { openSite } from '../support/site.mjs'
import { assertNeighbourWorks, assertReported, neighbour, quoted, socketTo, visitTrouble } from './trouble.mjs'

// no name is looked up, so that nothing leaves the machine
const browser = await useChromium({ flags: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'] })

const badUrls = ['ftp://x/', 'ws://', 'ws://x:99999/', 'ws://a<b/', 'http://[', 'wss://[::g]/', 'javascript:hacked=1//']

test('a URL that is none is reported, each for its element', async (t) => {
  const elements = badUrls.map((url, index) => `<div id="bad${index}" ws-connect="${quoted(url)}"></div>`)
  const site = await openSite(t, `<body hx-ext="ws">${elements.join('')}${neighbour}</body>`)
  const { page, reported, errors } = await visitTrouble(t, browser, site)
  await assertNeighbourWorks(page, site)
  assertReported(
    await reported(),
    badUrls.map((_, index) => ['wsError', `bad${index}`, /can't be opened/])
  )
  for (const url of badUrls) assert.ok(errors.some((line) => line.includes(url)))
  assert.equal(errors.length, badUrls.length)
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).hacked), undefined)
})

test('mixed content, ws:// to another host on a page by https, is reported', async (t) => {
  const site = await openSite(
    t,
    `<body hx-ext="ws"><div id="mixed" ws-connect="ws://elsewhere.test/"></div>${neighbour}</body>`,
    { certificate: selfSigned() }
  )
  const { page, reported } = await visitTrouble(t, browser, site, { ignoreHTTPSErrors: true })
  assert.equal(await page.evaluate(() => location.protocol), 'https:')
  await assertNeighbourWorks(page, site)
  assertReported(await reported(), [['wsError', 'mixed', /ws:\/\/elsewhere\.test\/.* can't be opened/]])
  assert.match((await reported())[0].remedy, /wss:\/\/ on a page loaded by https/)
})

function selfSigned() {
  const folder = mkdtempSync(join(tmpdir(), 'hxws-certificate-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const form = ['-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=127.0.0.1', '-keyout', key, '-out', cert]
  try {
    execFileSync('openssl', ['req', '-x509', ...form], { stdio: 'pipe' })
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('a value of ws-connect is never more than a URL, however hostile or long', async (t) => {
  const values = ['/"><img src=x onerror=hacked=1>', "/'];hacked=1//", '/__proto__', '/constructor', '/a]b)c{d}']
  const elements = [...values, `/${'x'.repeat(2_000_000)}`].map(
    (value, index) => `<div id="c${index}" ws-connect="${quoted(value)}"></div>`
  )
  const site = await openSite(t, `<body hx-ext="ws">${elements.join('')}${neighbour}</body>`)
  const { page, reported, memory } = await visitTrouble(t, browser, site)
  await assertNeighbourWorks(page, site)
  for (const value of values) await socketTo(site, new URL(value, site.url).pathname)
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).hacked), undefined)
  assert.equal(await page.locator('img').count(), 0)
  assertReported(await reported(), [['wsError', `c${values.length}`, /can't be opened/]])
  assert.ok((await memory()) < 2_000_000, 'the long one is no reason to keep more memory for good')
})

test('what htmx.createWebSocket throws, or returns instead of a socket, is reported', async (t) => {
  const kinds = ['throws', 'nothing', 'null', 'number', 'object', 'promise', 'reconnects']
  const elements = kinds.map((kind) => `<div id="${kind}" ws-connect="/${kind}"></div>`)
  const site = await openSite(t, `<body hx-ext="ws">${elements.join('')}${neighbour}</body>`)
  const { page, reported, happened } = await visitTrouble(t, browser, site, {
    before: () => {
      const page = /** @type {any} */ (globalThis)
      let attempts = 0
      /** @type {Record<string, (url: string) => unknown>} */
      const factories = {
        throws() {
          throw new Error('on purpose')
        },
        nothing() {},
        null: () => null,
        number: () => 7,
        object: () => ({}),
        promise: async (url) => new WebSocket(url),
        reconnects: (url) => (++attempts === 1 ? new WebSocket(url) : factories.throws(url))
      }
      document.addEventListener('DOMContentLoaded', () => {
        page.htmx.config.wsReconnectDelay = 1
        page.htmx.createWebSocket = (/** @type {string} */ url) =>
          (factories[new URL(url).pathname.slice(1)] ?? ((url) => new WebSocket(url)))(url)
      })
    }
  })
  await assertNeighbourWorks(page, site)
  const once = kinds.slice(0, -1)
  assertReported(
    await reported(),
    once.map((id) => ['wsError', id, /can't be opened/])
  )
  assert.match((await reported())[0].remedy, /createWebSocket/)
  const reconnecting = await socketTo(site, '/reconnects')
  reconnecting.socket.close(1012)
  await happened('wsError', kinds.length)
  assertReported((await reported()).slice(once.length), [['wsError', 'reconnects', /can't be opened/]])
  await assertNeighbourWorks(page, site)
})

const jitter = 250
const notATime = 'an object'

/**
 * A value of wsReconnectDelay as script, the time that the timer gets, and whether the value is reported.
 * @type {[value: string, delay: unknown, reported: boolean][]}
 */
const delays = [
  ['"full-jitter"', jitter, false],
  ['"fast"', jitter, true],
  ['"20"', jitter, true],
  ['-20', jitter, true],
  ['NaN', jitter, true],
  ['Infinity', jitter, true],
  ['2 ** 31', jitter, true],
  ['Promise.resolve(20)', jitter, true],
  ['null', jitter, true],
  ['{}', jitter, true],
  // what a function returns goes to the timer as it is, as in the reference: at once where it is no time
  ['() => 20', 20, false],
  ['() => "20"', '20', false],
  ['() => -20', -20, false],
  ['() => "soon"', 'soon', false],
  ['() => NaN', NaN, false],
  ['() => Infinity', Infinity, false],
  ['() => undefined', undefined, false],
  ['async () => 20', notATime, false]
]

for (const [value, delay, isReported] of delays) {
  const outcome = isReported ? 'is reported once, and the page connects again' : 'connects again'
  test(`wsReconnectDelay = ${value} ${outcome}`, async (t) => {
    const site = await openSite(t, `<body hx-ext="ws"><div id="c" ws-connect="/c"></div>${neighbour}</body>`)
    const { page, errors, log } = await visitTrouble(t, browser, site, {
      before: () => {
        Math.random = () => 0.25
      }
    })
    await page.evaluate(`htmx.config.wsReconnectDelay = ${value}; delays.length = 0`)
    for (const round of [1, 2]) {
      const before = await socketTo(site, '/c')
      before.socket.close(1012)
      const count = round + 2
      while (site.sockets.length < count) await site.socket(count - 1)
    }
    await assertNeighbourWorks(page, site)
    assert.equal((await log()).filter((line) => line === 'wsClose c').length, 2)
    const asked = await page.evaluate(
      (notATime) =>
        /** @type {any} */ (globalThis).delays.map((/** @type {unknown} */ delay) =>
          typeof delay === 'object' ? notATime : delay
        ),
      notATime
    )
    assert.ok(
      asked.some((/** @type {unknown} */ one) => Object.is(one, delay)),
      `the timer was set to ${asked}`
    )
    const lines = errors.filter((line) => line.includes('wsReconnectDelay'))
    assert.equal(lines.length, isReported ? 1 : 0)
    assert.equal(errors.length, lines.length)
  })
}

for (const code of [1006, 1011]) {
  test(`a server that closes with ${code} as soon as it has accepted is tried again and again`, async (t) => {
    const site = await openSite(t, `<body hx-ext="ws"><div id="c" ws-connect="/c"></div>${neighbour}</body>`)
    const { page, happened, reported } = await visitTrouble(t, browser, site, {
      before: () => {
        Math.random = () => 0.01
      }
    })
    /** @type {Set<unknown>} */
    const closed = new Set()
    for (let index = 0; closed.size < 10; index++) {
      const { url, socket } = await site.socket(index)
      if (url !== '/c') continue
      closed.add(socket)
      if (code === 1006) socket.terminate()
      else socket.close(code)
    }
    await happened('wsClose', 10)
    await assertNeighbourWorks(page, site)
    assert.deepEqual(await reported(), [])
  })
}
