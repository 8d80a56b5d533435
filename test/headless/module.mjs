// A page in headless.wasm, as the tests of its exports use it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInstance } from '../../js/instance.js'
import { root } from '../../wasm/steps.mjs'

export const module = new WebAssembly.Module(readFileSync(join(root, 'dist/headless.wasm')))

/** Of another instance for each test file. */
export const createModule = () => createInstance(/** @type {any} */ (new WebAssembly.Instance(module, {}).exports))

/** @typedef {{ kind: number, start: number, end: number }} Trouble */

/**
 * @param {string} html
 * @param {ReturnType<typeof createModule>} [instance]
 */
export function openDocument(html, instance = createModule()) {
  /** @type {Record<string, (...numbers: number[]) => number>} */
  const exports = /** @type {any} */ (instance.exports)
  const { writeTexts, read, word, words } = instance
  const number = exports.hxws_document_create()
  parse(html)

  /** @param {number} index of the word with the list's address */
  const list = (index, size = 1) => Array.from(words(word(index), word(index + 1) * size))

  /** @param {string} text */
  function parse(text) {
    return exports.hxws_document_parse(number, ...writeTexts(text))
  }

  return {
    number,
    exports,
    parse,

    /** @param {string} message */
    apply(message) {
      const count = exports.hxws_document_apply(number, ...writeTexts(message))
      if (count < 0) return { error: count, count: 0, inserted: [], dead: [], troubles: [] }
      const [inserted, dead, flat] = [list(0), list(2), list(4, 3)]
      /** @type {Trouble[]} */
      const troubles = []
      for (let at = 0; at < flat.length; at += 3) {
        troubles.push({ kind: flat[at], start: flat[at + 1], end: flat[at + 2] })
      }
      return { count, inserted, dead, troubles }
    },

    html(element = 0, inner = true) {
      const result = exports.hxws_document_serialize(number, element, inner ? 1 : 0)
      return result < 0 ? result : read(word(0), word(1))
    },

    /** What is in the body. */
    get body() {
      const [, body] = /<body[^>]*>([\s\S]*)<\/body>/.exec(String(this.html())) ?? []
      return body
    },

    text(element = 0) {
      const result = exports.hxws_document_text(number, element)
      return result < 0 ? result : read(word(0), word(1))
    },

    /** @param {number} element */
    tag(element) {
      const result = exports.hxws_document_tag(number, element)
      return result < 0 ? result : read(word(0), word(1))
    },

    /** @param {number} element */
    path(element) {
      const count = exports.hxws_document_path(number, element)
      return count < 0 ? count : Array.from(words(word(0), count))
    },

    /** @param {number} element */
    attributes(element) {
      const count = exports.hxws_document_attributes(number, element)
      if (count < 0) return count
      let at = word(1)
      return Array.from(words(word(0), count), (size) => {
        const text = read(at, size)
        at += size
        return text
      })
    },

    /**
     * @param {number} element
     * @param {string} name
     */
    attribute(element, name) {
      const result = exports.hxws_document_attribute(number, element, ...writeTexts(name))
      return result === 1 ? read(word(0), word(1)) : result
    },

    /**
     * @param {number} element
     * @param {string} name
     * @param {string} value
     */
    setAttribute: (element, name, value) =>
      exports.hxws_document_set_attribute(number, element, ...writeTexts(name, value)),

    /**
     * @param {number} element
     * @param {string} name
     */
    removeAttribute: (element, name) => exports.hxws_document_remove_attribute(number, element, ...writeTexts(name)),

    /** @param {number} element */
    contains: (element) => exports.hxws_document_contains(number, element),
    bytes: () => exports.hxws_document_bytes(number),
    release: () => exports.hxws_document_release(number)
  }
}
