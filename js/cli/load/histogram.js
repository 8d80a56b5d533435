/**
 * Times, of which only the percentiles are wanted: counted in buckets that are a thirty-second of their value wide, so that
 * any number of them takes the same memory and a percentile is right to 2 %.
 */

/** Of each power of two, as a power of two itself. */
const precision = 5
const parts = 2 ** precision
/** The longest time that is told from longer ones, in microseconds: half an hour. */
const longest = 2 ** 31 - 1

/** @typedef {ReturnType<typeof createHistogram>} Histogram */

export function createHistogram() {
  const buckets = new Uint32Array((31 - precision) * parts + parts)
  let count = 0
  let max = 0

  return {
    get count() {
      return count
    },

    /** In milliseconds, exactly; 0 where there is none. */
    get max() {
      return max
    },

    /** @param {number} milliseconds */
    add(milliseconds) {
      buckets[bucketOf(Math.min(Math.max(0, Math.round(milliseconds * 1000)), longest))] += 1
      count += 1
      if (milliseconds > max) max = milliseconds
    },

    /**
     * @param {number} share such as 0.99
     * @returns {number} in milliseconds: as long as so many of them took at most; 0 where there is none
     */
    percentile(share) {
      let left = Math.ceil(share * count)
      if (left === 0) return 0
      const bucket = buckets.findIndex((size) => {
        left -= size
        return left <= 0
      })
      return Math.min(middleOf(bucket) / 1000, max)
    },

    clear() {
      buckets.fill(0)
      count = max = 0
    }
  }
}

/** @param {number} microseconds */
function bucketOf(microseconds) {
  const shift = Math.max(0, 31 - Math.clz32(microseconds) - precision)
  return shift * parts + (microseconds >>> shift)
}

/** @param {number} bucket @returns {number} in microseconds */
function middleOf(bucket) {
  const shift = Math.max(0, Math.floor(bucket / parts) - 1)
  return (bucket - shift * parts) * 2 ** shift + (2 ** shift - 1) / 2
}
