// Options: htmx.config.ws for the page, ws-config on an element before it, and each that can't be is reported once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { useChromium } from '../support/browser.mjs'
import { openSite } from '../support/site.mjs'
import { assertNeighbourWorks, assertReported, neighbour, quoted, visitTrouble } from './trouble.mjs'

const browser = await useChromium()

/**
 * @param {import('node:test').TestContext} t
 * @param {{ config?: string, script?: string, head?: string }} given ws-config's value, and what stands before and behind the scripts
 */
async function open(t, { config, script = '', head = '' }) {
  const attribute = config === undefined ? '' : `ws-config="${quoted(config)}"`
  const body = `<body hx-ext="ws"><script>${script}</script>
    <main id="socket" ws-connect="/" ${attribute}><p id="x"></p></main>${neighbour}</body>`
  const site = await openSite(t, body, { head })
  const visited = await visitTrouble(t, browser, site)
  const { page } = visited
  await page.evaluate(() => {
    const page = /** @type {any} */ (globalThis)
    page.swaps = 0
    document.addEventListener('htmx:oobBeforeSwap', () => page.swaps++)
  })
  return {
    ...visited,
    site,
    /** Whether a message comes without htmx's events. */
    async isFast() {
      const { socket } = await site.socket(0)
      socket.send('<p id="x">new</p>')
      await page.waitForFunction(() => document.querySelector('#x')?.textContent === 'new')
      return (await page.evaluate(() => /** @type {any} */ (globalThis).swaps)) === 0
    }
  }
}

const fast = {
  'for the page': { script: 'htmx.config.ws = { swap: "fast" }' },
  'for the page, in a meta element': { head: `<meta name="htmx-config" content='{"ws":{"swap":"fast"}}'>` },
  'on the element, as JSON': { config: '{"swap": "fast", "batch": "none"}' },
  'on the element, in short': { config: 'swap:fast' },
  'on the element, several in short': { config: ` batch: "none", swap:'fast' ` },
  'on the element, before those of the page': { script: 'htmx.config.ws = { swap: "full" }', config: 'swap:fast' }
}

for (const [name, given] of Object.entries(fast)) {
  test(`an option ${name}`, async (t) => {
    const { isFast, reported, errors } = await open(t, given)
    assert.equal(await isFast(), true)
    assert.deepEqual([await reported(), errors], [[], []])
  })
}

test('without options, or with the standard ones, nothing is otherwise', async (t) => {
  for (const given of [{}, { config: '' }, { script: 'htmx.config.ws = {}' }, { config: 'swap:full batch:none' }]) {
    const { isFast, reported, errors } = await open(t, given)
    assert.equal(await isFast(), false, JSON.stringify(given))
    assert.deepEqual([await reported(), errors], [[], []])
  }
})

/** @type {Record<string, { config: string, reason: RegExp, remedy?: RegExp, isFast?: boolean }>} */
const bad = {
  'that there is not': {
    config: 'swop:fast swap:fast',
    reason: /no option "swop"/,
    remedy: /swap, batch/,
    isFast: true
  },
  'with a bad value': { config: 'swap:quick', reason: /swap can't be "quick"/, remedy: /"full" or "fast"/ },
  'that objects inherit': { config: '{"toString": 1}', reason: /no option "toString"/ },
  'named as the prototype': { config: '{"__proto__": {"swap": "fast"}}', reason: /no option "__proto__"/ },
  'in broken JSON': { config: '{"swap": "fast"', reason: /no options/, remedy: /name:value/ },
  'in words': { config: 'fast please', reason: /no options/ }
}

for (const [name, { config, reason, remedy = /./, isFast: expected = false }] of Object.entries(bad)) {
  test(`an option ${name} is reported, and the rest goes on`, async (t) => {
    const { isFast, reported, errors, page, site } = await open(t, { config })
    assert.equal(await isFast(), expected)
    await assertNeighbourWorks(page, site)
    assertReported(await reported(), [['wsConfigError', 'socket', reason]])
    assert.match((await reported())[0].remedy, remedy)
    assert.equal(errors.length, 1)
    assert.match(errors[0], /^htmx:wsConfigError: ws-config=/)
  })
}

test('a value that JSON does not know is reported, and the element connects', async (t) => {
  const { isFast, reported } = await open(t, { script: 'htmx.config.ws = { swap: 10n, batch: window }' })
  assert.equal(await isFast(), false)
  assertReported(await reported(), [
    ['wsConfigError', '', /swap can't be 10/],
    ['wsConfigError', '', /batch can't be object/]
  ])
})

test('a bad option of the page is reported once, however many elements connect', async (t) => {
  const { isFast, reported, errors } = await open(t, { script: 'htmx.config.ws = { batch: 7, swap: "fast" }' })
  assert.equal(await isFast(), true)
  assertReported(await reported(), [['wsConfigError', '', /htmx\.config\.ws: batch can't be 7/]])
  assert.equal(errors.length, 1)
})

/** @type {Record<string, [unknown, number]>} what wsReconnectDelay is, and the longest wait by it */
const delays = {
  'a number': [300_000, 300_000],
  'a function': ['() => 300_000', 300_000],
  "'full-jitter', which htmx has by itself: the options": ["'full-jitter'", 5]
}

for (const [name, [wsReconnectDelay, expected]] of Object.entries(delays)) {
  test(`when it is tried again by ${name}`, async (t) => {
    const page = `<!doctype html><script>Math.random = () => 0.5</script><script src="/htmx.js"></script>
      <script>htmx.config.wsReconnectDelay = ${wsReconnectDelay}</script><script src="/ws.js"></script>
      <body hx-ext="ws" ws-connect="/" ws-config="reconnectDelay:10ms">`
    const site = await openSite(t, '', { page })
    const visited = await visitTrouble(t, browser, site)
    await visited.page.evaluate(() => {
      document.addEventListener('htmx:wsClose', (event) => {
        const { nextRetryAt } = /** @type {any} */ (event).detail.socketWrapper
        Object.assign(globalThis, { wait: [nextRetryAt - Date.now()] })
      })
    })
    const { socket } = await site.socket(0)
    socket.close(1012)
    const [wait] = await (await visited.page.waitForFunction('globalThis.wait')).jsonValue()
    // a few milliseconds may have passed
    assert.ok(wait <= expected && wait > expected - 1000, `${wait} ms`)
  })
}
