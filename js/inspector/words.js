/** How the inspector writes down what it shows. */

const longest = 200
/** Levels of a path that names an element without an id. */
const deepest = 3

/**
 * @param {unknown} data of a message
 * @returns {string} its text, cut
 */
export function textOf(data) {
  if (typeof data !== 'string') return `[${Object.prototype.toString.call(data).slice(8, -1)}]`
  if (data.length <= longest) return data
  // joined anew: a slice alone would keep the whole message in memory
  return `${[...data.slice(0, longest)].join('')}...`
}

/**
 * @param {number} size in bytes
 * @returns {string}
 */
export function sizeText(size) {
  if (size < 1000) return `${size} B`
  return size < 1e6 ? `${(size / 1000).toFixed(1)} KB` : `${(size / 1e6).toFixed(1)} MB`
}

/** @param {number} milliseconds */
export const durationText = (milliseconds) =>
  milliseconds < 1000 ? `${Math.max(0, Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`

/** @param {number} time in milliseconds of Date.now() */
export function clockText(time) {
  const date = new Date(time)
  return `${date.toTimeString().slice(0, 8)}.${String(date.getMilliseconds()).padStart(3, '0')}`
}

/** @type {Record<number, string>} */
const codes = {
  1000: 'normal',
  1001: 'going away',
  1005: 'no code',
  1006: 'line lost',
  1008: 'against a policy',
  1009: 'too big',
  1011: 'server error',
  1012: 'server restarts',
  1013: 'try again later'
}

/** @param {CloseEvent} event */
export const closeText = ({ code, reason }) =>
  ['Closed', code, codes[code] && `(${codes[code]})`, textOf(reason)].filter(Boolean).join(' ')

/**
 * @param {Element} elt
 * @returns {string} its id, or a path to it
 */
export function nameOf(elt) {
  const steps = []
  /** @type {Element | null} */
  let node = elt
  while (node && steps.length < deepest) {
    if (node.id) {
      steps.unshift(`#${node.id}`)
      break
    }
    steps.unshift(stepOf(node))
    node = node.parentElement
  }
  return textOf(steps.join(' > '))
}

/** @param {Element} elt */
function stepOf(elt) {
  const { localName, parentElement } = elt
  const alike = [...(parentElement?.children ?? [])].filter((child) => child.localName === localName)
  return alike.length > 1 ? `${localName}:nth-of-type(${alike.indexOf(elt) + 1})` : localName
}
