// What an outcome comes to.

/** @typedef {import('./run.mjs').Outcome} Outcome */

/**
 * @param {Outcome} outcome
 * @param {number} down seconds that the server was away
 */
export function figuresOf({ attempts, accepted }, down) {
  return {
    total: sum(attempts),
    peak: Math.max(...attempts),
    /** The most that came in a second while the server was there. */
    peakAfter: Math.max(...attempts.slice(down)),
    /** Seconds from the server's end until this share of the clients was back. */
    half: secondsUntil(accepted, 0.5),
    most: secondsUntil(accepted, 0.99),
    all: secondsUntil(accepted, 1)
  }
}

/** @param {number[]} accepted @param {number} share */
function secondsUntil(accepted, share) {
  const wanted = share * sum(accepted)
  let back = 0
  return (
    accepted.findIndex((each) => {
      back += each
      return back >= wanted
    }) + 1
  )
}

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((one, other) => one + other, 0)
