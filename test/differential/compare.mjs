// What was played on both sides, step by step: the first difference that is not meant.
import { differences as meantDifferences } from './differences.mjs'

/** @typedef {import('./page/control.js').Entry} Entry */
/** @typedef {import('./page/control.js').PlayedStep} PlayedStep */

/**
 * @typedef {object} Comparison
 * @property {string} difference the first one, readable; empty where the sides are equal
 * @property {string[]} needed the meant differences that had something to do
 * @property {string[]} threw steps that threw: of a scenario, a mistake of its own
 */

/**
 * @param {PlayedStep[]} reference
 * @param {PlayedStep[]} ours
 * @param {object} how
 * @param {string} how.host
 * @param {boolean} how.strict without what ours does by default
 * @param {string[]} how.named meant differences of this scenario
 * @returns {Comparison}
 */
export function compareSteps(reference, ours, { host, strict, named }) {
  const unknown = named.filter((name) => !meantDifferences.some((entry) => entry.name === name))
  if (unknown.length > 0) throw new Error(`differences.mjs has no ${unknown.join(', ')}`)
  const applied = meantDifferences.filter(
    ({ name, everywhere, hosts, byDefault }) =>
      (everywhere || named.includes(name)) && (!hosts || hosts.includes(host)) && !(strict && byDefault)
  )
  /** @param {typeof applied} entries */
  const differenceWith = (entries) => firstDifference(...normalized(reference, ours, entries))
  /** @param {typeof applied[number]} entry */
  const isNeeded = (entry) => differenceWith(applied.filter((other) => other !== entry)) !== ''
  return {
    difference: differenceWith(applied),
    needed: differenceWith([]) === '' ? [] : applied.filter(isNeeded).map(({ name }) => name),
    threw: [...reference, ...ours].flatMap(({ label, threw }) => (threw ? [`"${label}": ${threw}`] : []))
  }
}

/**
 * @param {PlayedStep[]} reference
 * @param {PlayedStep[]} ours
 * @param {typeof meantDifferences} entries
 * @returns {[reference: PlayedStep[], ours: PlayedStep[]]}
 */
function normalized(reference, ours, entries) {
  /** @type {[PlayedStep[], PlayedStep[]]} */
  const both = [reference, ours]
  return entries.reduce(([first, second], { apply }) => [apply(first, second), apply(second, first)], both)
}

/**
 * @param {PlayedStep[]} reference
 * @param {PlayedStep[]} ours
 * @returns {string}
 */
function firstDifference(reference, ours) {
  for (const [index, step] of reference.entries()) {
    const own = ours[index]
    const difference = differenceOfLines(step.trace.map(lineOf), own.trace.map(lineOf)) || differenceOfState(step, own)
    if (difference) return `after "${step.label}":\n${difference}`
  }
  return ''
}

/**
 * @param {PlayedStep} reference
 * @param {PlayedStep} ours
 */
function differenceOfState(reference, ours) {
  for (const part of /** @type {const} */ (['threw', 'sockets', 'timers', 'dom'])) {
    const [first, second] = [reference, ours].map((step) => JSON.stringify(step[part]))
    if (first !== second) return `${part}\n  reference ${around(first, second)}\n  ours      ${around(second, first)}`
  }
  return ''
}

/**
 * @param {string | undefined} text
 * @param {string | undefined} other
 * @returns {string} the part in which it differs
 */
function around(text = '', other = '') {
  let start = 0
  while (start < text.length && text[start] === other[start]) start++
  return text.length < 400 ? text : `...${text.slice(Math.max(0, start - 80), start + 200)}...`
}

/** @param {Entry} entry */
function lineOf({ node, ...entry }) {
  return JSON.stringify(entry)
}

/**
 * @param {string[]} reference
 * @param {string[]} ours
 */
function differenceOfLines(reference, ours) {
  const longest = Math.max(reference.length, ours.length)
  for (let index = 0; index < longest; index++) {
    if (reference[index] === ours[index]) continue
    const before = reference.slice(Math.max(0, index - 3), index).map((line) => `            ${line}`)
    /** @param {string[]} lines */
    const shown = (lines) => lines.slice(index, index + 3).concat(lines.length <= index ? ['(nothing more)'] : [])
    const lines = [
      ...before,
      ...shown(reference).map((line) => `  reference ${line}`),
      ...shown(ours).map((line) => `  ours      ${line}`)
    ]
    return lines.map((line) => (line.length > 600 ? `${line.slice(0, 600)}...` : line)).join('\n')
  }
  return ''
}
