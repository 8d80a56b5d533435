// What the contestants read, in groups: messages (fragments) and forms (payload).
import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { entriesOf } from '../../../js/entries.js'
import { openCore } from '../../support/built.mjs'

/** @typedef {{ parameters: Record<string, string>, headers: Record<string, string>, entries: import('../../../js/entries.js').Entry[] }} Form */

/**
 * @typedef {object} MessageGroup
 * @property {'fragments'} kind
 * @property {string} name
 * @property {string[]} inputs messages that the core is sure of
 * @property {number} unsure how many were left out: the core stops where it is unsure
 * @property {number} bytes of the messages, as UTF-8
 */

/**
 * @typedef {object} FormGroup
 * @property {'payload'} kind
 * @property {string} name
 * @property {Form[]} inputs
 * @property {number} bytes of the JSON text
 */

/** @typedef {MessageGroup | FormGroup} Group */

/** @param {string} path */
const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8')

const realistic = read('../../corpus/realistic.ndjson')
  .trim()
  .split('\n')
  .map((line) => /** @type {string} */ (JSON.parse(line).message))

/** @type {{ cases?: { message?: (round: number, part: number) => string }[] }} */
const page = {}
runInNewContext(read('../page/cases.js'), page)
/** Those of `npm run bench`. */
const benchmark = (page.cases ?? []).flatMap(({ message }) => message?.(1, 0) ?? [])

const core = openCore()

/** @param {string} text */
const bytesOf = (text) => Buffer.byteLength(text)

/** @param {string} text */
const isLarge = (text) => bytesOf(text) >= 1024

/** @param {string} text */
const isMultibyte = (text) => bytesOf(text) > text.length

/** @param {number[]} figures */
const sum = (figures) => figures.reduce((total, figure) => total + figure, 0)

/**
 * @param {string} name
 * @param {string[]} messages
 * @returns {MessageGroup}
 */
function messageGroup(name, messages) {
  const inputs = messages.filter((message) => core.fragments(message))
  const bytes = sum(inputs.map(bytesOf))
  return { kind: 'fragments', name, inputs, unsure: messages.length - inputs.length, bytes }
}

/** What htmx sends with a form. */
const headers = {
  'HX-Request': 'true',
  'HX-Trigger': 'form',
  'HX-Trigger-Name': 'form',
  'HX-Target': 'form',
  'HX-Current-URL': 'http://127.0.0.1:8080/orders?page=2'
}

/**
 * @param {string} name
 * @param {number} fields
 * @param {(index: number) => string} value
 * @returns {FormGroup}
 */
function formGroup(name, fields, value) {
  const parameters = Object.fromEntries(Array.from({ length: fields }, (_, index) => [`field-${index}`, value(index)]))
  const input = { parameters, headers, entries: entriesOf(parameters, headers) }
  return { kind: 'payload', name, inputs: [input], bytes: bytesOf(JSON.stringify({ ...parameters, HEADERS: headers })) }
}

/** @returns {Group[]} */
export const inputGroups = () => [
  messageGroup('realistic, 1 KB and above', realistic.filter(isLarge)),
  messageGroup(
    'of these: multibyte',
    realistic.filter((message) => isLarge(message) && isMultibyte(message))
  ),
  messageGroup(
    'realistic, below 1 KB',
    realistic.filter((message) => !isLarge(message))
  ),
  messageGroup('of npm run bench', benchmark),
  formGroup('form of 3 fields', 3, (index) => `value ${index}`),
  formGroup('form of 21 fields', 21, (index) => `value ${index}`),
  formGroup('form of 200 fields', 200, (index) => `value ${index}`),
  formGroup('a text of 10 KB', 1, () => 'The "quick" brown fox\njumps over the lazy dog. '.repeat(220)),
  formGroup('multibyte text', 8, (index) => `${index}: Grüße, 世界! 🎉 ${'κόσμε 日本語 '.repeat(20)}`)
]
