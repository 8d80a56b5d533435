// The result as a table in the terminal.
import { geometricMean } from './statistics.mjs'

/** @typedef {Awaited<ReturnType<typeof import('./compare.mjs').compare>>} Comparison */

/** @param {Comparison} comparison */
export function report({ browser, rounds, self, rows }) {
  console.log(`\n${browser}, ${rounds} rounds; microseconds of the page's main thread, medians`)
  for (const htmx of new Set(rows.map((row) => row.htmx))) {
    const of = rows.filter((row) => row.htmx === htmx)
    console.log(
      `\nhtmx ${htmx}`.padEnd(38) +
        ['reference', self ? 'reference' : 'ours', 'ratio', 'from', 'to'].map((title) => title.padStart(10)).join('')
    )
    for (const { name, reference, ours, ratio, ratios } of of) {
      const figures = [
        microseconds(reference),
        microseconds(ours),
        ratio.toFixed(2),
        Math.min(...ratios).toFixed(2),
        Math.max(...ratios).toFixed(2)
      ]
      console.log(name.padEnd(37) + figures.map((figure) => figure.padStart(10)).join(''))
    }
    const receiving = of.filter(({ kind }) => kind === 'receiving').map(({ ratio }) => ratio)
    if (receiving.length > 0)
      console.log(`geometric mean of the receiving cases: ${geometricMean(receiving).toFixed(3)}`)
  }
}

/** @param {number} milliseconds */
export const microseconds = (milliseconds) => (milliseconds * 1000).toFixed(1)
