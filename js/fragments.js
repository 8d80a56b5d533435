/** A message's top-level elements, read from the words that the core leaves of them (hxws_fragments in wasm/exports.cpp). */
import { Certainty, Failure, Missing } from './codes.js'
import { bytesPerUnit, checked } from './instance.js'

/** @typedef {import('./instance.js').Instance} Instance */

/**
 * A top-level element of a message. Positions are UTF-16 offsets in the message.
 * @typedef {object} FragmentElement
 * @property {number} start of its source
 * @property {number} end
 * @property {number} flags of ElementFlag
 * @property {string | null | undefined} swap the value of hx-swap-oob; undefined where it is written with character
 *   references, and the parsed element has it
 */

/** @typedef {FragmentElement[] & { separate: boolean }} FragmentElements */

const elementWords = 5

/**
 * @param {Instance} instance
 * @param {string} message
 * @returns {FragmentElements | null} null where the core is unsure
 */
export function readFragments({ exports, room, results, words, write }, message) {
  const address = room(message.length * bytesPerUnit)
  // No memory is no reason to lose a message: the host's parser has its own.
  if (address === 0) return null
  const size = write(message, address)
  const certainty = exports.hxws_fragments(size, size === message.length ? 1 : 0)
  if (certainty === Certainty.unsure || certainty === Failure.outOfMemory) return null
  checked(certainty)
  const left = results()
  const all = words(left[1], left[0] * elementWords)
  const elements = []
  for (let at = 0; at < all.length; at += elementWords) {
    const swap = swapOf(message, all[at + 3], all[at + 4])
    elements.push({ start: all[at], end: all[at + 1], flags: all[at + 2], swap })
  }
  return Object.assign(elements, { separate: certainty === Certainty.separate })
}

/**
 * @param {string} message
 * @param {number} start of the value of hx-swap-oob, or one of Missing
 * @param {number} end
 */
export const swapOf = (message, start, end) =>
  start === Missing.decoded ? undefined : start === Missing.absent ? null : message.slice(start, end)
