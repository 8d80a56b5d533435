/** The fields that a sender collects: as htmx goes through forms and controls, each of which it takes only once. */

import { buttonType, inputType, isCheckable } from '../user/controls.js'

/** @typedef {import('../tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('../tree.d.ts').Tree} Tree */
/** @typedef {ReturnType<typeof createFields>} Fields */

/**
 * @param {Tree} tree
 * @param {boolean} validated whether controls that are not valid are noted
 */
export function createFields(tree, validated) {
  /** @type {Set<HeadlessElement>} */
  const taken = new Set()
  /** @type {HeadlessElement[]} */
  const invalid = []

  /**
   * @param {HeadlessElement} elt a form, a control or anything else, which has no field
   * @param {FormData} fields
   */
  function take(elt, fields) {
    if (taken.has(elt)) return
    taken.add(elt)
    if (isIncluded(tree, elt)) {
      for (const value of valuesOf(tree, elt)) fields.append(nameOf(tree, elt), value)
      validate(elt)
    }
    if (elt.tag === 'form') takeForm(elt, fields)
  }

  /**
   * @param {HeadlessElement} form
   * @param {FormData} fields
   */
  function takeForm(form, fields) {
    for (const control of tree.formElements(form)) {
      // the form has it too
      if (taken.has(control)) removeValues(fields, nameOf(tree, control), valuesOf(tree, control))
      taken.add(control)
      validate(control)
    }
    for (const [name, value] of tree.entries(form)) fields.append(name, value)
  }

  /** @param {HeadlessElement} control */
  function validate(control) {
    if (validated && tree.validity(control) !== 0) invalid.push(control)
  }

  return { take, invalid }
}

/**
 * @param {FormData} fields
 * @param {string} name
 * @param {string[]} values
 */
function removeValues(fields, name, values) {
  const kept = fields.getAll(name).filter((value) => !values.includes(String(value)))
  fields.delete(name)
  for (const value of kept) fields.append(name, value)
}

/**
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 */
const nameOf = (tree, elt) => tree.attribute(elt, 'name') ?? ''

/**
 * Whether htmx takes the field of an element that it meets outside a form: a legend's control counts as disabled with its fieldset.
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 */
function isIncluded(tree, elt) {
  if (nameOf(tree, elt) === '' || tree.attribute(elt, 'disabled') !== null) return false
  if (tree.closest(elt, 'fieldset[disabled]')) return false
  if (['button', 'submit'].includes(buttonType(tree, elt) || inputType(tree, elt))) return false
  return !isCheckable(tree, elt) || tree.checked(elt) === true
}

/**
 * @param {Tree} tree
 * @param {HeadlessElement} elt
 * @returns {string[]} none of what has no value, nor of files
 */
function valuesOf(tree, elt) {
  if (elt.tag === 'select' && tree.attribute(elt, 'multiple') !== null) {
    const chosen = tree.queryAll('option', elt).filter((option) => tree.checked(option))
    return chosen.map((option) => tree.value(option) ?? '')
  }
  const value = inputType(tree, elt) === 'file' ? null : tree.value(elt)
  return value === null ? [] : [value]
}
