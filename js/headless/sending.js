/** What an element with ws-send does when it is triggered: what its form holds goes to the nearest socket, as in js/send.js. */
import { headersOf } from './headers.js'
import { valuesOf } from './values.js'

/** @typedef {import('./document.js').HeadlessElement} HeadlessElement */

/**
 * @param {object} page
 * @param {import('./document.js').Tree} page.tree
 * @param {import('../core.js').Core} page.core
 * @param {string} page.url
 * @param {Record<string, any>} page.config htmx.config
 * @param {import('./reports.js').Reports} page.reports
 * @param {import('./connections.js').Connections} page.connections
 */
export function createSending({ tree, core, url, config, reports, connections }) {
  /** Each sender keeps to the socket it found. @type {WeakMap<HeadlessElement, HeadlessElement>} */
  const owners = new WeakMap()

  /** @param {HeadlessElement} elt */
  function nearestSocket(elt) {
    const present = owners.get(elt)
    if (present && tree.isAttached(present) && connections.socketOf(present)) return present
    return tree.path(elt).find((each) => connections.socketOf(each) !== undefined)
  }

  return {
    /** @param {HeadlessElement} elt that is new in the page */
    bind(elt) {
      const owner = nearestSocket(elt)
      if (owner) owners.set(elt, owner)
    },

    /**
     * @param {HeadlessElement} elt
     * @param {import('./values.js').Submission} [submission] the event's
     */
    send(elt, submission) {
      const owner = nearestSocket(elt)
      const socket = owner && connections.socketOf(owner)
      if (!owner || !socket) return reports.trouble(elt, 'htmx:wsSendError', noSocket)
      owners.set(elt, owner)
      const { parameters, unfilteredParameters, errors } = valuesOf({ tree, config }, elt, submission)
      const detail = {
        parameters,
        unfilteredParameters,
        headers: headersOf({ tree, config, url }, elt),
        errors,
        messageBody: undefined
      }
      if (!reports.announce(elt, 'htmx:wsConfigSend', detail)) return
      if (errors.length > 0) return void reports.announce(elt, 'htmx:validation:halted', { errors })
      const body =
        detail.messageBody === undefined ? core.payload(detail.parameters, detail.headers) : detail.messageBody
      socket.send(body, /** @type {any} */ (elt))
    }
  }
}

const noSocket = {
  reason: 'There is no WebSocket to send to.',
  remedy: 'Put the element with ws-send inside one with ws-connect.'
}
