// All the runs of a comparison, the order of the two changing from round to round.
import { comparisons, contestants, files, scriptsOf } from './contestants.mjs'
import { goals, loadingGoal, memoryGoals, selfGoal } from './goals.mjs'
import { listCases, measure, measureLoad } from './measure.mjs'
import { few, many, measureGrowth } from './memory.mjs'
import { serveBench } from './site.mjs'
import { geometricMean, median } from './statistics.mjs'

/**
 * @typedef {object} Options
 * @property {import('./measure.mjs').Browser} browser
 * @property {number} rounds
 * @property {number} samples
 * @property {string} only
 * @property {boolean} self
 */

/** @typedef {{ text: string, isMet: boolean, most?: number }} Goal `most` where it is a ratio */

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {number} reference
 * @property {number} compared
 * @property {number[]} ratios compared / reference of each round; none where that says nothing
 * @property {Goal} [goal]
 */

/**
 * @typedef {object} Section
 * @property {string} title
 * @property {string} unit of the rows' figures
 * @property {string} compared who is compared with the reference
 * @property {Row[]} rows
 * @property {{ ratio: number, goal?: Goal }} [mean] of the receiving cases
 * @property {string} [note]
 */

/** @typedef {Awaited<ReturnType<typeof compare>>} Result */

/** @param {Options} options */
export async function compare(options) {
  const site = await serveBench(files)
  try {
    /** @type {Section[]} */
    const sections = []
    const all = await listCases(options.browser, site)
    const wanted = all.filter(({ name }) => name.includes(options.only))
    for (const comparison of options.self ? comparisons.filter(isOfOurs) : comparisons) {
      sections.push(...(await compareCases(site, comparison, wanted, options)))
    }
    if ('loading the script'.includes(options.only)) sections.push(await compareLoading(site, options))
    if (memoryName.includes(options.only)) sections.push(await compareMemory(site, options))
    return { ...options, sections }
  } finally {
    site.close()
  }
}

/** @param {import('./contestants.mjs').Comparison} comparison */
const isOfOurs = ({ compared }) => compared === 'ours' || compared === 'ours-1.9'

/**
 * @param {import('./site.mjs').Site} site
 * @param {import('./contestants.mjs').Comparison} comparison
 * @param {{ name: string, kind: string }[]} wanted
 * @param {Options} options
 * @returns {Promise<Section[]>} none where no case is wanted
 */
async function compareCases(site, { title, reference, compared, cases, note }, wanted, options) {
  const { browser, samples, self } = options
  const found = wanted.filter(({ name }) => !cases || cases.includes(name))
  if (found.length === 0) return []
  const names = found.map(({ name }) => name)
  const pairs = await turnAbout(title, options, (isReference) => {
    const scripts = scriptsOf(isReference || self ? reference : compared)
    return measure({ browser, site, scripts, cases: names, samples })
  })
  const most = goals[compared]
  const rows = names.map((name) => row(name, name, pairs, (ratio) => goalOf(ratio, self, most?.of?.(name))))
  const receiving = rows.filter((_, index) => found[index].kind === 'receiving')
  const ratio = geometricMean(receiving.map(({ ratios }) => median(ratios)))
  return [
    {
      title,
      unit: 'microseconds',
      compared: self ? 'reference' : nameOf(compared),
      rows,
      mean: receiving.length > 1 && !cases ? { ratio, goal: goalOf(ratio, self, most?.mean) } : undefined,
      note
    }
  ]
}

/** @param {import('./contestants.mjs').Contestant} compared */
const nameOf = (compared) => (compared === 'hx-ws' ? 'hx-ws' : 'ours')

/**
 * @param {number} ratio
 * @param {boolean} self
 * @param {number | undefined} most
 * @returns {Goal | undefined}
 */
function goalOf(ratio, self, most) {
  if (self) return { text: `1+-${selfGoal}`, isMet: Math.abs(ratio - 1) <= selfGoal, most: 1 + selfGoal }
  return most === undefined ? undefined : { text: most.toFixed(2), isMet: ratio <= most, most }
}

/**
 * @param {import('./site.mjs').Site} site
 * @param {Options} options
 * @returns {Promise<Section>}
 */
async function compareLoading(site, options) {
  const { browser, self } = options
  const title = 'Loading the script'
  /** @type {import('./contestants.mjs').Contestant[]} */
  const sides = ['reference', 'ours']
  const pairs = await turnAbout(title, options, async (isReference) => {
    const [htmx, script] = contestants[isReference || self ? sides[0] : sides[1]]
    return { load: await measureLoad(browser, site, htmx, script) }
  })
  const goal = { text: `${loadingGoal} ms`, isMet: median(pairs.map(({ compared }) => compared.load)) <= loadingGoal }
  return {
    title,
    unit: 'microseconds',
    compared: self ? 'reference' : 'ours',
    rows: [row('from its text to its end', 'load', pairs, (ratio) => (self ? goalOf(ratio, self, undefined) : goal))],
    note: 'In a browser that has never seen it: decode, compile, instantiate, register. htmx 2.0.11.'
  }
}

const memoryName = `memory after ${many.toLocaleString('en')} messages`

/**
 * Once for each side, whatever the rounds: it takes long, and counts bytes.
 * @param {import('./site.mjs').Site} site
 * @param {Options} options
 * @returns {Promise<Section>}
 */
async function compareMemory(site, { browser, self }) {
  const title = `Memory after ${many.toLocaleString('en')} messages, more than after ${few.toLocaleString('en')}`
  const section = { title, unit: 'KB and counts', compared: self ? 'reference' : 'ours' }
  if (browser === 'Firefox') {
    return {
      ...section,
      rows: [],
      note: "Left out: Firefox tells nobody a page's heap, nor collects garbage when told to."
    }
  }
  console.log(`  ${title}`)
  const reference = await measureGrowth(site, scriptsOf('reference'))
  const compared = await measureGrowth(site, scriptsOf(self ? 'reference' : 'ours'))
  /** @type {[string, keyof typeof memoryGoals, number][]} */
  const kinds = [
    ['heap of JavaScript, KB', 'heap', 1000],
    ['memory of WebAssembly, KB', 'wasm', 1000],
    ['nodes', 'nodes', 1],
    ['listeners', 'listeners', 1]
  ]
  const rows = kinds.map(([name, kind, unit]) => ({
    name,
    reference: reference[kind] / unit,
    compared: compared[kind] / unit,
    ratios: [],
    goal: { text: String(Math.round(memoryGoals[kind] / unit)), isMet: compared[kind] <= memoryGoals[kind] }
  }))
  return {
    ...section,
    rows,
    note: 'The receiving cases in turn, on one page by one socket; once for each, after garbage was collected. htmx 2.0.11.'
  }
}

/** @typedef {Record<'reference' | 'compared', Record<string, number>>} Pair */

/**
 * @param {string} title
 * @param {{ rounds: number }} options
 * @param {(isReference: boolean) => Promise<Record<string, number>>} run
 */
async function turnAbout(title, { rounds }, run) {
  /** @type {Pair[]} */
  const pairs = []
  for (let round = 0; round < rounds; round++) {
    console.log(`  ${title}: round ${round + 1} of ${rounds}`)
    /** @type {Pair} */
    const pair = { reference: {}, compared: {} }
    /** @type {(keyof Pair)[]} */
    const order = round % 2 === 0 ? ['reference', 'compared'] : ['compared', 'reference']
    for (const side of order) pair[side] = await run(side === 'reference')
    pairs.push(pair)
  }
  return pairs
}

/**
 * @param {string} name
 * @param {string} key of its figures, in milliseconds
 * @param {Pair[]} pairs
 * @param {(ratio: number) => Goal | undefined} goal
 * @returns {Row} in microseconds
 */
function row(name, key, pairs, goal) {
  const ratios = pairs.map(({ compared, reference }) => compared[key] / reference[key])
  return {
    name,
    reference: 1000 * median(pairs.map(({ reference }) => reference[key])),
    compared: 1000 * median(pairs.map(({ compared }) => compared[key])),
    ratios,
    goal: goal(median(ratios))
  }
}
