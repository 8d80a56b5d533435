/** What htmx does to new content once it is in the page, as tasks for when all of a message is there. */

/** @typedef {import('./htmx.d.ts').SettleInfo} SettleInfo */
/** @typedef {import('./trigger.js').Trigger} Trigger */

/**
 * Processes an element that was inserted, and tells it so.
 * @param {Element} child
 * @param {Trigger} inform
 */
export function load(child, inform) {
  child.classList.remove(htmx.config.addedClass)
  if (child.classList.length === 0) child.removeAttribute('class')
  htmx.process(child)
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
