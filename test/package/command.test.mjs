// The packed command, as npx runs it in an empty project.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { tarball } from './project.mjs'

after(async () => rm(dirname(await tarball()), { recursive: true, force: true }))

test('npx htmx-ext-ws-wasm, installed from the tarball and without network', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'hxws-npx-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  await writeFile(join(folder, 'package.json'), '{ "private": true }')
  await writeFile(join(folder, 'page.html'), '<main hx-ws="connect:/chat" ws-config="swap:fasst">')
  const options = ['--offline', '--legacy-peer-deps', '--no-audit', '--no-fund']
  const installed = await run('npm', 'install', ...options, await tarball())
  assert.equal(installed.status, 0, installed.stderr)

  const shown = await run('npx', '--no', 'htmx-ext-ws-wasm', 'migrate', '.')
  assert.equal(shown.status, 1, shown.stderr)
  assert.match(shown.stdout, /^\+<main hx-ext="ws" ws-connect="\/chat" ws-config="swap:fasst">$/m)
  const written = await run('npx', '--no', 'htmx-ext-ws-wasm', 'migrate', '.', '--write')
  assert.equal(written.status, 0, written.stderr)
  assert.match(await readFile(join(folder, 'page.html'), 'utf8'), /^<main hx-ext="ws" ws-connect="\/chat" /)
  const checked = await run('npx', '--no', 'htmx-ext-ws-wasm', 'check', 'page.html')
  assert.equal(checked.status, 1, checked.stderr)
  assert.match(checked.stdout, /^page\.html:1:\d+: ws-config: swap can't be "fasst"/)

  /**
   * @param {string} program
   * @param {string[]} parameters
   * @returns {Promise<{ status: number | string, stdout: string, stderr: string }>}
   */
  function run(program, ...parameters) {
    const { NODE_TEST_CONTEXT: _, ...env } = process.env
    return new Promise((resolve) => {
      execFile(program, parameters, { cwd: folder, env }, (error, stdout, stderr) => {
        resolve({ status: error ? (error.code ?? 'killed') : 0, stdout, stderr })
      })
    })
  }
})
