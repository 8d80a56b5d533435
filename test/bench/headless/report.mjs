// The result as text for the terminal, with the goals beside what was reached.
import { geometricMean, median } from '../statistics.mjs'

/** What is wanted: times the messages per second, a share of the memory, bytes of a process with so many pages. */
export const goals = { speed: 50, memory: 1 / 20, crowd: { pages: 10_000, bytes: 1.5 * 2 ** 30 } }

/**
 * @param {import('./speed.mjs').Row[]} rows
 * @param {number} rounds
 */
export function speedLines(rows, rounds) {
  const lines = rows.map(({ name, headless, jsdom, ratios }) =>
    line(name, [
      whole(headless),
      whole(jsdom),
      times(median(ratios)),
      times(Math.min(...ratios)),
      times(Math.max(...ratios))
    ])
  )
  const mean = geometricMean(rows.map(({ ratios }) => median(ratios)))
  return [
    `\nMessages per second, medians of ${rounds} rounds, turn about`,
    line('', ['headless', 'jsdom', 'ratio', 'from', 'to']),
    ...lines,
    line('geometric mean', ['', '', times(mean), `goal ${goals.speed}`, mean >= goals.speed ? 'met' : 'NOT'])
  ].join('\n')
}

/** @param {number} headless @param {number} jsdom bytes */
export function memoryLines(headless, jsdom) {
  const share = jsdom / headless
  const isMet = share >= 1 / goals.memory
  return [
    '\nMemory of a page, of its process',
    line('', ['headless', 'jsdom', 'jsdom has', 'goal', '']),
    line('KiB', [kibi(headless), kibi(jsdom), times(share), times(1 / goals.memory), isMet ? 'met' : 'NOT'])
  ].join('\n')
}

/** @param {import('./crowd.mjs').Reached} reached @param {number} wanted */
export function crowdLines({ pages, opened, heard, bytes, seconds }, wanted) {
  const isMet = heard === wanted && bytes <= goals.crowd.bytes
  return `
${whole(opened)} of ${whole(pages)} pages connected in one process, ${whole(heard)} heard a message to all, after ${seconds.toFixed(1)} s:
${whole(bytes / 2 ** 20)} MiB, goal ${goals.crowd.bytes / 2 ** 30} GiB for ${whole(goals.crowd.pages)}: ${isMet ? 'met' : 'NOT'}${
    opened < pages ? '\nEach takes a file descriptor in this process and one in the server: see "ulimit -n".' : ''
  }`
}

/** @param {string} name @param {string[]} figures */
const line = (name, figures) => (name.padEnd(28) + figures.map((each) => each.padStart(12)).join('')).trimEnd()

/** @param {number} value */
const whole = (value) => Math.round(value).toLocaleString('en')

/** @param {number} value */
const times = (value) => `${value.toFixed(1)} x`

/** @param {number} bytes */
const kibi = (bytes) => whole(bytes / 1024)
