/** A batch's steps, read from the words that the core leaves of them (hxws_batch in wasm/exports.cpp). */
import { Failure } from './codes.js'
import { swapOf } from './fragments.js'
import { bytesPerUnit, checked } from './instance.js'

/** @typedef {import('./instance.js').Instance} Instance */

/**
 * What to do with an element of a message, or with a message. Positions are UTF-16 offsets in the message.
 * @typedef {object} BatchStep
 * @property {number} message index
 * @property {number} kind of StepKind
 * @property {number} into the index of the step that its children are inserted with: an earlier one, or itself
 * @property {number} flags of ElementFlag
 * @property {number} start of its source
 * @property {number} end
 * @property {string | null | undefined} swap the value of hx-swap-oob
 */

const stepWords = 8

/**
 * @param {Instance} instance
 * @param {string[]} messages oldest first
 * @returns {BatchStep[] | null} null where there is no room for them
 */
export function readBatch({ exports, room, write, results, words }, messages) {
  const recordWords = messages.length * 2
  const all = messages.join('')
  const address = room(recordWords * 4 + all.length * bytesPerUnit)
  if (address === 0) return null
  const records = words(address, recordWords)
  const texts = address + recordWords * 4
  const isAscii = write(all, texts) === all.length
  let end = texts
  for (const [index, message] of messages.entries()) {
    const size = isAscii ? message.length : write(message, end)
    records[index * 2] = size
    records[index * 2 + 1] = size === message.length ? 1 : 0
    end += size
  }
  const count = exports.hxws_batch(messages.length)
  if (count === Failure.outOfMemory) return null
  checked(count)
  const left = words(results()[0], count * stepWords)
  const steps = []
  for (let at = 0; at < left.length; at += stepWords) {
    const message = left[at]
    const swap = swapOf(messages[message], left[at + 5], left[at + 6])
    steps.push({
      message,
      kind: left[at + 1],
      into: left[at + 2],
      flags: left[at + 3],
      start: left[at + 4],
      end: left[at + 7],
      swap
    })
  }
  return steps
}
