/** What htmx does to new content once it is in the page, as tasks for when all of a message is there. */
import { within } from './elements.js'
import { isHtmxOne, runScripts } from './htmx-one.js'

/** @typedef {import('./htmx.d.ts').SettleInfo} SettleInfo */
/** @typedef {import('./trigger.js').Trigger} Trigger */

/**
 * Processes an element that was inserted, and tells it so.
 * @param {Element} child
 * @param {Trigger} inform
 * @param {(elt: Element) => void} [process]
 */
export function load(child, inform, process = htmx.process) {
  takeOffMark(child)
  process(child)
  if (isHtmxOne()) runScripts(child)
  const [focused] = within(child, '[autofocus]')
  if (isHtmxOne() || focused instanceof HTMLElement) /** @type {HTMLElement | undefined} */ (focused)?.focus()
  inform(child, 'htmx:load', {})
}

/**
 * Takes off the class that tells that an element is new.
 * @param {Element} elt
 */
export function takeOffMark(elt) {
  elt.classList.remove(htmx.config.addedClass)
  if (elt.classList.length === 0) elt.removeAttribute('class')
}

/**
 * An element that takes the place of one with its id begins with that one's attributes, as far as they may be settled, so
 * that transitions run; its own come when it is settled.
 * @param {ParentNode} parent
 * @param {ParentNode} content
 * @param {SettleInfo} settleInfo
 */
export function settleAttributes(parent, content, settleInfo) {
  for (const added of content.querySelectorAll('[id]')) {
    // not its property: a form's may be a field of that name
    const id = added.getAttribute('id')
    const old = id && parent.querySelector(selectorOf(added.tagName, id))
    if (!old || old === /** @type {unknown} */ (parent)) continue
    const own = valuesOf(added)
    take(added, valuesOf(old))
    settleInfo.tasks.push(() => take(added, own))
  }
}

/**
 * @param {string} tag
 * @param {string} id
 */
const selectorOf = (tag, id) =>
  isHtmxOne() ? `${tag.replace(':', '\\:')}[id='${id.replace("'", "\\'")}']` : `${CSS.escape(tag)}#${CSS.escape(id)}`

/** @param {string} name of an attribute */
const isSettled = (name) => htmx.config.attributesToSettle.includes(name)

/**
 * @param {Element} elt
 * @returns {Record<string, string>} its attributes that are settled, in their order; asked for by name, since to make nodes
 *   of them takes long
 */
const valuesOf = (elt) =>
  Object.fromEntries(
    elt
      .getAttributeNames()
      .filter(isSettled)
      .map((name) => [name, elt.getAttribute(name) ?? ''])
  )

/**
 * @param {Element} elt
 * @param {Record<string, string>} values
 */
function take(elt, values) {
  let isOverlooked = false
  for (const name of elt.getAttributeNames()) {
    /** @type {boolean} */
    const goes = !isOverlooked && isSettled(name) && !(name in values)
    if (goes) elt.removeAttribute(name)
    // the next one, by htmx 1
    isOverlooked = goes && isHtmxOne()
  }
  for (const name in values) elt.setAttribute(name, values[name])
}
