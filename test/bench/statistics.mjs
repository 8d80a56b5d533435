// What many figures come to.

/** @param {number[]} figures */
export function median(figures) {
  const sorted = [...figures].sort((one, other) => one - other)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** @param {number[]} figures */
export const geometricMean = (figures) =>
  Math.exp(figures.reduce((sum, figure) => sum + Math.log(figure), 0) / figures.length)
