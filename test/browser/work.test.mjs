// The WebAssembly core does the work: where one of its functions throws, the page's matching behaviour is gone. With a
// copy of that policy in js/, these tests would fail.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { useChromium } from '../support/browser.mjs'
import { openSite, visit } from '../support/site.mjs'

const browser = await useChromium()

const body = `<body hx-ext="ws"><div id="c" ws-connect="/"><p id="x">old</p>
  <form ws-send><input name="v" value="1"><button>Send</button></form></div></body>`

/**
 * What a page manages to do: each behaviour is tried, and its name is in the result when it happened.
 * @param {import('node:test').TestContext} t
 * @param {string[]} stubs the exports that throw
 * @returns {Promise<string[]>}
 */
async function behaviours(t, stubs) {
  const site = await openSite(t, body)
  const { page } = await visit(t, browser, site, { before: stubScript(stubs) })
  /** @type {string[]} */
  const done = []
  /** @param {string} name @param {Promise<unknown>} trial */
  const attempt = async (name, trial) => {
    const outcome = await Promise.race([
      trial.then(
        () => true,
        () => false
      ),
      page.waitForTimeout(2500)
    ])
    if (outcome) done.push(name)
  }

  await attempt('connect', site.socket(0))
  const connection = site.sockets[0]
  if (!connection) return done
  connection.socket.send('<p id="x">new</p>')
  await attempt('receive', page.getByText('new').waitFor())
  await page.click('button')
  await attempt('send', connection.received(1))
  await page.evaluate(() => {
    const { socketWrapper } = /** @type {any} */ (globalThis)
    socketWrapper.send('now')
  })
  await attempt('send text', received(connection, 'now'))
  // by the page itself: a word from here may come when the next socket is open already
  await page.evaluate(() => {
    const { socketWrapper } = /** @type {any} */ (globalThis)
    document.addEventListener('htmx:wsClose', () => socketWrapper.send('queued'), { once: true })
  })
  connection.socket.close(1012)
  await attempt('reconnect', site.socket(1))
  if (site.sockets[1]) await attempt('flush', received(site.sockets[1], 'queued'))
  return done
}

/** @param {import('../support/site.mjs').Socket} connection @param {string} frame */
async function received(connection, frame) {
  for (let count = 1; !connection.frames.includes(frame); count++) await connection.received(count)
}

/** @param {string[]} stubs */
function stubScript(stubs) {
  return `
    document.addEventListener('htmx:wsOpen', ({ detail }) => { globalThis.socketWrapper = detail.socketWrapper })
    const Native = WebAssembly.Instance
    WebAssembly.Instance = function (module, imports) {
      const exports = { ...new Native(module, imports).exports }
      // what unpacks the core is left alone
      if (exports.unpack) return { exports }
      for (const name of ${JSON.stringify(stubs)}) {
        if (!exports[name]) throw new Error(name + ' is no export')
        exports[name] = () => { throw new Error('stub of ' + name) }
      }
      return { exports }
    }`
}

const all = ['connect', 'receive', 'send', 'send text', 'reconnect', 'flush']

test('nothing is missing without stubs', async (t) => assert.deepEqual(await behaviours(t, []), all))

/** @type {[idea: string, stubs: string[], lost: string[]][]} */
const ideas = [
  ['attributes', ['hxws_socket_url'], all],
  ['payload', ['hxws_payload'], ['send']],
  ['fragments', ['hxws_fragments'], ['receive']],
  ['backoff', ['hxws_backoff_delay'], ['reconnect', 'flush']],
  ['queue', ['hxws_queue_push', 'hxws_queue_assign'], ['flush']],
  ['connection', ['hxws_connection_step'], all]
]

for (const [idea, stubs, lost] of ideas) {
  test(`${idea}: a page without ${stubs.join(', ')} does not ${lost.join(', ')}`, async (t) => {
    assert.deepEqual(
      await behaviours(t, stubs),
      all.filter((name) => !lost.includes(name))
    )
  })
}
