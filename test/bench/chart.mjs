// The result as a page of its own: build/bench.html.
import { writePage } from './page.mjs'
import { microseconds } from './report.mjs'
import { geometricMean } from './statistics.mjs'

/** @typedef {import('./compare.mjs').Row} Row */
/** @typedef {import('./report.mjs').Comparison} Comparison */

/**
 * @param {Comparison} comparison
 * @returns {string} the page's path
 */
export function writeChart({ browser, rounds, self, rows }) {
  const versions = [...new Set(rows.map(({ htmx }) => htmx))]
  const sections = versions.map((htmx) =>
    section(
      htmx,
      rows.filter((row) => row.htmx === htmx)
    )
  )
  return writePage(
    'bench.html',
    self ? 'The reference beside itself' : 'htmx-ext-ws-wasm beside the reference',
    `<p>${browser}, medians of ${rounds} rounds, each in fresh browsers, the order alternating. Microseconds of the page's main thread:
the bar is ours as a share of the reference's, the line at 1 is the reference; the thin line goes from the best round to the worst.</p>
${sections.join('\n')}`
  )
}

/** What fills the width: more than that is cut off. */
const widest = 1.5

/**
 * @param {string} htmx
 * @param {Row[]} rows
 */
function section(htmx, rows) {
  const receiving = rows.filter(({ kind }) => kind === 'receiving').map(({ ratio }) => ratio)
  const mean =
    receiving.length > 0
      ? `<p>Geometric mean of the receiving cases: <b>${geometricMean(receiving).toFixed(2)}</b></p>`
      : ''
  return `<h2>htmx ${htmx}</h2>${mean}<table>
<tr><th>Case</th><td>Reference</td><td>Ours</td><td>Ratio</td><td></td></tr>
${rows.map(line).join('\n')}</table>`
}

/** @param {Row} row */
function line({ name, reference, ours, ratio, ratios }) {
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)]
  const bar = `<svg viewBox="0 0 ${widest} 1" preserveAspectRatio="none" role="img" aria-label="${ratio.toFixed(2)}">
<rect class="${ratio > 1.05 ? 'worse' : 'bar'}" width="${Math.min(ratio, widest)}" y=".15" height=".7"/>
<line class="spread" x1="${low}" x2="${high}" y1=".5" y2=".5"/><line class="one" x1="1" x2="1" y1="0" y2="1"/></svg>`
  const figures = [microseconds(reference), microseconds(ours), ratio.toFixed(2)].map((figure) => `<td>${figure}</td>`)
  return `<tr><th scope="row">${name}</th>${figures.join('')}<td>${bar}</td></tr>`
}
