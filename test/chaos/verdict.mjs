/**
 * @typedef {object} Verdict about numbered messages: the numbers of those that were
 * @property {number[]} lost
 * @property {number[]} doubled
 * @property {number[]} disordered received, for the first time, after a later one
 */

/**
 * @param {number} count of the messages that were sent: 1, 2, 3 and so on
 * @param {number[]} received
 * @returns {Verdict}
 */
export function judge(count, received) {
  const seen = new Set()
  const doubled = new Set()
  const disordered = []
  let highest = 0
  for (const number of received) {
    if (seen.has(number)) doubled.add(number)
    else if (number < highest) disordered.push(number)
    seen.add(number)
    highest = Math.max(highest, number)
  }
  const lost = Array.from({ length: count }, (_, index) => index + 1).filter((number) => !seen.has(number))
  return { lost, doubled: [...doubled], disordered }
}

/** @type {Verdict} */
export const flawless = { lost: [], doubled: [], disordered: [] }
