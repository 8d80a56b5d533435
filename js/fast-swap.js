/**
 * Swaps plain content straight into the page, for pages that chose `swap: 'fast'`: without htmx's events, without classes
 * that come and go, with nothing processed, and in the end with the same DOM. What htmx has work with, in the new content
 * or in the old, takes the full way.
 */
import { internalData } from './clean-up.js'
import { ElementFlag } from './codes.js'
import { destinationOf, isById, takeOffDestination } from './destination.js'
import { movable, notPlain } from './swap.js'

/** @typedef {import('./htmx.d.ts').HtmxApi} HtmxApi */

/** What htmx leaves on each element that it has looked at, and nobody misses. */
const initMarks = ['initHash', 'firstInitCompleted', 'lastValue']

/** What gets the focus, and what htmx gives listeners. */
const notFast = notPlain | ElementFlag.autofocus | ElementFlag.form

const boosted = '[hx-boost], [data-hx-boost]'

/** @typedef {(target: Element, node: Element) => void} Work */
/** What goes of the target, and what to do. @typedef {{ goes: 'all' | 'children' | 'nothing', work: Work }} Style */

/** @type {Map<string, Style>} */
const styles = new Map(
  Object.entries({
    outerHTML: { goes: 'all', work: replace },
    innerHTML: { goes: 'children', work: replaceChildren },
    beforebegin: { goes: 'nothing', work: (target, node) => target.before(childrenOf(node)) },
    afterbegin: { goes: 'nothing', work: (target, node) => target.prepend(childrenOf(node)) },
    beforeend: { goes: 'nothing', work: (target, node) => target.append(childrenOf(node)) },
    afterend: { goes: 'nothing', work: (target, node) => target.after(childrenOf(node)) },
    delete: { goes: 'all', work: (target) => target.remove() }
  })
)

/**
 * @param {HtmxApi} api
 * @param {(elt: Element) => boolean} hasOnlyOurs whether our extension is active on the element, and no other
 */
export function createFastSwap(api, hasOnlyOurs) {
  /** @type {boolean | undefined} */
  let proven

  return {
    /** Whether this htmx keeps its data where we look for it. */
    isProven() {
      if (proven === undefined) {
        const probe = document.createElement('div')
        api.getInternalData(probe)
        proven = internalData in probe
      }
      return proven
    },

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
      const { target } = destination
      const style = styles.get(destination.style)
      if (!style || isInUse(target, style.goes)) return false
      if ((flags & ElementFlag.link) !== 0 && target.closest(boosted)) return false
      style.work(target, movable(node, flags))
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
 * @param {'all' | 'children' | 'nothing'} goes
 */
function isInUse(target, goes) {
  if (goes === 'nothing') return false
  if (goes === 'all' && hasData(target)) return true
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
  if (!elt.hasAttribute('class')) return elt
  elt.classList.add(htmx.config.addedClass)
  elt.classList.remove(htmx.config.addedClass)
  if (elt.classList.length === 0) elt.removeAttribute('class')
  return elt
}
