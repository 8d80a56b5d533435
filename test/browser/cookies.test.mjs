// The handshake carries the page's cookies, as the documentation promises for URLs of the page's own host.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { useChromium } from '../support/browser.mjs'
import { openSite, visit } from '../support/site.mjs'

const browser = await useChromium()

for (const url of ['/chat', 'chat', '?room=1', 'ws:/chat']) {
  test(`a cookie of the page's response reaches the server with the handshake of ws-connect="${url}"`, async (t) => {
    const site = await openSite(t, `<body hx-ext="ws"><div id="c" ws-connect="${url}"></div></body>`, {
      headers: { 'set-cookie': 'session=of-the-page; HttpOnly; SameSite=Strict' }
    })
    const { errors } = await visit(t, browser, site)
    const { headers } = await site.socket(0)
    assert.equal(headers.cookie, 'session=of-the-page')
    assert.equal(headers.origin, `http://${site.host}`)
    assert.deepEqual(errors, [])
  })
}

test('a cookie that the page has set meanwhile goes with the next attempt', async (t) => {
  const site = await openSite(t, '<body hx-ext="ws"><div id="c" ws-connect="/chat"></div></body>')
  const { page } = await visit(t, browser, site)
  const first = await site.socket(0)
  assert.equal(first.headers.cookie, undefined)
  await page.evaluate(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: Firefox and WebKit have no cookieStore
    document.cookie = 'token=new'
  })
  first.socket.close(1012)
  const second = await site.socket(1)
  assert.equal(second.headers.cookie, 'token=new')
})
