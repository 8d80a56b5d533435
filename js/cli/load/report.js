/** What came of it, as a page with no file beside it. */
import { version } from '../version.js'
import { chart } from './chart.js'
import { counted, percent, time, whole } from './format.js'
import { figuresOf, lateFrom, ownLag } from './summary.js'

/** @typedef {import('./crowd.js').Outcome} Outcome */
/** @typedef {import('./arguments.js').Plan} Plan */
/** @typedef {import('./thresholds.js').Verdict} Verdict */

/**
 * @param {Plan} plan
 * @param {Outcome} outcome
 * @param {Verdict[]} verdicts
 * @returns {string} HTML
 */
export function report(plan, outcome, verdicts) {
  const { tally, elapsed, begun, wasStopped, lag, memory } = outcome
  const { totals, seconds } = tally
  const title = `${counted(totals.clients, 'client')} on ${escaped(plan.url)}`
  const perSecond = (/** @type {number} */ count) => whole(count / (elapsed / 1000))
  const latency = tally.overall()
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${style}</style>
<h1>${title}</h1>
<p><time datetime="${begun.toISOString()}">${begun.toISOString().slice(0, 16).replace('T', ' ')} UTC</time>, for ${time(elapsed)}${
    wasStopped ? ', stopped early' : ''
  }; all clients had begun after ${time(plan.ramp)}${plan.scriptPath ? `; script ${escaped(plan.scriptPath)}` : ''}.</p>
${lag >= lateFrom ? `<p class="bad">Note: ${ownLag(lag)}.</p>` : ''}
<dl>
${figure('connections', whole(totals.most), `${whole(totals.connections)} at the end`)}
${figure('received', `${perSecond(totals.received)}<small>/s</small>`, counted(totals.received, 'message'))}
${figure('sent', `${perSecond(totals.sent)}<small>/s</small>`, counted(totals.sent, 'message'))}
${figure('p50', latency.count > 0 ? time(latency.percentile(0.5)) : '-', `p90 ${time(latency.percentile(0.9))}`)}
${figure('p99', latency.count > 0 ? time(latency.percentile(0.99)) : '-', `max ${time(latency.max)}`)}
${figure('errors', whole(totals.errors), percent(tally.errorShare()), totals.errors > 0 ? 'bad' : 'good')}
${figure('reconnects', whole(totals.reconnects), '')}
</dl>
${verdicts.length > 0 ? thresholdTable(verdicts) : ''}
<div class="charts">
${chart({
  title: 'Connections',
  lines: [
    { name: 'open', values: of(seconds, 'connections') },
    { name: 'clients', values: of(seconds, 'clients') }
  ]
})}
${chart({
  title: 'Messages per second',
  lines: [
    { name: 'received', values: of(seconds, 'received') },
    { name: 'sent', values: of(seconds, 'sent') }
  ]
})}
${chart({
  title: 'Latency',
  isLogarithmic: true,
  label: axisTime,
  lines: [
    { name: 'p50', values: of(seconds, 'p50') },
    { name: 'p99', values: of(seconds, 'p99') }
  ]
})}
${chart({ title: 'Errors per second', lines: [{ name: 'errors', values: of(seconds, 'errors') }] })}
</div>
${latencyTable(tally)}
${errorTable(tally)}
<footer>htmx-ext-ws-wasm ${version}, Node ${process.versions.node}; this process was late by ${time(lag)} (p99) and had ${whole(memory / 2 ** 20)} MiB.</footer>
</html>
`
}

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; --faint: color-mix(in srgb, currentcolor 18%, transparent);
  --page: light-dark(#fffefb, #182128); --card: light-dark(#f4f1ea, #202b33);
  --good: light-dark(#0b626c, #5cc4cb); --bad: light-dark(#b3412e, #f08a76) }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; background: var(--page); color: light-dark(#1b2730, #e4eaec) }
h1 { font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere } h2 { font-size: 1.1rem; margin: 2rem 0 .25rem }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); gap: .75rem; margin: 1.5rem 0 }
dl div { background: var(--card); border-radius: .6rem; padding: .6rem .8rem }
dt { font-size: .85rem; opacity: .8 } dd { margin: 0; font-variant-numeric: tabular-nums }
dd:nth-of-type(1) { font-size: 1.5rem; font-weight: 650; line-height: 1.3; white-space: nowrap } dd:nth-of-type(2) { font-size: .8rem; opacity: .8 }
small { font-size: .6em; font-weight: 400 } .good { color: var(--good) } .bad { color: var(--bad) }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 1.5rem; margin: 2rem 0 }
figure { margin: 0 } figcaption { font-weight: 600 } figure > svg { display: block; width: 100%; height: auto }
.key { font-weight: 400; font-size: .85rem; margin-inline-start: .8rem; white-space: nowrap } .key svg { width: 1.4rem; height: .3rem; vertical-align: middle }
text { font: 12px system-ui, sans-serif; fill: currentcolor; opacity: .8 } .end { text-anchor: end } .middle { text-anchor: middle }
path { fill: none } .grid { stroke: var(--faint) } .line { stroke-width: 2; stroke-linejoin: round; stroke-linecap: round }
.line0 { stroke: light-dark(#0b626c, #5cc4cb) } .line1 { stroke: light-dark(#8a5a00, #e5b04a); stroke-dasharray: 5 4 }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th { text-align: start; font-weight: 400 } td { text-align: end; white-space: nowrap } thead { font-size: .85rem } thead th:not(:first-child) { text-align: end }
th, td { padding: .25rem .5rem; border-block-end: 1px solid var(--faint) } th:first-child, td:first-child { padding-inline-start: 0 }
tbody th { overflow-wrap: anywhere } footer { margin: 2rem 0; font-size: .85rem; opacity: .8 }
@media (max-width: 40rem) {
  table.wide, .wide tbody { display: block } .wide thead { display: none }
  .wide tr { display: grid; grid-template-columns: repeat(5, auto); justify-content: space-between; gap: 0 .5rem; padding-block: .4rem;
    border-block-end: 1px solid var(--faint) }
  .wide th, .wide td { padding: 0; border: 0; text-align: start; font-size: .9rem } .wide th { grid-column: 1 / -1; font-size: 1rem }
  .wide td::before { content: attr(data-title); display: block; font-size: .75rem; opacity: .7 }
}
`

/** @param {string} name @param {string} value @param {string} more @param {string} [look] */
const figure = (name, value, more, look = '') =>
  `<div><dt>${name}</dt><dd${look && ` class="${look}"`}>${value}</dd><dd>${more}</dd></div>`

/**
 * @template {keyof import('./tally.js').Second} Name
 * @param {import('./tally.js').Second[]} seconds
 * @param {Name} name
 */
const of = (seconds, name) => seconds.map((second) => second[name])

/** @param {number} milliseconds */
const axisTime = (milliseconds) =>
  milliseconds >= 1000
    ? `${Number((milliseconds / 1000).toPrecision(3))} s`
    : `${Number(milliseconds.toPrecision(3))} ms`

/** @param {string} title @param {string[]} heads @param {string[][]} rows of HTML */
const table = (title, heads, rows) => `<h2>${title}</h2>
<table${heads.length > 5 ? ' class="wide"' : ''}><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>
<tbody>
${rows.map(([name, ...cells]) => `<tr><th scope="row">${name}</th>${cells.map((cell, index) => `<td data-title="${heads[index + 1]}">${cell}</td>`).join('')}</tr>`).join('\n')}
</tbody></table>`

/** @param {Verdict[]} verdicts */
const thresholdTable = (verdicts) =>
  table(
    'Thresholds',
    ['', 'at most', 'reached', ''],
    verdicts.map(({ name, asked, reached, holds }) => [
      name,
      escaped(asked),
      reached,
      holds ? '<span class="good">holds</span>' : '<span class="bad">broken</span>'
    ])
  )

/** @param {import('./tally.js').Tally} tally */
function latencyTable(tally) {
  const rows = tally.latencies().map(({ name, histogram }) => [escaped(name), ...figuresOf(histogram)])
  return rows.length > 0 ? table('Latency', ['', 'count', 'p50', 'p90', 'p99', 'max'], rows) : ''
}

/** @param {import('./tally.js').Tally} tally */
function errorTable(tally) {
  const rows = tally.errors().map(({ kind, count }) => [escaped(kind), whole(count)])
  return rows.length > 0 ? table('Errors', ['', 'count'], rows) : ''
}

const escapes = /** @type {Record<string, string>} */ ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"]/g, (letter) => escapes[letter])
}
