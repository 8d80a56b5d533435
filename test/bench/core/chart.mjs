// The result as a page of its own: build/bench-core.html.

import { work } from './contestants.mjs'
import { writePage } from './page.mjs'
import { describe, subjects, times } from './report.mjs'

/** @typedef {import('./compare.mjs').Row} Row */
/** @typedef {import('./report.mjs').Kind} Kind */

/**
 * @param {import('./compare.mjs').Comparison} comparison
 * @returns {string} the page's path
 */
export const writeCoreChart = ({ rounds, rows }) =>
  writePage(
    'bench-core.html',
    'The core beside other parsers',
    `<p>Node ${process.versions.node}, medians of ${rounds} rounds, each in fresh processes. The bar is a contestant's speed as a share of the
fastest's; the thin line goes from its slowest round to its fastest. The ratio is how many times as fast core.wasm is.</p>
${/** @type {Kind[]} */ (['fragments', 'payload']).map((kind) => section(kind, rows)).join('\n')}`
  )

/**
 * @param {Kind} kind
 * @param {Row[]} rows
 */
function section(kind, rows) {
  const does = Object.entries(work[kind]).map(([name, words]) => `<li><b>${name}</b>: ${words}</li>`)
  const tables = rows.filter(({ group }) => group.kind === kind).map(table)
  return `<h2>${kind}</h2><p>${subjects[kind]}</p><ul>${does.join('')}</ul>${tables.join('\n')}`
}

/** @param {Row} row */
function table({ group, speeds, ratios }) {
  const fastest = Math.max(...Object.values(speeds).map(({ high }) => high))
  const lines = Object.entries(speeds).map(([name, { median, low, high }]) => {
    const bar = `<svg viewBox="0 0 1 1" preserveAspectRatio="none" role="img" aria-label="${median.toFixed(1)} MB/s">
<rect class="bar" width="${median / fastest}" y=".15" height=".7"/>
<line class="spread" x1="${low / fastest}" x2="${high / fastest}" y1=".5" y2=".5"/></svg>`
    const figures = `<td>${median.toFixed(1)}</td><td>${times(ratios[name].median)}</td>`
    return `<tr><th scope="row">${name}</th>${figures}<td>${bar}</td></tr>`
  })
  return `<h3>${describe(group)}</h3><table>
<tr><th></th><td>MB/s</td><td>core.wasm</td><td></td></tr>
${lines.join('\n')}</table>`
}
