// A trap in the core, made on purpose by writing over its memory: it is reported, and no socket and no message is lost.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { useChromium } from '../support/browser.mjs'
import { openSite, visit } from '../support/site.mjs'

const browser = await useChromium()

/** Keeps the memory of the newest instance, and what is reported. */
function watchCore() {
  const { WebAssembly } = /** @type {any} */ (globalThis)
  const { Instance } = WebAssembly
  Object.assign(globalThis, { instances: 0, reports: [] })
  WebAssembly.Instance = class extends Instance {
    constructor(/** @type {any[]} */ ...given) {
      super(...given)
      const { memory, hxws_text } = /** @type {any} */ (this).exports
      // the other module is what unpacks the core
      if (!hxws_text) return
      const page = /** @type {any} */ (globalThis)
      page.memory = memory
      page.instances++
    }
  }
  document.addEventListener('htmx:wsCoreError', (event) => {
    const { detail, target } = /** @type {CustomEvent<any>} */ (event)
    const { reports } = /** @type {any} */ (globalThis)
    const isTrap = detail.cause instanceof WebAssembly.RuntimeError
    reports.push({ ...detail, cause: null, isTrap, where: target instanceof Element && target.localName })
  })
}

/** @param {import('playwright-core').Page} page */
const writeOver = (page) =>
  page.evaluate(() => new Uint8Array(/** @type {any} */ (globalThis).memory.buffer).fill(0xff) && undefined)

const body = `<body hx-ext="ws">
  <div id="one" ws-connect="/one"><p id="a">old</p><form id="f" ws-send><input name="n" value="1"><button>Send</button></form></div>
  <div id="two" ws-connect="/two"><p id="b">old</p></div></body>`

test('the page keeps its sockets and what is queued, and reports the trap', async (t) => {
  const site = await openSite(t, body)
  const { page, errors, happened } = await visit(t, browser, site, { before: watchCore })
  const [one, two] = [await site.socket(0), await site.socket(1)]
  await happened('wsOpen', 2)

  await writeOver(page)
  one.socket.send('<p id="a">first</p>')
  await page.getByText('first').waitFor()
  two.socket.send('<p id="b">second</p>')
  await page.getByText('second').waitFor()
  await page.click('button')
  await one.received(1)

  // two messages wait, and so does the timer; the third is queued by the new instance
  one.socket.close(1012)
  await happened('wsClose')
  const fields = ['2', '3', '4']
  for (const value of fields) {
    if (value === '4') await writeOver(page)
    await page.fill('input', value)
    await page.click('button')
  }
  const third = await site.socket(2)
  const frames = await third.received(3)
  assert.deepEqual(
    frames.map((frame) => JSON.parse(frame).n),
    fields
  )
  third.socket.send('<p id="a">third</p>')
  await page.getByText('third').waitFor()
  assert.equal(site.sockets.length, 3)
  assert.equal(two.socket.readyState, two.socket.OPEN)

  const { instances, reports } = await page.evaluate(() => {
    const { instances, reports } = /** @type {any} */ (globalThis)
    return { instances, reports }
  })
  assert.equal(instances, 3)
  assert.deepEqual(
    reports.map((/** @type {any} */ { where, count, isTrap }) => ({ where, count, isTrap })),
    [1, 2].map((count) => ({ where: 'body', count, isTrap: true }))
  )
  assert.match(reports[0].reason, /sockets and queued messages are as they were/)
  assert.match(reports[0].remedy, /report it/)
  assert.equal(errors.length, 1, 'the console is told once')
  assert.match(errors[0], /^htmx:wsCoreError: /)
})

test('a trap while the queue is being sent neither loses a message nor sends one twice', async (t) => {
  /** @type {(value?: unknown) => void} */
  let accept = () => {}
  const handshake = new Promise((resolve) => {
    accept = resolve
  })
  const site = await openSite(t, body, { handshake })
  const { page } = await visit(t, browser, site, { before: watchCore })
  await page.evaluate(() => {
    document.addEventListener('htmx:wsAfterSend', () => {
      new Uint8Array(/** @type {any} */ (globalThis).memory.buffer).fill(0xff)
    })
  })
  for (const value of ['1', '2', '3']) {
    await page.fill('input', value)
    await page.click('button')
  }
  accept()
  const one = (await Promise.all([site.socket(0), site.socket(1)])).find(({ url }) => url === '/one')
  await page.waitForFunction(() => /** @type {any} */ (globalThis).reports.length >= 3)
  assert.deepEqual(
    (await one?.received(3))?.map((frame) => JSON.parse(frame).n),
    ['1', '2', '3']
  )
})
