// A page in headless.wasm with what its exports say of selectors and forms.
import { createModule, openDocument } from './module.mjs'

/** @typedef {{ offset: number, reason: string }} Fault what is wrong with a selector, or why a change was refused */

/**
 * @param {string} html
 * @param {ReturnType<typeof createModule>} [instance]
 */
export function openForms(html, instance = createModule()) {
  const { writeTexts, beginCall, write, read, word, words } = instance
  const page = openDocument(html, instance)
  const { exports, number } = page
  const bytesPerUnit = 3

  /** @returns {Fault} */
  const fault = () => ({ offset: word(0), reason: read(word(1), word(2)) })

  /** @param {number} count */
  const handles = (count) => Array.from(words(word(0), count))

  /** @param {number} result */
  const answer = (result) => (result < -1 ? fault() : result)

  /** @param {number} count */
  function texts(count) {
    let at = word(1)
    return handles(count).map((size) => {
      const text = read(at, size)
      at += size
      return text
    })
  }

  return {
    ...page,

    /** @param {string} selector @returns {number[] | Fault} */
    query(selector, root = 0, firstOnly = false) {
      const count = exports.hxws_document_query(number, root, ...writeTexts(selector), firstOnly ? 1 : 0)
      return count < 0 ? fault() : handles(count)
    },
    /** @param {number} element @param {string} selector */
    matches: (element, selector) => answer(exports.hxws_document_matches(number, element, ...writeTexts(selector))),
    /** @param {number} element @param {string} selector */
    closest: (element, selector) => answer(exports.hxws_document_closest(number, element, ...writeTexts(selector))),
    /** @param {number} element */
    value: (element) => (exports.hxws_document_value(number, element) === 1 ? read(word(0), word(1)) : null),
    /** @param {number} element @returns {boolean | null} */
    checked(element) {
      const result = exports.hxws_document_checked(number, element)
      return result < 0 ? null : result === 1
    },
    /** @param {number} element @param {string} text */
    fill: (element, text) => answer(exports.hxws_document_fill(number, element, ...writeTexts(text))),
    /** @param {number} element @param {boolean} on */
    check: (element, on) => answer(exports.hxws_document_check(number, element, on ? 1 : 0)),

    /** @param {number} element @param {string[]} wanted */
    choose(element, ...wanted) {
      const start = beginCall(wanted.reduce((sum, text) => sum + 4 + text.length * bytesPerUnit, 0))
      let end = start + wanted.length * 4
      const sizes = wanted.map((text) => {
        const size = write(text, end)
        end += size
        return size
      })
      words(start, wanted.length).set(sizes)
      return answer(exports.hxws_document_choose(number, element, wanted.length))
    },

    /** @param {number} element */
    form: (element) => exports.hxws_document_form(number, element),
    /** @param {number} form */
    formElements: (form) => handles(exports.hxws_document_form_elements(number, form)),
    /** @param {number} form */
    defaultButton: (form) => exports.hxws_document_default_button(number, form),
    /** @param {number} form */
    entries: (form, submitter = 0) => texts(exports.hxws_document_entries(number, form, submitter)),
    /** @param {number} form */
    reset: (form) => exports.hxws_document_reset(number, form),
    /** @param {number} element */
    validity: (element) => exports.hxws_document_validity(number, element),
    /** @param {number} element */
    willValidate: (element) => exports.hxws_document_will_validate(number, element) === 1,
    /** @param {number} element */
    isDisabled: (element) => exports.hxws_document_is_disabled(number, element) === 1
  }
}
