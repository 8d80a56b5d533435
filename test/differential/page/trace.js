/**
 * What happened in the page, in order: htmx events, sockets, frames, timers, random numbers, the console, errors and the
 * notes of a test.
 */
import { describe, pathOf } from './describe.js'

/**
 * @typedef {object} Entry
 * @property {'event' | 'native' | 'socket' | 'frame' | 'close' | 'timer' | 'random' | 'console' | 'error' | 'note'} kind
 * @property {string} [name] of an event
 * @property {string} [target]
 * @property {number} [node] tells elements with the same path apart; differs between pages, so it is not compared
 * @property {any} [detail]
 * @property {boolean} [prevented]
 * @property {string} [what]
 * @property {any} [delay]
 * @property {number} [socket]
 * @property {string} [url]
 * @property {any} [data]
 * @property {any[]} [values]
 * @property {string} [text]
 * @property {string} [level]
 */

/** @type {Entry[]} */
let entries = []
/** @type {{ entry: Entry, event: Event }[]} */
let undecided = []
/** @type {WeakMap<object, number>} */
const nodes = new WeakMap()
let nextNode = 0

/**
 * @param {Entry} entry
 * @returns {Entry}
 */
export function record(entry) {
  entries.push(entry)
  return entry
}

/** @returns {Entry[]} what happened since the last call */
export function takeEntries() {
  for (const { entry, event } of undecided) entry.prevented = event.defaultPrevented
  const taken = entries
  entries = []
  undecided = []
  return taken
}

/** @param {object} node */
function nodeNumber(node) {
  const number = nodes.get(node) ?? nextNode++
  nodes.set(node, number)
  return number
}

/** Events of the user that decide what a browser does next. */
const nativeEvents = ['click', 'submit', 'reset', 'change', 'input']

/** Starts to watch the page. */
export function installTrace() {
  watchDispatched()
  for (const name of nativeEvents) addEventListener(name, recordNative, true)
  addEventListener('error', ({ message }) => record({ kind: 'error', text: message }))
  addEventListener('unhandledrejection', ({ reason }) => record({ kind: 'error', text: `unhandled: ${reason}` }))
  for (const level of /** @type {const} */ (['error', 'warn'])) {
    console[level] = (...values) => {
      record({ kind: 'console', level, text: values.map(textOf).join(' ') })
    }
  }
  const random = seededRandom(20_240_417)
  Math.random = () => {
    const value = random()
    record({ kind: 'random', data: value })
    return value
  }
}

/** A listener would miss events on elements outside the page and, on htmx 1.9, in shadow roots. */
function watchDispatched() {
  const { dispatchEvent } = EventTarget.prototype
  EventTarget.prototype.dispatchEvent = function (event) {
    if (!event?.type?.startsWith('htmx:')) return dispatchEvent.call(this, event)
    const detail = describe(/** @type {CustomEvent} */ (event).detail)
    const entry = record({ kind: 'event', name: event.type, target: pathOf(this), node: nodeNumber(this), detail })
    const outcome = dispatchEvent.call(this, event)
    entry.prevented = event.defaultPrevented
    return outcome
  }
}

/** @param {Event} event */
function recordNative(event) {
  const target = pathOf(event.composedPath()[0])
  const entry = record({ kind: 'native', name: event.type, target, prevented: false })
  undecided.push({ entry, event })
}

/** @param {unknown} value */
const textOf = (value) => (typeof value === 'string' ? value : JSON.stringify(describe(value)))

/**
 * Mulberry32: the same numbers on both sides.
 * @param {number} seed
 */
function seededRandom(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
