// The translation to JavaScript answers as the WebAssembly module does: the tests of the core pass on it as well.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
/** One is about the binary module, the other is this file. */
const others = ['exports.test.mjs', 'translation.test.mjs']
const names = readdirSync(folder).filter((name) => name.endsWith('.test.mjs') && !others.includes(name))
const files = names.map((name) => join(folder, name))

test('the tests of the core pass on its translation', (t) => {
  const { NODE_TEST_CONTEXT: _, ...environment } = process.env
  const { status, stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=tap', ...files], {
    env: { ...environment, HXWS_ENGINE: 'translation' },
    encoding: 'utf8'
  })
  assert.equal(status, 0, stdout)
  const passed = Number(stdout.match(/^# pass (\d+)$/m)?.[1])
  t.diagnostic(`${passed} passed`)
  assert.ok(passed > 100, `${passed} passed`)
})
