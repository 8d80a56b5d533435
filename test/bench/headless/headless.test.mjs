// What is compared does the same: each script leaves the same page and sends the same, headless and in jsdom; and the
// figures come.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contestants } from './contestants.mjs'
import { crowd } from './crowd.mjs'
import { memoryPerPage } from './memory.mjs'
import { crowdLines, memoryLines, speedLines } from './report.mjs'
import { page, scripts } from './scripts.mjs'
import { compareSpeed } from './speed.mjs'

const names = /** @type {const} */ (['headless', 'jsdom'])

for (const { name, run } of scripts) {
  test(`the same in both: ${name}`, async () => {
    const outcomes = []
    for (const contestant of names) {
      const opened = await contestants[contestant](page)
      const before = opened.html('main')
      for (let index = 0; index < 3; index++) run(opened, index)
      const [sent, after] = [opened.sent(), opened.html('main')]
      assert.notEqual(after, before, `${contestant} does something`)
      // what a connection is like is shown by ours alone
      outcomes.push({ sent, after: after.replace(/<main[^>]*>/, '<main>') })
      await opened.close()
    }
    assert.deepEqual(outcomes[0], outcomes[1])
  })
}

test('speed and memory come to figures', async (t) => {
  const rows = await compareSpeed({ rounds: 1, milliseconds: 10 })
  assert.equal(rows.length, scripts.length)
  for (const { headless, jsdom } of rows) assert.ok(headless > 0 && jsdom > 0)
  t.diagnostic(speedLines(rows, 1))
  const [headless, jsdom] = [await memoryPerPage('headless', 200), await memoryPerPage('jsdom', 5)]
  assert.ok(headless > 0 && jsdom > 0)
  t.diagnostic(memoryLines(headless, jsdom))
})

test('a crowd is connected, and hears what is said to all', async (t) => {
  const reached = await crowd(200)
  assert.deepEqual([reached.pages, reached.opened, reached.heard], [200, 200, 200])
  t.diagnostic(crowdLines(reached, 200))
})
