// The packed tarball in empty projects, in each way it is used, up to a page in Chromium that connects.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { WebSocketServer } from 'ws'
import { useChromium } from '../support/browser.mjs'
import { filesIn, openProject, strictOptions, tarball } from './project.mjs'

const browser = await useChromium()
after(async () => rm(dirname(await tarball()), { recursive: true, force: true }))

const body = '<body hx-ext="ws"><main ws-connect="/chat"><p id="a">old</p></main>'

/** @param {string} scripts */
const pageWith = (scripts) => `<!doctype html><html><head><meta charset="utf-8">${scripts}</head>${body}</html>`

/**
 * Serves a folder; a page of it must connect and swap a message.
 * @param {import('node:test').TestContext} t
 * @param {string} folder
 * @param {{ page?: string, headers?: Record<string, string> }} [options]
 */
async function assertWorks(t, folder, { page: path = 'index.html', headers = {} } = {}) {
  const types = { html: 'text/html', js: 'text/javascript', css: 'text/css' }
  const server = createServer(async ({ url = '/' }, response) => {
    const name = url === '/' ? path : url.slice(1)
    const type = types[/** @type {keyof typeof types} */ (name.split('.').pop())] ?? 'application/octet-stream'
    const file = await readFile(join(folder, name)).catch(() => undefined)
    response.writeHead(file ? 200 : 404, { 'content-type': type, ...headers }).end(file)
  })
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) => socket.send('<p id="a">new</p>'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  const page = await browser.newPage()
  t.after(async () => {
    await page.close()
    sockets.close()
    server.closeAllConnections()
    server.close()
  })
  /** @type {string[]} */
  const errors = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(`http://127.0.0.1:${port}/`)
  await page.getByText('new').waitFor({ timeout: 15_000 })
  assert.equal(sockets.clients.size, 1)
  assert.deepEqual(errors, [])
}

test('the tarball holds what it should and nothing else', async () => {
  const files = (await filesIn(await tarball())).map((name) => name.replace('package/', '')).sort()
  const scripts = ['ws.cjs', 'ws.esm.js', 'ws.js', 'ws.min.js']
  const dist = ['node.cjs', 'node.js', 'ws-inspector.js', 'ws.d.cts', 'ws.d.ts', 'ws.nowasm.js', 'ws.wasm', ...scripts]
  const headless = ['headless.d.ts', 'headless.js', 'headless.wasm']
  const expected = [...dist, ...headless, ...scripts.map((name) => `${name}.map`)].map((name) => `dist/${name}`)
  const cli = await readdir(new URL('../../js/cli/', import.meta.url), { recursive: true })
  const command = cli.filter((name) => name.endsWith('.js')).map((name) => `js/cli/${name}`)
  const texts = [
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'THIRD-PARTY-LICENSES',
    'js/headless/README.md',
    'package.json',
    'ws.js'
  ]
  assert.deepEqual(files, [...expected, ...command, 'js/options.js', 'js/policy.js', ...texts].sort())
})

test('each script says in a banner what is in it', async (t) => {
  const { folder } = await openProject(t, {})
  const scripts = ['ws.js', 'ws.min.js', 'ws.esm.js', 'ws.cjs', 'ws.nowasm.js', 'ws-inspector.js']
  for (const name of ['ws.js', ...scripts.map((script) => `dist/${script}`)]) {
    const text = await readFile(join(folder, 'node_modules/htmx-ext-ws-wasm', name), 'utf8')
    assert.match(
      text.slice(0, 400),
      /^\/\*! htmx-ext-ws-wasm \d+\.\d+\.\d+ \| 0BSD[\s\S]*pugixml[\s\S]*THIRD-PARTY-LICENSES/,
      name
    )
  }
})

test('publint finds nothing to say about the package, but that ws.js is a script', async (t) => {
  const { folder } = await openProject(t, {})
  const { publint } = await import('publint')
  const { messages } = await publint({ pkgDir: join(folder, 'node_modules/htmx-ext-ws-wasm'), pack: false })
  assert.deepEqual(
    messages.map(({ code, path }) => `${code} ${path.join(' ')}`),
    ['FILE_INVALID_FORMAT exports ./ws.js']
  )
})

for (const script of ['ws.js', 'dist/ws.js', 'dist/ws.min.js']) {
  for (const name of ['htmx-ext-ws-wasm', 'htmx-ext-ws']) {
    test(`script tag: node_modules/${name}/${script}`, async (t) => {
      const scripts = ['htmx.org/dist/htmx.min.js', `${name}/${script}`]
      const tags = scripts.map((path) => `<script src="node_modules/${path}"></script>`).join('')
      const { folder } = await openProject(t, { 'index.html': pageWith(tags) }, { name })
      await assertWorks(t, folder)
    })
  }
}

test('script tag of ws.js at the top of the package, where WebAssembly is forbidden', async (t) => {
  const tags =
    '<script src="node_modules/htmx.org/dist/htmx.js"></script><script src="node_modules/htmx-ext-ws-wasm/ws.js"></script>'
  const { folder } = await openProject(t, { 'index.html': pageWith(tags) })
  await assertWorks(t, folder, { headers: { 'content-security-policy': "script-src 'self'" } })
})

test('modules of the page itself, by an import map', async (t) => {
  const map = { imports: { 'htmx.org': './node_modules/htmx.org/dist/htmx.esm.js' } }
  const tags = `<script type="importmap">${JSON.stringify(map)}</script>
    <script type="module" src="node_modules/htmx-ext-ws-wasm/dist/ws.esm.js"></script>`
  const { folder } = await openProject(t, { 'index.html': pageWith(tags) })
  await assertWorks(t, folder)
})

/** @type {[name: string, source: string][]} */
const sources = [
  ['import', "import htmx from 'htmx.org'\nimport 'htmx-ext-ws-wasm'\nhtmx.logger = null\n"],
  ['import of its default', "import htmx from 'htmx-ext-ws-wasm'\nhtmx.config.wsReconnectDelay = 100\n"],
  ['require', "const { default: htmx } = require('htmx-ext-ws-wasm')\nhtmx.config.wsReconnectDelay = 100\n"],
  [
    'import of the reference’s path',
    "import htmx from 'htmx.org'\nwindow.htmx = htmx\nimport('htmx-ext-ws-wasm/ws.js')\n"
  ]
]

for (const [name, source] of sources) {
  test(`esbuild: ${name}`, async (t) => {
    const project = await openProject(t, { 'app.js': source, 'index.html': pageWith('<script src="out.js"></script>') })
    const { failed, output } = await project.run('esbuild', 'app.js', '--bundle', '--outfile=out.js')
    assert.ok(!failed, output)
    await assertWorks(t, project.folder)
  })
}

test('esbuild: the alias of the reference is a whole migration', async (t) => {
  const source = "import htmx from 'htmx.org'\nimport 'htmx-ext-ws'\nhtmx.logger = null\n"
  const files = { 'app.js': source, 'index.html': pageWith('<script src="out.js"></script>') }
  const project = await openProject(t, files, { name: 'htmx-ext-ws' })
  const { failed, output } = await project.run('esbuild', 'app.js', '--bundle', '--outfile=out.js')
  assert.ok(!failed, output)
  await assertWorks(t, project.folder)
})

/** @type {[name: string, headers: Record<string, string>][]} */
const policies = [
  ['', {}],
  [', where WebAssembly is forbidden', { 'content-security-policy': "script-src 'self'" }]
]

for (const [name, headers] of policies) {
  test(`vite: a real build${name}`, async (t) => {
    const files = {
      'app.js': "import htmx from 'htmx.org'\nimport 'htmx-ext-ws-wasm'\nhtmx.logger = null\n",
      'index.html': pageWith('<script type="module" src="/app.js"></script>')
    }
    const project = await openProject(t, files)
    const { failed, output } = await project.run('vite', 'build')
    assert.ok(!failed, output)
    await assertWorks(t, join(project.folder, 'dist'), { headers })
  })
}

const typed = `import htmx from 'htmx-ext-ws-wasm'
import type { SocketWrapper, WsConfigSendDetail } from 'htmx-ext-ws-wasm'

htmx.config.wsReconnectDelay = (retryCount) => retryCount * 100
htmx.config.wsBinaryType = 'arraybuffer'
htmx.createWebSocket = (url) => new WebSocket(url)
let wrapper: SocketWrapper | undefined
document.addEventListener('htmx:wsOpen', ({ detail }) => {
  wrapper = detail.socketWrapper
  wrapper.send('hello', detail.elt)
  const waiting: number = wrapper.queue.length
  console.log(waiting)
})
document.body.addEventListener('htmx:ws-config-send', (event) => {
  const { parameters, headers }: WsConfigSendDetail = event.detail
  parameters.more = { of: headers }
  event.preventDefault()
})
window.addEventListener('htmx:wsSendError', ({ detail: { reason, remedy, count } }) => {
  console.error(reason.length + remedy.length + count)
})
`

const wrong = `import 'htmx-ext-ws-wasm'
document.addEventListener('htmx:wsOpen', ({ detail }) => {
  detail.socketWrapper.sendd('hello')
})
`

for (const resolution of ['bundler', 'nodenext']) {
  test(`TypeScript, strict, moduleResolution ${resolution}`, async (t) => {
    const compilerOptions = strictOptions(resolution)
    const project = await openProject(t, {
      'package.json': '{ "type": "module" }',
      'tsconfig.json': JSON.stringify({ compilerOptions, include: ['*.ts', '*.cts'] }),
      'app.ts': typed,
      ...(resolution === 'nodenext' && {
        'old.cts': "import ws = require('htmx-ext-ws-wasm')\nws.default.config.wsReconnectDelay = 1\n"
      })
    })
    const right = await project.run('tsc', '-p', '.')
    assert.ok(!right.failed, right.output)
    const mistaken = await openProject(t, {
      'package.json': '{ "type": "module" }',
      'tsconfig.json': JSON.stringify({ compilerOptions, include: ['*.ts'] }),
      'app.ts': wrong
    })
    const { failed, output } = await mistaken.run('tsc', '-p', '.')
    assert.ok(failed)
    assert.match(output, /'sendd' does not exist on type 'SocketWrapper'/)
  })
}

for (const [name, file, source] of [
  ['import', 'app.mjs', "import 'htmx-ext-ws-wasm'\n"],
  ['require', 'app.cjs', "require('htmx-ext-ws-wasm')\n"]
]) {
  test(`${name} in bare Node says that it needs a page, and what to use`, async (t) => {
    const project = await openProject(t, { [file]: source })
    const { failed, output } = await project.run('node', file)
    assert.ok(failed)
    assert.match(output, /htmx-ext-ws-wasm needs a page: .*dist\/ws\.min\.js/)
  })
}
