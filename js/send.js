/**
 * An element with ws-send: at its trigger, what its form holds goes to the nearest socket as JSON, by the core.
 */

import { closest, isDisabled } from './elements.js'
import { isHtmxOne } from './htmx-one.js'

/** @typedef {import('./core.js').Core} Core */
/** @typedef {import('./htmx.d.ts').HtmxApi} HtmxApi */
/** @typedef {import('./htmx.d.ts').TriggerSpec} TriggerSpec */
/** @typedef {import('./report.js').Report} Report */

/**
 * The elements that own sockets.
 * @typedef {object} Owners
 * @property {(elt: Element) => import('./htmx-one.js').Sending | undefined} socketOf
 * @property {(elt: Element) => void} disconnect
 * @property {(work: () => void) => void} whenStarted does it at once, except where the core is still being loaded
 */

/**
 * @param {Core} core
 * @param {HtmxApi} api
 * @param {Report} report
 * @param {Owners} owners
 */
export function createSenderBinding(core, api, report, { socketOf, disconnect, whenStarted }) {
  /** Elements that were bound in this turn. @type {WeakSet<Element>} */
  const bound = new WeakSet()

  /**
   * Binds an element's triggers. It keeps to the socket it finds now; when that is gone, it looks again.
   * @param {Element} sendElt
   */
  return function bindSender(sendElt) {
    const nodeData = api.getInternalData(sendElt)
    if (nodeData.webSocketSend) return
    nodeData.webSocketSend = true
    let socketElt = nearestSocket(sendElt)
    const first = isFirstThisTurn(sendElt)
    const trigger = orReport(sendElt, notTriggered, (/** @type {Element} */ elt, /** @type {Event=} */ event) => {
      // hx-disable may have come since
      if (isDisabled(sendElt)) return
      socketElt = usable(socketElt) ?? nearestSocket(sendElt)
      if (!socketElt) return reportNoSocket(sendElt)
      send(socketElt, sendElt, elt, event)
    })
    /** @param {[elt: Element, event?: Event]} occasion */
    const handler = (...occasion) => whenStarted(() => trigger(...occasion))
    const bind = orReport(sendElt, notBound, (/** @type {TriggerSpec} */ spec) => {
      if (spec.trigger !== 'load' || first) api.addTriggerHandler(sendElt, spec, nodeData, handler)
    })
    for (const spec of api.getTriggerSpecs(sendElt)) bind(spec)
  }

  /**
   * What one sender can't do must keep no other from being bound, nor a poll from going on.
   * @template {unknown[]} Parameters
   * @param {Element} sendElt
   * @param {import('./report.js').Trouble} trouble
   * @param {(...parameters: Parameters) => void} action
   * @returns {(...parameters: Parameters) => void}
   */
  function orReport(sendElt, trouble, action) {
    return (...parameters) => {
      try {
        action(...parameters)
      } catch (cause) {
        report(sendElt, 'htmx:wsSendError', { ...trouble, cause })
      }
    }
  }

  /**
   * Before 2.0.5 htmx forgets what an ancestor's processing bound when it comes to the element itself, and "load" has
   * been triggered by then.
   * @param {Element} sendElt
   */
  function isFirstThisTurn(sendElt) {
    if (bound.has(sendElt)) return false
    bound.add(sendElt)
    queueMicrotask(() => bound.delete(sendElt))
    return true
  }

  /** @param {Element} sendElt */
  function nearestSocket(sendElt) {
    return closest(sendElt, (node) => socketOf(node) !== undefined)
  }

  /**
   * @param {Element | null} socketElt
   * @returns {Element | null} null where it is gone or has no socket any more
   */
  function usable(socketElt) {
    if (!socketElt) return null
    if (!api.bodyContains(socketElt)) disconnect(socketElt)
    return socketOf(socketElt) ? socketElt : null
  }

  /** @param {Element} sendElt */
  function reportNoSocket(sendElt) {
    if (!api.bodyContains(sendElt)) return
    report(sendElt, 'htmx:wsSendError', {
      kind: 'no socket',
      reason: 'There is no WebSocket to send to.',
      remedy: 'Put the element with ws-send inside one with ws-connect.'
    })
  }

  /**
   * @param {Element} socketElt
   * @param {Element} sendElt
   * @param {Element} elt that htmx triggered
   * @param {Event} [event]
   */
  function send(socketElt, sendElt, elt, event) {
    const wrapper = socketOf(socketElt)
    if (!wrapper) return
    const { errors, ...config } = sendConfig(sendElt)
    const detail = {
      ...config,
      errors,
      triggeringEvent: event,
      /** @type {unknown} */
      messageBody: undefined,
      socketWrapper: wrapper.publicInterface
    }
    if (!api.triggerEvent(elt, 'htmx:wsConfigSend', detail)) return
    if (errors && errors.length > 0) {
      api.triggerEvent(elt, 'htmx:validation:halted', errors)
      return
    }
    const body = detail.messageBody === undefined ? core.payload(detail.parameters, detail.headers) : detail.messageBody
    wrapper.send(/** @type {string} */ (body), elt)
    if (event && api.shouldCancel(event, elt)) event.preventDefault()
  }

  /**
   * What is to be sent, in the order of keys that listeners know.
   * @param {Element} sendElt
   */
  function sendConfig(sendElt) {
    const headers = api.getHeaders(sendElt, api.getTarget(sendElt))
    const { errors, values, formData } = api.getInputValues(sendElt, 'post')
    const unfilteredParameters = api.mergeObjects(fieldsOf(values, formData), api.getExpressionVars(sendElt))
    return { parameters: filter(unfilteredParameters, sendElt), unfilteredParameters, headers, errors }
  }

  /**
   * hx-params on a plain object: htmx 2 filters form data, whose values are texts, so it is asked for the names alone.
   * htmx 1 filters a plain object.
   * @param {Record<string, unknown>} parameters
   * @param {Element} sendElt
   * @returns {Record<string, unknown>} the same object where nothing is filtered
   */
  function filter(parameters, sendElt) {
    const names = api.getClosestAttributeValue(sendElt, 'hx-params')
    if (!names || names === '*') return parameters
    if (isHtmxOne()) return /** @type {typeof parameters} */ (api.filterValues(parameters, sendElt))
    const form = new FormData()
    for (const name of Object.keys(parameters)) form.append(name, '')
    const kept = /** @type {FormData} */ (api.filterValues(form, sendElt))
    return Object.fromEntries([...kept.keys()].map((name) => [name, parameters[name]]))
  }
}

/**
 * A copy of the values. On htmx 2 they are a proxy that makes all fields anew for each one it is asked for; so it is asked
 * only for those that it has in a form of its own: several of one name, names of FormData's own members, and toJSON.
 * @param {Record<string, unknown>} values
 * @param {FormData} [formData] none on htmx 1
 * @returns {Record<string, unknown>}
 */
function fieldsOf(values, formData) {
  if (!formData) return { ...values }
  /** @type {Map<string, unknown>} */
  const single = new Map()
  /** @type {Set<string>} */
  const others = new Set()
  for (const [name, value] of formData) {
    if (single.has(name) || name in formData || name === 'toJSON') others.add(name)
    single.set(name, value)
  }
  return Object.fromEntries(Array.from(single, ([name, value]) => [name, others.has(name) ? values[name] : value]))
}

const notBound = {
  kind: 'trigger',
  reason: 'The element with ws-send can not be triggered.',
  remedy: 'Look at its hx-trigger: a selector in it fails.'
}

const notTriggered = {
  kind: 'message',
  reason: 'The message could not be made, or the socket refused it.',
  remedy: 'Look at hx-vals, hx-include and hx-target, and at what handlers of htmx:wsConfigSend put into the detail.'
}
