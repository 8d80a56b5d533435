/** HEADERS, as htmx makes them: the order of their names is that of the JSON. */

import { attributeOf, hasAttribute, inheritedAttribute, ownerOf } from './attributes.js'
import { isElement, selectExtended } from './extended-selector.js'
import { addMembers } from './json-attribute.js'

/** @typedef {import('../tree.d.ts').ActingPage} ActingPage */
/** @typedef {import('../tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('../tree.d.ts').Target} Target */

/**
 * @param {ActingPage} page
 * @param {HeadlessElement} elt a sender
 * @returns {Record<string, unknown>}
 * @throws {import('../errors.js').PageError} where they can't be had
 */
export function headersOf(page, elt) {
  const { tree } = page
  const boosted = isBoosted(page, elt)
  /** @type {Record<string, unknown>} */
  const headers = {
    'HX-Request': 'true',
    'HX-Trigger': tree.attribute(elt, 'id'),
    'HX-Trigger-Name': tree.attribute(elt, 'name'),
    'HX-Target': idOf(page, targetOf(page, elt, boosted)),
    'HX-Current-URL': page.url
  }
  addMembers(page, elt, 'hx-headers', headers)
  if (boosted) headers['HX-Boosted'] = 'true'
  return headers
}

/**
 * @param {ActingPage} page
 * @param {HeadlessElement} elt
 * @param {boolean} boosted
 * @returns {Target | null | undefined} none where hx-target finds none
 */
function targetOf(page, elt, boosted) {
  const { tree } = page
  const text = inheritedAttribute(page, elt, 'hx-target')
  if (text === 'this') return ownerOf(tree, elt, 'hx-target')
  if (text) return selectExtended(tree, elt, text)[0]
  return boosted ? tree.body() : elt
}

/**
 * @param {ActingPage} page
 * @param {Target | null | undefined} target
 * @returns {string | null | false} false of what is no element
 */
function idOf({ tree }, target) {
  return target && isElement(tree, target) ? attributeOf(tree, /** @type {HeadlessElement} */ (target), 'id') : false
}

const verbs = ['get', 'post', 'put', 'delete', 'patch']

/**
 * Whether hx-boost has made requests of a link or a form.
 * @param {ActingPage} page
 * @param {HeadlessElement} elt
 */
function isBoosted(page, elt) {
  const { tree } = page
  if (elt.tag !== 'a' && elt.tag !== 'form') return false
  if (inheritedAttribute(page, elt, 'hx-boost') !== 'true') return false
  if (verbs.some((verb) => hasAttribute(tree, elt, `hx-${verb}`))) return false
  return elt.tag === 'a' ? isLocalLink(page, elt) : (tree.attribute(elt, 'method') ?? '').toLowerCase() !== 'dialog'
}

/**
 * @param {ActingPage} page
 * @param {HeadlessElement} link
 */
function isLocalLink({ tree, url }, link) {
  const href = tree.attribute(link, 'href')
  if (!href || href.startsWith('#') || !URL.canParse(href, url)) return false
  return (
    ['', '_self'].includes(tree.attribute(link, 'target') ?? '') &&
    new URL(href, url).hostname === new URL(url).hostname
  )
}
