// How a socket lives with its page: removal, shadow roots, a script that is loaded twice, leaving and coming back.
import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'

/** @typedef {import('../visit.mjs').Behaviour} Behaviour */
/** @typedef {import('../visit.mjs').Visit} Visit */

const sender = '<form ws-send><input name="v" value="1"><button>Send</button></form>'

/** @type {Record<string, Behaviour>} */
export default {
  async 'closes the socket of an element that a message removes'(open) {
    const page = await open('<body id="b" hx-ext="ws" ws-connect="/b"><div id="c" ws-connect="/c"></div></body>')
    await page.happened('wsOpen b')
    await page.happened('wsOpen c')
    const [b, c] = await byUrl(page.site, '/b', '/c')
    b.send('<div id="c" hx-swap-oob="delete"></div>')
    await c.closed()
    b.send('<i hx-swap-oob="beforeend:body">still here</i>')
    await page.until(() => document.body.textContent === 'still here')
  },

  async "closes the socket of an element that htmx's own request swaps away"(open) {
    const page = await open(
      '<body><div id="c" hx-ext="ws" ws-connect="/c"></div><a hx-get="/log.js" hx-target="#c" hx-swap="delete">x</a></body>'
    )
    const connection = await page.site.connection(0)
    await page.happened('wsOpen c')
    await page.click('a')
    await connection.closed()
    assert.equal(await page.run(() => document.querySelectorAll('#c').length), 0)
  },

  async 'does not connect again for an element that went meanwhile'(open) {
    const page = await open(`<body id="b" hx-ext="ws" ws-connect="/b"><div id="c" ws-connect="/c"></div></body>`, {
      config: { wsReconnectDelay: 300 }
    })
    await page.happened('wsOpen b')
    await page.happened('wsOpen c')
    const [b, c] = await byUrl(page.site, '/b', '/c')
    c.close(1011)
    await page.happened('wsClose c')
    b.send('<div id="c" hx-swap-oob="delete"></div>')
    await page.until(() => !document.querySelector('#c'))
    await pause(900)
    assert.equal(page.site.connections.length, 2)
    assert.deepEqual(await page.run(() => errors), [])
  },

  async 'connects and sends inside a shadow root'(open) {
    const page = await open('<body><div id="host"></div></body>')
    await page.run((sender) => {
      const root = /** @type {Element} */ (document.querySelector('#host')).attachShadow({ mode: 'open' })
      root.innerHTML = `<main hx-ext="ws" ws-connect="/in">${sender}</main>`
      htmx.process(/** @type {Element} */ (root.firstElementChild))
    }, sender)
    const connection = await page.site.connection(0)
    assert.equal(connection.url, '/in')
    await page.run(() => document.querySelector('#host')?.shadowRoot?.querySelector('button')?.click())
    assert.equal(JSON.parse((await connection.received(1))[0]).v, '1')
    await page.run(() => {
      const root = /** @type {ShadowRoot} */ (document.querySelector('#host')?.shadowRoot)
      const gone = document.createElement('p')
      root.replaceChildren(gone)
    })
    // nobody tells htmx: the next message finds it out
    connection.send('<p id="x">x</p>')
    await connection.closed()
  },

  async 'sends from inside a shadow root to a socket outside'(open) {
    const page = await open('<body hx-ext="ws"><main id="c" ws-connect="/out"><div id="host"></div></main></body>')
    await page.run((sender) => {
      const root = /** @type {Element} */ (document.querySelector('#host')).attachShadow({ mode: 'open' })
      root.innerHTML = `<div hx-ext="ws">${sender}</div>`
      htmx.process(/** @type {Element} */ (root.firstElementChild))
    }, sender)
    await page.run(() => document.querySelector('#host')?.shadowRoot?.querySelector('button')?.click())
    const connection = await page.site.connection(0)
    assert.equal(JSON.parse((await connection.received(1))[0]).v, '1')
  },

  async 'works as if once when its script is loaded twice'(open) {
    const page = await open(
      `<body hx-ext="ws"><main id="c" ws-connect="/">${sender}<ul id="list"></ul></main><script src="/ws.js"></script></body>`
    )
    const connection = await page.site.connection(0)
    await page.happened('wsOpen c')
    // and once more, as on a boosted page, where htmx has processed everything already
    await page.run(async () => {
      const script = Object.assign(document.createElement('script'), { src: '/ws.js' })
      const loaded = new Promise((resolve) => script.addEventListener('load', resolve))
      document.head.append(script)
      await loaded
    })
    connection.send('<ul id="list" hx-swap-oob="beforeend"><li>once</li></ul>')
    await page.until(() => document.querySelector('li'))
    await page.click('button')
    await connection.received(1)
    connection.send('<ul id="list" hx-swap-oob="beforeend"><li>last</li></ul>')
    await page.until(() => document.querySelectorAll('li')[1]?.textContent === 'last')
    assert.equal(await page.run(() => document.querySelectorAll('li').length), 2)
    assert.equal(connection.frames.length, 1)
    assert.equal(page.site.connections.length, 1)
    // an extension that was registered anew would not know the socket
    connection.send('<main id="c" hx-swap-oob="delete"></main>')
    await connection.closed()
    assert.deepEqual(await page.run(() => errors), [])
  },

  async 'works again after its user went to another page and back'(open, t) {
    const page = await open(`<body hx-ext="ws"><main id="c" ws-connect="/">${sender}<p id="x"></p></main></body>`)
    await page.happened('wsOpen c')
    const first = await page.site.connection(0)
    await page.go(`${page.site.url}elsewhere`)
    await page.happened('wsOpen c')
    await goBack(page, t)
    await works(page, await page.site.connection(2))
    // Chromium closes it no sooner than when the page comes back
    await first.closed()
    assert.equal(page.site.connections.length, 3)
  },

  async 'works again after its user came back, and the server was started again meanwhile'(open, t) {
    const page = await open(`<body hx-ext="ws"><main id="c" ws-connect="/">${sender}<p id="x"></p></main></body>`)
    await page.happened('wsOpen c')
    await page.site.connection(0)
    await page.site.kill()
    await page.happened('wsClose c')
    await page.go('about:blank')
    await page.site.restart()
    await goBack(page, t)
    await works(page, await page.site.connection(1))
    assert.equal(page.site.connections.length, 2)
  }
}

/**
 * Goes back and says what the engine made of it.
 * @param {Visit} page
 * @param {import('node:test').TestContext} t
 */
async function goBack(page, t) {
  await page.run(() => {
    setTimeout(() => history.back())
  })
  await page.until(() => location.pathname === '/' && document.readyState === 'complete')
  const isRestored = await page.run(() => log.includes('pagehide'))
  t.diagnostic(isRestored ? 'restored from the back/forward cache' : 'loaded anew')
}

/**
 * The page shows a message of the connection, and sends.
 * @param {Visit} page
 * @param {import('../far-site.mjs').Connection} connection
 */
async function works(page, connection) {
  connection.send('<p id="x">back</p>')
  await page.until(() => document.querySelector('#x')?.textContent === 'back')
  await page.click('button')
  assert.equal(JSON.parse((await connection.received(1))[0]).v, '1')
}

/**
 * Which of two sockets of a page opens first is the browser's business; the page may know of both before the test does.
 * @param {import('../far-site.mjs').FarSite} site
 * @param {string[]} urls of all its connections
 */
async function byUrl(site, ...urls) {
  await site.connection(urls.length - 1)
  return urls.map((wanted) => {
    const found = site.connections.find(({ url }) => url === wanted)
    assert.ok(found, `nothing connected to ${wanted}`)
    return found
  })
}
