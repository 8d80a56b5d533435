// One run: a browser of its own, and each case in a page of its own.
import { engines } from '../engines/engines.mjs'
import { median } from './statistics.mjs'

/** @typedef {'Chromium' | 'Firefox'} Browser */
/** @typedef {{ html: string, sent: string[] }} Outcome what is in the page in the end, and what was sent */
/** @typedef {import('./site.mjs').Site} Site */

/**
 * @typedef {object} Wanted
 * @property {Browser} browser
 * @property {Site} site
 * @property {string[]} scripts
 * @property {string[]} cases
 * @property {number} samples
 */

/**
 * @param {Wanted} wanted
 * @returns {Promise<Record<string, number>>} milliseconds for a unit of each case's work
 */
export const measure = ({ browser, site, scripts, cases, samples }) =>
  inBrowser(browser, async (tab) => {
    /** @type {Record<string, number>} */
    const figures = {}
    for (const name of cases) {
      await tab.go(site.page(scripts))
      const call = `measure(${JSON.stringify(name)}, ${samples})`
      figures[name] = median(/** @type {number[]} */ (await tab.evaluate(call)))
    }
    return figures
  })

/**
 * @param {Wanted} wanted
 * @returns {Promise<Record<string, Outcome>>} by case
 */
export const outcomes = ({ browser, site, scripts, cases }) =>
  inBrowser(browser, async (tab) => {
    /** @type {Record<string, Outcome>} */
    const found = {}
    for (const name of cases) {
      await tab.go(site.page(scripts))
      found[name] = JSON.parse(String(await tab.evaluate(`outcome(${JSON.stringify(name)})`)))
    }
    return found
  })

/**
 * @param {Browser} browser
 * @param {Site} site
 * @param {string} htmx the script's path
 * @param {string} extension the script's path
 * @returns {Promise<number>} milliseconds to load the extension, which no browser has seen before
 */
export const measureLoad = (browser, site, htmx, extension) =>
  inBrowser(browser, async (tab) => {
    await tab.go(site.page([htmx, '/load.js']))
    return Number(await tab.evaluate(`measureLoad(${JSON.stringify(extension)})`))
  })

/** @param {Browser} browser @param {Site} site @returns {Promise<{ name: string, kind: string }[]>} all that there are */
export const listCases = (browser, site) =>
  inBrowser(browser, async (tab) => {
    await tab.go(site.page(['/cases.js']))
    const json = await tab.evaluate('JSON.stringify(cases.map(({ name, kind }) => ({ name, kind })))')
    return JSON.parse(String(json))
  })

/**
 * @template T
 * @param {Browser} browser
 * @param {(tab: import('../engines/engines.mjs').Tab) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function inBrowser(browser, work) {
  const engine = await engines[browser]()
  try {
    return await work(await engine.open())
  } finally {
    await engine.close()
  }
}
