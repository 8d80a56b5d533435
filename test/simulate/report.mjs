// The outcomes as a table in the terminal.
import { figuresOf } from './figures.mjs'

/** @typedef {import('./run.mjs').Outcome} Outcome */

const widths = [32, 11, 11, 13, 7, 7, 7]

/** @param {number} down seconds that the server was away */
export function head(down) {
  const after = `peak > ${down} s`
  return `${row(['', 'peak', after, 'attempts', '50 %', '99 %', 'all'])}\n${row(['', '1/s', '1/s', '', 's', 's', 's'])}`
}

/**
 * @param {Outcome} outcome
 * @param {number} down seconds that the server was away
 */
export function line(outcome, down) {
  const { peak, peakAfter, total, half, most, all } = figuresOf(outcome, down)
  const figures = [peak, peakAfter, total, half, most, all].map((figure) => figure.toLocaleString('en'))
  return row([outcome.strategy.name, ...figures])
}

/** @param {string[]} cells */
function row([name, ...figures]) {
  return name.padEnd(widths[0]) + figures.map((figure, index) => figure.padStart(widths[index + 1])).join('')
}
