// The value of hx-ws is read as the core reads it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { legacyValue } from '../../js/cli/legacy-value.js'
import { createChooser, seededRandom } from '../corpus/seeded.mjs'
import { openCore } from '../support/built.mjs'
import { seed } from '../support/seed.mjs'

const core = openCore()

/** @param {string} value */
function read(value) {
  const { url, sends } = legacyValue(value)
  return { connect: url ? value.slice(url.start, url.end) : '', send: sends }
}

/** @param {string} value */
function assertSame(value) {
  const { connect, send } = core.legacyValue(value)
  assert.deepEqual(read(value), { connect: connect ?? '', send }, JSON.stringify(value))
}

test('what people write', () => {
  for (const value of ['connect:/chat', 'send', 'connect:/a send', 'connect:/a,send', ' send ,\n connect:/a?x=1,2 ']) {
    const { connect, send } = read(value)
    assert.ok(connect || send)
    assertSame(value)
  }
})

test('random values', () => {
  const pieces = [
    'connect:',
    'send',
    ',',
    ' ',
    '\n',
    '\t',
    '\f',
    '\r',
    '/a',
    'x',
    'connect',
    ':',
    'sender',
    '\v',
    '\u00a0',
    'é'
  ]
  const { some, pick } = createChooser(seededRandom(seed))
  let connects = 0
  for (let index = 0; index < 20_000; index++) {
    const value = some(0, 9, () => pick(pieces)).join('')
    assertSame(value)
    if (read(value).connect) connects += 1
  }
  assert.ok(connects > 1000, String(connects))
})
