/** Figures of each second as an SVG: narrow, so that its words are legible on a phone. */
import { whole } from './format.js'

const width = 400
const height = 210
const plot = { left: 52, top: 12, right: 392, bottom: 176 }

/**
 * @typedef {object} Line
 * @property {string} name
 * @property {(number | null)[]} values of each second
 */

/**
 * @param {object} what
 * @param {string} what.title
 * @param {Line[]} what.lines
 * @param {(value: number) => string} [what.label] of the value axis
 * @param {boolean} [what.isLogarithmic] for values of which some are many times others
 */
export function chart({ title, lines, label = whole, isLogarithmic = false }) {
  const values = lines.flatMap(({ values }) => values.filter((value) => value !== null))
  const { marks, shareOf } = isLogarithmic && values.length > 0 ? logarithmic(values) : linear(values)
  const seconds = Math.max(1, ...lines.map(({ values }) => values.length))
  const x = (/** @type {number} */ second) => round(plot.left + ((plot.right - plot.left) * second) / seconds)
  const y = (/** @type {number} */ value) => round(plot.bottom - (plot.bottom - plot.top) * shareOf(value))
  return `<figure><figcaption>${title}${keys(lines)}</figcaption>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title} over ${seconds} seconds">
${marks.map((mark) => grid(y(mark), label(mark))).join('\n')}
${ticks(seconds)
  .map((second) => `<text class="middle" x="${x(second)}" y="${plot.bottom + 18}">${second}</text>`)
  .join('\n')}
<text class="end" x="${plot.right}" y="${height - 2}">seconds</text>
${lines.map(({ values }, index) => `<path class="line line${index}" d="${path(values, x, y)}"/>`).join('\n')}
</svg></figure>`
}

/** @param {number} y @param {string} label */
const grid = (y, label) =>
  `<path class="grid" d="M${plot.left} ${y}H${plot.right}"/><text class="end" x="${plot.left - 6}" y="${round(y + 4)}">${label}</text>`

/**
 * What an axis shows: the values that are marked, and how far up each value lies.
 * @typedef {{ marks: number[], shareOf: (value: number) => number }} Axis
 */

/** From nothing. @param {number[]} values @returns {Axis} */
function linear(values) {
  const highest = Math.max(0, ...values)
  const step = stepOf(highest)
  const top = Math.max(step, Math.ceil(highest / step) * step)
  const marks = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step)
  return { marks, shareOf: (value) => value / top }
}

/** @param {number[]} values @returns {Axis} */
function logarithmic(values) {
  // a hundredth of a millisecond is nothing
  const lowest = Math.max(0.01, Math.min(...values))
  const [from, to] = [Math.floor(Math.log10(lowest)), Math.ceil(Math.log10(Math.max(lowest * 1.01, ...values)))]
  const powers = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  const factors = powers.length > 3 ? [1] : [1, 2, 5]
  const marks = powers
    .flatMap((power) => factors.map((factor) => factor * 10 ** power))
    .filter((mark) => mark <= 10 ** to)
  return { marks, shareOf: (value) => (Math.log10(Math.max(value, 10 ** from)) - from) / (to - from) }
}

/** @param {Line[]} lines */
const keys = (lines) =>
  lines.length < 2
    ? ''
    : lines
        .map(
          ({ name }, index) =>
            ` <span class="key"><svg viewBox="0 0 20 4"><path class="line line${index}" d="M0 2h20"/></svg> ${name}</span>`
        )
        .join('')

/**
 * Each second as a point in its middle; what was not measured interrupts the line.
 * @param {Line['values']} values
 * @param {(second: number) => number} x
 * @param {(value: number) => number} y
 */
function path(values, x, y) {
  let drawing = false
  return values
    .map((value, second) => {
      const command = value === null ? '' : `${drawing ? 'L' : 'M'}${x(second + 0.5)} ${y(value)}`
      // a point without neighbours is a dot of a round line
      const dot = value !== null && !drawing ? 'h0' : ''
      drawing = value !== null
      return command + dot
    })
    .join('')
}

/** @param {number} highest @returns {number} between the marks of an axis: 1, 2 or 5 of a power of ten */
function stepOf(highest) {
  if (highest <= 0) return 1
  const rough = highest / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10)
}

/** @param {number} seconds */
function ticks(seconds) {
  const step = Math.max(1, stepOf(seconds))
  return Array.from({ length: Math.floor(seconds / step) + 1 }, (_, index) => index * step)
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10
}
