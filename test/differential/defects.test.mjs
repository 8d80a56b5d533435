// Every mended defect: its test passes on ours and fails on the reference, else it proves nothing.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openHarness, usualHosts } from './harness.mjs'
import { loadDefects, wanted } from './load.mjs'

/** @typedef {import('./harness.mjs').Harness} Harness */

/** @type {Harness} */
let harness

before(async () => {
  harness = await openHarness()
})
after(() => harness.close())

for (const defect of wanted(await loadDefects())) {
  for (const host of defect.hosts ?? usualHosts) {
    test(`${defect.id} on htmx ${host}: ${defect.name}`, async () => {
      const [ours, reference] = await Promise.all([
        harness.play(defect, host, 'ours'),
        harness.play(defect, host, 'reference')
      ])
      defect.expect(ours)
      assert.throws(() => defect.expect(reference), assert.AssertionError, 'the reference passes as well')
    })
  }
}
