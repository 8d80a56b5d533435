/** What an element with ws-send does when it is triggered: what its form holds goes to the nearest socket, as in js/send.js. */
import { describe } from '../describe.js'
import { invalidError } from '../user/validity.js'
import { headersOf } from './headers.js'
import { valuesOf } from './values.js'

/** @typedef {import('../tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {ReturnType<typeof createSending>} Sending */

/**
 * @param {object} parts
 * @param {import('../tree.d.ts').ActingPage} parts.page
 * @param {import('../../core.js').Core} parts.core
 * @param {import('../reports.js').Reports} parts.reports
 * @param {import('../connections.js').Connections} parts.connections
 * @param {import('./last-button.js').LastButtonOf} parts.lastButtonOf
 */
export function createSending({ page, core, reports, connections, lastButtonOf }) {
  const { tree } = page
  /** Each sender keeps to the socket it found. @type {WeakMap<HeadlessElement, HeadlessElement>} */
  const owners = new WeakMap()

  /** @param {HeadlessElement} elt */
  function nearestSocket(elt) {
    const present = owners.get(elt)
    if (present && tree.isAttached(present) && connections.socketOf(present)) return present
    const found = tree.path(elt).find((each) => connections.socketOf(each) !== undefined)
    if (found) owners.set(elt, found)
    return found
  }

  return {
    /** @param {HeadlessElement} elt that is new in the page */
    bind: (elt) => void nearestSocket(elt),

    /**
     * @param {HeadlessElement} elt
     * @returns {boolean} whether it was given to the socket
     */
    send(elt) {
      const owner = nearestSocket(elt)
      const socket = owner && connections.socketOf(owner)
      if (!socket) {
        reports.trouble(elt, 'htmx:wsSendError', noSocket)
        return false
      }
      const { parameters, unfilteredParameters, invalid } = valuesOf(page, elt, lastButtonOf)
      const detail = {
        parameters,
        unfilteredParameters,
        headers: headersOf(page, elt),
        errors: invalid.map((each) => describe(tree, each)),
        messageBody: undefined
      }
      if (!reports.announce(elt, 'htmx:wsConfigSend', detail)) return false
      if (detail.errors.length > 0) {
        reports.error(elt, 'htmx:validation:halted', invalidError(tree, invalid))
        return false
      }
      const { messageBody = core.payload(detail.parameters, detail.headers) } = detail
      socket.send(messageBody, /** @type {any} */ (elt))
      return true
    }
  }
}

const noSocket = {
  reason: 'There is no WebSocket to send to.',
  remedy: 'Put the element with ws-send inside one with ws-connect.'
}
