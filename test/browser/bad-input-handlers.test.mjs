// A page whose handlers throw: whatever event it is, all goes on as if they did not.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { useChromium } from '../support/browser.mjs'
import { openSite, visit } from '../support/site.mjs'

const browser = await useChromium()

const body = `<body hx-ext="ws"><i id="bad" ws-connect="ftp://x/"></i><button id="alone" ws-send>x</button>
  <main id="c" ws-connect="/c"><p id="news"></p><ul id="list"></ul><button id="ask" ws-send name="v" value="1">x</button>
  <form id="form" ws-send><input id="field" name="v" required><button id="send">x</button></form></main></body>`

const message = `<p id="news">news<button id="new" ws-send name="v" value="new">x</button></p><p id="nowhere">x</p>
  <p hx-swap-oob="innerHTML:[[">x</p><ul hx-swap-oob="beforeend:#list"><li>one</li></ul>`

const wsEvents = ['Connecting', 'Open', 'Close', 'Error', 'BeforeMessage', 'AfterMessage', 'ConfigSend', 'BeforeSend']
const names = [
  ...[...wsEvents, 'AfterSend', 'SendError', 'MessageError'].map((name) => `htmx:ws${name}`),
  ...['validate', 'failed', 'halted'].map((name) => `htmx:validation:${name}`),
  ...['oobBeforeSwap', 'oobAfterSwap', 'oobErrorNoTarget', 'load', 'trigger', 'error'].map((name) => `htmx:${name}`),
  ...['beforeProcessNode', 'afterProcessNode', 'beforeCleanupElement'].map((name) => `htmx:${name}`)
]

/**
 * All that a page does in its life, with handlers that throw at the events named.
 * @param {import('node:test').TestContext} t
 * @param {string[]} events
 */
async function live(t, events) {
  const site = await openSite(t, body)
  const before = `Math.random = () => 0.01
    const events = ${JSON.stringify(events)}
    const kebab = (name) => name.replace(/[A-Z]/g, (letter) => '-' + letter.toLowerCase())
    globalThis.thrown = {}
    for (const name of events) for (const type of new Set([name, kebab(name)])) {
      document.addEventListener(type, () => {
        thrown[name] = true
        throw new Error('a handler of ' + name)
      }, true)
    }`
  const { page, errors, log, happened } = await visit(t, browser, site, { before })
  const first = await site.socket(0)
  await happened('wsOpen')
  await page.click('#alone')
  // the browser itself would not submit an invalid form on a click
  await page.locator('#form').dispatchEvent('submit', { bubbles: true, cancelable: true })
  await page.fill('#field', 'filled')
  await page.click('#send')
  await page.click('#ask')
  await first.received(2)
  first.socket.send(message)
  await happened('wsAfterMessage')
  await page.click('#new')
  await first.received(3)
  first.socket.close(1012)
  await happened('wsClose')
  await page.click('#ask')
  const second = await site.socket(1)
  await second.received(1)
  second.socket.send('<p id="news">last</p>')
  await happened('wsAfterMessage', 2)
  const shown = await page.evaluate(() => document.body.innerHTML)
  const closing = new Promise((resolve) => second.socket.once('close', resolve))
  await page.evaluate(() => /** @type {any} */ (globalThis).htmx.swap('#c', '', { swapStyle: 'delete' }))
  await closing
  return {
    did: {
      frames: [...first.frames, ...second.frames].map((frame) => JSON.parse(frame).v),
      shown,
      log: await log(),
      errors: errors.filter((line) => !line.startsWith('a handler of ')).map((line) => line.split('\n')[0])
    },
    thrown: Object.keys(await page.evaluate(() => /** @type {any} */ (globalThis).thrown)),
    inConsole: new Set(errors.filter((line) => line.startsWith('a handler of ')))
  }
}

test('handlers that throw', async (t) => {
  const { did: usual } = await live(t, [])
  assert.deepEqual(usual.frames, ['filled', '1', 'new', '1'])
  for (const events of [...names.map((name) => [name]), names]) {
    await t.test(`at ${events.length === 1 ? events : 'all events'}`, async (t) => {
      const { did, thrown, inConsole } = await live(t, events)
      assert.deepEqual(did, usual)
      assert.deepEqual(thrown.sort(), [...events].sort(), 'each event was seen')
      assert.equal(inConsole.size, events.length, 'what a page does wrong is its own: the browser tells it')
    })
  }
})
