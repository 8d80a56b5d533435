/**
 * What a message or a sender cannot do is said once an element and kind in the console, and each time as an event whose
 * detail names the reason, the remedy and how often it happened.
 */

/** @typedef {import('./htmx.d.ts').HtmxApi} HtmxApi */
/** @typedef {{ kind: string, reason: string, remedy: string, cause?: unknown, message?: unknown }} Trouble */
/** @typedef {(elt: Element, name: string, trouble: Trouble) => void} Report */

/**
 * @param {HtmxApi} api
 * @returns {Report}
 */
export function createReport(api) {
  /** @type {WeakMap<Element, Map<string, number>>} */
  const counts = new WeakMap()

  return (elt, name, { kind, ...trouble }) => {
    const kinds = counts.get(elt) ?? new Map()
    counts.set(elt, kinds)
    const key = `${name} ${kind}`
    const count = (kinds.get(key) ?? 0) + 1
    kinds.set(key, count)
    if (count === 1) console.error(`${name}: ${trouble.reason} ${trouble.remedy}`, elt, trouble.cause ?? '')
    api.triggerEvent(elt, name, { cause: undefined, ...trouble, count })
  }
}
