import assert from 'node:assert/strict'

/** @typedef {import('../visit.mjs').Behaviour} Behaviour */

/** From the page /rooms/here, where a path and a query are relative to different things. @type {[url: string, path: string][]} */
const urls = [
  ['/chat', '/chat'],
  ['chat', '/rooms/chat'],
  ['?room=1', '/rooms/here?room=1'],
  ['ws:/chat', '/chat'],
  ['ws://{host}/chat', '/chat'],
  ['//{host}/chat', '/chat'],
  ['http://{host}/chat', '/chat']
]

/** @type {Record<string, Behaviour>} */
const connecting = {
  async 'connects with the cookies of its page, and opens'(open) {
    const headers = { 'set-cookie': 'session=of-the-page; HttpOnly; SameSite=Strict' }
    const page = await open('<body hx-ext="ws"><div id="c" ws-connect="/chat"></div></body>', { headers })
    const connection = await page.site.connection(0)
    assert.equal(connection.url, '/chat')
    assert.equal(connection.headers.cookie, 'session=of-the-page')
    assert.equal(connection.headers.origin, `http://${page.site.host}`)
    await page.happened('wsOpen c')
    assert.deepEqual(await page.run(() => log), ['wsConnecting c', 'wsOpen c'])
    assert.deepEqual(await page.run(() => errors), [])
  },

  async 'connects on htmx 1.9.12'(open) {
    const page = await open('<body hx-ext="ws"><div id="c" ws-connect="/chat"></div></body>', {
      htmx: '/htmx-1.9.12.js'
    })
    assert.equal((await page.site.connection(0)).url, '/chat')
    await page.happened('wsOpen c')
  },

  async 'connects by hx-ws'(open) {
    const page = await open('<body hx-ext="ws"><div id="c" hx-ws="connect:/old"></div></body>')
    assert.equal((await page.site.connection(0)).url, '/old')
  },

  async 'reports a URL that cannot be opened, and opens the next'(open) {
    const page = await open('<body hx-ext="ws"><i id="bad" ws-connect="ftp://x/"></i><i ws-connect="/good"></i></body>')
    assert.equal((await page.site.connection(0)).url, '/good')
    await page.happened('wsError bad')
    await page.until(() => errors.some((line) => line.includes('ftp://x/')))
  }
}

for (const [url, path] of urls) {
  connecting[`connects to ${url}`] = async (open) => {
    const page = await open('<body></body>')
    await page.go(`${page.site.url}rooms/here`)
    await page.run(
      (url) => {
        document.body.innerHTML = `<div id="c" hx-ext="ws" ws-connect="${url}"></div>`
        htmx.process(document.body)
      },
      url.replace('{host}', page.site.host)
    )
    assert.equal((await page.site.connection(0)).url, path)
    await page.happened('wsOpen c')
    assert.deepEqual(await page.run(() => errors), [])
  }
}

export default connecting
