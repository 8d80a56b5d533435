// The result as tables in the terminal.
import { work } from './contestants.mjs'

/** @typedef {import('./compare.mjs').Row} Row */

/** @typedef {'fragments' | 'payload'} Kind */

/** What is measured, in one sentence. @type {Record<Kind, string>} */
export const subjects = {
  fragments:
    'A message to what the extension needs of it, or to a tree. MB of its UTF-8 for a second of the processor.',
  payload: 'A form to the JSON text that is sent. MB of it for a second of the processor.'
}

/** @param {import('./compare.mjs').Comparison} comparison */
export function report({ rounds, rows }) {
  console.log(`\nNode ${process.versions.node}, ${rounds} rounds, each in fresh processes; medians`)
  for (const kind of /** @type {Kind[]} */ (['fragments', 'payload'])) {
    const of = rows.filter(({ group }) => group.kind === kind)
    if (of.length === 0) continue
    console.log(`\n${kind}: ${subjects[kind]}`)
    for (const [name, does] of Object.entries(work[kind])) console.log(`  ${name.padEnd(16)}${does}`)
    for (const each of of) reportGroup(each)
  }
}

/** @param {Row} row */
function reportGroup({ group, speeds, ratios }) {
  console.log(
    `\n${describe(group)}`.padEnd(60) + ['MB/s', 'core.wasm', 'from', 'to'].map((title) => title.padStart(10)).join('')
  )
  for (const name of Object.keys(speeds)) {
    const { median, low, high } = ratios[name]
    const figures = [speeds[name].median.toFixed(1), times(median), times(low), times(high)]
    console.log(`  ${name.padEnd(57)}${figures.map((figure) => figure.padStart(10)).join('')}`)
  }
}

/** @param {number} ratio */
export const times = (ratio) => `${ratio.toFixed(2)} x`

/** @param {import('./inputs.mjs').Group} group */
export function describe(group) {
  if (group.kind === 'payload') return `${group.name} (${group.bytes} bytes)`
  const without = group.unsure > 0 ? `, without ${group.unsure} unsure` : ''
  return `${group.name} (${group.inputs.length} messages${without}, ${(group.bytes / 1024).toFixed(0)} KB)`
}
