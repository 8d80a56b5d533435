/** What came of it, as a table for the terminal. */
import { counted, percent, tame, time, whole } from './format.js'

/** @typedef {import('./crowd.js').Outcome} Outcome */

/** From here on the times are also this process' own. In milliseconds. */
export const lateFrom = 50

/**
 * @param {import('./arguments.js').Plan} plan
 * @param {Outcome} outcome
 * @param {import('./thresholds.js').Verdict[]} verdicts
 */
export function summary(plan, outcome, verdicts) {
  const { tally, elapsed, wasStopped, lag } = outcome
  const { totals } = tally
  const perSecond = (/** @type {number} */ count) => `${whole(count / (elapsed / 1000))} a second`
  const lines = [
    `${counted(totals.clients, 'client')} on ${plan.url}, ${time(elapsed)}${wasStopped ? ', stopped early' : ''}`,
    '',
    row(
      'connections',
      `${whole(totals.most)} at most, ${whole(totals.connections)} at the end, ${counted(totals.reconnects, 'reconnect')}`
    ),
    row('received', `${counted(totals.received, 'message')}, ${perSecond(totals.received)}`),
    row('sent', `${counted(totals.sent, 'message')}, ${perSecond(totals.sent)}`),
    ...(plan.script ? [row('script', `ran ${whole(totals.rounds)} times, ${perSecond(totals.rounds)}`)] : []),
    row(
      'errors',
      totals.errors > 0
        ? `${whole(totals.errors)}, ${percent(tally.errorShare())} of ${whole(totals.tried)} pages and runs`
        : 'none'
    ),
    ...tally.errors().map(({ kind, count }) => row('', `${whole(count).padStart(7)}  ${kind}`)),
    '',
    ...latencyTable(tally.latencies()),
    ...verdicts.map(({ name, asked, reached, holds }) =>
      row(holds ? 'holds' : 'BROKEN', `${name} at most ${asked}: ${reached}`)
    ),
    ...(lag >= lateFrom ? [row('note', ownLag(lag))] : [])
  ]
  return `${lines.join('\n')}\n`
}

/** @param {number} lag */
export const ownLag = (lag) =>
  `this process was itself late by ${time(lag)} (p99), which is part of the times: take fewer clients, or several machines`

/** @param {string} name @param {string} text */
const row = (name, text) => `  ${name.padEnd(12)} ${text}`

const heads = ['count', 'p50', 'p90', 'p99', 'max']

/** @param {ReturnType<Outcome['tally']['latencies']>} latencies */
function latencyTable(latencies) {
  if (latencies.length === 0) return []
  const width = Math.max(12, ...latencies.map(({ name }) => tame(name).length))
  const line = (/** @type {string} */ name, /** @type {string[]} */ figures) =>
    `  ${name.padEnd(width)} ${figures.map((figure) => figure.padStart(10)).join('')}`
  return [line('latency', heads), ...latencies.map((each) => line(each.name, figuresOf(each.histogram))), '']
}

/** @param {import('./histogram.js').Histogram} histogram */
export const figuresOf = (histogram) => [
  whole(histogram.count),
  ...[0.5, 0.9, 0.99].map((share) => time(histogram.percentile(share))),
  time(histogram.max)
]
