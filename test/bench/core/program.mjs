// One contestant in a process of its own; native.cpp does and prints the same for the native core.
//   node program.mjs <contestant> <inputs.json> find
//   node program.mjs <contestant> <inputs.json> measure <milliseconds>
import { readFileSync } from 'node:fs'
import { contestants } from './contestants.mjs'

/** @typedef {import('./inputs.mjs').Group} Group */

const [name, path, , milliseconds = '0'] = process.argv.slice(2)
const contestant = contestants[name]
const duration = Number(milliseconds)

/** @type {Group[]} */
const groups = JSON.parse(readFileSync(path, 'utf8'))
const results = groups.flatMap((group) => (contestant[group.kind] ? [[group.name, result(group)]] : []))
process.stdout.write(`${JSON.stringify(Object.fromEntries(results))}\n`)

/** @param {Group} group */
function result(group) {
  if (duration === 0) return found(group)
  roundsPerSecond(group, duration / 2) // to warm up
  return (group.bytes * roundsPerSecond(group, duration)) / 1e6
}

/** @param {Group} group */
function found({ kind, inputs }) {
  return kind === 'fragments'
    ? inputs.map((message) => contestant.found?.(message))
    : inputs.map((form) => contestant.payload?.(form))
}

/** Milliseconds of processor time, which what else the machine does changes least. */
function now() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/**
 * All inputs again and again.
 * @param {Group} group
 * @param {number} time in milliseconds
 */
function roundsPerSecond({ kind, inputs }, time) {
  const read = /** @type {(input: unknown) => unknown} */ (contestant[kind])
  const start = now()
  let passed = 0
  let rounds = 0
  for (; passed < time; passed = now() - start, rounds++) {
    for (const input of inputs) read(input)
  }
  return (rounds * 1000) / passed
}
