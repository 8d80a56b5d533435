/**
 * A message from the server: its top-level elements are found by the core, or by htmx's own parser where the core is
 * unsure, and swapped into the page by htmx.
 */
import { ElementFlag } from './codes.js'
import { isHtmxOne, parseInTemplate } from './htmx-one.js'
import { createSwap } from './swap.js'
import { swapByExtension } from './swap-by-extension.js'
import { createTrigger } from './trigger.js'
import { reportUncaught } from './uncaught.js'

/** @typedef {import('./core.js').Core} Core */
/** @typedef {import('./public.d.ts').SocketWrapper} SocketWrapper */
/** @typedef {import('./htmx.d.ts').HtmxApi} HtmxApi */
/** @typedef {import('./htmx.d.ts').HtmxExtension} HtmxExtension */
/** @typedef {import('./htmx.d.ts').SettleInfo} SettleInfo */
/** @typedef {import('./report.js').Report} Report */

/**
 * An element to be swapped, its value of hx-swap-oob, and what is in it (ElementFlag) where the core has seen that.
 * @typedef {{ node: Element, swap: string, flags?: number }} Piece
 */

/**
 * @param {Core} core
 * @param {HtmxApi} api
 * @param {Report} report
 * @param {HtmxExtension} extension ours
 */
export function createReceiver(core, api, report, extension) {
  const trigger = createTrigger(extension)
  /** Where htmx's own swap goes on now. @type {{ socketElt: Element, settleInfo: SettleInfo } | null} */
  let swapping = null
  // Each swapped element hears of its own swap: without this, htmx would tell all those before it again.
  document.addEventListener('htmx:oobBeforeSwap', forgetEarlier, true)
  const plain = createSwap(api, trigger, hasOnlyOurs)
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
    /** @type {HtmxExtension[]} */
    const active = []
    api.withExtensions(socketElt, (each) => {
      active.push(each)
      message = each.transformResponse(message, null, socketElt)
    })
    const isPlain = isOursAlone(active)
    const settleInfo = api.makeSettleInfo(socketElt)
    const outer = swapping
    // a listener of another message's swap may bring this message; its swaps are not that one's
    swapping = null
    for (const { node, swap, flags } of parsed(socketElt, message)) {
      try {
        const isOurWork = isPlain && flags !== undefined && plain.isProven()
        const isDone = isOurWork && plain.swap(socketElt, node, swap, flags, settleInfo)
        if (!isDone) swapByHost(socketElt, node, swap, settleInfo)
      } catch (cause) {
        report(socketElt, 'htmx:wsMessageError', { ...unswapped(node, swap), cause })
      }
    }
    swapping = outer
    for (const task of settleInfo.tasks) settle(socketElt, task)
    const inform = isPlain && plain.isProven() ? trigger : api.triggerEvent
    inform(socketElt, 'htmx:wsAfterMessage', { message, socketWrapper })
  }

  /** @param {HtmxExtension[]} active */
  function isOursAlone(active) {
    return active.length === 1 && active[0].onEvent === extension.onEvent
  }

  /** @param {Element} elt */
  function hasOnlyOurs(elt) {
    /** @type {HtmxExtension[]} */
    const active = []
    api.withExtensions(elt, (each) => void active.push(each))
    return isOursAlone(active)
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
   * @param {Element} node
   * @param {string} swap
   * @param {SettleInfo} settleInfo
   */
  function swapByHost(socketElt, node, swap, settleInfo) {
    const outer = swapping
    swapping = { socketElt, settleInfo }
    try {
      if (core.isStyleWithColon(swap)) swapByExtension(api, swap, node, settleInfo)
      else api.oobSwap(swap, node, settleInfo)
    } finally {
      swapping = outer
    }
  }

  function forgetEarlier() {
    if (!swapping) return
    const { socketElt, settleInfo } = swapping
    // htmx has taken the socket's element off the list when it was itself swapped
    settleInfo.elts = settleInfo.elts.filter((elt) => elt === socketElt)
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
    if (!found) {
      const flags = looksPlain(message) ? 0 : undefined
      return parseByHost(message).flatMap((node) => pieceOf(node, undefined, flags))
    }
    if (found.separate) {
      return found.flatMap(({ start, end, flags, swap }) => {
        const [node] = parse(message.slice(start, end), flags)
        return node ? pieceOf(node, swap, flags) : []
      })
    }
    const flags = found.reduce((all, element) => all | element.flags, 0)
    const nodes = parse(message, flags)
    // htmx may have taken scripts out; then the order says nothing any more
    const paired = nodes.length === found.length
    return nodes.flatMap((node, index) =>
      paired ? pieceOf(node, found[index].swap, found[index].flags) : pieceOf(node)
    )
  }

  /**
   * A template that neither has an id nor says where it goes is only there to hold parts of a table together: what it
   * holds is swapped.
   * @param {Element} node
   * @param {string | null} swap
   * @param {number} [flags]
   * @returns {Piece[]}
   */
  function pieceOf(node, swap = api.getAttributeValue(node, 'hx-swap-oob'), flags = undefined) {
    const isNamed = node.hasAttribute('id') || isHxElement(node)
    if (!(node instanceof HTMLTemplateElement) || swap || isNamed) return [{ node, swap: swap || 'true', flags }]
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
 * Whether a message that only the host can parse surely holds nothing that must be left to htmx: it may be said of too few.
 * @param {string} message
 */
const looksPlain = (message) => !/\b(?:hx|ws|sse)-|<\/?(?:script|template)|<[a-z][^\s/>]*-/i.test(message)

/**
 * htmx 2 parses its own elements, such as <hx-partial>, as templates with this attribute, and has its own use for them.
 * @param {Element} node
 */
const isHxElement = (node) => node.hasAttribute('hx')

/**
 * @param {Element} node
 * @param {string} swap
 */
function unswapped(node, swap) {
  const tag = /** @type {Element} */ (node.cloneNode(false))
  // htmx has taken it off
  if (swap !== 'true') tag.setAttribute('hx-swap-oob', swap)
  return {
    kind: 'swap',
    reason: `${tag.outerHTML} can't be swapped.`,
    remedy: 'Give it an id that is in the page, or a value of hx-swap-oob with a valid style and selector.'
  }
}

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
