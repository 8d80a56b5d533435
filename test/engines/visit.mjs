/// <reference path="page.d.ts" />
// A page of a site in one of the engines, as a behaviour sees it.
import { setTimeout as pause } from 'node:timers/promises'
import { openFarSite } from './far-site.mjs'

/** @typedef {import('./engines.mjs').Engine} Engine */
/** @typedef {import('./far-site.mjs').SiteOptions} SiteOptions */
/** @typedef {Awaited<ReturnType<typeof visitIn>>} Visit */
/** @typedef {(body: string, options?: VisitOptions) => Promise<Visit>} Open a page of that body, with its site */
/** @typedef {(open: Open, t: import('node:test').TestContext) => Promise<void>} Behaviour */
/** @typedef {SiteOptions & { config?: Record<string, unknown> }} VisitOptions with what goes into htmx.config */

/** How long a page may take for anything, and to say what it thinks now, on a loaded machine. In milliseconds. */
const patience = 30_000
const longestAnswer = 2_000

/** Short, so that no test waits for a reconnection; where it is to be the usual one, a test says so. In milliseconds. */
const reconnectDelay = 20

/**
 * @param {import('node:test').TestContext} t closes both at its end
 * @param {Engine} engine
 * @param {string} body
 * @param {VisitOptions} [options] its `head` comes before all scripts but the one that keeps the log
 */
export async function visitIn(t, engine, body, { config, head = '', ...options } = {}) {
  const settings = JSON.stringify({ wsReconnectDelay: reconnectDelay, ...config })
  const meta = `<meta name="htmx-config" content='${settings}'>`
  const opened = engine.open()
  t.after(async () => (await opened).close())
  const opening = openFarSite(body, { ...options, head: `<script src="/log.js"></script>${meta}${head}` })
  t.after(async () => (await opening).close())
  const [tab, site] = await Promise.all([opened, opening])
  await tab.go(site.url)
  return { ...tab, site, run, until, happened }

  /**
   * Runs a function in the page. What goes in and comes out is JSON, whose escapes also carry lone surrogates.
   * @template T
   * @template {unknown[]} P
   * @param {(...parameters: P) => T} body
   * @param {P} parameters
   * @returns {Promise<Awaited<T>>}
   */
  async function run(body, ...parameters) {
    const call = `(${body})(...${JSON.stringify(parameters)})`
    const json = await tab.evaluate(`Promise.resolve(${call}).then((value) => JSON.stringify(value ?? null))`)
    return JSON.parse(String(json))
  }

  /**
   * Waits until a function in the page says yes. A page that is just being left fails to answer, or never does: Chromium
   * freezes it for its way back.
   * @template {unknown[]} P
   * @param {(...parameters: P) => unknown} condition
   * @param {P} parameters
   */
  async function until(condition, ...parameters) {
    const end = Date.now() + patience
    for (;;) {
      const asked = run(condition, ...parameters).catch((error) => error)
      const answer = await Promise.race([asked, pause(longestAnswer, new Error('No answer.'))])
      if (answer && !(answer instanceof Error)) return
      if (Date.now() > end) throw new Error(`Not so in the page: ${condition} (${parameters})`, { cause: answer })
      await pause(10)
    }
  }

  /**
   * Waits until an event was seen.
   * @param {string} entry of the log: its name without "htmx:" and its element's id
   * @param {number} [count]
   */
  async function happened(entry, count = 1) {
    await until((entry, count) => [...log, ...notices].filter((each) => each === entry).length >= count, entry, count)
  }
}
