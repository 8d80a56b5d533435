/**
 * Swaps plain content as htmx's own oobSwap does, with the same events and the same DOM at each of them, at less cost:
 * nothing is cloned, and extensions are looked up once. It knows how htmx works inside, which changes from version to
 * version, so it serves only the one that it was compared with; on others, and for all else, api.oobSwap has the work.
 */
import { ElementFlag } from './codes.js'

/** @typedef {import('./htmx.d.ts').HtmxApi} HtmxApi */
/** @typedef {import('./htmx.d.ts').InternalData} InternalData */
/** @typedef {import('./htmx.d.ts').SettleInfo} SettleInfo */
/** @typedef {import('./trigger.js').Trigger} Trigger */

/** Played by test/differential. */
const provenVersion = '2.0.11'

/** What must not be in the new content. */
const notPlain =
  ElementFlag.script | ElementFlag.htmx | ElementFlag.preserve | ElementFlag.custom | ElementFlag.template

/**
 * Nor this: a policy may forbid styles where they are parsed, and let htmx's clone have them; an element with `is` is a
 * custom one; and what a template holds is no child.
 */
const notToBeMoved = '[style], [is], template'

const styles = ['outerHTML', 'innerHTML', 'beforebegin', 'afterbegin', 'beforeend', 'afterend', 'delete']
const extensionScope = '[hx-ext], [data-hx-ext]'
const plainIdSelector = /^#[A-Za-z][\w-]*$/
const internalData = 'htmx-internal-data'

/**
 * @param {HtmxApi} api
 * @param {Trigger} trigger
 * @param {(elt: Element) => boolean} hasOnlyOurs whether our extension is active on the element, and no other
 */
export function createSwap(api, trigger, hasOnlyOurs) {
  return {
    /** Whether anything can be swapped here: a page may load a logger between two messages. */
    isProven: () => htmx.version === provenVersion && !htmx.logger,

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
      const colon = swap.indexOf(':')
      const style = swap === 'true' ? 'outerHTML' : colon > 0 ? swap.slice(0, colon) : swap
      const selector = colon > 0 ? swap.slice(colon + 1) : `#${node.id}`
      if (!styles.includes(style) || !plainIdSelector.test(selector)) return false
      if (node.matches(notToBeMoved) || node.querySelector(notToBeMoved)) return false
      const targets = document.querySelectorAll(selector)
      if (targets.length !== 1 || !isPlainTarget(targets[0], socketElt)) return false
      settleInfo.elts = settleInfo.elts.filter((elt) => elt === socketElt)
      swapTarget(style, targets[0], node, settleInfo)
      return true
    }
  }

  /**
   * @param {Element} target
   * @param {Element} socketElt
   */
  function isPlainTarget(target, socketElt) {
    // what stands around a target with extensions of its own may have others
    if (target === document.body || target.matches(extensionScope)) return false
    const isInScope = target.closest(extensionScope) === socketElt.closest(extensionScope) || hasOnlyOurs(target)
    return isInScope && target.querySelector(extensionScope) === null
  }

  /**
   * @param {string} style
   * @param {Element} found
   * @param {Element} node
   * @param {SettleInfo} settleInfo
   */
  function swapTarget(style, found, node, settleInfo) {
    node.removeAttribute('hx-swap-oob')
    node.removeAttribute('data-hx-swap-oob')
    const fragment = document.createDocumentFragment()
    fragment.append(node)
    const content = style === 'outerHTML' ? fragment : node
    const detail = { shouldSwap: true, target: found, fragment: content }
    if (!trigger(found, 'htmx:oobBeforeSwap', detail)) return
    // where a listener has chosen another target, other extensions may be active
    const inform = detail.target === found ? trigger : api.triggerEvent
    if (detail.shouldSwap) swapContent(style, detail.target, content, settleInfo, inform)
    for (const elt of settleInfo.elts) inform(elt, 'htmx:oobAfterSwap', detail)
  }

  /**
   * @param {string} style
   * @param {Element} target
   * @param {Node & ParentNode} content its children are inserted
   * @param {SettleInfo} settleInfo
   * @param {Trigger} inform
   */
  function swapContent(style, target, content, settleInfo, inform) {
    /** @param {Node | null} parent @param {Node | null} before */
    const insert = (parent, before) => insertBefore(parent, before, content, settleInfo, inform)
    if (style === 'beforebegin') insert(parentOf(target), target)
    else if (style === 'afterbegin') insert(target, target.firstChild)
    else if (style === 'beforeend') insert(target, null)
    else if (style === 'afterend') insert(parentOf(target), target.nextSibling)
    else if (style === 'delete') remove(target, inform)
    else if (style === 'innerHTML' && isSwappedByExtension(target, content, settleInfo, inform)) return
    else if (style === 'innerHTML' || target === document.body) replaceChildren(target, insert, inform)
    else replace(target, insert, settleInfo, inform)
  }

  /**
   * Of the built-in styles htmx offers this one to the extensions first. There are others only where a listener has chosen
   * the target.
   * @param {Element} target
   * @param {Node & ParentNode} content
   * @param {SettleInfo} settleInfo
   * @param {Trigger} inform
   */
  function isSwappedByExtension(target, content, settleInfo, inform) {
    if (inform === trigger) return false
    let isSwapped = false
    api.withExtensions(target, (extension) => {
      const made = !isSwapped && extension.handleSwap('innerHTML', target, content, settleInfo)
      if (!made) return
      isSwapped = true
      for (const child of Array.isArray(made) ? made : []) {
        if (child instanceof Element) settleInfo.tasks.push(() => settle(child, inform))
      }
    })
    return isSwapped
  }

  /**
   * @param {Node | null} parent
   * @param {Node | null} before
   * @param {Node & ParentNode} content
   * @param {SettleInfo} settleInfo
   * @param {Trigger} inform
   */
  function insertBefore(parent, before, content, settleInfo, inform) {
    // where a listener has taken the target away there is none, and the insertion fails as htmx's does
    const place = /** @type {Node & ParentNode} */ (parent)
    if (parent) settleAttributes(place, content, settleInfo)
    while (content.firstChild) {
      const child = content.firstChild
      if (child instanceof Element) child.classList.add(htmx.config.addedClass)
      place.insertBefore(child, before)
      if (child instanceof Element) settleInfo.tasks.push(() => settle(child, inform))
    }
  }

  /**
   * @param {Element} child
   * @param {Trigger} inform
   */
  function settle(child, inform) {
    child.classList.remove(htmx.config.addedClass)
    if (child.classList.length === 0) child.removeAttribute('class')
    htmx.process(child)
    const focused = child.matches('[autofocus]') ? child : child.querySelector('[autofocus]')
    if (focused instanceof HTMLElement) focused.focus()
    inform(child, 'htmx:load', {})
  }
}

/**
 * @param {Element} target
 * @param {(parent: Node | null, before: Node | null) => void} insert
 * @param {SettleInfo} settleInfo
 * @param {Trigger} inform
 */
function replace(target, insert, settleInfo, inform) {
  const parent = parentOf(target)
  if (!parent) return
  const previous = target.previousSibling
  insert(parent, target)
  settleInfo.elts = settleInfo.elts.filter((elt) => elt !== target)
  let added = previous ? previous.nextSibling : parent.firstChild
  for (; added && added !== target; added = added.nextSibling) {
    if (added instanceof Element) settleInfo.elts.push(added)
  }
  cleanUp(target, inform)
  target.remove()
}

/**
 * @param {Element} target
 * @param {(parent: Node, before: Node | null) => void} insert
 * @param {Trigger} inform
 */
function replaceChildren(target, insert, inform) {
  const { firstChild } = target
  insert(target, firstChild)
  if (!firstChild) return
  while (firstChild.nextSibling) {
    cleanUp(firstChild.nextSibling, inform)
    target.removeChild(firstChild.nextSibling)
  }
  cleanUp(firstChild, inform)
  target.removeChild(firstChild)
}

/**
 * @param {Element} target
 * @param {Trigger} inform
 */
function remove(target, inform) {
  cleanUp(target, inform)
  parentOf(target)?.removeChild(target)
}

/**
 * Tells that a node is to go, and takes off it what htmx has put there; then the elements inside it.
 * @param {Node} node
 * @param {Trigger} inform
 */
function cleanUp(node, inform) {
  inform(/** @type {Element} */ (node), 'htmx:beforeCleanupElement', {})
  const data = /** @type {{ [internalData]?: InternalData }} */ (node)[internalData]
  if (data) forget(node, data)
  // most have none, and to ask for the list makes one
  if (!(node instanceof Element) || !node.firstElementChild) return
  const { children } = node
  for (let index = 0; index < children.length; index++) cleanUp(children[index], inform)
}

/**
 * @param {Node} node
 * @param {InternalData} data
 */
function forget(node, data) {
  clearTimeout(data.timeout)
  for (const { on, trigger, listener } of data.listenerInfos ?? []) on?.removeEventListener(trigger, listener)
  for (const { event, listener } of data.onHandlers ?? []) node.removeEventListener(event, listener)
  for (const key of Object.keys(data)) {
    if (key !== 'firstInitCompleted') delete data[/** @type {keyof InternalData} */ (key)]
  }
}

/**
 * An element that takes the place of one with its id begins with that one's attributes, as far as they may be settled, so
 * that transitions run; its own come when it is settled.
 * @param {ParentNode} parent
 * @param {ParentNode} content
 * @param {SettleInfo} settleInfo
 */
function settleAttributes(parent, content, settleInfo) {
  const names = htmx.config.attributesToSettle
  for (const added of content.querySelectorAll('[id]')) {
    // not its property: a form's may be a field of that name
    const id = added.getAttribute('id')
    const old = id && parent.querySelector(`${CSS.escape(added.tagName)}#${CSS.escape(id)}`)
    if (!old || old === /** @type {unknown} */ (parent)) continue
    const own = /** @type {Element} */ (added.cloneNode())
    const isEqual = names.every((name) => added.getAttribute(name) === old.getAttribute(name))
    if (!isEqual) takeAttributes(added, old, names)
    settleInfo.tasks.push(() => takeAttributes(added, own, names))
  }
}

/**
 * @param {Element} to
 * @param {Element} from
 * @param {string[]} names
 */
function takeAttributes(to, from, names) {
  for (const { name } of Array.from(to.attributes)) {
    if (names.includes(name) && !from.hasAttribute(name)) to.removeAttribute(name)
  }
  for (const { name, value } of from.attributes) {
    if (names.includes(name)) to.setAttribute(name, value)
  }
}

/** @param {Element} elt */
const parentOf = (elt) => elt.parentElement ?? (elt.parentNode instanceof ShadowRoot ? elt.parentNode : null)
