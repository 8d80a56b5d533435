/**
 * Swaps plain content as htmx's own oobSwap does, with the same events and the same DOM at each of them, at less cost:
 * nothing is cloned, and extensions are looked up once. It knows how htmx works inside, which changes from version to
 * version, so it serves only those that it was compared with; on others, and for all else, api.oobSwap has the work. Where
 * htmx 1 does otherwise than htmx 2, the code asks for it; where it fails because a listener has taken the target out of
 * the page, it is done as htmx 2 does it.
 */
import { cleanUp } from './clean-up.js'
import { ElementFlag } from './codes.js'
import { destinationOf, parentOf, takeOffDestination } from './destination.js'
import { processedSelector, processPlain } from './process.js'
import { load, settleAttributes } from './settle.js'
import { offerToExtensions, swapBetweenEvents } from './swap-by-extension.js'

/** @typedef {import('./htmx.d.ts').HtmxApi} HtmxApi */
/** @typedef {import('./htmx.d.ts').SettleInfo} SettleInfo */
/** @typedef {import('./trigger.js').Trigger} Trigger */

/**
 * A swap that goes on.
 * @typedef {object} Swapping
 * @property {Element} target
 * @property {Node & ParentNode} content its children are inserted
 * @property {SettleInfo} settleInfo
 * @property {Trigger} inform
 * @property {(elt: Element) => void} process
 */

/** Played by test/differential. @type {(string | undefined)[]} */
const provenVersions = ['1.9.12', '2.0.11']

/** What must not be in the new content. */
export const notPlain =
  ElementFlag.script | ElementFlag.htmx | ElementFlag.preserve | ElementFlag.custom | ElementFlag.template

/**
 * A policy may forbid styles where they are parsed, and not where they are copied, as htmx does.
 * @param {Element} node
 * @param {number} flags of ElementFlag
 * @returns {Element}
 */
export const movable = (node, flags) =>
  (flags & ElementFlag.style) === 0 ? node : /** @type {Element} */ (node.cloneNode(true))

/** @type {Map<string, (swapping: Swapping) => void>} */
const styles = new Map([
  ['outerHTML', replace],
  ['innerHTML', replaceChildren],
  ['beforebegin', (swapping) => insert(swapping, parentOf(swapping.target), swapping.target)],
  ['afterbegin', (swapping) => insert(swapping, swapping.target, swapping.target.firstChild)],
  ['beforeend', (swapping) => insert(swapping, swapping.target, null)],
  ['afterend', (swapping) => insert(swapping, parentOf(swapping.target), swapping.target.nextSibling)],
  ['delete', remove]
])

/**
 * @param {HtmxApi} api
 * @param {Trigger} trigger
 * @param {(elt: Element) => boolean} hasOnlyOurs whether our extension is active on the element, and no other
 */
export function createSwap(api, trigger, hasOnlyOurs) {
  /** Of what htmx processes. Unknown at first, and once a socket has opened: extensions may have come. */
  let selector = ''
  document.addEventListener('htmx:wsOpen', () => {
    selector = ''
  })

  return {
    /** Whether anything can be swapped here: a page may load a logger between two messages. */
    isProven: () => provenVersions.includes(htmx.version) && !htmx.logger,

    /**
     * @param {Element} socketElt where only our extension is active
     * @param {Element} node parsed, in a document or fragment of its own
     * @param {string} swap the value of hx-swap-oob, or "true"
     * @param {number} flags of ElementFlag
     * @param {SettleInfo} settleInfo
     * @returns {boolean} false where it is none of ours, and nothing was done
     */
    swap(socketElt, node, swap, flags, settleInfo) {
      if ((flags & notPlain) !== 0) return false
      const destination = destinationOf(socketElt, node, swap, hasOnlyOurs)
      if (!destination || !styles.has(destination.style)) return false
      settleInfo.elts = settleInfo.elts.filter((elt) => elt === socketElt)
      swapTarget(destination, movable(node, flags), settleInfo)
      return true
    }
  }

  /**
   * @param {import('./destination.js').Destination} destination
   * @param {Element} node
   * @param {SettleInfo} settleInfo
   */
  function swapTarget({ style, target: found }, node, settleInfo) {
    takeOffDestination(node)
    const fragment = document.createDocumentFragment()
    fragment.append(node)
    const content = style === 'outerHTML' ? fragment : node
    swapBetweenEvents(api, trigger, found, content, settleInfo, (target, inform) => {
      const isElsewhere = target !== found
      // htmx offers them this style first
      if (isElsewhere && style === 'innerHTML' && offerToExtensions(api, style, target, content, settleInfo)) return
      selector ||= processedSelector()
      const process = isElsewhere
        ? htmx.process
        : (/** @type {Element} */ child) => processPlain(api, selector, child, inform)
      styles.get(style)?.({ target, content, settleInfo, inform, process })
    })
  }
}

/**
 * @param {Swapping} swapping
 * @param {Node | null} parent
 * @param {Node | null} before
 */
function insert({ content, settleInfo, inform, process }, parent, before) {
  // where a listener has taken the target away there is none, and the insertion fails as htmx's does
  const place = /** @type {Node & ParentNode} */ (parent)
  if (parent) settleAttributes(place, content, settleInfo)
  while (content.firstChild) {
    const child = content.firstChild
    if (child instanceof Element) child.classList.add(htmx.config.addedClass)
    place.insertBefore(child, before)
    if (child instanceof Element) settleInfo.tasks.push(() => load(child, inform, process))
  }
}

/** @param {Swapping} swapping */
function replace(swapping) {
  const { target, content, settleInfo } = swapping
  if (target === document.body) return replaceChildren(swapping)
  const parent = parentOf(target)
  if (!parent) return
  const added = Array.from(content.children)
  insert(swapping, parent, target)
  settleInfo.elts = settleInfo.elts.filter((elt) => elt !== target).concat(added)
  remove(swapping)
}

/** @param {Swapping} swapping */
function replaceChildren(swapping) {
  const { target, inform } = swapping
  const { firstChild } = target
  insert(swapping, target, firstChild)
  if (!firstChild) return
  while (firstChild.nextSibling) {
    cleanUp(firstChild.nextSibling, inform)
    target.removeChild(firstChild.nextSibling)
  }
  cleanUp(firstChild, inform)
  target.removeChild(firstChild)
}

/** @param {Swapping} swapping */
function remove({ target, inform }) {
  cleanUp(target, inform)
  parentOf(target)?.removeChild(target)
}
