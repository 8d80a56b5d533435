/**
 * Values of a page as values that JSON can carry and two pages can be compared by: an element as its path, an object as
 * its keys in order. What is not a JSON value is a text in brackets.
 */

/** Deeper than any detail of an event, so that nothing is cut; a page's own object may have no end. */
const deepest = 8

/** @type {((value: object) => string | undefined)[]} what other parts of the harness know how to name */
const names = []

/** @param {(value: object) => string | undefined} name */
export function describeWith(name) {
  names.push(name)
}

/**
 * @param {unknown} value
 * @returns {any}
 */
export function describe(value) {
  return describeInside(value, [], new Map())
}

/**
 * @param {any} value
 * @param {string[]} path of keys to it
 * @param {Map<object, string>} seen
 * @returns {any}
 */
function describeInside(value, path, seen) {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
  if (typeof value === 'number') return describeNumber(value)
  if (typeof value === 'function') return '[function]'
  if (typeof value !== 'object') return `[${String(value)}]`
  const known = names.map((name) => name(value)).find(Boolean) ?? hostObject(value)
  if (known) return known
  const earlier = seen.get(value)
  if (earlier !== undefined) return `[same as ${earlier}]`
  seen.set(value, path.join('.') || 'detail')
  if (path.length >= deepest) return '[deeper]'
  if (value instanceof FormData) return { FormData: [...value.entries()].map((entry) => describe(entry)) }
  if (value instanceof Event) return describeEvent(value)
  if (value instanceof Error || value instanceof DOMException) return `[${value.name}: ${value.message}]`
  const keys = Object.keys(value)
  /** @param {string} key */
  const inside = (key) => describeInside(value[key], [...path, key], seen)
  if (!Array.isArray(value)) return Object.fromEntries(keys.map((key) => [key, inside(key)]))
  const items = value.map((_, index) => inside(String(index)))
  const named = keys.filter((key) => !/^\d+$/.test(key))
  // htmx hangs "elt" on the list of errors of htmx:validation:halted
  return named.length === 0 ? items : { items, ...Object.fromEntries(named.map((key) => [key, inside(key)])) }
}

/** @param {number} value */
function describeNumber(value) {
  if (Object.is(value, -0)) return '[-0]'
  return Number.isFinite(value) ? value : `[${value}]`
}

/**
 * @param {object} value
 * @returns {string | undefined}
 */
function hostObject(value) {
  if (value instanceof DocumentFragment && !(value instanceof ShadowRoot)) return `[fragment ${fragmentText(value)}]`
  if (value instanceof Node || value === window) return `[${pathOf(/** @type {any} */ (value))}]`
  if (value instanceof Blob) return `[${value.constructor.name} ${value.size} ${value.type}]`
  if (value instanceof ArrayBuffer) return `[ArrayBuffer ${[...new Uint8Array(value)].join(' ')}]`
  if (ArrayBuffer.isView(value)) return `[${value.constructor.name} ${value.byteLength}]`
  return undefined
}

/** @param {DocumentFragment} fragment */
const fragmentText = (fragment) =>
  [...fragment.children].map(({ localName, id }) => (id ? `${localName}#${id}` : localName)).join(' ')

/** @param {Event} event */
function describeEvent(event) {
  const kind = event.constructor.name
  if (event instanceof CloseEvent) return `[${kind} ${event.code} ${JSON.stringify(event.reason)} ${event.wasClean}]`
  return `[${kind} ${event.type}${event.target ? ` ${nameOf(event.target)}` : ''}]`
}

/** @param {EventTarget} target */
const nameOf = (target) => names.map((name) => name(target)).find(Boolean) ?? pathOf(target)

/**
 * tag#id, or the way there from the nearest element with an id; "~" before what is outside the page.
 * @param {EventTarget | null} target
 * @returns {string}
 */
export function pathOf(target) {
  if (target === window) return 'window'
  if (target === document) return 'document'
  if (!(target instanceof Node)) return target?.constructor.name ?? 'null'
  return target.isConnected ? pathInside(target) : `~${pathInside(target)}`
}

/**
 * @param {Node} node
 * @returns {string}
 */
function pathInside(node) {
  if (node instanceof ShadowRoot) return `${pathInside(node.host)} >>>`
  if (!(node instanceof Element)) return node.nodeName
  if (node.id) return `${node.localName}#${node.id}`
  const { localName, parentNode } = node
  if (localName === 'body' || localName === 'html' || !parentNode) return localName
  const position = [...parentNode.children].indexOf(node) + 1
  return `${pathInside(parentNode)} > ${localName}:${position}`
}
