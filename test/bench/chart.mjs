// The result as a page of its own: build/bench.html, with no file beside it.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../wasm/steps.mjs'
import { figure } from './report.mjs'
import { median } from './statistics.mjs'

/** @typedef {import('./compare.mjs').Section} Section */
/** @typedef {import('./compare.mjs').Row} Row */
/** @typedef {import('./compare.mjs').Goal} Goal */
/** @typedef {import('./compare.mjs').Result} Result */

/**
 * @param {Result} result
 * @returns {string} the page's path
 */
export function writeChart(result) {
  const path = join(root, 'build/bench.html')
  mkdirSync(join(root, 'build'), { recursive: true })
  writeFileSync(path, page(result))
  return path
}

/** @param {Result} result */
export function page({ browser, rounds, self, sections }) {
  const title = self ? 'The reference beside itself' : 'htmx-ext-ws-wasm beside the reference'
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${style}</style>
<h1>${title}</h1>
<p>The time of the page's main thread in ${browser}. Medians of ${rounds} ${rounds === 1 ? 'round' : 'rounds'} (each in fresh browsers, the order
alternating). A bar is a share of the reference's time, less is faster; the thin line in it goes from the best round to the
worst.
What reaches the edge is longer than that.</p>
<p class="key"><span><svg viewBox="0 0 2 1" preserveAspectRatio="none"><path class="one" d="M1 0v1"/></svg> the reference</span>
<span><svg viewBox="0 0 2 1" preserveAspectRatio="none"><path class="goal" d="M1 0v1"/></svg> a goal</span></p>
${sections.map(section).join('\n')}
</html>
`
}

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; --faint: color-mix(in srgb, currentcolor 18%, transparent);
  --good: light-dark(#0e7c86, #3fb6bf); --bad: light-dark(#c2410c, #f08a5d) }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem; line-height: 1.2 } h2 { font-size: 1.15rem; margin: 2.5rem 0 .25rem }
h2 + p { margin: 0 0 .5rem; opacity: .8 }
.key span { margin-inline-end: 1.5rem } .key svg { display: inline-block; width: 1rem; vertical-align: middle }
table { border-collapse: collapse; width: 100%; table-layout: fixed; font-variant-numeric: tabular-nums }
th { text-align: start; font-weight: 400 } td { text-align: end; white-space: nowrap } thead { font-size: .85rem } thead th { text-align: end }
th, td { padding: .25rem .5rem; border-block-end: 1px solid var(--faint) }
th:first-child { padding-inline-start: 0 } thead td:first-child { width: 28% }
tfoot th, tfoot td { font-weight: 600 }
.chart, thead td:last-child { width: 30% } svg { display: block; width: 100%; height: 1.25rem; overflow: hidden }
.bar { fill: var(--good) } .slower { fill: var(--bad) } .met { color: var(--good) } .not { color: var(--bad) }
path { stroke: currentcolor; fill: none; vector-effect: non-scaling-stroke }
.goal { stroke-width: 2; stroke-dasharray: 3 2 } .one { opacity: .6 }
@media (max-width: 40rem) {
  table, thead, tbody, tfoot { display: block } thead { display: none }
  tr { display: grid; grid-template-columns: repeat(4, 1fr); padding-block: .4rem;
    border-block-end: 1px solid var(--faint) }
  th, td { padding: 0; border: 0 } th, .chart { grid-column: 1 / -1; width: auto } .chart:empty { display: none }
  td[data-title]:not(:empty)::before { content: attr(data-title); display: block; font-size: .75rem; font-weight: 400; opacity: .7 }
  td { text-align: start }
}
`

/** @param {Section} section */
function section({ title, unit, compared, rows, mean, note }) {
  const titles = ['Reference', compared === 'ours' ? 'Ours' : compared, 'Ratio', 'Goal']
  const heads = ['', ...titles, ''].map((each) => `<th scope="col">${each}</th>`).join('')
  const foot = mean && cells(titles, [undefined, undefined, mean.ratio.toFixed(2), verdict(mean.goal)])
  const table = `<table>
<thead><tr>${heads.replaceAll('<th scope="col"></th>', '<td></td>')}</tr></thead>
<tbody>
${rows.map((row) => line(titles, row)).join('\n')}
</tbody>
${foot ? `<tfoot><tr><th scope="row">Geometric mean of the receiving cases</th>${foot}<td class="chart"></td></tr></tfoot>` : ''}
</table>`
  return `<h2>${title}</h2>
<p>${unit.charAt(0).toUpperCase()}${unit.slice(1)}${note ? `. ${note}` : ''}</p>
${rows.length > 0 ? table : ''}`
}

/** @param {string[]} titles @param {Row} row */
function line(titles, row) {
  const { name, reference, compared, ratios, goal } = row
  const ratio = ratios.length > 0 ? median(ratios).toFixed(2) : undefined
  const isAbsolute = goal && goal.most === undefined
  const figures = cells(titles, [figure(reference), figure(compared), ratio, verdict(goal)])
  return `<tr><th scope="row">${name}</th>${figures}<td class="chart">${ratio && !isAbsolute ? bar(row) : ''}</td></tr>`
}

/** @param {string[]} titles @param {(string | undefined)[]} figures */
const cells = (titles, figures) =>
  figures.map((each, index) => `<td data-title="${titles[index]}">${each ?? ''}</td>`).join('')

/** @param {Goal | undefined} goal */
const verdict = (goal) =>
  goal && `<span class="${goal.isMet ? 'met' : 'not'}">${goal.text} ${goal.isMet ? '&check;' : '&cross;'}</span>`

/** What fills the width: more than that is cut off. */
const widest = 1.5

/** @param {Row} row */
function bar({ ratios, goal }) {
  const ratio = median(ratios)
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)]
  const wanted = goal?.most === undefined ? '' : `<path class="goal" d="M${goal.most} 0V1"/>`
  return `<svg viewBox="0 0 ${widest} 1" preserveAspectRatio="none" role="img" aria-label="${ratio.toFixed(2)}"><rect
class="${ratio > 1.05 ? 'slower' : 'bar'}" width="${Math.min(ratio, widest)}" y=".15" height=".7"/><path
d="M${low} .5H${high}"/><path class="one" d="M1 0V1"/>${wanted}</svg>`
}
