/** What htmx does to new content once it is in the page, as tasks for when all of a message is there. */

/** @typedef {import('./htmx.d.ts').SettleInfo} SettleInfo */
/** @typedef {import('./trigger.js').Trigger} Trigger */

/**
 * Processes an element that was inserted, and tells it so.
 * @param {Element} child
 * @param {Trigger} inform
 * @param {(elt: Element) => void} [process]
 */
export function load(child, inform, process = htmx.process) {
  child.classList.remove(htmx.config.addedClass)
  if (child.classList.length === 0) child.removeAttribute('class')
  process(child)
  const focused = child.matches('[autofocus]') ? child : child.querySelector('[autofocus]')
  if (focused instanceof HTMLElement) focused.focus()
  inform(child, 'htmx:load', {})
}

/**
 * An element that takes the place of one with its id begins with that one's attributes, as far as they may be settled, so
 * that transitions run; its own come when it is settled.
 * @param {ParentNode} parent
 * @param {ParentNode} content
 * @param {SettleInfo} settleInfo
 */
export function settleAttributes(parent, content, settleInfo) {
  const names = htmx.config.attributesToSettle
  for (const added of content.querySelectorAll('[id]')) {
    // not its property: a form's may be a field of that name
    const id = added.getAttribute('id')
    const old = id && parent.querySelector(`${CSS.escape(added.tagName)}#${CSS.escape(id)}`)
    if (!old || old === /** @type {unknown} */ (parent)) continue
    const own = values(added, names)
    const olds = values(old, names)
    if (names.some((_, index) => own[index] !== olds[index])) take(added, names, olds)
    settleInfo.tasks.push(() => take(added, names, own))
  }
}

/**
 * @param {Element} elt
 * @param {string[]} names
 */
const values = (elt, names) => names.map((name) => elt.getAttribute(name))

/**
 * @param {Element} elt
 * @param {string[]} names
 * @param {(string | null)[]} values null for those that it is to be without
 */
function take(elt, names, values) {
  names.forEach((name, index) => {
    const value = values[index]
    if (value === null) elt.removeAttribute(name)
    else elt.setAttribute(name, value)
  })
}
