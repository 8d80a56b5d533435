// The contestants do the same work: they find the same elements in each message, and make the same text of each form.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { openCore } from '../../support/built.mjs'
import { compare } from './compare.mjs'
import { inputGroups } from './inputs.mjs'
import { buildNative, find, writeInputs } from './run.mjs'

const core = openCore()
const groups = inputGroups()

before(buildNative)

test('each contestant finds the same top-level elements in each message', async () => {
  const messageGroups = groups.filter((group) => group.kind === 'fragments')
  writeInputs(messageGroups)
  const expected = await find('core.wasm')
  assert.deepEqual(await find('core, native'), expected)
  for (const name of ['parse5', 'htmlparser2']) {
    const found = await find(name)
    for (const group of messageGroups) {
      for (const [index, message] of group.inputs.entries()) {
        if (isParsedWhole(message)) assert.deepEqual(found[group.name][index], expected[group.name][index], message)
      }
    }
  }
})

/** Parts of tables beside other tags are right only where each is parsed by itself. @param {string} message */
const isParsedWhole = (message) => core.fragments(message)?.separate === false

test('each contestant makes the text of each form that JSON.stringify makes', async () => {
  const formGroups = groups.filter((group) => group.kind === 'payload')
  writeInputs(formGroups)
  const expected = await find('JSON.stringify')
  assert.deepEqual(await find('core.wasm'), expected)
  assert.deepEqual(await find('core, native'), expected)
  for (const { name, bytes } of formGroups) assert.equal(Buffer.byteLength(expected[name][0]), bytes, name)
})

test('a comparison comes to figures of all that can read a group', async () => {
  const { rows } = await compare({ rounds: 1, milliseconds: 2, only: '3 fields' })
  const [{ speeds, ratios }] = rows
  assert.deepEqual(Object.keys(speeds), ['core, native', 'core.wasm', 'JSON.stringify'])
  assert.ok(Object.values(speeds).every(({ median }) => median > 0))
  assert.equal(ratios['core.wasm'].median, 1)
})
