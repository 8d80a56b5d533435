/** What was asked to hold, and whether it did. */
import { percent, time, whole } from './format.js'

/** @typedef {import('./arguments.js').Threshold} Threshold */
/** @typedef {import('./tally.js').Tally} Tally */
/** @typedef {{ name: string, asked: string, reached: string, holds: boolean }} Verdict */

const shares = { p50: 0.5, p90: 0.9, p99: 0.99 }

/**
 * @param {Threshold[]} thresholds
 * @param {Tally} tally
 * @returns {Verdict[]}
 */
export const verdicts = (thresholds, tally) => thresholds.map((threshold) => verdict(threshold, tally))

/**
 * @param {Threshold} threshold
 * @param {Tally} tally
 * @returns {Verdict}
 */
function verdict({ of, most, isShare, text }, tally) {
  if (of === 'errors') {
    const found = isShare ? tally.errorShare() : tally.totals.errors
    return { name: 'errors', asked: text, reached: isShare ? percent(found) : whole(found), holds: found <= most }
  }
  const histogram = tally.overall()
  const found = histogram.percentile(shares[of])
  // nothing that was measured is no success
  if (histogram.count === 0) return { name: of, asked: text, reached: 'nothing was measured', holds: false }
  return { name: of, asked: text, reached: time(found), holds: found <= most }
}
