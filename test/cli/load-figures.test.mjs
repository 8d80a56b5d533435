// What "load" makes of what happened: percentiles, each second's figures, charts, and how it all is written.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chart } from '../../js/cli/load/chart.js'
import { kindOf } from '../../js/cli/load/client.js'
import { percent, time, whole } from '../../js/cli/load/format.js'
import { createHistogram } from '../../js/cli/load/histogram.js'
import { createProgress } from '../../js/cli/load/progress.js'
import { createTally } from '../../js/cli/load/tally.js'
import { verdicts } from '../../js/cli/load/thresholds.js'
import { createChooser, seededRandom } from '../corpus/seeded.mjs'

test('percentiles are those of the sorted times, to 2 %', () => {
  const choose = createChooser(seededRandom(7))
  for (const scale of [0.01, 1, 100, 100_000]) {
    const histogram = createHistogram()
    const times = choose.some(1000, 3000, () => (choose.integer(0, 1e6) / 1e6) ** 4 * scale)
    for (const each of times) histogram.add(each)
    const sorted = [...times].sort((one, other) => one - other)
    for (const share of [0, 0.01, 0.5, 0.9, 0.99, 0.999, 1]) {
      const exact = sorted[Math.max(0, Math.ceil(share * times.length) - 1)]
      const found = share === 0 ? exact : histogram.percentile(share)
      // a microsecond is the smallest that is told apart
      assert.ok(Math.abs(found - exact) <= exact * 0.02 + 0.001, `${share} of ${scale}: ${found}, not ${exact}`)
    }
    assert.equal(histogram.max, sorted.at(-1))
    assert.equal(histogram.count, times.length)
  }
})

test('a histogram of nothing, of one, of what is too long and of what can not be', () => {
  const histogram = createHistogram()
  assert.deepEqual([histogram.count, histogram.percentile(0.5), histogram.max], [0, 0, 0])
  histogram.add(3)
  assert.deepEqual([0.01, 0.5, 1].map(histogram.percentile).map(Math.round), [3, 3, 3])
  histogram.add(1e12)
  histogram.add(-1)
  assert.equal(histogram.percentile(0.01), 0.001)
  assert.equal(histogram.max, 1e12)
  assert.ok(histogram.percentile(1) > 2e6)
  histogram.clear()
  assert.deepEqual([histogram.count, histogram.percentile(1), histogram.max], [0, 0, 0])
})

test('each second has its own figures, and what the script measures goes before the replies', () => {
  const tally = createTally()
  tally.totals.clients = 2
  tally.opened()
  tally.opened()
  tally.totals.received += 5
  tally.replied(10)
  tally.tick()
  tally.closed()
  tally.totals.sent += 3
  tally.failed('one')
  tally.replied(20)
  tally.measured('mine', 40)
  tally.tick()
  tally.tick()
  const [first, second, third] = tally.seconds
  assert.deepEqual(
    { ...first, p50: Math.round(first.p50 ?? 0), p99: Math.round(first.p99 ?? 0) },
    { clients: 2, connections: 2, received: 5, sent: 0, errors: 0, p50: 10, p99: 10 }
  )
  assert.deepEqual([second.connections, second.received, second.sent, second.errors], [1, 0, 3, 1])
  assert.equal(Math.round(second.p50 ?? 0), 40)
  assert.deepEqual([third.errors, third.p50, third.p99], [0, null, null])
  assert.equal(tally.totals.most, 2)
  assert.equal(tally.overall().count, 1)
  assert.deepEqual(
    tally.latencies().map(({ name, histogram }) => [name, histogram.count]),
    [
      ['sent to received', 2],
      ['mine', 1]
    ]
  )
})

test('kinds of errors and names of measurements are limited, most frequent first', () => {
  const tally = createTally()
  for (let index = 0; index < 200; index++) {
    tally.failed(`kind ${index}`)
    tally.measured(`name ${index}`, 1)
  }
  assert.deepEqual(tally.errors()[0], { kind: 'others', count: 150 })
  assert.equal(tally.errors().length, 51)
  assert.equal(tally.latencies().length, 51)
  assert.equal(tally.totals.errors, 200)
})

test('an error is of the kind that its reason says, on one line and of some length', () => {
  assert.equal(
    kindOf(Object.assign(new Error('long\nstory'), { name: 'PageError', reason: 'Nothing came.' })),
    'PageError: Nothing came.'
  )
  assert.equal(kindOf(new TypeError('first\nsecond')), 'TypeError: first')
  assert.equal(kindOf('\x1b[31mred'), ' [31mred')
  assert.equal(kindOf(new Error('x'.repeat(1000))).length, 160)
  assert.equal(kindOf(null), 'null')
})

test('thresholds: of times, of a number of errors, of their share', () => {
  const tally = createTally()
  for (let milliseconds = 1; milliseconds <= 100; milliseconds++) tally.measured('a', milliseconds)
  tally.totals.tried = 200
  tally.failed('x')
  /** @param {'p50' | 'p90' | 'p99' | 'errors'} of @param {number} most @param {boolean} [isShare] */
  const holds = (of, most, isShare) => verdicts([{ of, most, isShare, text: '' }], tally)[0].holds
  assert.deepEqual(
    [holds('p50', 52), holds('p50', 48), holds('p90', 92), holds('p90', 88), holds('p99', 98)],
    [true, false, true, false, false]
  )
  assert.deepEqual([holds('errors', 1), holds('errors', 0)], [true, false])
  assert.deepEqual([holds('errors', 0.005, true), holds('errors', 0.004, true)], [true, false])
})

test('figures for people', () => {
  assert.deepEqual([0, 0.1234, 5.678, 56.78, 567.8, 999.6, 1234, 61_234].map(time), [
    '0.00 ms',
    '0.12 ms',
    '5.68 ms',
    '56.8 ms',
    '568 ms',
    '1.00 s',
    '1.23 s',
    '61.2 s'
  ])
  assert.deepEqual([0, 0.00123, 0.5, 1].map(percent), ['0 %', '0.12 %', '50 %', '100 %'])
  assert.equal(whole(1234567.8), '1,234,568')
})

test('a chart of nothing, of gaps, and of what spans powers of ten', () => {
  const nothing = chart({ title: 'none', lines: [{ name: 'a', values: [] }] })
  const flat = chart({ title: 'flat', lines: [{ name: 'a', values: [0, 0] }] })
  const gaps = chart({
    title: 'gaps',
    lines: [
      { name: 'a', values: [1, null, 3, 4, null] },
      { name: 'b', values: [null] }
    ],
    isLogarithmic: true
  })
  const wide = chart({ title: 'wide', lines: [{ name: 'a', values: [0.001, 5, 90_000] }], isLogarithmic: true })
  for (const drawn of [nothing, flat, gaps, wide]) assert.doesNotMatch(drawn, /NaN|Infinity|undefined|null/)
  assert.match(gaps, /line0" d="M[\d. ]+h0M[\d. ]+h0L[\d. ]+"/)
  for (const [, y] of wide.matchAll(/[ML][\d.]+ ([\d.]+)/g)) assert.ok(Number(y) >= 12 && Number(y) <= 176, y)
})

test('progress is one line that is written anew on a terminal, else a line now and then', () => {
  for (const isTerminal of [true, false]) {
    /** @type {string[]} */
    const texts = []
    const output = { out() {}, err: (/** @type {string} */ text) => void texts.push(text), isTerminal }
    const plan = /** @type {any} */ ({ duration: 10_000, clients: 2 })
    const progress = createProgress(output, plan)
    const tally = createTally()
    for (let second = 1; second <= 10; second++) {
      tally.tick()
      progress.tell(tally, second * 1000)
    }
    progress.end()
    const said = texts.join('')
    assert.equal(said.match(/0 open/g)?.length, isTerminal ? 10 : 2)
    assert.equal(said.includes('\x1b'), isTerminal)
    assert.equal(said.includes('\n'), !isTerminal)
  }
})
