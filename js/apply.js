/** Messages put into the page: what they hold is swapped, by htmx or for it, then settled, and wsAfterMessage tells so. */
import { takesAway } from './destination.js'
import { createFastSwap } from './fast-swap.js'
import { createParser } from './pieces.js'
import { createSwap } from './swap.js'
import { swapByExtension } from './swap-by-extension.js'
import { createTrigger } from './trigger.js'

/** @typedef {import('./core.js').Core} Core */
/** @typedef {import('./htmx.d.ts').HtmxApi} HtmxApi */
/** @typedef {import('./htmx.d.ts').HtmxExtension} HtmxExtension */
/** @typedef {import('./htmx.d.ts').SettleInfo} SettleInfo */
/** @typedef {import('./pieces.js').Piece} Piece */
/** @typedef {import('./receive.js').Owner} Owner */
/** @typedef {import('./report.js').Report} Report */

/**
 * @param {Core} core
 * @param {HtmxApi} api
 * @param {Report} report
 * @param {HtmxExtension} extension ours
 */
export function createApplication(core, api, report, extension) {
  const parser = createParser(core, api)
  const trigger = createTrigger(extension)
  /** Where htmx's own swap goes on now. @type {{ socketElt: Element, settleInfo: SettleInfo } | null} */
  let swapping = null
  // Each swapped element hears of its own swap: without this, htmx would tell all those before it again.
  document.addEventListener('htmx:oobBeforeSwap', forgetEarlier, true)
  const plain = createSwap(api, trigger, hasOnlyOurs)
  const fast = createFastSwap(hasOnlyOurs)

  return {
    /**
     * Offers a message to the page.
     * @param {Owner} owner
     * @param {string | Blob | ArrayBuffer} message
     * @returns {boolean} false where a listener has cancelled it
     */
    offer(owner, message) {
      const { socketElt, socketWrapper } = owner
      const inform = plain.isProven() && isAlone(owner) ? trigger : api.triggerEvent
      return inform(socketElt, 'htmx:wsBeforeMessage', { message, socketWrapper })
    },

    /**
     * @param {Owner} owner
     * @param {string} text a message
     */
    one(owner, text) {
      const { isPlain, messages } = transformed(owner, [text])
      swapMessage(owner, isPlain, parsed(owner, messages[0]))
      tell(owner, isPlain, { message: messages[0] })
    },

    /**
     * Several messages: what is left to do of them.
     * @param {Owner} owner
     * @param {string[]} texts oldest first
     */
    batch(owner, texts) {
      const { isPlain, messages } = transformed(owner, texts)
      for (const pieces of planned(owner, messages)) {
        if (owner.isAlive()) swapMessage(owner, isPlain, pieces)
      }
      tell(owner, isPlain, { message: messages[messages.length - 1], count: messages.length })
    }
  }

  /**
   * @param {Owner} owner
   * @param {string[]} messages
   * @returns {Piece[][]} of each message
   */
  function planned(owner, messages) {
    const inTurn = () => messages.map((message) => parsed(owner, message))
    try {
      const plan = parser.planned(messages)
      // what comes after the end of the socket's element is nobody's, so nothing may be left out before it
      const ends = plan.some((pieces) => pieces.some(({ node, swap }) => takesAway(owner.socketElt, node, swap)))
      return ends ? inTurn() : plan
    } catch {
      // one that can't be parsed keeps no other from it
      return inTurn()
    }
  }

  /**
   * @param {Owner} owner
   * @param {string[]} texts
   */
  function transformed(owner, texts) {
    const { socketElt } = owner
    if (isHasty(owner) && isAlone(owner)) return { messages: texts, isPlain: true }
    /** @type {HtmxExtension[]} */
    let active = []
    const messages = texts.map((text) => {
      let message = text
      active = []
      api.withExtensions(socketElt, (each) => {
        active.push(each)
        message = each.transformResponse(message, null, socketElt)
      })
      return message
    })
    return { messages, isPlain: isOursAlone(active) }
  }

  /**
   * @param {Owner} owner
   * @param {boolean} isPlain no extension but ours has a say
   * @param {Piece[]} pieces
   */
  function swapMessage({ socketElt, options }, isPlain, pieces) {
    const settleInfo = api.makeSettleInfo(socketElt)
    const isFast = isPlain && options.swap === 'fast' && fast.isProven(socketElt) && pieces.every(fast.isPlain)
    const isOurWork = isPlain && plain.isProven()
    const outer = swapping
    // a listener of another message's swap may bring this message; its swaps are not that one's
    swapping = null
    for (const { node, swap, flags } of pieces) {
      try {
        const isDone =
          (isFast && fast.swap(socketElt, node, swap, flags ?? 0)) ||
          (isOurWork && flags !== undefined && plain.swap(socketElt, node, swap, flags, settleInfo))
        if (!isDone) swapByHost(socketElt, node, swap, settleInfo)
      } catch (cause) {
        report(socketElt, 'htmx:wsMessageError', { ...unswapped(node, swap), cause })
      }
    }
    swapping = outer
    for (const task of settleInfo.tasks) settle(socketElt, task)
  }

  /**
   * @param {Owner} owner
   * @param {boolean} isPlain
   * @param {{ message: string, count?: number }} about
   */
  function tell({ socketElt, socketWrapper }, isPlain, about) {
    const inform = isPlain && plain.isProven() ? trigger : api.triggerEvent
    inform(socketElt, 'htmx:wsAfterMessage', { ...about, socketWrapper })
  }

  /**
   * Whether no extension but ours has a say. A page that wants speed more than events is asked once a connection.
   * @param {Owner} owner
   */
  function isAlone(owner) {
    if (!isHasty(owner)) return hasOnlyOurs(owner.socketElt)
    owner.isAlone ??= hasOnlyOurs(owner.socketElt)
    return owner.isAlone
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
      task()
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
   * @param {Owner} owner
   * @param {string} message
   * @returns {Piece[]} none where a Content Security Policy lets nobody parse it
   */
  function parsed({ socketElt }, message) {
    try {
      return parser.piecesOf(message)
    } catch (cause) {
      report(socketElt, 'htmx:wsMessageError', { ...unparsed, cause })
      return []
    }
  }
}

/** @param {Owner} owner */
const isHasty = ({ options }) => options.swap === 'fast' || options.batch === 'frame'

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
