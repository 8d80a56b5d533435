// The demo's chat, tested without a browser: README.md shows this file.
import { test } from 'node:test'
import { assertElement, openPage } from 'htmx-ext-ws-wasm/headless'
import { serveDemo } from '../../demo/demo.mjs'

test('what one says, all read', async (t) => {
  const server = await serveDemo({ port: 0 })
  t.after(() => server.close())
  const ada = await openPage(t, `${server.url}/chat`)
  const grace = await openPage(t, `${server.url}/chat`)
  await ada.waitFor('#online', { text: '2 online' })

  ada.fill('form [name=name]', 'Ada')
  ada.fill('form [name=text]', 'Hello')
  ada.submit('form')

  await grace.waitFor('#messages > li', { text: 'Hello' })
  assertElement(grace, '#messages > li', { count: 1, text: /Ada.*Hello/ })
  assertElement(ada, '#messages > li', { count: 1, text: /Ada.*Hello/ })
})
