/**
 * A page's tree in the memory of headless.wasm (wasm/headless/), as functions of elements and texts. Knows memory, and
 * nothing of htmx. An element is the same object as long as it is in the page.
 */
import { Failure } from '../codes.js'
import { bytesPerUnit, checked } from '../instance.js'
import { describe } from './describe.js'
import { PageError, SelectorError } from './errors.js'
import { openInstance } from './instances.js'
import { inputType } from './user/controls.js'

/** @typedef {import('./tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {ReturnType<typeof createDocument>} Tree */

/**
 * What could not be swapped of a message: one of its top-level elements.
 * @typedef {{ kind: number, start: number, end: number }} Unswapped
 */

/** Why a top-level element of a message was not swapped (Trouble in src/document/swap.hpp). */
export const Trouble = { noTarget: 1, badSelector: 2, extensionStyle: 4, refused: 5 }

/** What the constraints of a control say (Validity in src/document/controls.hpp). */
const typeMismatch = 2
const patternMismatch = 4

const wordsOfTrouble = 3
const wordSize = 4

/** WHATWG HTML, section 4.10.5.3.6: the types that a pattern does not apply to. An unknown type is a text. */
const withoutPattern =
  'hidden date month week time datetime-local number range color checkbox radio file submit image reset button'.split(
    ' '
  )

/**
 * @param {string} html a whole page
 * @returns the page's tree, to be given back with release()
 * @throws {PageError} where it is too large
 */
export function createDocument(html) {
  const lease = openInstance()
  const { instance } = lease
  const { exports } = instance
  const number = checked(exports.hxws_document_create())
  /** @type {Map<number, HeadlessElement>} */
  const elements = new Map()
  const root = Object.freeze({ handle: 0, tag: '#document' })
  elements.set(0, root)
  let released = false

  /**
   * Makes a call.
   * @template T
   * @param {() => T} action
   * @returns {T}
   */
  function call(action) {
    if (released) throw closed()
    return lease.guarded(action)
  }

  /** @param {number} [word] where the address stands, the size behind it */
  const textOut = (word = 0) => instance.read(instance.word(word), instance.word(word + 1))

  /** @param {number} count */
  function textsOut(count) {
    const sizes = instance.words(instance.word(0), count)
    let at = instance.word(1)
    return Array.from(sizes, (size) => {
      at += size
      return instance.read(at - size, size)
    })
  }

  /** @param {number} count */
  const elementsOut = (count) => Array.from(instance.words(instance.word(0), count), elementOf)

  /**
   * @param {number} handle
   * @returns {HeadlessElement}
   */
  function elementOf(handle) {
    const known = elements.get(handle)
    if (known) return known
    let tag = ''
    const element = {
      handle,
      get tag() {
        tag ||= call(() => text(exports.hxws_document_tag(number, handle)))
        return tag
      }
    }
    elements.set(handle, element)
    return element
  }

  /** @param {number} result */
  function text(result) {
    checked(result)
    return textOut()
  }

  /**
   * @param {number} handle 0 for none
   * @returns {HeadlessElement | null}
   */
  const orNull = (handle) => (handle > 0 ? elementOf(handle) : null)

  /**
   * @param {string} selector
   * @param {(size: number) => number} ask
   */
  function select(selector, ask) {
    const [size] = instance.writeTexts(selector)
    const result = ask(size)
    if (result === Failure.badSelector) throw new SelectorError(selector, instance.word(0), textOut(1))
    return checked(result)
  }

  /**
   * What a user does to a control.
   * @param {HeadlessElement} elt
   * @param {string} what
   * @param {number} result
   * @returns {boolean} whether that changed it
   */
  function acted(elt, what, result) {
    if (result !== Failure.badArgument) return checked(result) === 1
    // before the next call takes its place
    const reason = textOut(1)
    throw new PageError(
      `${describe(tree, elt)} can't be ${what}: ${reason}.`,
      'Choose another element, or change the page first.'
    )
  }

  /**
   * @param {HeadlessElement} elt
   * @returns {[name: string, value: string][]}
   */
  function attributes({ handle }) {
    return pairs(call(() => textsOut(checked(exports.hxws_document_attributes(number, handle)))))
  }

  const tree = {
    /** What stands for window as the target of an event. @type {HeadlessElement} */
    window: Object.freeze({ handle: -1, tag: '#window' }),
    root: () => root,
    body: () => tree.query('body'),

    /**
     * Puts a message into the page, as htmx:2.0.11 does with our extension.
     * @param {string} message
     * @returns {{ swapped: number, inserted: HeadlessElement[], removed: HeadlessElement[], unswapped: Unswapped[] }} the
     *   new elements at the top, the known ones that went, and what could not be swapped
     */
    apply: (message) =>
      call(() => {
        const [size] = instance.writeTexts(message)
        const swapped = checked(exports.hxws_document_apply(number, size))
        const [inserted, removed, troubles] = [0, 2, 4].map((word) =>
          Array.from(instance.words(instance.word(word), instance.word(word + 1)))
        )
        const unswapped = []
        for (let at = 0; at < troubles.length; at += wordsOfTrouble) {
          unswapped.push({ kind: troubles[at], start: troubles[at + 1], end: troubles[at + 2] })
        }
        const gone = removed.map(elementOf)
        for (const handle of removed) elements.delete(handle)
        return { swapped, inserted: inserted.map(elementOf), removed: gone, unswapped }
      }),

    /**
     * @param {string} selector
     * @param {HeadlessElement} [within]
     * @returns {HeadlessElement[]} in tree order
     * @throws {SelectorError}
     */
    queryAll: (selector, { handle } = root) =>
      call(() => elementsOut(select(selector, (size) => exports.hxws_document_query(number, handle, size, 0)))),

    /**
     * @param {string} selector
     * @param {HeadlessElement} [within]
     * @returns {HeadlessElement | null}
     * @throws {SelectorError}
     */
    query: (selector, { handle } = root) =>
      call(
        () => elementsOut(select(selector, (size) => exports.hxws_document_query(number, handle, size, 1)))[0] ?? null
      ),

    /**
     * @param {HeadlessElement} elt
     * @param {string} selector
     * @throws {SelectorError}
     */
    matches: ({ handle }, selector) =>
      call(() => select(selector, (size) => exports.hxws_document_matches(number, handle, size)) === 1),

    /**
     * @param {HeadlessElement} elt
     * @param {string} selector
     * @returns {HeadlessElement | null}
     * @throws {SelectorError}
     */
    closest: ({ handle }, selector) =>
      call(() => orNull(select(selector, (size) => exports.hxws_document_closest(number, handle, size)))),

    /** @param {HeadlessElement} elt itself and its ancestors, innermost first */
    path: ({ handle }) => call(() => elementsOut(checked(exports.hxws_document_path(number, handle)))),

    /** @param {HeadlessElement} elt */
    isAttached: ({ handle }) => !released && call(() => exports.hxws_document_contains(number, handle) === 1),

    attributes,

    /**
     * @param {HeadlessElement} elt
     * @param {string} name
     * @returns {string | null}
     */
    attribute: ({ handle }, name) =>
      call(() => {
        const [size] = instance.writeTexts(name)
        return checked(exports.hxws_document_attribute(number, handle, size)) === 1 ? textOut() : null
      }),

    /**
     * @param {HeadlessElement} elt
     * @param {string} name
     * @param {string} value
     */
    setAttribute: ({ handle }, name, value) =>
      call(() => {
        const [nameSize, valueSize] = instance.writeTexts(name, value)
        checked(exports.hxws_document_set_attribute(number, handle, nameSize, valueSize))
      }),

    /**
     * @param {HeadlessElement} elt
     * @param {string} name
     */
    removeAttribute: ({ handle }, name) =>
      call(() => {
        const [size] = instance.writeTexts(name)
        checked(exports.hxws_document_remove_attribute(number, handle, size))
      }),

    /** @param {HeadlessElement} [elt] the whole page without */
    html: ({ handle } = root) => call(() => text(exports.hxws_document_serialize(number, handle, 0))),

    /** @param {HeadlessElement} elt */
    text: ({ handle }) => call(() => text(exports.hxws_document_text(number, handle))),

    /**
     * @param {HeadlessElement} elt
     * @returns {string | null} null where it is no control
     */
    value: ({ handle }) => call(() => (checked(exports.hxws_document_value(number, handle)) === 1 ? textOut() : null)),

    /**
     * @param {HeadlessElement} elt a select
     * @returns {string[]} the values of the chosen options
     */
    values: (elt) => tree.queryAll('option:checked', elt).map((option) => tree.value(option) ?? ''),

    /**
     * @param {HeadlessElement} elt
     * @returns {boolean | null} null where it can't be checked
     */
    checked({ handle }) {
      const result = call(() => exports.hxws_document_checked(number, handle))
      return result === Failure.notFound ? null : checked(result) === 1
    },

    /**
     * @param {HeadlessElement} elt
     * @param {string} value as it is typed
     * @returns {boolean} whether that changed it
     * @throws {PageError} where it can't be filled
     */
    fill: (elt, value) =>
      call(() => {
        const [size] = instance.writeTexts(value)
        return acted(elt, 'filled', exports.hxws_document_fill(number, elt.handle, size))
      }),

    /**
     * @param {HeadlessElement} elt
     * @param {boolean} on
     * @returns {boolean} whether that changed it
     * @throws {PageError} where it can't be checked
     */
    check: (elt, on) => call(() => acted(elt, 'checked', exports.hxws_document_check(number, elt.handle, on ? 1 : 0))),

    /**
     * @param {HeadlessElement} select
     * @param {string[]} texts values or labels of its options
     * @returns {boolean} whether that changed it
     * @throws {PageError} where they can't be chosen
     */
    choose: (select, texts) =>
      call(() => {
        const units = texts.reduce((sum, { length }) => sum + length, 0)
        const address = instance.beginCall(texts.length * wordSize + units * bytesPerUnit)
        let end = address + texts.length * wordSize
        const sizes = texts.map((text) => {
          const size = instance.write(text, end)
          end += size
          return size
        })
        instance.words(address, sizes.length).set(sizes)
        const result = exports.hxws_document_choose(number, select.handle, sizes.length)
        const missing = result === Failure.badArgument ? texts[instance.word(0)] : undefined
        return acted(select, missing === undefined ? 'chosen from' : `set to ${JSON.stringify(missing)}`, result)
      }),

    /** @param {HeadlessElement} form */
    reset: ({ handle }) => call(() => void checked(exports.hxws_document_reset(number, handle))),

    /**
     * @param {HeadlessElement} elt
     * @returns {HeadlessElement | null} its form owner
     */
    form: ({ handle }) => call(() => orNull(checked(exports.hxws_document_form(number, handle)))),

    /** @param {HeadlessElement} form */
    formElements: ({ handle }) => call(() => elementsOut(checked(exports.hxws_document_form_elements(number, handle)))),

    /** @param {HeadlessElement} form */
    defaultButton: ({ handle }) => call(() => orNull(checked(exports.hxws_document_default_button(number, handle)))),

    /**
     * The entry list of a form (WHATWG HTML, section 4.10.22.4).
     * @param {HeadlessElement} form
     * @param {HeadlessElement} [submitter]
     * @returns {[name: string, value: string][]}
     */
    entries: (form, submitter) =>
      pairs(call(() => textsOut(checked(exports.hxws_document_entries(number, form.handle, submitter?.handle ?? 0))))),

    /**
     * @param {HeadlessElement} elt
     * @returns {number} bits; 0 where it is valid
     */
    validity(elt) {
      const bits = call(() => checked(exports.hxws_document_validity(number, elt.handle))) | urlMismatchOf(elt)
      const pattern = tree.attribute(elt, 'pattern')
      const value = pattern ? tree.value(elt) : null
      if (!pattern || !value || !isPatterned(elt) || matchesPattern(pattern, value)) return bits
      return bits | patternMismatch
    },

    /** @param {HeadlessElement} elt whether it is a candidate for constraint validation */
    willValidate: ({ handle }) => call(() => checked(exports.hxws_document_will_validate(number, handle)) === 1),

    /** @param {HeadlessElement} elt */
    isDisabled: ({ handle }) => call(() => checked(exports.hxws_document_is_disabled(number, handle)) === 1),

    /** Bytes of memory. */
    bytes: () => call(() => checked(exports.hxws_document_bytes(number))),

    /** Ends the life of the tree; its elements are of no use any more. */
    release() {
      if (released) return
      released = true
      elements.clear()
      lease.end(() => exports.hxws_document_release(number))
    }
  }

  /** @param {HeadlessElement} elt */
  const isPatterned = (elt) =>
    elt.tag === 'input' && !withoutPattern.includes(inputType(tree, elt)) && tree.willValidate(elt)

  /**
   * What is a URL, JavaScript says.
   * @param {HeadlessElement} elt
   */
  function urlMismatchOf(elt) {
    if (elt.tag !== 'input' || tree.attribute(elt, 'type')?.toLowerCase() !== 'url') return 0
    const value = tree.value(elt)
    return !value || URL.canParse(value) || !tree.willValidate(elt) ? 0 : typeMismatch
  }

  parse()
  return tree

  function parse() {
    const result = call(() => {
      const [size] = instance.writeTexts(html)
      return exports.hxws_document_parse(number, size)
    })
    if (result >= 0) return
    tree.release()
    throw new PageError(`The page could not be read: it has ${html.length} characters.`, 'Open a smaller page.')
  }
}

/**
 * @param {string[]} texts
 * @returns {[string, string][]}
 */
const pairs = (texts) =>
  Array.from({ length: texts.length / 2 }, (_, index) => [texts[2 * index], texts[2 * index + 1]])

const closed = () => new PageError('The page is closed.', 'Do this before page.close().')

/**
 * The pattern attribute is a JavaScript regular expression: the core has none.
 * @param {string} pattern
 * @param {string} value
 */
function matchesPattern(pattern, value) {
  try {
    return new RegExp(`^(?:${pattern})$`, 'v').test(value)
  } catch {
    // WHATWG HTML, section 4.10.5.3.6: what is no expression constrains nothing
    return true
  }
}
