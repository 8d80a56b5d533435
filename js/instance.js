/**
 * One instance of the core's module and its memory. Every call writes its text at the address that hxws_text() gives,
 * which ends the life of the last call's results.
 */

import { Failure } from './codes.js'

/** @typedef {import('./engine.js').CoreExports} CoreExports */
/** @typedef {ReturnType<typeof createInstance>} Instance */

/** Of the exports that this file and core.js speak to: kAbiVersion in wasm/abi.hpp. */
export const abiVersion = 4
/** As many as there are: kOutputWords in wasm/exports.cpp. */
const outputWords = 16
/** UTF-8 needs at most so many for a UTF-16 unit. */
export const bytesPerUnit = 3

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * @param {CoreExports} exports
 * @throws {Error} when they are of another version of this file
 */
export function createInstance(exports) {
  const { memory } = exports
  if (exports.hxws_abi_version() !== abiVersion) throw new Error('core.wasm and core.js are of different versions')
  const output = exports.hxws_output() >> 2
  let byteView = new Uint8Array(memory.buffer)
  let wordView = new Int32Array(memory.buffer)
  let outputView = wordView.subarray(output, output + outputWords)

  /** Views on a memory that has grown are empty: every look at memory begins here. */
  function look() {
    if (byteView.buffer === memory.buffer) return
    byteView = new Uint8Array(memory.buffer)
    wordView = new Int32Array(memory.buffer)
    outputView = wordView.subarray(output, output + outputWords)
  }

  /**
   * @param {number} capacity in bytes
   * @returns {number} the address for a call's text, or 0 where there is no room
   */
  function room(capacity) {
    const address = exports.hxws_text(capacity)
    look()
    return address
  }

  /**
   * @param {number} capacity in bytes
   * @returns {number} the address for a call's text
   */
  function beginCall(capacity) {
    const address = room(capacity)
    if (address === 0) throw new Refusal(`No memory for a text of ${capacity} bytes`)
    return address
  }

  /**
   * @param {string} text
   * @param {number} address
   * @returns {number} the bytes written
   */
  const write = (text, address) =>
    encoder.encodeInto(text, byteView.subarray(address, address + text.length * bytesPerUnit)).written

  return {
    exports,
    room,
    beginCall,
    write,

    /**
     * Writes texts one behind the other, as a call's whole text.
     * @param {string[]} texts
     * @returns {number[]} their sizes in bytes
     */
    writeTexts(...texts) {
      let end = beginCall(texts.reduce((sum, text) => sum + text.length * bytesPerUnit, 0))
      return texts.map((text) => {
        const size = write(text, end)
        end += size
        return size
      })
    },

    /** The words that the last function left: a view, valid until the next call. */
    results() {
      look()
      return outputView
    },

    /** @param {number} index of a word that the last function left */
    word(index) {
      look()
      return wordView[output + index]
    },

    /**
     * @param {number} address
     * @param {number} count
     * @returns {Int32Array} a view, valid until the next call
     */
    words(address, count) {
      look()
      return wordView.subarray(address >> 2, (address >> 2) + count)
    },

    /**
     * @param {number} address divisible by eight
     * @param {number} count
     */
    doubles: (address, count) => new Float64Array(exports.memory.buffer, address, count),

    /**
     * @param {number} address
     * @param {number} size
     */
    read(address, size) {
      look()
      return decoder.decode(byteView.subarray(address, address + size))
    }
  }
}

/**
 * @param {number} result of a function
 * @returns {number} the same, unless it is an Error (src/error.hpp)
 */
export function checked(result) {
  if (result >= 0) return result
  if (result === Failure.outOfMemory) throw new Refusal('The core has no memory for this call')
  throw new Refusal(`The core refused a call: error ${result}`)
}

/** The core could not do what it was asked, and says so: it is none the worse for it. */
export class Refusal extends Error {
  name = 'Refusal'
}
