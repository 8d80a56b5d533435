/** What a sender sends, before it is JSON: as htmx's getInputValues and hx-vals give it to js/send.js. */

import { attributeOf, hasAttribute, inheritedAttribute, ownerOf } from './attributes.js'
import { asParent, isElement, selectExtended } from './extended-selector.js'
import { createFields } from './fields.js'
import { addMembers } from './json-attribute.js'
import { formOf } from './last-button.js'

/** @typedef {import('../tree.d.ts').ActingPage} ActingPage */
/** @typedef {import('../tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('../tree.d.ts').Target} Target */
/** @typedef {import('../tree.d.ts').Tree} Tree */

/**
 * @typedef {object} Values
 * @property {Record<string, unknown>} parameters
 * @property {Record<string, unknown>} unfilteredParameters the same object where nothing is filtered
 * @property {HeadlessElement[]} invalid controls: where there is one, nothing is to be sent
 */

/**
 * @param {ActingPage} page
 * @param {HeadlessElement} elt a sender
 * @param {import('./last-button.js').LastButtonOf} lastButtonOf
 * @returns {Values}
 * @throws {import('../errors.js').PageError} where they can't be had
 */
export function valuesOf(page, elt, lastButtonOf) {
  const { fields, invalid } = inputValues(page, elt, elt.tag === 'form' ? lastButtonOf(elt) : null)
  const script = addMembers(page, elt, 'hx-vars', {})
  const json = addMembers(page, elt, 'hx-vals', {})
  const unfilteredParameters = Object.assign({}, plain(fields), script, json)
  return { parameters: filtered(page, elt, unfilteredParameters), unfilteredParameters, invalid }
}

/**
 * @param {ActingPage} page
 * @param {HeadlessElement} elt
 * @param {HeadlessElement | null} lastButton
 */
function inputValues(page, elt, lastButton) {
  const { tree } = page
  const { take, invalid } = createFields(tree, isValidated(tree, elt, lastButton))
  const fields = new FormData()
  const priority = new FormData()
  const form = formOf(tree, elt)
  if (form) take(form, priority)
  take(elt, fields)
  const button = lastButton ?? (isButton(tree, elt) ? elt : null)
  const name = button && tree.attribute(button, 'name')
  if (button && name !== null) priority.append(name, tree.value(button) ?? '')
  for (const target of inclusions(page, elt)) {
    if (isElement(tree, target)) take(/** @type {HeadlessElement} */ (target), fields)
    for (const control of controlsIn(tree, target)) take(control, fields)
  }
  return { fields: overridden(fields, priority), invalid }
}

/**
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 * @param {HeadlessElement | null} lastButton
 */
function isValidated(tree, elt, lastButton) {
  const isAsked =
    (elt.tag === 'form' && tree.attribute(elt, 'novalidate') === null) ||
    attributeOf(tree, elt, 'hx-validate') === 'true'
  return isAsked && !(lastButton && tree.attribute(lastButton, 'formnovalidate') !== null)
}

/**
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 */
const isButton = (tree, elt) =>
  elt.tag === 'button' || (elt.tag === 'input' && tree.attribute(elt, 'type') === 'submit')

/**
 * What hx-include names, seen from the element.
 * @param {ActingPage} page
 * @param {HeadlessElement} elt
 * @returns {Target[]}
 */
function inclusions(page, elt) {
  const { tree } = page
  /** @type {Target[]} */
  const found = []
  /** @type {HeadlessElement | undefined} */
  let from = elt
  while (from) {
    const start = /** @type {HeadlessElement} */ (from)
    const text = inheritedAttribute(page, start, 'hx-include')
    if (!text) break
    if (text === 'this') return [...found, ownerOf(tree, start, 'hx-include') ?? start]
    found.push(...selectExtended(tree, start, text))
    if (!/(^|,)\s*inherit\s*($|,)/.test(text)) break
    from = tree.path(start).find((each) => each !== start && hasAttribute(tree, each, 'hx-include'))
  }
  return found
}

/**
 * @param {Tree} tree
 * @param {Target} target
 */
function controlsIn(tree, target) {
  const parent = asParent(tree, target)
  return parent.tag === 'form' ? [] : tree.queryAll('input, textarea, select', parent)
}

/**
 * @param {FormData} fields
 * @param {FormData} priority takes the place of fields of the same names, behind all others
 */
function overridden(fields, priority) {
  for (const name of new Set(priority.keys())) fields.delete(name)
  for (const [name, value] of priority) fields.append(name, value)
  return fields
}

/**
 * Several fields of one name become a list. htmx's object of them has FormData's own functions in the place of fields of
 * their names, which JSON leaves out, and says itself what JSON it becomes where one is called toJSON.
 * @param {FormData} fields
 * @returns {Record<string, unknown>}
 */
function plain(fields) {
  const names = [...new Set(fields.keys())].filter((name) => !isOwnFunction(name))
  return Object.fromEntries(names.map((name) => [name, fieldOf(fields, name)]))
}

/** @param {string} name */
const isOwnFunction = (name) => typeof Reflect.get(FormData.prototype, name, new FormData()) === 'function'

/**
 * @param {FormData} fields
 * @param {string} name
 */
function fieldOf(fields, name) {
  if (name === 'toJSON') return () => Object.fromEntries(fields)
  const values = fields.getAll(name)
  return values.length === 1 ? values[0] : values
}

/**
 * hx-params.
 * @param {ActingPage} page
 * @param {HeadlessElement} elt
 * @param {Record<string, unknown>} parameters
 * @returns {Record<string, unknown>} the same object where nothing is filtered
 */
function filtered(page, elt, parameters) {
  const text = inheritedAttribute(page, elt, 'hx-params')
  if (!text || text === '*') return parameters
  if (text === 'none') return {}
  const isExclusion = text.startsWith('not ')
  const listed = (isExclusion ? text.slice('not '.length) : text).split(',').map((name) => name.trim())
  const names = isExclusion
    ? Object.keys(parameters).filter((name) => !listed.includes(name))
    : listed.filter((name) => Object.hasOwn(parameters, name))
  return Object.fromEntries(names.map((name) => [name, parameters[name]]))
}
