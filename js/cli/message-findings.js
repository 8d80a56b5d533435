/** What cannot be swapped in a server's message. */
import { attributeOf, attributesOf, isOpen, writtenValue } from './attributes.js'

/** @typedef {import('./elements.js').PageElement} PageElement */
/** @typedef {import('./findings.js').Finding} Finding */

const builtIn = 'innerHTML outerHTML textContent beforebegin afterbegin beforeend afterend delete none'.split(' ')

/**
 * @param {string} text
 * @param {PageElement[]} elements of a message
 * @returns {Finding[]}
 */
export function messageFindings(text, elements) {
  return elements
    .filter((element) => isTopLevel(text, element) && !saysWhere(text, element) && !isWrapper(text, element))
    .map(({ tag }) => ({
      at: tag.start,
      what: `<${tag.name}> at the top of a message says not where it goes`,
      remedy: 'Give it the id of what it replaces, or hx-swap-oob="<style>:<selector>", such as "beforeend:#list".'
    }))
}

/**
 * @param {string} text
 * @param {PageElement} element
 * @returns {boolean}
 */
function isTopLevel(text, { parent }) {
  return !parent || (isWrapper(text, parent) && isTopLevel(text, parent))
}

/**
 * A template that neither has an id nor says where it goes only holds together what is swapped.
 * @param {string} text
 * @param {PageElement} element
 */
function isWrapper(text, { tag }) {
  const isNamed = ['id', 'hx'].some((name) => attributeOf(tag, name))
  return tag.name === 'template' && !tag.hasTemplating && !isNamed && swapOf(text, tag) === ''
}

/**
 * @param {string} text
 * @param {PageElement} element
 */
function saysWhere(text, { tag }) {
  const ids = attributesOf(tag, 'id')
  const swaps = attributesOf(tag, 'hx-swap-oob')
  const isKnown = ids.some((id) => isOpen(id) || writtenValue(text, id) !== '') || hasSelector(swapOf(text, tag))
  // <hx-partial> is htmx's own
  return isKnown || tag.hasTemplating || swaps.some(isOpen) || tag.name.startsWith('hx-')
}

/**
 * @param {string} text
 * @param {import('./tags.js').Tag} tag
 */
const swapOf = (text, tag) => attributesOf(tag, 'hx-swap-oob').map((each) => writtenValue(text, each))[0] ?? ''

/**
 * Where what follows the colon is a style or an object, the whole is the name of an extension's style.
 * @param {string} value of hx-swap-oob
 */
function hasSelector(value) {
  const colon = value.indexOf(':')
  const rest = value.slice(colon + 1)
  return colon > 0 && rest !== '' && !builtIn.includes(rest) && !rest.startsWith('{')
}
