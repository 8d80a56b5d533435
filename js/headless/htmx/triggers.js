/** Elements that are triggered: by events, by having come, and again and again, as htmx's hx-trigger says. */

import { SelectorError } from '../errors.js'
import { shouldCancel } from './cancelling.js'
import { isElement, selectExtended } from './extended-selector.js'
import { createTimers } from './timers.js'
import { badSelector, badSyntax, clickFromOutside, refuseNeedingBrowser } from './trigger-errors.js'
import { triggerSpecsOf } from './trigger-syntax.js'

/** @typedef {import('../user/events.js').HeadlessEvent} HeadlessEvent */
/** @typedef {import('../tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('../tree.d.ts').Target} Target */
/** @typedef {import('./trigger-syntax.js').TriggerSpec} TriggerSpec */
/** @typedef {ReturnType<typeof createTriggers>} Triggers */

/**
 * @typedef {object} Options
 * @property {import('../tree.d.ts').ActingPage} page
 * @property {import('../user/events.js').Events} events
 * @property {import('./timers.js').Clock} clock
 * @property {(elt: HeadlessElement, event?: HeadlessEvent) => unknown} onTrigger without an event where time alone has
 *   triggered it; false where it sent nothing; what it throws is reported, and hinders nothing else
 * @property {(error: import('../errors.js').PageError) => void} report
 */

/**
 * What an element's triggers share, as in htmx all of them do.
 * @typedef {object} Binding
 * @property {HeadlessElement} elt
 * @property {(() => void)[]} ends each of its listeners
 * @property {ReturnType<typeof createTimers>} timers
 * @property {boolean} triggeredOnce
 * @property {boolean} loaded
 * @property {boolean} throttled
 * @property {(() => void) | null} cancelDelayed
 */

/** @param {Options} options */
export function createTriggers({ page, events, clock, onTrigger, report }) {
  const { tree } = page
  /** @type {Map<HeadlessElement, Binding>} */
  const bindings = new Map()

  /**
   * Does nothing where the element is bound. One that loads is triggered now.
   * @param {HeadlessElement} elt
   */
  function bind(elt) {
    if (bindings.has(elt)) return
    const timers = createTimers(clock)
    /** @type {Binding} */
    const binding = {
      elt,
      ends: [],
      timers,
      triggeredOnce: false,
      loaded: false,
      throttled: false,
      cancelDelayed: null
    }
    bindings.set(elt, binding)
    const { specs, faults } = triggerSpecsOf(tree, elt)
    if (faults.length > 0) report(badSyntax(tree, elt, faults))
    for (const spec of specs) orReport(elt, () => start(binding, spec))
  }

  /** @param {HeadlessElement} elt that may be gone */
  function unbind(elt) {
    const binding = bindings.get(elt)
    if (!binding) return
    bindings.delete(elt)
    for (const end of binding.ends) end()
    binding.timers.clear()
  }

  /**
   * @param {Binding} binding
   * @param {TriggerSpec} spec
   */
  function start(binding, spec) {
    refuseNeedingBrowser(page, binding.elt, spec)
    if (spec.trigger === 'load') load(binding, spec)
    else if (isPositive(spec.pollInterval)) poll(binding, spec.pollInterval)
    else listen(binding, spec)
  }

  /**
   * @param {Binding} binding
   * @param {TriggerSpec} spec
   */
  function load(binding, { delay }) {
    const trigger = () => {
      if (binding.loaded) return
      binding.loaded = true
      fire(binding)
    }
    if (isPositive(delay)) binding.timers.start(trigger, delay)
    else trigger()
  }

  /**
   * @param {Binding} binding
   * @param {number} interval
   */
  function poll(binding, interval) {
    binding.timers.start(() => {
      if (!isThere(binding)) return
      fire(binding)
      if (isThere(binding)) poll(binding, interval)
    }, interval)
  }

  /**
   * @param {Binding} binding
   * @param {TriggerSpec} spec
   */
  function listen(binding, spec) {
    const { elt } = binding
    const sources = spec.from ? selectExtended(tree, elt, spec.from) : [elt]
    /** The values as they were, of what is listened to and then of what events came from. @type {WeakMap<Target, string | null>} */
    const lastValues = new WeakMap(spec.changed ? sources.map((source) => [source, presentValue(source)]) : [])
    for (const source of sources) {
      const hear = (/** @type {HeadlessEvent} */ event) => answer(binding, spec, event, source, lastValues)
      const end = events.listen(source, spec.trigger, (event) => orReport(elt, () => hear(event)))
      binding.ends.push(end)
    }
  }

  /**
   * @param {Binding} binding
   * @param {TriggerSpec} spec
   * @param {HeadlessEvent} event
   * @param {Target} source what was listened to
   * @param {WeakMap<Target, string | null>} lastValues
   */
  function answer(binding, spec, event, source, lastValues) {
    const { elt } = binding
    if (!isThere(binding)) return
    if (event.type === 'click' && !isElement(tree, source)) throw clickFromOutside(tree, elt)
    if (shouldCancel(tree, event, source)) event.preventDefault()
    if (event.handledFor.has(elt)) return
    event.handledFor.add(elt)
    if (spec.consume) event.stopPropagation()
    if (spec.target && !comesFrom(event.target, spec.target)) return
    if (spec.once) {
      if (binding.triggeredOnce) return
      binding.triggeredOnce = true
    }
    if (spec.changed && !hasChanged(event.target, lastValues)) return
    schedule(binding, spec, event)
  }

  /**
   * Now, later, or not at all: throttle goes before delay.
   * @param {Binding} binding
   * @param {TriggerSpec} spec
   * @param {HeadlessEvent} event
   */
  function schedule(binding, { throttle, delay }, event) {
    binding.cancelDelayed?.()
    if (binding.throttled) return
    if (isPositive(throttle)) {
      binding.throttled = true
      binding.timers.start(() => {
        binding.throttled = false
      }, throttle)
      fire(binding, event)
    } else if (isPositive(delay)) binding.cancelDelayed = binding.timers.start(() => fire(binding, event), delay)
    else fire(binding, event)
  }

  /**
   * @param {Binding} binding
   * @param {HeadlessEvent} [event]
   */
  function fire(binding, event) {
    const { elt } = binding
    if (!isThere(binding)) return
    orReport(elt, () => {
      const isSent = onTrigger(elt, event) !== false
      if (event && isSent && tree.isAttached(elt) && shouldCancel(tree, event, elt)) event.preventDefault()
    })
  }

  /**
   * Whether it is still bound and in the page; one that has left it has nothing more to wait for.
   * @param {Binding} binding
   */
  function isThere({ elt }) {
    if (bindings.has(elt) && !tree.isAttached(elt)) unbind(elt)
    return bindings.has(elt)
  }

  /**
   * @param {Target} target
   * @param {string} selector
   */
  const comesFrom = (target, selector) => isElement(tree, target) && tree.matches(target, selector)

  /**
   * @param {Target} target
   * @param {WeakMap<Target, string | null>} lastValues
   */
  function hasChanged(target, lastValues) {
    const value = presentValue(target)
    if (lastValues.has(target) && lastValues.get(target) === value) return false
    lastValues.set(target, value)
    return true
  }

  /** @param {Target} target */
  const presentValue = (target) => (isElement(tree, target) && tree.isAttached(target) ? tree.value(target) : null)

  /**
   * What one element can't do must keep no other from being triggered.
   * @param {HeadlessElement} elt
   * @param {() => void} action
   */
  function orReport(elt, action) {
    try {
      action()
    } catch (error) {
      report(
        error instanceof SelectorError
          ? badSelector(tree, elt, error)
          : /** @type {import('../errors.js').PageError} */ (error)
      )
    }
  }

  return {
    bind,
    unbind,

    /** Ends everything. */
    clear() {
      for (const elt of [...bindings.keys()]) unbind(elt)
    }
  }
}

/**
 * @param {number | undefined} milliseconds
 * @returns {milliseconds is number}
 */
const isPositive = (milliseconds) => milliseconds !== undefined && milliseconds > 0
