import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'

/** @typedef {import('../visit.mjs').Behaviour} Behaviour */
/** @typedef {import('../visit.mjs').Visit} Visit */

const body =
  '<body hx-ext="ws"><main id="c" ws-connect="/"><form ws-send><input name="v"></form><p id="x">old</p></main></body>'

/** Many times the delay of a reconnection: what did not connect by then does not. In milliseconds. */
const longEnough = 500

/** @type {Record<string, Behaviour>} */
const reconnecting = {
  async 'connects again after 1006: its server was killed and started again'(open) {
    const page = await open(body)
    await page.happened('wsOpen c')
    await page.site.connection(0)
    await page.site.kill()
    await page.happened('wsClose c')
    await page.happened('wsConnecting c', 3)
    await page.site.restart()
    await works(page, 1)
  },

  async 'connects again on htmx 1.9.12 to a server that was killed'(open) {
    const page = await open(body, { htmx: '/htmx-1.9.12.js' })
    await page.happened('wsOpen c')
    await page.site.connection(0)
    await page.site.kill()
    await page.happened('wsClose c')
    await page.site.restart()
    await works(page, 1)
  },

  async 'connects again after the usual delay'(open) {
    const page = await open(body, { config: { wsReconnectDelay: 'full-jitter' } })
    const connection = await page.site.connection(0)
    connection.close(1012)
    await works(page, 1)
  },

  async 'queues while the server is down, and sends in order'(open) {
    const page = await open(body)
    await page.happened('wsOpen c')
    await page.site.connection(0)
    await page.site.kill()
    await page.happened('wsClose c')
    for (const value of ['one', 'two', 'drei 🎉']) {
      await page.run(
        (value) => Object.assign(/** @type {Element} */ (document.querySelector('[name=v]')), { value }),
        value
      )
      await page.type('[name=v]', '\n')
    }
    await page.site.restart()
    const connection = await page.site.connection(1)
    const frames = await connection.received(3)
    assert.deepEqual(
      frames.map((frame) => JSON.parse(frame).v),
      ['one', 'two', 'drei 🎉']
    )
    await works(page, 1)
    assert.equal(connection.frames.length, 3, 'nothing is sent twice')
  },

  async 'connects again when its script says so'(open) {
    const head =
      "<script>document.addEventListener('htmx:wsOpen', (e) => { socketWrapper = e.detail.socketWrapper })</script>"
    const page = await open(body, { head })
    const connection = await page.site.connection(0)
    connection.close(1000)
    await page.happened('wsClose c')
    await page.run(() => /** @type {any} */ (globalThis).socketWrapper.reconnect())
    await works(page, 1)
  }
}

for (const code of [1011, 1012, 1013]) {
  reconnecting[`connects again after ${code}`] = async (open) => {
    const page = await open(body)
    const connection = await page.site.connection(0)
    connection.close(code)
    await works(page, 1)
    // WebKitGTK takes 1012 and 1013 for a protocol error and tells the page of an error and of 1006
    const lifecycle = (await page.run(() => log)).filter((entry) => /Connecting|Open|Close/.test(entry))
    assert.deepEqual(lifecycle, ['wsConnecting c', 'wsOpen c', 'wsClose c', 'wsConnecting c', 'wsOpen c'])
  }
}

for (const code of [1000, 1001, 4000]) {
  reconnecting[`does not connect again after ${code}`] = async (open) => {
    const page = await open(body)
    const connection = await page.site.connection(0)
    connection.close(code)
    await page.happened('wsClose c')
    await pause(longEnough)
    assert.deepEqual(await page.run(() => log), ['wsConnecting c', 'wsOpen c', 'wsClose c'])
    assert.equal(page.site.connections.length, 1)
  }
}

/**
 * The connection of that number reaches the page, and no other is there.
 * @param {Visit} page
 * @param {number} index
 */
async function works(page, index) {
  const connection = await page.site.connection(index)
  connection.send('<p id="x">new</p>')
  await page.until(() => document.querySelector('#x')?.textContent === 'new')
  assert.equal(page.site.connections.length, index + 1)
}

export default reconnecting
