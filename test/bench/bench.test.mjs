// The benchmark compares what is the same: each case's work leaves the same page, and sends as much, with each extension.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { files, scriptsOf } from './contestants.mjs'
import { listCases, measure, measureLoad, outcomes } from './measure.mjs'
import { serveBench } from './site.mjs'
import { geometricMean, median } from './statistics.mjs'

const browser = 'Chromium'

/** @type {Awaited<ReturnType<typeof serveBench>>} */
let site
before(async () => {
  site = await serveBench(files)
})
after(() => site.close())

for (const htmx of /** @type {const} */ (['2', '1.9'])) {
  test(`each case does the same on htmx ${htmx}, with the reference and with ours`, async () => {
    const cases = (await listCases(browser, site)).map(({ name }) => name)
    /** @param {import('./contestants.mjs').Extension} extension */
    const of = (extension) => outcomes({ browser, site, scripts: scriptsOf(htmx, extension), cases, samples: 1 })
    const [reference, ours] = [await of('reference'), await of('ours')]
    assert.deepEqual(ours, reference)
    for (const name of cases) assert.notEqual(reference[name], '', name)
    assert.equal(new Set(Object.values(reference)).size, cases.length, 'each does something of its own')
  })
}

test('a case and the loading of a script come to a figure', async () => {
  const [{ name }] = await listCases(browser, site)
  const figures = await measure({ browser, site, scripts: scriptsOf('2', 'ours'), cases: [name], samples: 1 })
  assert.ok(figures[name] > 0)
  assert.ok((await measureLoad(browser, site, '/htmx-2.js', '/ours.js')) > 0)
})

test('medians and means', () => {
  assert.equal(median([3, 1, 2]), 2)
  assert.equal(median([4, 1, 2, 3]), 2.5)
  assert.equal(geometricMean([1, 4]), 2)
})
