/** Events as the DOM dispatches them: from a target outwards, to the document and the window. */

import { isElement } from '../htmx/extended-selector.js'

/** @typedef {import('../tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('../tree.d.ts').Target} Target */
/** @typedef {import('../tree.d.ts').Tree} Tree */
/** @typedef {ReturnType<typeof createEvents>} Events */
/** @typedef {(event: HeadlessEvent) => void} Listener */

/**
 * @typedef {object} EventOptions
 * @property {boolean} [bubbles] true unless given
 * @property {boolean} [cancelable] true unless given
 * @property {unknown} [detail]
 * @property {HeadlessElement | null} [submitter] of a form's submit
 */

export class HeadlessEvent {
  /** The elements that have answered it: each answers it once. @type {Set<HeadlessElement>} */
  handledFor = new Set()
  defaultPrevented = false
  propagationStopped = false

  /**
   * @param {string} type
   * @param {Target} target
   * @param {EventOptions} options
   */
  constructor(type, target, { bubbles = true, cancelable = true, detail = null, submitter = null }) {
    this.type = type
    this.target = target
    this.bubbles = bubbles
    this.cancelable = cancelable
    this.detail = detail
    this.submitter = submitter
  }

  preventDefault() {
    this.defaultPrevented ||= this.cancelable
  }

  stopPropagation() {
    this.propagationStopped = true
  }
}

/** @param {Tree} tree */
export function createEvents(tree) {
  /** @type {WeakMap<Target, Map<string, Listener[]>>} */
  let listeners = new WeakMap()
  /** @type {((event: HeadlessEvent, place: Target) => void)[]} */
  const watchers = []

  /**
   * The listeners as they are now: a list is never changed, so that whoever goes through one meets no newcomers.
   * @param {Target} target
   * @param {string} type
   */
  const listenersOf = (target, type) => listeners.get(target)?.get(type) ?? []

  /**
   * @param {Target} target
   * @param {string} type
   * @param {Listener[]} list
   */
  function keep(target, type, list) {
    const types = listeners.get(target) ?? new Map()
    if (list.length > 0) types.set(type, list)
    else types.delete(type)
    listeners.set(target, types)
  }

  return {
    /**
     * @param {Target} target
     * @param {string} type
     * @param {Listener} listener must not throw
     * @returns {() => void} ends it
     */
    listen(target, type, listener) {
      keep(target, type, [...listenersOf(target, type), listener])
      return () =>
        keep(
          target,
          type,
          listenersOf(target, type).filter((each) => each !== listener)
        )
    },

    /**
     * Hears of every event at each place of its path, after the listeners there.
     * @param {(event: HeadlessEvent, place: Target) => void} watcher
     */
    watch(watcher) {
      watchers.push(watcher)
    },

    /**
     * Without what a browser does of itself: see activation.js.
     * @param {Target} target
     * @param {string} type
     * @param {EventOptions} [options]
     * @returns {HeadlessEvent} when all have heard of it
     */
    dispatch(target, type, options = {}) {
      const event = new HeadlessEvent(type, target, options)
      const path = pathOf(tree, target)
      for (const each of event.bubbles ? path : [target]) {
        for (const listener of listenersOf(each, type)) {
          if (listenersOf(each, type).includes(listener)) listener(event)
        }
        for (const watcher of watchers) watcher(event, each)
        if (event.propagationStopped) break
      }
      return event
    },

    clear() {
      listeners = new WeakMap()
      watchers.length = 0
    }
  }
}

/**
 * @param {Tree} tree
 * @param {Target} target
 * @returns {Target[]}
 */
function pathOf(tree, target) {
  if (target === tree.window) return [target]
  const elements = isElement(tree, target) ? tree.path(target) : []
  return [...elements, tree.root(), tree.window]
}
