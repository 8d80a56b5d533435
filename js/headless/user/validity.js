/** Why a control is not valid, in words: by the bits of tree.validity(), which are WHATWG HTML's ValidityState. */

import { describe } from '../describe.js'
import { PageError } from '../errors.js'

/** @typedef {import('../tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('../tree.d.ts').Tree} Tree */

/** @type {[bit: number, reason: string][]} */
const reasons = [
  [1, 'it is required'],
  [2, 'its type asks for another form'],
  [4, 'its pattern does not match'],
  [8, 'it is too long'],
  [16, 'it is too short'],
  [32, 'it is below the minimum'],
  [64, 'it is above the maximum'],
  [128, 'it is not one of its steps'],
  [256, 'it can not be read']
]

/**
 * @param {Tree} tree
 * @param {HeadlessElement[]} invalid at least one
 */
export function invalidError(tree, invalid) {
  const list = invalid.map((elt) => `${describe(tree, elt)} is not valid (${whyInvalid(tree.validity(elt))})`)
  return new PageError(`Nothing was sent: ${list.join('; ')}.`, 'Fill it as its attributes ask.')
}

/** @param {number} bits at least one of them */
const whyInvalid = (bits) =>
  reasons
    .filter(([bit]) => (bits & bit) !== 0)
    .map(([, reason]) => reason)
    .join(', ')
