/**
 * Swaps plain content straight into the page, for pages that chose `swap: 'fast'`: without htmx's events, without classes
 * that come and go, with nothing processed, and in the end with the same DOM. What htmx has work with, in the new content
 * or in the old, takes the full way.
 */
import { internalData } from './clean-up.js'
import { ElementFlag } from './codes.js'
import { destinationOf, isById, takeOffDestination } from './destination.js'
import { takeOffMark } from './settle.js'
import { movable, notPlain } from './swap.js'

/** What htmx leaves on each element that it has looked at, and nobody misses. */
const initMarks = ['initHash', 'firstInitCompleted', 'lastValue']

/** What gets the focus, and what htmx gives listeners. */
const notFast = notPlain | ElementFlag.autofocus | ElementFlag.form

const boosted = '[hx-boost], [data-hx-boost]'

/** @typedef {(target: Element, node: Element) => void} Work */

/** @type {Map<string, Work>} */
const styles = new Map([
  ['outerHTML', replace],
  ['innerHTML', replaceChildren],
  ['beforebegin', (target, node) => target.before(childrenOf(node))],
  ['afterbegin', (target, node) => target.prepend(childrenOf(node))],
  ['beforeend', (target, node) => target.append(childrenOf(node))],
  ['afterend', (target, node) => target.after(childrenOf(node))],
  ['delete', (target) => target.remove()]
])

/**
 * @param {(elt: Element) => boolean} hasOnlyOurs whether our extension is active on the element, and no other
 */
export function createFastSwap(hasOnlyOurs) {
  return {
    /**
     * Whether this htmx keeps its data where we look for it.
     * @param {Element} socketElt which has some
     */
    isProven: (socketElt) => internalData in socketElt,

    /**
     * Whether a piece may be swapped so, as far as it tells. Where one of a message may not, none of them is: as long as a
     * message lasts, elements have classes of those that they replace, and other selectors than ids can see that.
     * @param {import('./pieces.js').Piece} piece
     */
    isPlain: ({ node, swap, flags = notFast }) => (flags & notFast) === 0 && isById(node, swap),

    /**
     * @param {Element} socketElt where only our extension is active
     * @param {Element} node of a plain piece
     * @param {string} swap the value of hx-swap-oob, or "true"
     * @param {number} flags of ElementFlag
     * @returns {boolean} false where it must take the full way, and nothing was done
     */
    swap(socketElt, node, swap, flags) {
      const destination = destinationOf(socketElt, node, swap, hasOnlyOurs)
      if (!destination) return false
      const { style, target, removes } = destination
      const work = styles.get(style)
      if (!work || (removes && isInUse(target, style))) return false
      if ((flags & ElementFlag.link) !== 0 && target.closest(boosted)) return false
      work(target, movable(node, flags))
      return true
    }
  }
}

/** @type {Work} */
function replace(target, node) {
  takeOffDestination(node)
  target.replaceWith(settled(node))
}

/** @type {Work} */
function replaceChildren(target, node) {
  target.textContent = ''
  target.append(childrenOf(node))
}

/**
 * Whether htmx, or an extension, has something to take off what goes.
 * @param {Element} target
 * @param {string} style
 */
function isInUse(target, style) {
  if (style !== 'innerHTML' && hasData(target)) return true
  if (!target.firstElementChild) return false
  for (const elt of target.getElementsByTagName('*')) if (hasData(elt)) return true
  return false
}

/** @param {Element} elt */
function hasData(elt) {
  const data = /** @type {{ [internalData]?: object }} */ (elt)[internalData]
  return data !== undefined && !Object.keys(data).every((key) => initMarks.includes(key))
}

/**
 * @param {Element} node
 * @returns {Node} its only child, or all of them
 */
function childrenOf(node) {
  for (let child = node.firstElementChild; child; child = child.nextElementSibling) settled(child)
  const { firstChild, lastChild } = node
  if (firstChild && firstChild === lastChild) return firstChild
  const fragment = document.createDocumentFragment()
  while (node.firstChild) fragment.append(node.firstChild)
  return fragment
}

/**
 * Leaves of the classes what htmx leaves after it has put one in and taken it out.
 * @param {Element} elt
 * @returns {Element} the same
 */
function settled(elt) {
  if (elt.hasAttribute('class')) {
    elt.classList.add(htmx.config.addedClass)
    takeOffMark(elt)
  }
  return elt
}
