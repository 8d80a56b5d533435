/**
 * A message from the server: its top-level elements are found by the core, or by htmx's own parser where the core is
 * unsure, and swapped into the page by htmx.
 */
import { ElementFlag } from './codes.js'
import { isHtmxOne, parseInTemplate } from './htmx-one.js'
import { swapByExtension } from './swap-by-extension.js'
import { reportUncaught } from './uncaught.js'

/** @typedef {import('./core.js').Core} Core */
/** @typedef {import('./public.d.ts').SocketWrapper} SocketWrapper */
/** @typedef {import('./htmx.d.ts').HtmxApi} HtmxApi */
/** @typedef {import('./htmx.d.ts').SettleInfo} SettleInfo */
/** @typedef {import('./report.js').Report} Report */

/**
 * An element to be swapped, and its value of hx-swap-oob.
 * @typedef {{ node: Element, swap: string }} Piece
 */

/**
 * @param {Core} core
 * @param {HtmxApi} api
 * @param {Report} report
 */
export function createReceiver(core, api, report) {
  /** What each element is still reading, while it is. @type {WeakMap<Element, Promise<void>>} */
  const reading = new WeakMap()

  /**
   * Handles a frame at once, or, behind a Blob that is still being read, in its turn.
   * @param {Element} socketElt
   * @param {SocketWrapper | undefined} socketWrapper
   * @param {MessageEvent} event
   * @param {() => boolean} isAlive whether the frame's connection is still the element's
   */
  return function receive(socketElt, socketWrapper, { data }, isAlive) {
    const before = reading.get(socketElt)
    const work = () => handle(socketElt, socketWrapper, data, isAlive)
    const pending = before ? before.then(() => (isAlive() ? work() : undefined)) : work()
    if (!pending) return
    const turn = pending.catch(reportUncaught).then(() => {
      if (reading.get(socketElt) === turn) reading.delete(socketElt)
    })
    reading.set(socketElt, turn)
  }

  /**
   * @param {Element} socketElt
   * @param {SocketWrapper | undefined} socketWrapper
   * @param {string | Blob | ArrayBuffer} data
   * @param {() => boolean} isAlive
   * @returns {Promise<void> | undefined} for a Blob, which can only be read asynchronously
   */
  function handle(socketElt, socketWrapper, data, isAlive) {
    if (!api.triggerEvent(socketElt, 'htmx:wsBeforeMessage', { message: data, socketWrapper })) return undefined
    if (data instanceof Blob) {
      return data.text().then(
        (text) => {
          if (isAlive()) swap(socketElt, socketWrapper, text)
        },
        (cause) => report(socketElt, 'htmx:wsMessageError', { ...unreadable, cause })
      )
    }
    swap(socketElt, socketWrapper, textOf(data))
    return undefined
  }

  /**
   * @param {Element} socketElt
   * @param {SocketWrapper | undefined} socketWrapper
   * @param {string} text
   */
  function swap(socketElt, socketWrapper, text) {
    let message = text
    api.withExtensions(socketElt, (extension) => {
      message = extension.transformResponse(message, null, socketElt)
    })
    const settleInfo = api.makeSettleInfo(socketElt)
    // Each swapped element hears of its own swap: without this, htmx would tell all those before it again.
    const forgetEarlier = () => {
      // htmx has taken the socket's element off the list when it was itself swapped
      settleInfo.elts = settleInfo.elts.filter((elt) => elt === socketElt)
    }
    document.addEventListener('htmx:oobBeforeSwap', forgetEarlier, true)
    try {
      for (const piece of parsed(socketElt, message)) swapPiece(socketElt, piece, settleInfo)
    } finally {
      document.removeEventListener('htmx:oobBeforeSwap', forgetEarlier, true)
    }
    for (const task of settleInfo.tasks) settle(socketElt, task)
    api.triggerEvent(socketElt, 'htmx:wsAfterMessage', { message, socketWrapper })
  }

  /**
   * New content that htmx can't process must not keep the rest from being processed.
   * @param {Element} socketElt
   * @param {() => void} task
   */
  function settle(socketElt, task) {
    try {
      api.settleImmediately([task])
    } catch (cause) {
      report(socketElt, 'htmx:wsMessageError', { ...unprocessed, cause })
    }
  }

  /**
   * @param {Element} socketElt
   * @param {Piece} piece
   * @param {SettleInfo} settleInfo
   */
  function swapPiece(socketElt, { node, swap }, settleInfo) {
    const before = node.cloneNode(false)
    try {
      if (core.isStyleWithColon(swap)) swapByExtension(api, swap, node, settleInfo)
      else api.oobSwap(swap, node, settleInfo)
    } catch (cause) {
      report(socketElt, 'htmx:wsMessageError', {
        kind: 'swap',
        reason: `${/** @type {Element} */ (before).outerHTML} can't be swapped.`,
        remedy: 'Give it an id that is in the page, or a value of hx-swap-oob with a valid style and selector.',
        cause
      })
    }
  }

  /**
   * @param {Element} socketElt
   * @param {string} message
   * @returns {Piece[]} none where a Content Security Policy lets nobody parse it
   */
  function parsed(socketElt, message) {
    try {
      return pieces(message)
    } catch (cause) {
      report(socketElt, 'htmx:wsMessageError', { ...unparsed, cause })
      return []
    }
  }

  /**
   * @param {string} message
   * @returns {Piece[]}
   */
  function pieces(message) {
    const found = core.fragments(message)
    if (!found) return parseByHost(message).flatMap((node) => pieceOf(node))
    if (found.separate) {
      return found.flatMap(({ start, end, flags, swap }) => {
        const [node] = parse(message.slice(start, end), flags)
        return node ? pieceOf(node, swap) : []
      })
    }
    const flags = found.reduce((all, element) => all | element.flags, 0)
    const nodes = parse(message, flags)
    // htmx may have taken scripts out; then the order says nothing any more
    const paired = nodes.length === found.length
    return nodes.flatMap((node, index) => (paired ? pieceOf(node, found[index].swap) : pieceOf(node)))
  }

  /**
   * A template that neither has an id nor says where it goes is only there to hold parts of a table together: what it
   * holds is swapped.
   * @param {Element} node
   * @param {string | null} swap
   * @returns {Piece[]}
   */
  function pieceOf(node, swap = api.getAttributeValue(node, 'hx-swap-oob')) {
    const isNamed = node.hasAttribute('id') || isHxElement(node)
    if (!(node instanceof HTMLTemplateElement) || swap || isNamed) return [{ node, swap: swap || 'true' }]
    // what stands in a template's content is out of reach for htmx's rules for scripts
    const scripts = node.content.querySelector('script') !== null
    const children = scripts ? parseByHost(node.innerHTML) : Array.from(node.content.children)
    return children.map((child) => ({
      node: child,
      swap: api.getAttributeValue(child, 'hx-swap-oob') || 'true'
    }))
  }

  /**
   * Scripts are left to htmx, which has its rules for which of them run, and when.
   * @param {string} html
   * @param {number} flags of ElementFlag
   * @returns {Element[]}
   */
  function parse(html, flags) {
    if ((flags & ElementFlag.script) !== 0) return parseByHost(html)
    const template = document.createElement('template')
    template.innerHTML = html
    return Array.from(template.content.children)
  }

  /**
   * @param {string} html
   * @returns {Element[]}
   */
  function parseByHost(html) {
    return Array.from((isHtmxOne() ? parseInTemplate(api, html) : api.makeFragment(html)).children)
  }
}

/**
 * htmx 2 parses its own elements, such as <hx-partial>, as templates with this attribute, and has its own use for them.
 * @param {Element} node
 */
const isHxElement = (node) => node.hasAttribute('hx')

const unparsed = {
  kind: 'parse',
  reason: 'A message could not be parsed.',
  remedy:
    'Where the page has "require-trusted-types-for", give it a default policy with createHTML, as htmx itself needs.'
}

const unprocessed = {
  kind: 'settle',
  reason: 'New content of a message could not be processed.',
  remedy: 'Look at its htmx attributes: one of them, such as hx-trigger, holds a selector or an expression that fails.'
}

const unreadable = { kind: 'binary', reason: 'A binary message could not be read.', remedy: 'Send HTML as UTF-8 text.' }

/** @param {string | ArrayBuffer} data */
const textOf = (data) => (typeof data === 'string' ? data : new TextDecoder().decode(data))
