/** What waitFor() looks for, and how it says what is there instead. */
import { PageError, SelectorError } from './errors.js'

/** @typedef {import('./headless.d.ts').WaitOptions} WaitOptions */
/** @typedef {import('./tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('./document.js').Tree} Tree */

const longestHtml = 2000
const longestFrame = 200
const mostShown = 5

/**
 * @param {Tree} tree
 * @param {string} selector
 * @param {WaitOptions} options
 * @returns {HeadlessElement[] | undefined} what matches; undefined as long as that is not as expected
 */
export function found(tree, selector, { text, count, gone = false }) {
  const all = tree.queryAll(selector)
  const matching = text === undefined ? all : all.filter((elt) => hasText(tree.text(elt), text))
  const isSo = gone ? matching.length === 0 : count === undefined ? matching.length > 0 : matching.length === count
  return isSo ? matching : undefined
}

/**
 * @param {string} found
 * @param {string | RegExp} wanted
 */
const hasText = (found, wanted) =>
  typeof wanted === 'string' ? collapse(found).includes(collapse(wanted)) : found.search(wanted) >= 0

/**
 * White space as a reader sees it.
 * @param {string} text
 */
export const collapse = (text) => text.replace(/[\t\n\f\r ]+/g, ' ').trim()

/**
 * @param {object} page
 * @param {Tree} page.tree
 * @param {readonly import('./headless.d.ts').Frame[]} page.frames
 * @param {readonly PageError[]} page.errors
 * @param {{ url: string, status: string }[]} page.states
 * @param {string} selector
 * @param {WaitOptions} options
 */
export function notFound({ tree, frames, errors, states }, selector, options) {
  const matching = tree.queryAll(selector)
  const texts = matching
    .slice(0, mostShown)
    .map((elt) => JSON.stringify(shortened(collapse(tree.text(elt)), longestFrame)))
  const lines = [
    `${wanted(selector, options)} did not come about.`,
    `  ${matching.length} elements match ${JSON.stringify(selector)}${texts.length > 0 ? `: ${texts.join(', ')}` : ''}`,
    ...states.map(({ url, status }) => `  ${url} is ${status}`),
    ...errors.slice(-mostShown).map(({ message }) => `  error: ${message}`),
    frames.length > 0 ? '  the last frames:' : '  no frames were sent or received',
    ...frames.slice(-mostShown).map(({ direction, data }) => `    ${direction} ${shownData(data)}`),
    '  the page there:',
    ...shortened(tree.html(around(tree, selector, matching)), longestHtml)
      .split('\n')
      .map((line) => `    ${line}`)
  ]
  return new PageError(lines[0], ['What is there instead:', ...lines.slice(1)].join('\n'))
}

/**
 * @param {string} selector
 * @param {WaitOptions} options
 */
function wanted(selector, { text, count, gone }) {
  const what = JSON.stringify(selector)
  const withText = text === undefined ? '' : ` with the text ${typeof text === 'string' ? JSON.stringify(text) : text}`
  if (gone) return `That there is no ${what}${withText}`
  return count === undefined ? `${what}${withText}` : `${count} times ${what}${withText}`
}

/**
 * The part of the page where it was to be: around what matches, or what matches the beginning of the selector.
 * @param {Tree} tree
 * @param {string} selector
 * @param {HeadlessElement[]} matching
 */
function around(tree, selector, matching) {
  if (matching.length > 0) return tree.path(matching[0])[1]
  for (let rest = selector; rest.trim() !== ''; rest = rest.replace(/[\s>+~]*[^\s>+~]*[\s>+~]*$/, '')) {
    const elt = firstOf(tree, rest)
    if (elt) return elt
  }
  return tree.body() ?? undefined
}

/**
 * @param {Tree} tree
 * @param {string} selector that may have been cut anywhere
 */
function firstOf(tree, selector) {
  try {
    return tree.query(selector)
  } catch (error) {
    if (error instanceof SelectorError) return null
    throw error
  }
}

/**
 * @param {string} text
 * @param {number} most
 */
const shortened = (text, most) => (text.length > most ? `${text.slice(0, most)} ... (${text.length} characters)` : text)

/** @param {unknown} data */
const shownData = (data) =>
  typeof data === 'string' ? shortened(JSON.stringify(data), longestFrame) : Object.prototype.toString.call(data)
