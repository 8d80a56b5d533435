/** The attributes of an element that htmx and the extension read, by their names with and without "data-". */
import { outwards } from './elements.js'

/** @typedef {import('./elements.js').PageElement} PageElement */
/** @typedef {import('./tags.js').Attribute} Attribute */
/** @typedef {import('./tags.js').Tag} Tag */

/** Vue's and Angular's ways to bind an attribute to an expression. */
const binding = /^(?:v-bind:|:|\[attr\.)/

/**
 * @param {Attribute} attribute
 * @returns {string} its name without "data-" and without what binds it
 */
export const plainName = ({ name }) =>
  name
    .replace(binding, '')
    .replace(/\]$/, '')
    .replace(/^data-/, '')

/**
 * @param {Attribute} attribute
 * @returns {boolean} whether its value is an expression
 */
export const isBound = ({ name }) => binding.test(name)

/** @param {Attribute} attribute */
export const isLegacy = (attribute) => !attribute.isDynamic && !isBound(attribute) && plainName(attribute) === 'hx-ws'

/**
 * @param {Tag} tag
 * @param {string} name
 * @returns {Attribute | undefined}
 */
export const attributeOf = ({ attributes }, name) => attributes.find((attribute) => plainName(attribute) === name)

/**
 * @param {Attribute} attribute
 * @returns {boolean} whether only a running program knows its value
 */
export const isOpen = (attribute) => isBound(attribute) || (attribute.value?.holes.length ?? 0) > 0

/**
 * @param {string} text
 * @param {Attribute} attribute
 * @returns {string} its value as it is written
 */
export const writtenValue = (text, { value }) => (value ? text.slice(value.start, value.end) : '')

/** @type {Map<string, string>} */
const references = new Map([
  ['quot', '"'],
  ['apos', "'"],
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['colon', ':'],
  ['comma', ',']
])

/**
 * @param {string} value
 * @returns {string} with the character references that such values have
 */
export const decoded = (value) =>
  value.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (all, decimal, hexadecimal, name) => {
    const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16)
    if (name) return references.get(name) ?? all
    return code <= 0x10ffff ? String.fromCodePoint(code) : all
  })

/**
 * Whether an extension is active on an element: the nearest hx-ext that names it decides.
 * @param {string} text
 * @param {PageElement} element
 * @returns {boolean | null} null where only a running program knows
 */
export function hasExtension(text, element) {
  for (const { tag } of outwards(element)) {
    const names = attributesOf(tag, 'hx-ext').flatMap((each) => extensionNames(writtenValue(text, each)))
    if (names.includes('ignore:ws')) return false
    if (names.includes('ws')) return true
    if (tag.hasTemplating || attributesOf(tag, 'hx-ext').some(isOpen)) return null
  }
  return false
}

/**
 * @param {Tag} tag
 * @param {string} name
 * @returns {Attribute[]} those that count: where templating may choose, all; else the first
 */
export function attributesOf(tag, name) {
  const all = tag.attributes.filter((attribute) => plainName(attribute) === name)
  return tag.hasTemplating ? all : all.slice(0, 1)
}

/**
 * @param {string} value of hx-ext
 * @returns {string[]} as htmx reads it
 */
export const extensionNames = (value) => value.split(',').map((name) => name.replaceAll(' ', ''))
