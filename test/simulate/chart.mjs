// Attempts per second over time as an SVG of its own: narrow, so that its words are legible on a phone, with colours for
// light and for dark.

import { figuresOf } from './figures.mjs'

/** @typedef {import('./run.mjs').Outcome} Outcome */
/** @typedef {import('./run.mjs').Situation} Situation */

const width = 400
const plot = { left: 44, top: 58, right: 388, bottom: 300 }

/** What the axes show: seconds, and powers of ten of attempts per second. */
const longest = 240
const lowest = 2

/** Each has dashes of its own too, for whoever can't tell the colours apart. */
const looks = [
  { light: '#0b626c', dark: '#5cc4cb', dash: 'none' },
  { light: '#8a5a00', dark: '#e5b04a', dash: '7 2' },
  { light: '#b3412e', dark: '#f08a76', dash: '3 1.5' },
  { light: '#5b4bb3', dark: '#b3a6f5', dash: '1.5 1.5' }
]

/**
 * @param {Situation} situation
 * @param {Outcome[]} outcomes those whose strategy has a line are drawn
 * @returns {string} the SVG's text
 */
export function chart({ clients, down, capacity }, outcomes) {
  const drawn = outcomes.filter(({ strategy }) => strategy.line)
  const highest = Math.log10(Math.max(...drawn.flatMap(({ attempts }) => attempts)))
  const y = (/** @type {number} */ value) =>
    round(plot.bottom - ((plot.bottom - plot.top) * (Math.log10(value) - lowest)) / (highest - lowest))
  const height = plot.bottom + 90 + drawn.length * 19
  const title = `How ${clients.toLocaleString('en')} clients come back`

  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title what">
<title id="title">${title}</title>
<desc id="what">Attempts per second after a server's restart, for ${drawn.length} ways to wait between attempts: ${drawn
    .map(({ strategy }) => strategy.line)
    .join('; ')}.</desc>
<style>${style(drawn.length)}</style>
<rect class="page" width="${width}" height="${height}"/>
<text class="title" x="12" y="22">${title}</text>
<text x="12" y="42">attempts per second</text>
<rect class="away" x="${x(0)}" y="${plot.top}" width="${round(x(down) - x(0))}" height="${plot.bottom - plot.top}"/>
${powers(highest)
  .map((power) => line(10 ** power, y))
  .join('\n')}
<path class="capacity" d="M${plot.left} ${y(capacity)}H${plot.right}"/>
${drawn.map(({ attempts }, index) => `<path class="line line${index}" d="${path(attempts, y)}"/>`).join('\n')}
${ticks().join('\n')}
<text class="end" x="${plot.right}" y="${plot.bottom + 34}">seconds; in the first ${down} the server is away</text>
<text class="end" x="${plot.right}" y="${plot.bottom + 60}">all are back after</text>
${drawn.map((outcome, index) => key(`line line${index}`, index, outcome.strategy.line, `${time(outcome, down)} s`)).join('\n')}
${key('capacity', drawn.length, 'what the server accepts')}
</svg>
`
}

/** @param {number} count */
const style = (count) => `
text { font: 13px system-ui, sans-serif; fill: #1b2730 } .title { font-size: 16px; font-weight: 650 }
.end { text-anchor: end } .middle { text-anchor: middle }
.page { fill: #fffefb } .away { fill: #ece9e1 } path { fill: none }
.grid { stroke: #dcd7cb } .capacity { stroke: #1b2730; stroke-dasharray: 1 3 } .line { stroke-width: 1.75; stroke-linejoin: round }
${looksOf(count, 'light')}
@media (prefers-color-scheme: dark) {
text { fill: #e4eaec } .page { fill: #182128 } .away { fill: #0c1216 } .grid { stroke: #2b3942 } .capacity { stroke: #e4eaec }
${looksOf(count, 'dark')}
}
`

/** @param {number} count @param {'light' | 'dark'} scheme */
const looksOf = (count, scheme) =>
  looks
    .slice(0, count)
    .map((look, index) => `.line${index} { stroke: ${look[scheme]}; stroke-dasharray: ${look.dash} }`)
    .join(' ')

/** @param {number} highest */
const powers = (highest) => Array.from({ length: Math.floor(highest) - lowest + 1 }, (_, index) => lowest + index)

/** @param {number} value @param {(value: number) => number} y */
function line(value, y) {
  const label = value < 1e6 ? (value < 1e3 ? value : `${value / 1e3} k`) : `${value / 1e6} M`
  return `<path class="grid" d="M${plot.left} ${y(value)}H${plot.right}"/>
<text class="end" x="${plot.left - 5}" y="${round(y(value) + 4)}">${label}</text>`
}

const ticks = () =>
  Array.from({ length: longest / 60 + 1 }, (_, index) => index * 60).map(
    (seconds) => `<text class="middle" x="${x(seconds)}" y="${plot.bottom + 17}">${seconds}</text>`
  )

/**
 * Each second as a point in its middle. What is below the axis lies on it.
 * @param {number[]} attempts
 * @param {(value: number) => number} y
 */
function path(attempts, y) {
  const points = attempts.slice(0, longest).map((count, second) => {
    const value = Math.max(count, 10 ** lowest)
    return `${x(second + 0.5)} ${y(value)}`
  })
  const end = attempts.length < longest ? `V${plot.bottom}` : ''
  return `M${points.join('L')}${end}`
}

/** @param {Outcome} outcome @param {number} down */
const time = (outcome, down) => figuresOf(outcome, down).all.toLocaleString('en')

/** A row of the legend. @param {string} look @param {number} index @param {string} [name] @param {string} [figure] */
function key(look, index, name, figure = '') {
  const y = plot.bottom + 75 + index * 19
  return `<path class="${look}" d="M12 ${y}h26"/><text x="44" y="${y + 4}">${name}</text>
<text class="end" x="${plot.right}" y="${y + 4}">${figure}</text>`
}

/** @param {number} seconds */
function x(seconds) {
  return round(plot.left + ((plot.right - plot.left) * seconds) / longest)
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10
}
