// Every scenario of scenarios/, played on the reference and on ours, must go the same way.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testsReference } from '../support/extension.mjs'
import { behaviour } from './behaviour.mjs'
import { differences } from './differences.mjs'
import { openHarness, usualHosts } from './harness.mjs'
import { loadDefects, loadScenarios, playsAll, wanted } from './load.mjs'

/** @typedef {import('./harness.mjs').Harness} Harness */
/** @typedef {import('./harness.mjs').Scenario} Scenario */

const fewestScenarios = 200

const all = await loadScenarios()
const defects = await loadDefects()
const scenarios = wanted(all)
/** The meant differences that were needed somewhere. @type {Set<string>} */
const needed = new Set()
/** @type {Harness} */
let harness

before(async () => {
  harness = await openHarness()
})
after(() => harness.close())

for (const scenario of scenarios) test(scenario.name, () => check(harness, scenario))

/**
 * @param {Harness} harness
 * @param {Scenario} scenario
 */
async function check(harness, scenario) {
  const neededHere = new Set()
  for (const host of scenario.hosts ?? usualHosts) {
    for (const strict of [true, false]) {
      const comparison = await harness.compare(scenario, host, strict)
      const where = `on htmx ${host}${strict ? ', strict' : ''}`
      assert.deepEqual(comparison.threw, [], `${where} a step threw`)
      assert.ok(!comparison.difference, `${where} ${comparison.difference}`)
      for (const name of comparison.needed) neededHere.add(name)
    }
  }
  for (const name of neededHere) needed.add(name)
  for (const name of [scenario.differs ?? []].flat()) {
    assert.ok(neededHere.has(name), `it says that it differs by "${name}" and does not`)
  }
}

test('the reference does not differ from itself', { skip: scenarios.length === 0 }, async () => {
  const itself = await openHarness({ ours: 'reference' })
  try {
    const usual = scenarios.filter(({ differs }) => !differs)
    const distance = Math.max(1, Math.floor(usual.length / 20))
    for (const scenario of usual.filter((_, index) => index % distance === 0)) {
      for (const host of scenario.hosts ?? usualHosts) {
        const { difference } = await itself.compare(scenario, host)
        assert.equal(difference, '', `${scenario.name} on htmx ${host}`)
      }
    }
  } finally {
    await itself.close()
  }
})

test('no two scenarios or defects have the same name', () => {
  const names = [...all, ...defects].map(({ name }) => name)
  assert.deepEqual(
    names.filter((name, index) => names.indexOf(name) !== index),
    []
  )
})

test(`there are ${fewestScenarios} scenarios`, (t) => {
  t.diagnostic(`${all.length} scenarios, ${defects.length} defects`)
  assert.ok(all.length >= fewestScenarios, `${all.length} scenarios`)
})

test('every row of behaviour is covered', () => {
  const ids = behaviour.map(({ id }) => id)
  const covered = [...all.flatMap(({ covers }) => covers), ...defects.map(({ id }) => id)]
  assert.deepEqual(
    covered.filter((id) => !ids.includes(id)),
    [],
    'behaviour.mjs does not have these'
  )
  assert.deepEqual(
    behaviour.filter(({ id }) => !covered.includes(id)),
    []
  )
})

test('every meant difference is needed by a scenario, and none by the reference itself', { skip: !playsAll() }, () => {
  const meant = testsReference ? [] : differences.map(({ name }) => name)
  assert.deepEqual([...needed].sort(), meant.sort())
})
