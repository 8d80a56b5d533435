/** hx-vals, hx-headers and hx-vars: JSON in attributes, of which an element has all that its ancestors have. */

import { describe, shortened } from '../describe.js'
import { NeedsBrowserError, PageError } from '../errors.js'
import { attributeOf } from './attributes.js'

/** @typedef {import('../tree.d.ts').ActingPage} ActingPage */
/** @typedef {import('../tree.d.ts').HeadlessElement} HeadlessElement */

/**
 * Adds the members of every ancestor's object; the nearest goes before, and what is there already before all.
 * @param {ActingPage} page
 * @param {HeadlessElement} elt
 * @param {'hx-vals' | 'hx-headers' | 'hx-vars'} name
 * @param {Record<string, any>} values
 * @returns {Record<string, any> | null} the same object; null where an ancestor unsets them all
 * @throws {PageError} where one can't be read
 */
export function addMembers(page, elt, name, values) {
  for (const each of page.tree.path(elt)) {
    const text = attributeOf(page.tree, each, name)?.trim()
    if (text === 'unset') return null
    if (!text) continue
    const members = membersOf(page, each, name, text)
    for (const key of Object.keys(members)) values[key] ??= members[key]
  }
  return values
}

/**
 * @param {ActingPage} page
 * @param {HeadlessElement} elt
 * @param {string} name
 * @param {string} text
 * @returns {Record<string, any>}
 */
function membersOf({ tree, config }, elt, name, text) {
  const isScript = name === 'hx-vars' || /^(js|javascript):/.test(text)
  if (isScript && config.allowEval === false) return {}
  const where = `${name} of ${describe(tree, elt)}`
  if (isScript) {
    throw new NeedsBrowserError(
      `${where} is JavaScript: ${shortened(text)}.`,
      'Test it in a browser, or write the values as JSON.'
    )
  }
  try {
    return JSON.parse(text.startsWith('{') ? text : `{${text}}`)
  } catch (cause) {
    throw new PageError(`${where} is no JSON: ${shortened(text)}.`, 'Mend the attribute.', { cause })
  }
}
