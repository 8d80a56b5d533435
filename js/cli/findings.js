/** What cannot work in a page, or is not known. */

import { configTroubles, standard } from '../options.js'
import {
  attributeOf,
  attributesOf,
  decoded,
  hasExtension,
  isLegacy,
  isOpen,
  plainName,
  writtenValue
} from './attributes.js'
import { elementsOf, outwards } from './elements.js'
import { legacyValue } from './legacy-value.js'
import { mentions } from './mentions.js'
import { messageFindings } from './message-findings.js'
import { nearest } from './nearest.js'
import { readable } from './position.js'
import { readTags } from './tags.js'

/** @typedef {import('./elements.js').PageElement} PageElement */
/** @typedef {import('./tags.js').Attribute} Attribute */

/**
 * @typedef {object} Finding
 * @property {number} at an offset in the text
 * @property {string} what
 * @property {string} remedy
 * @property {boolean} [isNote] it may well be right
 */

/**
 * @param {string} text a character for each byte
 * @param {import('./kinds.js').Kind} kind
 * @param {{ isMessage?: boolean }} [options] whether a file that is no whole page is a server's message
 * @returns {Finding[]} in order
 */
export function findings(text, kind, { isMessage = false } = {}) {
  if (kind.isOnlySearched) return mentions(text, kind, [], [])
  const { tags, regions } = readTags(text, kind)
  const elements = elementsOf(tags)
  const isPage = elements.some(({ tag }) => tag.name === 'html' || tag.name === 'body')
  const found = [
    ...elements.flatMap((element) => attributeFindings(text, element)),
    ...mentions(text, kind, tags, regions),
    ...(isPage ? elements.flatMap((element) => connectionFindings(text, element)) : fragmentNotes(text, elements)),
    ...(isMessage && !isPage ? messageFindings(text, elements) : [])
  ]
  return found.sort((one, other) => one.at - other.at)
}

/** What pages write. */
const names = ['ws-connect', 'ws-send', 'ws-config', 'ws-queue']

/** Of ws-config. */
const options = Object.keys(standard)

/** What the extension writes itself. */
const states = ['ws-connecting', 'ws-open', 'ws-waiting', 'ws-closed']

/**
 * @param {string} text
 * @param {PageElement} element
 * @returns {Finding[]}
 */
function attributeFindings(text, { tag }) {
  return tag.attributes.flatMap((attribute) => {
    if (isLegacy(attribute)) return [{ at: attribute.start, ...legacy }]
    const name = plainName(attribute)
    if (attribute.isDynamic || !name.startsWith('ws-') || states.includes(name)) return []
    if (name === 'ws-config') return configFindings(text, attribute)
    return names.includes(name) ? [] : [unknownAttribute(attribute, name)]
  })
}

const legacy = {
  what: 'hx-ws is htmx 1',
  remedy: '"npx htmx-ext-ws-wasm migrate" turns it into ws-connect and ws-send.'
}

/** In letters: what is further off is hardly a slip. */
const farthest = 3

/**
 * @param {Attribute} attribute
 * @param {string} name
 * @returns {Finding}
 */
function unknownAttribute({ name: written, start }, name) {
  const { name: right, distance } = nearest(name, names)
  const isOwn = written.startsWith('data-') && distance > farthest
  return {
    at: start,
    what: `there is no attribute ${readable(written)}`,
    remedy: isOwn
      ? "If it is the page's own, all is well."
      : `Did you mean ${right}? There are ${names.join(', ')}, and for CSS ${states.join(', ')}.`,
    isNote: isOwn
  }
}

/**
 * @param {string} text
 * @param {Attribute} attribute
 * @returns {Finding[]}
 */
function configFindings(text, attribute) {
  if (isOpen(attribute)) return []
  return configTroubles(decoded(readable(writtenValue(text, attribute)))).map(({ kind, reason, remedy }) => ({
    at: attribute.start,
    what: `ws-config: ${reason.replace(/\.$/, '')}`,
    remedy:
      kind === 'syntax' || options.includes(kind) ? remedy : `Did you mean ${nearest(kind, options).name}? ${remedy}`
  }))
}

/**
 * @param {string} text
 * @param {PageElement} element of a whole page
 * @returns {Finding[]}
 */
function connectionFindings(text, element) {
  /** @type {Finding[]} */
  const found = []
  const connect = attributeOf(element.tag, 'ws-connect')
  const send = senderOf(text, element)
  if (isInTemplate(element)) return []
  if (connect && hasExtension(text, element) === false) found.push({ at: connect.start, ...silent })
  if (send && !mayConnect(text, element)) found.push({ at: send.start, ...alone })
  return found
}

const silent = {
  what: 'ws-connect without hx-ext="ws" on the element or around it',
  remedy: 'Write hx-ext="ws" beside it, or on <body>.'
}

const alone = {
  what: 'ws-send outside a ws-connect',
  remedy: 'Put it inside the element with ws-connect, whose socket it sends to.'
}

/**
 * @param {string} text
 * @param {PageElement} element
 * @returns {Attribute | undefined}
 */
const connectOf = (text, { tag }) =>
  attributeOf(tag, 'ws-connect') ?? attributesOf(tag, 'hx-ws').find((each) => legacyValue(writtenValue(text, each)).url)

/**
 * @param {string} text
 * @param {PageElement} element
 * @returns {Attribute | undefined}
 */
const senderOf = (text, { tag }) =>
  attributeOf(tag, 'ws-send') ?? attributesOf(tag, 'hx-ws').find((each) => legacyValue(writtenValue(text, each)).sends)

/** What a template holds is put elsewhere. @param {PageElement} element */
const isInTemplate = (element) => [...outwards(element)].some(({ tag }) => tag.name === 'template')

/**
 * @param {string} text
 * @param {PageElement} element
 */
const mayConnect = (text, element) =>
  [...outwards(element)].some(
    (each) => each.tag.hasTemplating || connectOf(text, each) || attributesOf(each.tag, 'hx-ws').some(isOpen)
  )

/**
 * @param {string} text
 * @param {PageElement[]} elements of a part of a page
 * @returns {Finding[]}
 */
function fragmentNotes(text, elements) {
  const lone = elements.filter((element) => !mayConnect(text, element))
  const senders = lone.flatMap((element) => senderOf(text, element) ?? [])
  if (senders.length === 0) return []
  const what = `${senders.length} ws-send without a ws-connect in this file, which is no whole page`
  return [
    { at: senders[0].start, what, remedy: 'The page that it becomes part of must have one around it.', isNote: true }
  ]
}
