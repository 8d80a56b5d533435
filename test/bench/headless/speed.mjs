// Messages per second of both, turn about in one process: medians of rounds.
import { median } from '../statistics.mjs'
import { contestants } from './contestants.mjs'
import { page, scripts } from './scripts.mjs'

/** @typedef {import('./contestants.mjs').Name} Name */
/** @typedef {{ name: string, headless: number, jsdom: number, ratios: number[] }} Row messages per second; one ratio of each round */

const both = /** @type {Name[]} */ (['headless', 'jsdom'])

/**
 * @param {{ rounds: number, milliseconds: number, only?: string }} options milliseconds: of each script in a round
 * @returns {Promise<Row[]>}
 */
export async function compareSpeed({ rounds, milliseconds, only = '' }) {
  const chosen = scripts.filter(({ name }) => name.includes(only))
  const pages = { headless: await contestants.headless(page), jsdom: await contestants.jsdom(page) }
  const rows = []
  for (const script of chosen) {
    /** @type {Record<Name, number[]>} */
    const rates = { headless: [], jsdom: [] }
    for (const name of both) rate(pages[name], script, milliseconds)
    for (let round = 0; round < rounds; round++) {
      for (const name of round % 2 === 0 ? both : [...both].reverse()) {
        rates[name].push(rate(pages[name], script, milliseconds))
        // what the pages leave to the next turn, such as timers, is not the other's to pay
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    const ratios = rates.headless.map((value, round) => value / rates.jsdom[round])
    rows.push({ name: script.name, headless: median(rates.headless), jsdom: median(rates.jsdom), ratios })
  }
  for (const name of both) await pages[name].close()
  return rows
}

/**
 * @param {import('./scripts.mjs').Contestant} page
 * @param {import('./scripts.mjs').Script} script
 * @param {number} milliseconds
 * @returns {number} messages per second
 */
function rate(page, script, milliseconds) {
  const start = performance.now()
  let runs = 0
  let elapsed = 0
  while (elapsed < milliseconds) {
    script.run(page, runs)
    runs += 1
    elapsed = performance.now() - start
  }
  page.sent()
  return (runs * script.messages * 1000) / elapsed
}
