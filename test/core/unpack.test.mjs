// What is packed unpacks to itself, whatever the bytes are: those of the module, and some that make xz use all of its
// format.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unpack } from '../../js/unpack.js'
import { packModule } from '../../wasm/pack-module.mjs'
import { createChooser, seededRandom } from '../corpus/seeded.mjs'
import { bytes } from '../support/built.mjs'
import { seed } from '../support/seed.mjs'

const { integer, pick } = createChooser(seededRandom(seed))

/** @param {number} count @param {number} limit */
const noise = (count, limit = 255) => Buffer.from(Array.from({ length: count }, () => integer(0, limit)))

/** Pieces that came before, near and far, some with one byte changed: all kinds of matches and what follows them. */
function echoes() {
  const pieces = [noise(200)]
  for (let count = 0; count < 400; count++) {
    const all = Buffer.concat(pieces)
    const start = integer(0, all.length - 1)
    const piece = Buffer.from(all.subarray(start, start + pick([1, 2, 3, 9, 17, 18, 30, 300])))
    if (pick([true, false])) piece[integer(0, piece.length - 1)] ^= 1 << integer(0, 7)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** @type {[name: string, bytes: Buffer][]} */
const inputs = [
  ['the module', bytes],
  ['one byte', Buffer.of(255)],
  ['one byte again and again', Buffer.alloc(5000, 7)],
  ['noise', noise(20_000)],
  ['few different bytes', noise(20_000, 3)],
  ['echoes', echoes()]
]

for (const [name, input] of inputs) {
  test(name, () => {
    assert.deepEqual(Buffer.from(unpack(packModule(input))), input)
  })
}
