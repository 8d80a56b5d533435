// The simulation with few clients: nothing happens in it that can't.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { seed } from '../support/seed.mjs'
import { chart } from './chart.mjs'
import { figuresOf } from './figures.mjs'
import { buildSimulator, simulate } from './run.mjs'
import { strategies } from './strategies.mjs'

const situation = { clients: 2000, seed, down: 5, capacity: 20 }
const sum = (/** @type {number[]} */ numbers) => numbers.reduce((one, other) => one + other, 0)

before(buildSimulator)

for (const strategy of strategies) {
  test(`${strategy.name}: each client comes back once, and none where it can't`, async () => {
    const { attempts, accepted } = await simulate(situation, strategy)
    assert.equal(sum(accepted), situation.clients)
    assert.equal(sum(accepted.slice(0, situation.down)), 0)
    assert.ok(accepted.every((count, second) => count <= Math.min(situation.capacity, attempts[second])))
    const waiting = accepted.slice(situation.down).map((count, second) => [count, attempts[second + situation.down]])
    // what the server could have accepted, it did
    assert.ok(waiting.every(([count, tried]) => count === Math.min(situation.capacity, tried)))
  })

  test(`${strategy.name}: the same seed has the same outcome, another one another`, async () => {
    const outcome = await simulate(situation, strategy)
    assert.deepEqual(await simulate(situation, strategy), outcome)
    assert.notDeepEqual(await simulate({ ...situation, seed: seed + 1 }, strategy), outcome)
  })
}

test("the reference's waits are ours", async () => {
  const [ours, reference] = strategies
  const { attempts, accepted } = await simulate(situation, ours)
  assert.deepEqual(await simulate(situation, reference), { strategy: reference, attempts, accepted })
})

test('no client tries more often than its waits allow', async () => {
  const strategy = { name: 'no jitter', first: 1000, longest: 4000, jitter: 0 }
  const { attempts } = await simulate({ ...situation, clients: 30 }, strategy)
  // 1, 2, 4, 4 s, each a round trip (20 to 200 ms) later
  const begins = [1, 3, 7, 11]
  assert.deepEqual(
    attempts.flatMap((count, second) => (count > 0 ? second : [])),
    begins.slice(0, begins.indexOf(attempts.length - 1) + 1)
  )
  assert.deepEqual([attempts[1], attempts[3], attempts[7]], [30, 30, 30])
})

test('where the server accepts all, each client tries once more at most when it is back', async () => {
  const { attempts } = await simulate({ ...situation, capacity: situation.clients }, strategies[0])
  assert.equal(sum(attempts.slice(situation.down)), situation.clients)
})

test('what an outcome comes to', () => {
  const outcome = { strategy: strategies[0], attempts: [9, 7, 8, 0, 1], accepted: [0, 2, 3, 0, 1] }
  assert.deepEqual(figuresOf(outcome, 1), { total: 25, peak: 9, peakAfter: 8, half: 3, most: 5, all: 5 })
})

test('the chart has a line and a name for each strategy that is to be drawn', async () => {
  const outcomes = await Promise.all(strategies.map((strategy) => simulate(situation, strategy)))
  const svg = chart(situation, outcomes)
  const drawn = strategies.flatMap(({ line }) => line ?? [])
  assert.ok(drawn.length > 2)
  for (const [index, line] of drawn.entries()) {
    assert.equal(svg.split(`class="line line${index}"`).length, 3, 'in the plot and in the legend')
    assert.ok(svg.includes(`>${line}<`))
  }
  assert.doesNotMatch(svg, /NaN|undefined|Infinity/)
})
