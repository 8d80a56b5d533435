/** A page's hx-ws as ws-connect and ws-send: what to change, and what nobody but its author can. */
import { attributesOf, extensionNames, hasExtension, isBound, isLegacy, writtenValue } from './attributes.js'
import { elementsOf } from './elements.js'
import { legacyValue } from './legacy-value.js'
import { mentions } from './mentions.js'
import { readTags } from './tags.js'

/** @typedef {import('./edits.js').Edit} Edit */
/** @typedef {import('./elements.js').PageElement} PageElement */
/** @typedef {import('./findings.js').Finding} Finding */
/** @typedef {import('./tags.js').Attribute} Attribute */
/** @typedef {import('./tags.js').Tag} Tag */

/**
 * @typedef {object} Rewriting
 * @property {Edit[]} edits in order
 * @property {Finding[]} left to be done by hand, in order
 */

/**
 * @param {string} text
 * @param {import('./kinds.js').Kind} kind
 * @returns {Rewriting}
 */
export function rewrite(text, kind) {
  if (!/hx-ws/i.test(text)) return { edits: [], left: [] }
  const { tags, regions } = kind.isOnlySearched ? { tags: [], regions: [] } : readTags(text, kind)
  const parts = elementsOf(tags).map((element) => rewriteElement(text, kind, element))
  const edits = parts.flatMap((part) => part.edits)
  const left = [...parts.flatMap((part) => part.left), ...mentions(text, kind, tags, regions)]
  return {
    edits: edits.sort((one, other) => one.start - other.start || one.end - other.end),
    left: left.sort((one, other) => one.at - other.at)
  }
}

/**
 * @param {string} text
 * @param {import('./kinds.js').Kind} kind
 * @param {PageElement} element
 * @returns {Rewriting}
 */
function rewriteElement(text, kind, element) {
  const { tag } = element
  const legacy = tag.attributes.filter(isLegacy)
  const isTaken = ['ws-connect', 'ws-send'].some((name) => attributesOf(tag, name).length > 0)
  // where templating does not choose one, only one is read, and the other would be once that is gone
  if (legacy.length > 1 && !tag.hasTemplating) return leave(legacy[1], second)
  const parts = legacy.map((attribute) => (isTaken ? leave(attribute, taken) : rewriteAttribute(text, kind, attribute)))
  const connecting = parts.filter(({ connects }) => connects)
  const extension = connecting.length > 0 && hasExtension(text, element) !== true ? addExtension : () => unchanged
  const added = extension(text, tag, connecting)
  return { edits: [...parts, added].flatMap(({ edits }) => edits), left: [...parts, added].flatMap(({ left }) => left) }
}

/** @typedef {Rewriting & { attribute?: Attribute, connects?: boolean }} Part */

/** @type {Part} */
const unchanged = { edits: [], left: [] }

/**
 * @param {Attribute} attribute
 * @param {Omit<Finding, 'at'>} why
 * @returns {Part}
 */
const leave = ({ start }, why) => ({ edits: [], left: [{ at: start, ...why }] })

const taken = {
  what: 'hx-ws beside ws-connect or ws-send',
  remedy: 'The extension may read both: put what is meant into ws-connect and ws-send, and take hx-ws off.'
}

const second = {
  what: 'a second hx-ws on the element: only one is read',
  remedy: 'Take off the one that is not meant, then migrate again.'
}

const silent = {
  what: 'hx-ws says neither "connect:<url>" nor "send"',
  remedy: 'Take it off, or write ws-connect="<url>" or ws-send.'
}

const unclear = {
  what: 'a value of hx-ws that only a running program knows',
  remedy:
    'Write ws-connect="<url>" where it says "connect:<url>", with hx-ext="ws" around it, and ws-send where it says "send".'
}

const ignored = {
  what: 'hx-ext="ignore:ws" turns off what hx-ws was changed into',
  remedy: 'Write "ws" in its place, unless the element is meant to be silent.'
}

const expression = {
  what: 'the element gets ws-connect, and its hx-ext is an expression',
  remedy: 'Let it name "ws" too, or write hx-ext="ws" on an element around it.'
}

/**
 * @param {string} text
 * @param {import('./kinds.js').Kind} kind
 * @param {Attribute} attribute
 * @returns {Part}
 */
function rewriteAttribute(text, kind, attribute) {
  const { start, nameEnd, end, value } = attribute
  if (!value) return leave(attribute, silent)
  const masked = withoutTemplating(text, value)
  if (value.quote === '{' || isUnclear(masked, value.quote)) return leave(attribute, unclear)
  const { url, sends } = legacyValue(masked)
  const prefix = attribute.name.startsWith('data-') ? 'data-' : ''
  const sender = `${prefix}ws-send${needsValue(text, kind, end) ? '=""' : ''}`
  if (!url) return sends ? { edits: [{ start, end, text: sender }], left: [] } : leave(attribute, silent)
  const edits = [
    { start, end: nameEnd, text: `${prefix}ws-connect` },
    { start: value.start, end: value.start + url.start, text: '' },
    { start: value.start + url.end, end: value.end, text: '' },
    { start: end, end, text: sends ? ` ${sender}` : '' }
  ]
  const isChange = (/** @type {Edit} */ edit) => edit.end > edit.start || edit.text !== ''
  return { edits: edits.filter(isChange), left: [], attribute, connects: true }
}

/** What stands for templating in a value: no space, no comma, no letter. */
const hole = '\x7f'

/**
 * @param {string} text
 * @param {import('./tags.js').Value} value
 */
function withoutTemplating(text, { start, end, holes }) {
  let masked = text.slice(start, end)
  for (const { start: from, end: to } of holes) {
    masked = masked.slice(0, from - start) + hole.repeat(to - from) + masked.slice(to - start)
  }
  return masked
}

/**
 * Whether templating or character references may say something about which words there are.
 * @param {string} masked
 * @param {string} quote
 */
function isUnclear(masked, quote) {
  const { url, others } = legacyValue(masked)
  const location = url ? masked.slice(url.start, url.end) : ''
  const hidesWord = /[,\x7f](?:send(?![\w-])|connect:)/.test(location)
  const hidesSeparator = /&(?:#|comma;|colon;|Tab;|NewLine;)/.test(masked)
  // without the quotes that it has not, it would begin with one
  const wouldBeQuoted = quote === '' && /^["'=]/.test(location)
  return (masked.includes(hole) && (hidesWord || others.length > 0)) || hidesSeparator || wouldBeQuoted
}

/**
 * A name alone must not run into what follows.
 * @param {string} text
 * @param {import('./kinds.js').Kind} kind
 * @param {number} end of the attribute
 */
function needsValue(text, kind, end) {
  const next = /[^ \t\n\r\f]/g
  next.lastIndex = end
  const found = next.exec(text)
  return kind.needsValues || found?.[0] === '=' || !/[ \t\n\r\f/>]/.test(text[end] ?? '')
}

/**
 * hx-ext="ws" on an element that gets ws-connect.
 * @param {string} text
 * @param {Tag} tag
 * @param {Part[]} connecting
 * @returns {Part}
 */
function addExtension(text, tag, connecting) {
  const present = attributesOf(tag, 'hx-ext')
  if (present.length === 0) {
    return { edits: connecting.flatMap(({ attribute }) => (attribute ? [newExtension(attribute)] : [])), left: [] }
  }
  const parts = present.map((attribute) => extendExtension(text, attribute))
  return { edits: parts.flatMap(({ edits }) => edits), left: parts.flatMap(({ left }) => left) }
}

/**
 * Beside the attribute, in its quotes and with its prefix, so that templating which chooses one chooses both.
 * @param {Attribute} attribute
 * @returns {Edit}
 */
function newExtension({ name, start, value }) {
  const quote = value?.quote ?? '"'
  const prefix = name.startsWith('data-') ? 'data-' : ''
  return { start, end: start, text: `${prefix}hx-ext=${quote}ws${quote} ` }
}

/**
 * @param {string} text
 * @param {Attribute} attribute hx-ext
 * @returns {Part}
 */
function extendExtension(text, attribute) {
  const { nameEnd, value } = attribute
  const names = writtenValue(text, attribute)
  if (isBound(attribute) || value?.quote === '{') return leave(attribute, expression)
  if (extensionNames(names).includes('ignore:ws')) return leave(attribute, ignored)
  if (extensionNames(names).includes('ws')) return unchanged
  const end = value ? value.start + names.replace(/[ \t\n\r\f]+$/, '').length : nameEnd
  const isFirst = names.trim() === '' || /,[ \t\n\r\f]*$/.test(names)
  const addition = value?.quote ? 'ws' : value && value.end > value.start ? 'ws' : value ? '"ws"' : '="ws"'
  return { edits: [{ start: end, end, text: `${isFirst ? '' : ','}${addition}` }], left: [] }
}
