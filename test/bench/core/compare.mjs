// All the runs of a comparison; the order of the contestants moves on by one from round to round.
import { median } from '../statistics.mjs'
import { names } from './contestants.mjs'
import { inputGroups } from './inputs.mjs'
import { measure, writeInputs } from './run.mjs'

/** @typedef {{ median: number, low: number, high: number }} Range */

/**
 * @typedef {object} Row a group of inputs
 * @property {import('./inputs.mjs').Group} group
 * @property {Record<string, Range>} speeds MB/s of each contestant that reads it
 * @property {Record<string, Range>} ratios speed of core.wasm / speed of each other one, of the same round
 */

/** @typedef {Awaited<ReturnType<typeof compare>>} Comparison */

/**
 * @param {object} options
 * @param {number} options.rounds
 * @param {number} options.milliseconds for each group in a round
 * @param {string} options.only
 */
export async function compare({ rounds, milliseconds, only }) {
  const groups = inputGroups().filter(({ name }) => name.includes(only))
  writeInputs(groups)
  /** @type {Record<string, Record<string, number>>[]} */
  const figures = []
  for (let round = 0; round < rounds; round++) {
    /** @type {Record<string, Record<string, number>>} */
    const figuresOfRound = {}
    for (const index of names.keys()) {
      const name = names[(index + round) % names.length]
      process.stdout.write(`  round ${round + 1} of ${rounds}: ${name}\n`)
      figuresOfRound[name] = await measure(name, milliseconds)
    }
    figures.push(figuresOfRound)
  }
  return { rounds, rows: groups.map((group) => row(group, figures)) }
}

/**
 * @param {import('./inputs.mjs').Group} group
 * @param {Record<string, Record<string, number>>[]} figures of each round: contestant, group
 * @returns {Row}
 */
function row(group, figures) {
  const readers = names.filter((name) => figures[0][name][group.name] !== undefined)
  /** @param {(name: string) => number[]} of */
  const ranges = (of) => Object.fromEntries(readers.map((name) => [name, range(of(name))]))
  return {
    group,
    speeds: ranges((name) => figures.map((round) => round[name][group.name])),
    ratios: ranges((name) => figures.map((round) => round['core.wasm'][group.name] / round[name][group.name]))
  }
}

/**
 * @param {number[]} figures
 * @returns {Range}
 */
const range = (figures) => ({ median: median(figures), low: Math.min(...figures), high: Math.max(...figures) })
