/** Figures for people. */

/** @param {number} number */
export const whole = (number) => Math.round(number).toLocaleString('en-US')

/** @param {number} milliseconds with three digits that count */
export function time(milliseconds) {
  if (milliseconds >= 999.5) return `${significant(milliseconds / 1000)} s`
  return `${significant(milliseconds)} ms`
}

/** @param {number} number */
const significant = (number) =>
  number >= 100 ? number.toFixed(0) : number >= 10 ? number.toFixed(1) : number.toFixed(2)

/** @param {number} share */
export const percent = (share) => `${Number((share * 100).toPrecision(2))} %`

/**
 * @param {number} number
 * @param {string} what
 */
export const counted = (number, what) => `${whole(number)} ${what}${number === 1 ? '' : 's'}`

/** Text that a server or a script has made must neither steer the terminal nor fill it. @param {string} text */
export const tame = (text) => text.replace(/\p{Cc}/gu, ' ').slice(0, 160)
