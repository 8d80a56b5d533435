// Pages that can't run WebAssembly: the extension loads its translation to JavaScript, says so, and goes on.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { useChromium } from '../support/browser.mjs'
import { openSite, visit } from '../support/site.mjs'

/** @typedef {import('../support/site.mjs').Site} Site */

const browser = await useChromium()

const body = `<body hx-ext="ws"><main id="main" ws-connect="/chat"><p id="a">old</p>
  <form id="form" ws-send><input name="text" value="Grüße"><button>Send</button></form></main></body>`

const policy = { 'content-security-policy': "script-src 'self'; object-src 'none'" }

/** htmx puts a style into the page, which these policies forbid as well. @param {string[]} errors */
const ofTheExtension = (errors) => errors.filter((text) => !/inline style/.test(text))

const translation = () => readFile(new URL('../../dist/ws.nowasm.js', import.meta.url), 'utf8')

/** @type {[name: string, options: { headers?: Record<string, string> }, before?: () => void][]} */
const refusals = [
  ["a Content Security Policy without 'wasm-unsafe-eval'", { headers: policy }],
  [
    'a browser without WebAssembly',
    {},
    () => {
      Reflect.deleteProperty(globalThis, 'WebAssembly')
    }
  ],
  [
    'a browser that compiles only small modules at once',
    {},
    () => {
      WebAssembly.Module = /** @type {any} */ (
        class {
          constructor() {
            throw new RangeError('WebAssembly.Compile is disallowed on the main thread')
          }
        }
      )
    }
  ]
]

/**
 * A life with all that the core decides.
 * @param {Awaited<ReturnType<typeof visit>>} visited
 * @param {Site} site
 */
async function assertWorks({ page, happened }, site) {
  const first = await site.socket(0)
  await happened('wsOpen')
  first.socket.send('<p id="a">new</p><b id="gone">is unsure<p>of this</b>')
  await page.getByText('new').waitFor()
  await page.click('button')
  const [frame] = await first.received(1)
  const { HEADERS, ...fields } = JSON.parse(frame)
  assert.deepEqual(fields, { text: 'Grüße' })
  assert.equal(HEADERS['HX-Trigger'], 'form')
  first.socket.close(1012)
  await happened('wsClose')
  await page.click('button')
  const second = await site.socket(1)
  assert.equal((await second.received(1))[0], frame)
}

for (const [name, options, before] of refusals) {
  test(`${name}: the page works, and is told once`, async (t) => {
    const site = await openSite(t, body, options)
    const visited = await visit(t, browser, site, { before })
    await assertWorks(visited, site)
    const warnings = visited.warnings.filter((text) => text.startsWith('htmx-ext-ws-wasm'))
    assert.equal(warnings.length, 1)
    assert.match(warnings[0], /ws\.nowasm\.js is loaded.*'wasm-unsafe-eval'/)
    const errors = ofTheExtension(visited.errors).filter(
      (text) => !/oobErrorNoTarget|WebAssembly|unsafe-eval/.test(text)
    )
    assert.deepEqual(errors, [])
  })
}

test('with WebAssembly nothing else is loaded', async (t) => {
  const site = await openSite(t, body, {
    files: { '/ws.nowasm.js': () => assert.fail('it was loaded') }
  })
  const visited = await visit(t, browser, site)
  await assertWorks(visited, site)
  assert.deepEqual(visited.warnings, [])
})

test('what happens before the translation is there waits for it', async (t) => {
  /** @type {(value?: unknown) => void} */
  let arrive = () => {}
  const arrival = new Promise((resolve) => {
    arrive = resolve
  })
  const files = { '/ws.nowasm.js': () => arrival.then(translation) }
  const site = await openSite(t, body, { headers: policy, files })
  const { page, log } = await visit(t, browser, site, { until: 'domcontentloaded' })
  await page.click('button')
  await page.evaluate(() => {
    const { htmx } = /** @type {any} */ (globalThis)
    const main = /** @type {Element} */ (document.querySelector('main'))
    for (const id of ['later', 'gone']) {
      main.insertAdjacentHTML('afterend', `<aside id="${id}" ws-connect="/${id}"></aside>`)
      htmx.process(document.getElementById(id))
    }
    htmx.remove(document.getElementById('gone'))
  })
  assert.deepEqual(await log(), [])
  assert.equal(page.url(), site.url, 'the form did not leave the page')
  arrive()
  const [main, later] = [await site.socket(0), await site.socket(1)]
  assert.deepEqual([main.url, later.url], ['/chat', '/later'])
  const [frame] = await main.received(1)
  assert.equal(JSON.parse(frame).text, 'Grüße')
  assert.equal(site.sockets.length, 2)
})

test('a translation that the page loads before the extension is used at once, without a word', async (t) => {
  const site = await openSite(t, body, {
    headers: policy,
    scripts: '<script src="/htmx.js"></script><script src="/ws.nowasm.js"></script><script src="/ws.js"></script>'
  })
  const visited = await visit(t, browser, site, {
    before: () => {
      const { log } = /** @type {any} */ (globalThis)
      document.addEventListener('DOMContentLoaded', () => setTimeout(() => log.push('loaded ')))
    }
  })
  await assertWorks(visited, site)
  assert.deepEqual((await visited.log()).slice(0, 2), ['wsConnecting main', 'loaded '])
  assert.deepEqual(visited.warnings, [])
})

test('data-nowasm says where else the translation is, and the nonce is carried over', async (t) => {
  const site = await openSite(t, body, {
    headers: { 'content-security-policy': "script-src 'nonce-n0'" },
    scripts: `<script nonce="n0" src="/htmx.js"></script>
      <script nonce="n0" src="/ws.js" data-nowasm="elsewhere/core.js?v=1"></script>`,
    files: { '/elsewhere/core.js?v=1': translation }
  })
  await assertWorks(await visit(t, browser, site), site)
})

/** @type {[name: string, file: () => Promise<string>][]} */
const failures = [
  ['is not there', async () => 'throw new Error("no translation")'],
  ['is of another version', async () => (await translation()).replaceAll(/version:"[^"]*"/g, 'version:"0.0.0-other"')]
]

for (const [name, file] of failures) {
  test(`where the translation ${name}, each element with ws-connect is told, and the rest of the page goes on`, async (t) => {
    const site = await openSite(t, `${body}<p id="plain" hx-get="/" hx-trigger="click" hx-swap="none">plain</p>`, {
      headers: policy,
      files: { '/ws.nowasm.js': file }
    })
    const { page, errors, happened } = await visit(t, browser, site, {
      before: () => {
        document.addEventListener('htmx:wsError', (event) => {
          Object.assign(globalThis, { wsErrorDetail: /** @type {CustomEvent} */ (event).detail })
        })
      }
    })
    await happened('wsError')
    const { reason, remedy, cause } = await page.evaluate(() => {
      const { reason, remedy, error } = /** @type {any} */ (globalThis).wsErrorDetail
      return { reason, remedy, cause: String(error.cause) }
    })
    assert.equal(reason, 'ws-connect="/chat" can\'t be opened.')
    assert.match(remedy, /WebAssembly.*data-nowasm/)
    assert.match(cause, /ws\.nowasm\.js/)
    await page.click('button')
    await happened('wsSendError')
    assert.equal(page.url(), site.url)
    const [answer] = await Promise.all([page.waitForResponse(site.url), page.click('#plain')])
    assert.equal(answer.status(), 200)
    assert.ok(errors.some((text) => text.includes("can't be opened")))
    assert.equal(site.sockets.length, 0)
  })
}
