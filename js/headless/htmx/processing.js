/** Elements that are new in the page are connected and bound to their triggers; those that go, let go of both. */
import { hasAttribute } from './attributes.js'
import { isOurs } from './ours.js'

/** @typedef {import('../tree.d.ts').ActingPage} ActingPage */
/** @typedef {import('../tree.d.ts').HeadlessElement} HeadlessElement */

const connecting = '[ws-connect], [data-ws-connect], [hx-ws], [data-hx-ws]'
const sending = '[ws-send], [data-ws-send], [hx-ws], [data-hx-ws]'

/**
 * @param {object} parts
 * @param {ActingPage} parts.page
 * @param {import('../connections.js').Connections} parts.connections
 * @param {import('./sending.js').Sending} parts.sender
 * @param {import('./triggers.js').Triggers} parts.triggers
 */
export function createProcessing({ page, connections, sender, triggers }) {
  const { tree } = page

  /** @param {HeadlessElement} elt */
  const isSender = (elt) => hasAttribute(tree, elt, 'ws-send') || connections.sendsByHxWs(elt)

  /**
   * What matches inside an element, and it itself.
   * @param {HeadlessElement} within
   * @param {string} selector
   */
  function ours(within, selector) {
    const inside = tree.queryAll(selector, within)
    const all = within !== tree.root() && tree.matches(within, selector) ? [within, ...inside] : inside
    return all.filter((elt) => isOurs(page, elt))
  }

  return {
    /** @param {HeadlessElement} within that is new, or the document */
    process(within) {
      for (const elt of ours(within, connecting)) connections.connect(elt)
      for (const elt of ours(within, sending).filter(isSender)) {
        sender.bind(elt)
        triggers.bind(elt)
      }
    },

    /** @param {HeadlessElement} elt that has gone */
    forget(elt) {
      triggers.unbind(elt)
      connections.disconnect(elt)
    }
  }
}
