/** Times, of which only the percentiles are wanted: any number of them takes the same memory, and a percentile is right to 1 %. */
import * as performance from 'node:perf_hooks'

/** @typedef {ReturnType<typeof createHistogram>} Histogram */

/** Node counts whole numbers, from 1: microseconds. Half an hour is the longest that is told from longer ones. */
const range = { lowest: 1, highest: 2 ** 31 - 1, figures: 2 }

export function createHistogram() {
  const histogram = performance.createHistogram(range)
  let max = 0

  return {
    get count() {
      return histogram.count
    },

    /** In milliseconds, exactly; 0 where there is none. */
    get max() {
      return max
    },

    /** @param {number} milliseconds */
    add(milliseconds) {
      histogram.record(Math.min(Math.max(range.lowest, Math.round(milliseconds * 1000)), range.highest))
      if (milliseconds > max) max = milliseconds
    },

    /**
     * @param {number} share such as 0.99
     * @returns {number} in milliseconds: as long as so many of them took at most; 0 where there is none
     */
    percentile: (share) => (histogram.count === 0 ? 0 : Math.min(histogram.percentile(share * 100) / 1000, max)),

    clear() {
      histogram.reset()
      max = 0
    }
  }
}
