// The benchmark compares what is the same: each case's work leaves the same page, and sends as much, with each extension.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { page } from './chart.mjs'
import { compare } from './compare.mjs'
import { comparisons, files, scriptsOf } from './contestants.mjs'
import { withDevtools } from './devtools.mjs'
import { memoryGoals } from './goals.mjs'
import { listCases, measure, measureLoad, outcomes } from './measure.mjs'
import { measureGrowth } from './memory.mjs'
import { profile, sharesOf } from './profile.mjs'
import { serveBench } from './site.mjs'
import { geometricMean, median } from './statistics.mjs'

/** @typedef {import('./contestants.mjs').Contestant} Contestant */

const browser = 'Chromium'

/** @type {import('./site.mjs').Site} */
let site
/** @type {string[]} */
let cases
before(async () => {
  site = await serveBench(files)
  cases = (await listCases(browser, site)).map(({ name }) => name)
})
after(() => site.close())

/** @type {Map<Contestant, ReturnType<typeof outcomes>>} */
const known = new Map()

/** @param {Contestant} contestant */
function outcomesOf(contestant) {
  const found = known.get(contestant) ?? outcomes({ browser, site, scripts: scriptsOf(contestant), cases, samples: 1 })
  known.set(contestant, found)
  return found
}

for (const { title, reference, compared } of comparisons) {
  test(`each case does the same, with the reference and in: ${title}`, async () => {
    const [expected, found] = [await outcomesOf(reference), await outcomesOf(compared)]
    for (const name of cases) {
      const comparable = compared === 'hx-ws' ? withoutItsOwn : (/** @type {unknown} */ outcome) => outcome
      assert.deepEqual(comparable(found[name]), comparable(expected[name]), name)
    }
    const different = new Set(Object.values(expected).map((each) => JSON.stringify(each)))
    assert.equal(different.size, cases.length, 'each does something of its own')
  })
}

/**
 * An outcome without what htmx 4 names otherwise: attributes of htmx, and the headers of a form.
 * @param {import('./measure.mjs').Outcome} outcome
 */
function withoutItsOwn({ html, sent }) {
  const fields = sent.map((text) => {
    const { HEADERS, headers, ...rest } = JSON.parse(text)
    assert.equal((HEADERS ?? headers)['HX-Request'], 'true')
    return rest
  })
  return { html: html.replaceAll(/ (?:(?:hx-)?ws[-:]\w+|data-htmx-powered)="[^"]*"/g, ''), fields }
}

test('the cases that a comparison names are there', () => {
  for (const { cases: named = [] } of comparisons) for (const name of named) assert.ok(cases.includes(name), name)
})

for (const [contestant, config] of /** @type {const} */ ([
  ['ours', undefined],
  ['fast', { swap: 'fast' }],
  ['frame', { batch: 'frame' }]
])) {
  test(`the options of ${contestant}`, async () => {
    const found = await withDevtools(site.page(scriptsOf(contestant)), (page) => page.evaluate('htmx.config.ws'))
    assert.deepEqual(found, config)
  })
}

test('what is left to an animation frame is waited for, and its time counts', async () => {
  const [name] = cases
  const expected = await outcomesOf('reference')
  const [outcome, time] = await withDevtools(site.page(scriptsOf('reference')), (page) =>
    page.evaluate(async (name) => {
      const { WebSocket, outcome, measure } = /** @type {any} */ (globalThis)
      const { receive } = WebSocket.prototype
      WebSocket.prototype.receive = function (/** @type {string} */ data) {
        requestAnimationFrame(() => {
          const start = performance.now()
          while (performance.now() - start < 1 /* is busy */);
          receive.call(this, data)
        })
      }
      return [JSON.parse(await outcome(name)), ...(await measure(name, 1))]
    }, name)
  )
  assert.deepEqual(outcome, expected[name])
  assert.ok(time >= 1, `${time} ms, of which 1 was spent on purpose`)
})

test('what is done in promises counts', async () => {
  const [time] = await withDevtools(site.page(scriptsOf('hx-ws')), (page) =>
    page.evaluate((name) => {
      document.addEventListener('htmx:ws:before:message:incoming', () => {
        const start = performance.now()
        while (performance.now() - start < 1 /* is busy */);
      })
      return /** @type {any} */ (globalThis).measure(name, 1)
    }, cases[0])
  )
  assert.ok(time >= 1, `${time} ms, of which 1 was spent on purpose`)
})

test('a case and the loading of a script come to a figure', async () => {
  const [name] = cases
  const figures = await measure({ browser, site, scripts: scriptsOf('ours'), cases: [name], samples: 1 })
  assert.ok(figures[name] > 0)
  assert.ok((await measureLoad(browser, site, '/htmx-2.js', '/ours.js')) > 0)
})

test('what many messages leave behind is found, of each kind', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  t.after(() => rm(folder, { recursive: true }))
  const leak = join(folder, 'leak.js')
  await writeFile(leak, `(${leave})()`)
  const leaking = await serveBench({ ...files, '/leak.js': leak })
  t.after(() => leaking.close())
  const [clean, left] = [
    await measureGrowth(leaking, scriptsOf('ours'), 2000),
    await measureGrowth(leaking, [...scriptsOf('ours'), '/leak.js'], 2000)
  ]
  t.diagnostic(JSON.stringify({ clean, left }))
  assert.ok(clean.nodes <= memoryGoals.nodes, 'the page is the same in the end')
  assert.ok(left.heap - clean.heap > 1_000_000)
  assert.ok(left.nodes - clean.nodes >= 1000)
  assert.ok(left.listeners - clean.listeners >= 1000)
  assert.ok(left.wasm - clean.wasm >= 1000 * 65536)
})

/** For each message a node, a listener, an array, and a page of WebAssembly memory. Runs in the page. */
function leave() {
  /** @type {unknown[]} */
  const kept = []
  document.addEventListener('htmx:wsAfterMessage', () => {
    kept.push(document.createElement('p'), new Array(300).fill(0.5))
    document.addEventListener('never', () => {})
    const [memory] = /** @type {any} */ (globalThis).memories
    memory.grow(1)
  })
}

test('a comparison has a section for each pair that does the case, and says which goals are met', async () => {
  const options = /** @type {const} */ ({ browser, rounds: 1, samples: 1, only: 'connect and remove' })
  const { sections } = await compare({ ...options, self: false })
  assert.deepEqual(
    sections.map(({ compared, rows }) => [compared, rows.map(({ name, goal }) => [name, goal?.text])]),
    [
      ['ours', [['connect and remove', '1.05']]],
      ['ours', [['connect and remove', undefined]]],
      ['hx-ws', [['connect and remove', undefined]]]
    ]
  )
  const [{ rows }] = sections
  assert.equal(rows[0].goal?.isMet, median(rows[0].ratios) <= 1.05)
  const alone = await compare({ ...options, self: true })
  assert.deepEqual(
    alone.sections.map(({ compared, rows }) => [compared, rows[0].goal?.text]),
    [
      ['reference', '1+-0.05'],
      ['reference', '1+-0.05']
    ]
  )
})

test('in Firefox memory is left out, with the reason', async () => {
  const { sections } = await compare({ browser: 'Firefox', rounds: 1, samples: 1, only: 'memory', self: false })
  assert.equal(sections.length, 1)
  assert.deepEqual(sections[0].rows, [])
  assert.match(sections[0].note ?? '', /Firefox/)
})

test('the page has every section, and needs no other file', () => {
  const ratios = [0.5, 0.7]
  const html = page({
    browser,
    rounds: 2,
    samples: 1,
    only: '',
    self: false,
    sections: [
      {
        title: 'With ratios',
        unit: 'microseconds',
        compared: 'ours',
        rows: [
          { name: 'one', reference: 10, compared: 6, ratios, goal: { text: '0.50', isMet: false, most: 0.5 } },
          { name: 'two', reference: 10, compared: 6, ratios, goal: { text: '1.05', isMet: true, most: 1.05 } }
        ],
        mean: { ratio: 0.61 }
      },
      {
        title: 'Without',
        unit: 'KB',
        compared: 'ours',
        rows: [{ name: 'heap', reference: 1, compared: 2, ratios: [] }]
      },
      { title: 'Left out', unit: 'KB', compared: 'ours', rows: [], note: 'For a reason.' }
    ]
  })
  for (const text of ['With ratios', 'Without', 'Left out', 'For a reason.', '0.61', '0.50 &cross;', '1.05 &check;']) {
    assert.ok(html.includes(text), text)
  }
  assert.equal(html.match(/role="img"/g)?.length, 2)
  assert.doesNotMatch(html, /src=|href=|url\(|@import|NaN|undefined/)
})

test('a profile says where the time of the work goes, and not that of what prepares it', async () => {
  const [{ name, shares }] = await profile('ours', cases[0], 10)
  assert.equal(name, cases[0])
  assert.ok(shares.some(({ name }) => name.includes(' ours.js:')))
  assert.ok(!shares.some(({ name }) => name.startsWith('openPage ')))
})

test('the shares of a profile', () => {
  /** @param {number} id @param {string} functionName @param {number[]} children */
  const node = (id, functionName, children = []) => ({
    id,
    callFrame: { functionName, url: functionName ? 'http://here/one.js' : '', lineNumber: 4 },
    children
  })
  const nodes = [
    node(1, '', [2, 3, 5]),
    node(2, 'work', [4]),
    node(3, 'prepare', [6]),
    node(4, 'work'),
    node(5, 'rest'),
    node(6, 'work')
  ]
  assert.deepEqual(sharesOf({ nodes, samples: [2, 4, 5, 6, 3], timeDeltas: [20, 40, 20, 100, 100] }).slice(0, 2), [
    { name: 'work one.js:5', share: 0.75 },
    { name: 'rest one.js:5', share: 0.25 }
  ])
})

test('medians and means', () => {
  assert.equal(median([3, 1, 2]), 2)
  assert.equal(median([4, 1, 2, 3]), 2.5)
  assert.equal(geometricMean([1, 4]), 2)
})
