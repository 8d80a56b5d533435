// What the tests of bad input share: a page that keeps what is reported to it, and a healthy neighbour that must go on.
import assert from 'node:assert/strict'
import { inTime, visit } from '../support/site.mjs'

/** @typedef {import('../support/site.mjs').Site} Site */
/** @typedef {{ name: string, id: string, reason: string, remedy: string, count: number }} Reported */

/** Stands behind what is bad, so that whatever ends the work on the page too early takes it along. */
export const neighbour = `<section ws-connect="/neighbour"><p id="news"></p>
  <form ws-send><input type="hidden" name="from" value="neighbour"><button id="ask">Ask</button></form></section>`

/** A text as an attribute's value in double quotes. @param {string} text */
export const quoted = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

/**
 * Opens the site in a page that keeps what is reported, the times of timers and the core's memory.
 * @param {import('node:test').TestContext} t
 * @param {import('playwright-core').Browser} browser
 * @param {Site} site
 * @param {{ before?: () => void, ignoreHTTPSErrors?: boolean }} [options] a script to run before those of the page
 */
export async function visitTrouble(t, browser, site, { before = () => {}, ...options } = {}) {
  const visited = await visit(t, browser, site, { before: `(${watch})();(${before})()`, ...options })
  const { page } = visited
  return {
    ...visited,
    /** @returns {Promise<Reported[]>} */
    reported: () => page.evaluate(() => /** @type {any} */ (globalThis).reported),
    /** @returns {Promise<number>} the size of the core's memory in bytes */
    memory: () => page.evaluate(() => /** @type {any} */ (globalThis).core.memory.buffer.byteLength)
  }
}

/** Runs in the page. */
function watch() {
  const page = /** @type {any} */ (globalThis)
  page.reported = []
  page.delays = []
  for (const name of ['wsError', 'wsMessageError', 'wsSendError', 'wsConfigError']) {
    document.addEventListener(`htmx:${name}`, (event) => {
      const { detail, target } = /** @type {CustomEvent<Reported>} */ (event)
      const { id } = /** @type {Element} */ (target)
      page.reported.push({ name, id, reason: detail.reason, remedy: detail.remedy, count: detail.count })
    })
  }
  const { setTimeout } = page
  page.setTimeout = (/** @type {unknown} */ work, /** @type {unknown} */ delay, /** @type {unknown[]} */ ...rest) => {
    page.delays.push(delay)
    return setTimeout(work, delay, ...rest)
  }
  const { Instance } = WebAssembly
  WebAssembly.Instance = class extends Instance {
    /** @param {WebAssembly.Module} module */
    constructor(module) {
      super(module)
      page.core = this.exports
    }
  }
}

/**
 * The newest connection to that URL, as soon as there is one.
 * @param {Site} site
 * @param {string} url
 */
export async function socketTo(site, url) {
  for (;;) {
    const found = site.sockets.filter((socket) => socket.url === url).pop()
    if (found) return found
    await inTime(site.webSockets, 'connection', `a connection to ${url}`)
  }
}

let asked = 0

/**
 * The neighbour receives a message and sends its form.
 * @param {import('playwright-core').Page} page
 * @param {Site} site
 */
export async function assertNeighbourWorks(page, site) {
  const connection = await socketTo(site, '/neighbour')
  const news = `news ${++asked}`
  const sent = connection.frames.length
  connection.socket.send(`<p id="news">${news}</p>`)
  await page.getByText(news, { exact: true }).waitFor()
  await page.click('#ask')
  const frames = await connection.received(sent + 1)
  assert.equal(JSON.parse(frames[sent]).from, 'neighbour')
}

/**
 * Each was reported so, with a reason and a remedy.
 * @param {Reported[]} reported
 * @param {[name: string, id: string, reason: RegExp][]} expected
 */
export function assertReported(reported, expected) {
  assert.deepEqual(
    reported.map(({ name, id }) => `${name} ${id}`),
    expected.map(([name, id]) => `${name} ${id}`)
  )
  for (const [index, [, , reason]] of expected.entries()) {
    assert.match(reported[index].reason, reason)
    assert.ok(reported[index].remedy.length > 10, 'a remedy is named')
  }
}
