/** A message's top-level elements, read from the words that the core leaves of them (hxws_fragments in wasm/exports.cpp). */
import { Certainty, Failure, Missing } from './codes.js'
import { bytesPerUnit, checked } from './instance.js'

/** @typedef {import('./instance.js').Instance} Instance */

/**
 * A top-level element of a message. Positions are UTF-16 offsets in the message.
 * @typedef {object} FragmentElement
 * @property {number} start of its source
 * @property {number} end
 * @property {string} tag in lower case
 * @property {number} flags of ElementFlag
 * @property {string | null} id
 * @property {string | null} swap the value of hx-swap-oob
 * @property {string | null} selector the selector in that value
 */

/** @typedef {FragmentElement[] & { separate: boolean }} FragmentElements */

const elementWords = 9

/**
 * @param {Instance} instance
 * @param {string} message
 * @returns {FragmentElements | null} null where the core is unsure
 */
export function readFragments(instance, message) {
  const { exports, room, word, words, write } = instance
  const address = room(message.length * bytesPerUnit)
  // No memory is no reason to lose a message: the host's parser has its own.
  if (address === 0) return null
  const size = write(message, address)
  const certainty = exports.hxws_fragments(size, size === message.length ? 1 : 0)
  if (certainty === Certainty.unsure || certainty === Failure.outOfMemory) return null
  checked(certainty)
  const count = word(0)
  const all = words(word(1), count * elementWords)
  const elements = []
  for (let index = 0; index < count; index++) elements.push(fragmentElement(instance, message, all, index))
  return Object.assign(elements, { separate: certainty === Certainty.separate })
}

/**
 * @param {Instance} instance
 * @param {string} message
 * @param {Int32Array} words of all elements
 * @param {number} index of the element
 * @returns {FragmentElement}
 */
function fragmentElement(instance, message, words, index) {
  let at = index * elementWords
  // one by one: an array's pattern would go through an iterator, which takes longer than all the rest
  const start = words[at++]
  const tagSize = words[at++]
  const flags = words[at++]
  const idStart = words[at++]
  const idEnd = words[at++]
  const swapStart = words[at++]
  const swapEnd = words[at++]
  const selectorStart = words[at++]
  const end = words[at]
  const inSource = () => (swapStart === Missing.absent ? null : message.slice(swapStart, swapEnd))
  const swap = swapStart === Missing.decoded ? decodedSwap(instance, index) : inSource()
  return {
    start,
    end,
    tag: message.slice(start + 1, start + 1 + tagSize).toLowerCase(),
    flags,
    id: idStart === Missing.absent ? null : message.slice(idStart, idEnd),
    swap,
    selector: swap === null || selectorStart === Missing.absent ? null : swap.slice(selectorStart)
  }
}

/**
 * The value of hx-swap-oob where it is written with character references.
 * @param {Instance} instance
 * @param {number} element index
 */
function decodedSwap(instance, element) {
  const values = new Map(fragmentAttributes(instance, element))
  return values.get('hx-swap-oob') || values.get('data-hx-swap-oob') || ''
}

/**
 * The attributes of an element that the last call of hxws_fragments found.
 * @param {Instance} instance
 * @param {number} element index
 * @returns {[name: string, value: string][]} names in lower case, values decoded
 */
export function fragmentAttributes({ exports, read, word }, element) {
  /** @type {[string, string][]} */
  const attributes = []
  while (exports.hxws_fragment_attribute(element, attributes.length) === 0) {
    attributes.push([read(word(0), word(1)), read(word(2), word(3))])
  }
  return attributes
}
