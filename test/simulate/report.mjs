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

/**
 * What the default should be: of those with full jitter, the first after which all are back, give or take a second, with the lowest
 * peak that a site of any size can bear: a first wait of four seconds or more is felt where a restart takes one.
 * @param {Outcome[]} outcomes
 * @param {number} down seconds that the server was away
 */
export function verdict(outcomes, down) {
  const candidates = outcomes.filter(({ strategy }) => strategy.jitter === 'full' && strategy.first <= 2000)
  const soonest = Math.min(...candidates.map((outcome) => figuresOf(outcome, down).all))
  const [best] = candidates
    .filter((outcome) => figuresOf(outcome, down).all <= soonest + 1)
    .sort((one, other) => figuresOf(one, down).peak - figuresOf(other, down).peak)
  return `The default should be: ${best.strategy.name}. Full jitter alone keeps the reference's promise: reconnectDelay and reconnectMaxDelay set it.`
}

/** @param {string[]} cells */
function row([name, ...figures]) {
  return name.padEnd(widths[0]) + figures.map((figure, index) => figure.padStart(widths[index + 1])).join('')
}
