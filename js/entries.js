/** What a form sends, as the entries that the core makes its JSON of. */
import { EntryFlag } from './codes.js'
import { bytesPerUnit, checked } from './instance.js'

/** @typedef {{ name: string, value: string, flags: number }} Entry */

/**
 * The entries of an object's members, and of the headers in the place that the reference gives them.
 * @param {object} parameters
 * @param {object | null | undefined | false} headers
 * @returns {Entry[]}
 */
export function entriesOf(parameters, headers) {
  const last = headers ? entry('HEADERS', headers) : null
  const entries = Object.entries(Object(parameters)).flatMap(([name, value]) =>
    // the headers take the place of a field of that name, which counts even where its value would be left out
    last && name === 'HEADERS' ? { ...last, value: 'null' } : (entry(name, value) ?? [])
  )
  if (last) entries.push({ ...last, flags: last.flags | EntryFlag.replaces })
  return entries
}

/**
 * An object that says itself what JSON it becomes has no entries.
 * @param {object} parameters
 */
export const isJsonItself = (parameters) =>
  Object.keys(Object(parameters)).includes('toJSON') && typeof Object(parameters).toJSON === 'function'

/**
 * What the core can't make is left to the host: what is too long, as with messages, and what says itself what it becomes.
 * @param {object} parameters
 * @param {object | null | undefined | false} headers
 */
export const payloadByHost = (parameters, headers) =>
  JSON.stringify(Object.assign({}, parameters, headers ? { HEADERS: headers } : null))

/** @param {Entry[]} entries */
export const unitsOf = (entries) => entries.reduce((sum, { name, value }) => sum + name.length + value.length, 0)

/**
 * UTF-8 cannot carry a lone surrogate, so a text with one crosses as the JSON text that JSON.stringify makes of it.
 * @param {string} text
 */
const isWellFormed = (text) => !/\p{Surrogate}/u.test(text)

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {Entry | null} null for what JSON leaves out (undefined, functions, symbols)
 */
export function entry(name, value) {
  const plainName = isWellFormed(name)
  const nameFlag = plainName ? 0 : EntryFlag.nameIsJson
  const nameText = plainName ? name : JSON.stringify(name)
  if (typeof value === 'string' && isWellFormed(value)) return { name: nameText, value, flags: nameFlag }
  // as a member, since a value's toJSON is told its name
  const member = JSON.stringify(Object.fromEntries([[name, value]]))
  if (member === '{}') return null
  const json = member.slice(JSON.stringify(name).length + 2, -1)
  return { name: nameText, value: json, flags: nameFlag | EntryFlag.valueIsJson }
}

/**
 * @param {import('./instance.js').Instance} instance
 * @param {Entry[]} entries several of one name become a list
 * @returns {string}
 * @throws {import('./instance.js').Refusal} where there is no room for them
 */
export function entriesToJson({ exports, beginCall, words, write, read, word }, entries) {
  const recordWords = entries.length * 3
  const address = beginCall(recordWords * 4 + unitsOf(entries) * bytesPerUnit)
  const records = words(address, recordWords)
  let record = 0
  let end = address + recordWords * 4
  for (const { name, value, flags } of entries) {
    const nameSize = write(name, end)
    const valueSize = write(value, end + nameSize)
    records[record++] = nameSize
    records[record++] = valueSize
    records[record++] = flags
    end += nameSize + valueSize
  }
  const size = checked(exports.hxws_payload(entries.length))
  return read(word(0), size)
}
