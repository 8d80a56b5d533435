// The result as a table in the terminal.
import { median } from './statistics.mjs'

/** @param {import('./compare.mjs').Result} result */
export function report({ browser, rounds, sections }) {
  console.log(`\n${browser}, ${rounds} rounds; the main thread's time, medians; goals are the most that is wanted`)
  for (const { title, unit, compared, rows, mean, note } of sections) {
    console.log(`\n${title} (${unit})`)
    if (note) console.log(note)
    if (rows.length > 0) console.log(line('', ['reference', compared, 'ratio', 'from', 'to', 'goal']))
    for (const { name, reference, compared, ratios, goal } of rows) {
      const spread = ratios.length > 0 ? [median(ratios), Math.min(...ratios), Math.max(...ratios)] : []
      const figures = [
        reference.toFixed(1),
        compared.toFixed(1),
        ...[0, 1, 2].map((index) => spread[index]?.toFixed(2))
      ]
      console.log(line(name, [...figures, verdict(goal)]))
    }
    if (mean) {
      const figures = [undefined, undefined, mean.ratio.toFixed(2), undefined, undefined]
      console.log(line('geometric mean, receiving', [...figures, verdict(mean.goal)]))
    }
  }
}

/** @param {string} name @param {(string | undefined)[]} figures */
const line = (name, figures) => (name.padEnd(33) + figures.map((each) => (each ?? '').padStart(12)).join('')).trimEnd()

/** @param {import('./compare.mjs').Goal | undefined} goal */
const verdict = (goal) => goal && `${goal.text} ${goal.isMet ? 'met' : 'NOT'}`

/** @param {number} value with as many digits as say something */
export const figure = (value) =>
  Math.abs(value) < 1000 ? value.toFixed(1) : value.toLocaleString('en', { maximumFractionDigits: 0 })
