// All the runs of a comparison, the order of the two changing from round to round.
import { files, scriptsOf } from './contestants.mjs'
import { listCases, measure, measureLoad } from './measure.mjs'
import { serveBench } from './site.mjs'
import { median } from './statistics.mjs'

/** @typedef {import('./contestants.mjs').Extension} Extension */
/** @typedef {import('./contestants.mjs').HtmxVersion} HtmxVersion */

/**
 * @typedef {object} Row
 * @property {HtmxVersion} htmx
 * @property {string} name of the case
 * @property {string} kind
 * @property {number} reference median milliseconds for a unit
 * @property {number} ours
 * @property {number[]} ratios ours / reference of each round
 * @property {number} ratio their median
 */

/**
 * @param {object} options
 * @param {import('./measure.mjs').Browser} options.browser
 * @param {number} options.rounds
 * @param {number} options.samples
 * @param {string} options.only
 * @param {boolean} options.self
 */
export async function compare({ browser, rounds, samples, only, self }) {
  const site = await serveBench(files)
  try {
    const found = (await listCases(browser, site)).filter(({ name }) => name.includes(only))
    /** @type {Row[]} */
    const rows = []
    for (const htmx of /** @type {const} */ (['2', '1.9'])) {
      const cases = found.map(({ name }) => name)
      /** @param {Extension} extension */
      const run = async (extension) => {
        const figures = await measure({ browser, site, scripts: scriptsOf(htmx, extension), cases, samples })
        if (!'loading the script'.includes(only)) return figures
        return {
          ...figures,
          'loading the script': await measureLoad(browser, site, `/htmx-${htmx}.js`, `/${extension}.js`)
        }
      }
      const pairs = await turnAbout(rounds, run, self, `htmx ${htmx}`)
      for (const { name, kind } of [...found, { name: 'loading the script', kind: 'loading' }]) {
        if (pairs[0].ours[name] !== undefined) rows.push(row(htmx, name, kind, pairs))
      }
    }
    return { browser, rounds, samples, self, rows }
  } finally {
    site.close()
  }
}

/** @typedef {{ reference: Record<string, number>, ours: Record<string, number> }} Pair */

/**
 * @param {number} rounds
 * @param {(extension: Extension) => Promise<Record<string, number>>} run
 * @param {boolean} self
 * @param {string} title
 */
async function turnAbout(rounds, run, self, title) {
  /** @type {Pair[]} */
  const pairs = []
  for (let round = 0; round < rounds; round++) {
    process.stdout.write(`  ${title}: round ${round + 1} of ${rounds}\n`)
    /** @type {Pair} */
    const pair = { reference: {}, ours: {} }
    /** @type {Extension[]} */
    const order = round % 2 === 0 ? ['reference', 'ours'] : ['ours', 'reference']
    for (const side of order) pair[side] = await run(self ? 'reference' : side)
    pairs.push(pair)
  }
  return pairs
}

/**
 * @param {HtmxVersion} htmx
 * @param {string} name
 * @param {string} kind
 * @param {Pair[]} pairs
 * @returns {Row}
 */
function row(htmx, name, kind, pairs) {
  const ratios = pairs.map(({ ours, reference }) => ours[name] / reference[name])
  return {
    htmx,
    name,
    kind,
    reference: median(pairs.map(({ reference }) => reference[name])),
    ours: median(pairs.map(({ ours }) => ours[name])),
    ratios,
    ratio: median(ratios)
  }
}
