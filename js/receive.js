/**
 * A message from the server: its top-level elements are found by the core, or by htmx's own parser where the core is
 * unsure, and swapped into the page by htmx.
 */
import { ElementFlag } from './core.js'

/** @typedef {import('./core.js').Core} Core */
/** @typedef {import('./htmx.d.ts').HtmxApi} HtmxApi */
/** @typedef {import('./connection.js').SocketWrapper} SocketWrapper */
/** @typedef {import('./report.js').Report} Report */
/** @typedef {{ node: Element, swap: string }} Piece an element and its value of hx-swap-oob */

/**
 * @param {Core} core
 * @param {HtmxApi} api
 * @param {Report} report
 */
export function createReceiver(core, api, report) {
  /**
   * @param {Element} socketElt
   * @param {SocketWrapper} wrapper
   * @param {MessageEvent} event
   */
  return function receive(socketElt, wrapper, event) {
    const socketWrapper = wrapper.publicInterface
    let message = event.data
    if (!api.triggerEvent(socketElt, 'htmx:wsBeforeMessage', { message, socketWrapper })) return
    api.withExtensions(socketElt, (extension) => {
      message = extension.transformResponse?.(message, null, socketElt)
    })
    swap(socketElt, message)
    api.triggerEvent(socketElt, 'htmx:wsAfterMessage', { message, socketWrapper })
  }

  /**
   * @param {Element} socketElt
   * @param {string} message
   */
  function swap(socketElt, message) {
    const settleInfo = api.makeSettleInfo(socketElt)
    for (const { node, swap } of pieces(message)) {
      try {
        api.oobSwap(swap, node, settleInfo)
      } catch (cause) {
        report(socketElt, 'htmx:wsMessageError', {
          reason: `<${node.localName} id="${node.id}" hx-swap-oob="${swap}"> can't be swapped.`,
          remedy: 'Give it an id that is in the page, or a value of hx-swap-oob with a valid style and selector.',
          cause
        })
      }
    }
    api.settleImmediately(settleInfo.tasks)
  }

  /**
   * @param {string} message
   * @returns {Piece[]}
   */
  function pieces(message) {
    const found = core.fragments(message)
    if (!found) return piecesOfHost(message)
    const nodes = found.separate
      ? found.map((element) => parse(message.slice(element.start, element.end), element.flags)[0])
      : parse(
          message,
          found.reduce((flags, element) => flags | element.flags, 0)
        )
    return found.map(({ swap }, index) => ({ node: nodes[index], swap: swap || 'true' }))
  }

  /**
   * @param {string} message
   * @returns {Piece[]}
   */
  function piecesOfHost(message) {
    const children = Array.from(api.makeFragment(message).children)
    return children.map((node) => ({ node, swap: api.getAttributeValue(node, 'hx-swap-oob') || 'true' }))
  }

  /**
   * Only htmx's own way of parsing makes scripts that run.
   * @param {string} html
   * @param {number} flags of ElementFlag
   * @returns {Element[]}
   */
  function parse(html, flags) {
    if ((flags & ElementFlag.script) !== 0) return Array.from(api.makeFragment(html).children)
    const template = document.createElement('template')
    template.innerHTML = html
    return Array.from(template.content.children)
  }
}
