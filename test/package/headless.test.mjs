// The headless page from the packed tarball, in an empty project.
import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { after, test } from 'node:test'
import { openServer } from '../headless/server.mjs'
import { openProject, strictOptions, tarball } from './project.mjs'

after(async () => rm(dirname(await tarball()), { recursive: true, force: true }))

const suite = `
import { once } from 'node:events'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { assertElement, openPage } from 'htmx-ext-ws-wasm/headless'
import { WebSocketServer } from 'ws'

test('a chat', async (t) => {
  const server = createServer((_, response) =>
    response.end('<main hx-ext="ws" ws-connect="/chat"><ol id="messages"></ol><form ws-send><input name="text"></form></main>')
  )
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) => socket.on('message', (data) =>
    socket.send('<ol hx-swap-oob="beforeend:#messages"><li>' + JSON.parse(data).text + '</li></ol>')
  ))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const page = await openPage(t, 'http://127.0.0.1:' + server.address().port)
  page.fill('[name=text]', 'hello')
  page.submit('form')
  await page.waitFor('#messages > li')
  assertElement(page, '#messages > li', { text: 'hello' })
})
`

test('a test file runs, with ws beside it', async (t) => {
  const project = await openProject(
    t,
    { 'package.json': '{ "type": "module" }', 'chat.test.js': suite },
    { needs: ['ws'] }
  )
  const { failed, output } = await project.run('node', '--test', 'chat.test.js')
  assert.ok(!failed, output)
  assert.match(output, /pass 1/)
})

test('without ws, a Node that has no WebSocket says what to install', async (t) => {
  const code = `
    import { Page } from 'htmx-ext-ws-wasm/headless'
    delete globalThis.WebSocket
    const page = Page.fromHTML('<main hx-ext="ws" ws-connect="/chat">', { url: 'http://127.0.0.1:1/' })
    page.on('error', ({ message }) => console.log(message))
    console.log(page.errors[0].message)
    await page.close()`
  const project = await openProject(t, { 'app.mjs': code }, { needs: [] })
  const { failed, output } = await project.run('node', 'app.mjs')
  assert.ok(!failed, output)
  assert.match(output, /the package "ws" is not installed\. Install it \(npm install --save-dev ws\)/)
})

test('load puts pages on a server, with what the tarball holds', async (t) => {
  const server = await openServer(t, '<main hx-ext="ws" ws-connect="/chat"></main>')
  const project = await openProject(t, {}, { needs: ['ws'] })
  const main = 'node_modules/htmx-ext-ws-wasm/js/cli/main.js'
  const load = ['load', server.url, '--clients', '3', '--ramp', '100ms', '--for', '1s', '--max-errors', '0']
  const { failed, output } = await project.run('node', main, ...load)
  assert.ok(!failed, output)
  assert.equal(server.handshakes.length, 3)
})

const typed = `
import { assertElement, type Frame, openPage, Page, PageError } from 'htmx-ext-ws-wasm/headless'

const page: Page = await Page.open('http://127.0.0.1:3000/', { config: { ws: { preset: 'resilient' } } })
page.on('close', ({ code }) => code.toFixed())
page.on('htmx:wsConfigSend', (detail) => detail.parameters.text !== '')
const element = await page.waitFor('li', { text: /hello/, count: 1 })
assertElement(page, 'li', { text: element?.text, attributes: { class: null } })
const frames: readonly Frame[] = page.frames
for await (const { data } of page.received()) if (data === frames[0].data) break
const errors: readonly PageError[] = page.errors
await openPage({ after() {} }, page.url)
`

for (const resolution of ['bundler', 'nodenext']) {
  test(`TypeScript, strict, moduleResolution ${resolution}`, async (t) => {
    const compilerOptions = strictOptions(resolution)
    const files = {
      'package.json': '{ "type": "module" }',
      'tsconfig.json': JSON.stringify({ compilerOptions, include: ['*.ts'] })
    }
    const right = await openProject(t, { ...files, 'app.ts': typed })
    const good = await right.run('tsc', '-p', '.')
    assert.ok(!good.failed, good.output)
    const mistaken = await openProject(t, { ...files, 'app.ts': `${typed}page.on('clos', () => {})\n` })
    const { failed, output } = await mistaken.run('tsc', '-p', '.')
    assert.ok(failed)
    assert.match(output, /"clos"/)
  })
}
