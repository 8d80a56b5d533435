/** hx-trigger read as htmx 2.0.11 reads it, its slips with bad syntax included. */

import { attributeOf } from './attributes.js'
import { createTokens } from './tokens.js'

/** @typedef {import('./tokens.js').Tokens} Tokens */
/** @typedef {import('../tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('../tree.d.ts').Tree} Tree */

/**
 * Times are in milliseconds.
 * @typedef {object} TriggerSpec
 * @property {string} trigger the event's name, or "every"
 * @property {number} [pollInterval]
 * @property {string} [filter] as it stands between its brackets
 * @property {boolean} [changed]
 * @property {boolean} [once]
 * @property {boolean} [consume]
 * @property {number} [delay]
 * @property {number} [throttle]
 * @property {string} [from] an extended selector
 * @property {string} [target] a selector
 */

const notBlank = /\S/
const blankOrComma = /[\s,]/
const nameEnd = /[,[\s]/
const groupStart = /[{(]/
const groupEnd = /[})]/

/**
 * What triggers an element.
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 * @returns {{ specs: TriggerSpec[], faults: string[] }} with what can't be read, which hinders nothing else
 */
export function triggerSpecsOf(tree, elt) {
  const text = attributeOf(tree, elt, 'hx-trigger')
  const { specs, faults } = text ? parseTriggers(text) : { specs: [], faults: [] }
  return { specs: specs.length > 0 ? specs : [{ trigger: naturalTrigger(tree, elt) }], faults }
}

/**
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 */
function naturalTrigger(tree, elt) {
  if (elt.tag === 'form') return 'submit'
  const type = elt.tag === 'input' ? (tree.attribute(elt, 'type') ?? '').toLowerCase() : ''
  if (type === 'button' || type === 'submit') return 'click'
  return ['input', 'textarea', 'select'].includes(elt.tag) ? 'change' : 'click'
}

/** @param {string} text */
function parseTriggers(text) {
  const tokens = createTokens(text)
  /** @type {TriggerSpec[]} */
  const specs = []
  /** @type {string[]} */
  const faults = []
  do {
    tokens.takeUntil(notBlank)
    const start = tokens.position
    const trigger = tokens.takeUntil(nameEnd)
    if (trigger === 'every') specs.push(polling(tokens, faults))
    else if (trigger !== '') specs.push(listening(trigger, tokens, faults))
    if (tokens.position === start) faults.push(tokens.take() ?? 'the end')
    tokens.takeUntil(notBlank)
  } while (tokens.peek() === ',' && tokens.take())
  return { specs, faults }
}

/**
 * @param {Tokens} tokens
 * @param {string[]} faults
 * @returns {TriggerSpec}
 */
function polling(tokens, faults) {
  tokens.takeUntil(notBlank)
  const pollInterval = parseInterval(tokens.takeUntil(nameEnd))
  tokens.takeUntil(notBlank)
  return { trigger: 'every', pollInterval, filter: filterAt(tokens, faults) }
}

/**
 * @param {string} trigger
 * @param {Tokens} tokens
 * @param {string[]} faults
 * @returns {TriggerSpec}
 */
function listening(trigger, tokens, faults) {
  /** @type {TriggerSpec} */
  const spec = { trigger, filter: filterAt(tokens, faults) }
  tokens.takeUntil(notBlank)
  while (!tokens.isAtEnd() && tokens.peek() !== ',') {
    const name = tokens.take() ?? ''
    if (isFlag(name)) spec[name] = true
    else if (tokens.peek() === ':' && Object.hasOwn(modifiers, name)) {
      tokens.take()
      modifiers[name](spec, tokens)
    } else {
      faults.push(name)
      // htmx loses what follows it
      tokens.take()
    }
    tokens.takeUntil(notBlank)
  }
  return spec
}

/**
 * @param {string} name
 * @returns {name is 'changed' | 'once' | 'consume'}
 */
const isFlag = (name) => name === 'changed' || name === 'once' || name === 'consume'

/** Those with a value, of which the last three mean nothing here. @type {Record<string, (spec: TriggerSpec, tokens: Tokens) => void>} */
const modifiers = {
  delay(spec, tokens) {
    spec.delay = parseInterval(tokens.takeUntil(blankOrComma))
  },
  throttle(spec, tokens) {
    spec.throttle = parseInterval(tokens.takeUntil(blankOrComma))
  },
  from(spec, tokens) {
    spec.from = groupStart.test(tokens.peek() ?? '') ? selectorAt(tokens) : sourceAt(tokens)
  },
  target(spec, tokens) {
    spec.target = selectorAt(tokens)
  },
  queue: (_, tokens) => tokens.takeUntil(blankOrComma),
  threshold: (_, tokens) => tokens.takeUntil(blankOrComma),
  root: (_, tokens) => selectorAt(tokens)
}

/**
 * @param {Tokens} tokens
 * @returns {string} a selector, which holds blanks and commas only in brackets
 */
function selectorAt(tokens) {
  if (!groupStart.test(tokens.peek() ?? '')) return tokens.takeUntil(blankOrComma)
  tokens.take()
  const selector = tokens.takeUntil(groupEnd).trim()
  tokens.take()
  return selector
}

/**
 * @param {Tokens} tokens
 * @returns {string} a selector, or an extended one of two words
 */
function sourceAt(tokens) {
  const word = tokens.takeUntil(blankOrComma)
  if (!['closest', 'find', 'next', 'previous'].includes(word)) return word
  tokens.take()
  const selector = selectorAt(tokens)
  return selector === '' ? word : `${word} ${selector}`
}

/**
 * @param {Tokens} tokens
 * @param {string[]} faults
 * @returns {string | undefined} undefined where there is none, or no end of it
 */
function filterAt(tokens, faults) {
  if (tokens.peek() !== '[') return undefined
  tokens.take()
  let filter = ''
  for (let depth = 1; !tokens.isAtEnd(); filter += tokens.take()) {
    if (tokens.peek() === '[') depth++
    if (tokens.peek() === ']') depth--
    if (depth > 0) continue
    tokens.take()
    return filter
  }
  faults.push(`[${filter}`)
  return undefined
}

/** In milliseconds: of what stands behind a number in the text. @type {[unit: string, factor: number][]} */
const units = [
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['', 1]
]

/**
 * @param {string} text
 * @returns {number | undefined} milliseconds; undefined where it is no number
 */
function parseInterval(text) {
  const [unit, factor] = units.find(([unit]) => text.endsWith(unit)) ?? ['', 1]
  const interval = Number.parseFloat(text.slice(0, text.length - unit.length)) * factor
  return Number.isNaN(interval) ? undefined : interval
}
