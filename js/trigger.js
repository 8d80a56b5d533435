/**
 * Dispatches an event as htmx does, under its name and in kebab case, without asking on each element anew which extensions
 * are to hear of it. Only for elements where no extension but ours is.
 */

import { isHtmxOne } from './htmx-one.js'

/** @typedef {import('./htmx.d.ts').HtmxExtension} HtmxExtension */
/** @typedef {(elt: Element, name: string, detail: object) => boolean} Trigger */

/**
 * @param {HtmxExtension} extension ours
 * @returns {Trigger} false when the event was cancelled
 */
export function createTrigger(extension) {
  /** @type {Record<string, string>} */
  const kebabNames = {}
  const composed = !isHtmxOne()

  /**
   * @param {string} name
   * @param {CustomEvent} event
   */
  function tell(name, event) {
    try {
      extension.onEvent?.(name, event)
    } catch (error) {
      console.error(error)
    }
  }

  return (elt, name, detail) => {
    const init = { bubbles: true, cancelable: true, composed, detail: Object.assign(detail, { elt }) }
    const event = new CustomEvent(name, init)
    kebabNames[name] ??= name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()
    const kebab = kebabNames[name]
    const isWanted = elt.dispatchEvent(event) && (kebab === name || elt.dispatchEvent(new CustomEvent(kebab, init)))
    if (isWanted && elt.nodeType === Node.ELEMENT_NODE) tell(name, event)
    return isWanted
  }
}
