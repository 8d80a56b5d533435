/** What htmx does to content that goes. */
import { isHtmxOne } from './htmx-one.js'

/** @typedef {import('./htmx.d.ts').InternalData} InternalData */

/** Where htmx keeps what it knows of an element. */
export const internalData = 'htmx-internal-data'

/**
 * Tells that a node is to go, and takes off it what htmx has put there; then the elements inside it.
 * @param {Node} node
 * @param {import('./trigger.js').Trigger} inform
 */
export function cleanUp(node, inform) {
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
  if (isHtmxOne()) {
    data.webSocket?.close()
    data.sseEventSource?.close()
  }
  for (const { on, trigger, listener } of data.listenerInfos ?? []) on?.removeEventListener(trigger, listener)
  for (const { event, listener } of data.onHandlers ?? []) node.removeEventListener(event, listener)
  for (const key of Object.keys(data)) {
    if (key !== 'firstInitCompleted') delete data[/** @type {keyof InternalData} */ (key)]
  }
}
