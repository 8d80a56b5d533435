// What README.md tells a newcomer to copy works as it stands there.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { withFigures } from '../../wasm/readme.mjs'
import { useChromium } from '../support/browser.mjs'
import { openSite, visit } from '../support/site.mjs'
import { openProject } from './project.mjs'

const root = new URL('../../', import.meta.url)
const readme = await readFile(new URL('README.md', root), 'utf8')
const { name, version } = JSON.parse(await readFile(new URL('package.json', root), 'utf8'))

/** @param {string} language @returns {string[]} */
const blocks = (language) =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(([, text]) => text)

const [pageBlock, answer, policyBlock] = blocks('html')
const [moduleBlock] = blocks('js')
const headlessBlock = blocks('js').find((block) => block.includes('htmx-ext-ws-wasm/headless'))
const [aliasBlock] = blocks('json')

/** @param {string} text */
const asPage = (text) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title>${text}`

/** @param {string} path */
const fileAt = (path) => () => readFile(new URL(path, root), 'utf8')

const browser = await useChromium()

/**
 * The page of the first block chats.
 * @param {import('node:test').TestContext} t
 * @param {import('../support/site.mjs').Site} site
 */
async function assertChats(t, site) {
  const { page, errors } = await visit(t, browser, site)
  const { socket, received, url } = await site.socket(0)
  assert.equal(url, '/chat')
  await page.fill('[name=text]', 'Hello')
  await page.click('button')
  const { text, HEADERS } = JSON.parse((await received(1))[0])
  assert.equal(text, 'Hello')
  assert.equal(typeof HEADERS, 'object')
  socket.send(answer)
  await page.locator('#messages > li', { hasText: 'Hello' }).waitFor()
  assert.deepEqual(errors, [])
}

test('the lines for a script tag, with the integrity of the built file', async (t) => {
  assert.ok(pageBlock.includes(`${name}@${version}/dist/ws.min.js`))
  const local = pageBlock.replaceAll(/https:\/\/unpkg\.com\/(htmx\.org|htmx-ext-ws-wasm)@[^/]*/g, '/$1')
  const site = await openSite(t, '', {
    page: asPage(local),
    files: {
      '/htmx.org/dist/htmx.min.js': fileAt('node_modules/htmx.org/dist/htmx.min.js'),
      [`/${name}/dist/ws.min.js`]: fileAt('dist/ws.min.js')
    }
  })
  await assertChats(t, site)
})

test('the figures of what is loaded: where they are others, "npm run readme" writes them', async () => {
  assert.equal(await withFigures(readme), readme)
})

test('the lines for a bundler', async (t) => {
  const project = await openProject(t, { 'app.js': moduleBlock })
  const { failed, output } = await project.run('esbuild', 'app.js', '--bundle', '--outfile=out.js')
  assert.ok(!failed, output)
  const body = pageBlock.slice(pageBlock.indexOf('<main'))
  const site = await openSite(t, '', {
    page: asPage(`${body}<script src="/out.js"></script>`),
    files: { '/out.js': () => readFile(join(project.folder, 'out.js'), 'utf8') }
  })
  await assertChats(t, site)
})

test('the lines of a test without a browser are those of the test that runs', async () => {
  const example = await readFile(new URL('test/headless/chat.test.mjs', root), 'utf8')
  assert.equal(headlessBlock, example.slice(example.indexOf('import')))
})

test('the line for a project that has the reference', () => {
  assert.deepEqual(JSON.parse(aliasBlock), { dependencies: { 'htmx-ext-ws': `npm:${name}@${version}` } })
})

test('the lines for a page whose policy forbids WebAssembly', async (t) => {
  const scripts = policyBlock.replaceAll('src="', 'src="/')
  const body = pageBlock.slice(pageBlock.indexOf('<main'))
  const site = await openSite(t, '', {
    page: asPage(scripts + body),
    headers: { 'content-security-policy': "script-src 'self'" },
    files: {
      '/htmx.min.js': fileAt('node_modules/htmx.org/dist/htmx.min.js'),
      '/ws.min.js': fileAt('dist/ws.min.js')
    }
  })
  const { page, warnings } = await visit(t, browser, site)
  const { socket } = await site.socket(0)
  socket.send(answer)
  await page.locator('#messages > li').waitFor()
  assert.deepEqual(warnings, [])
})
