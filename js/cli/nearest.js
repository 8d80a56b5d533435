/** Which of several names is meant by a mistaken one. */

/**
 * @param {string} name
 * @param {string[]} names at least one
 * @returns {{ name: string, distance: number }} the distance in letters that are added, left out or others
 */
export function nearest(name, names) {
  const found = names.map((each) => ({ name: each, distance: editDistance(name, each) }))
  return found.reduce((best, each) => (each.distance < best.distance ? each : best))
}

/**
 * Levenshtein's.
 * @param {string} left
 * @param {string} right
 */
function editDistance(left, right) {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let at = 1; at <= left.length; at++) {
    const next = [at]
    for (let to = 1; to <= right.length; to++) {
      const replaced = row[to - 1] + (left[at - 1] === right[to - 1] ? 0 : 1)
      next.push(Math.min(replaced, row[to] + 1, next[to - 1] + 1))
    }
    row = next
  }
  return row[right.length]
}
