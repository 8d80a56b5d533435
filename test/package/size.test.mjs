// What pages load stays within its budget.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { budget, gzipSize } from '../../wasm/budget.mjs'

test('dist/ws.min.js is within its budget: where it is not, "npm run size" shows what grew', async (t) => {
  const size = gzipSize(await readFile(new URL('../../dist/ws.min.js', import.meta.url)))
  t.diagnostic(`${size} bytes gzip of ${budget}`)
  assert.ok(size <= budget, `${size} bytes gzip, ${size - budget} above the budget`)
})
