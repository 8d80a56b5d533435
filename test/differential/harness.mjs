/**
 * Plays a scenario in two pages of one Chromium, one with the reference extension and one with ours, and has compared what
 * happened: events, sockets, frames, timers, random numbers, console, errors and the document.
 */
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import { launch } from '../support/browser.mjs'
import { extension, testsReference } from '../support/extension.mjs'
import { compareSteps } from './compare.mjs'
import { openServer } from './server.mjs'

/** @typedef {import('./page/control.js').Control} Control */
/** @typedef {import('./page/control.js').Entry} Entry */
/** @typedef {import('./page/control.js').PlayedStep} PlayedStep */
/** @typedef {'reference' | 'ours'} Side */
/** @typedef {[label: string, run: (control: Control) => unknown]} Step */

/**
 * @typedef {object} Play a page and what is done with it
 * @property {string} name
 * @property {string[]} [hosts] of `allHosts`
 * @property {string} body the whole element as markup
 * @property {string} [head] markup before the scripts
 * @property {string} [doctype] instead of the usual one
 * @property {(control: Control) => void} [before] runs in the page before any script
 * @property {(control: Control) => void} [beforeExtension] runs in the page when htmx is there and the extension is not
 * @property {(control: Control) => void} [afterScripts] runs in the page before htmx initializes
 * @property {string[]} [scripts] more of them, see server.mjs
 * @property {string[]} [load] all scripts in order, instead of htmx, extension and `scripts`
 * @property {Record<string, string>} [responses] what the server answers, by path
 * @property {Step[]} steps
 */

/** @typedef {Play & { covers: string[], differs?: string | string[] }} Scenario */
/** @typedef {Play & { id: string, expect: (result: Result) => void }} Defect */

/** @typedef {{ name: string, target: string, detail: any, prevented: boolean }} SeenEvent */

/**
 * @typedef {object} Seen what happened, of each kind
 * @property {SeenEvent[]} events htmx's, in order, under both names
 * @property {any[]} frames sent over open sockets
 * @property {{ what: string, delay: number }[]} timers set, ran, cleared
 * @property {string[]} console
 * @property {string[]} errors uncaught
 * @property {any[][]} notes
 * @property {string} dom
 */

/** @typedef {Seen & { label: string, trace: Entry[], sockets: object[] }} SeenStep */
/** @typedef {Seen & { steps: SeenStep[], sockets: { url: string, values: any[] }[] }} Result */

export const allHosts = ['1.9.12', '2.0.0', '2.0.4', '2.0.5', '2.0.11']
export const usualHosts = ['1.9.12', '2.0.11']

/** @type {Side[]} */
const sides = ['reference', 'ours']

/** A page that does not come back. In milliseconds. */
const longestPlay = 20_000

/**
 * @param {object} [options]
 * @param {string | { text: string }} [options.ours] what is compared with the reference: a file, "reference" for itself,
 *   or a text that may change between plays
 */
export async function openHarness({ ours = testsReference ? 'reference' : extension } = {}) {
  const server = await openServer(await controlScript(), ours)
  const browser = await launch()
  const pages = { reference: await openPage(browser, 'reference'), ours: await openPage(browser, 'ours') }

  /**
   * @param {Play} scenario
   * @param {string} host
   * @param {Side} side
   * @param {boolean} [strict]
   * @returns {Promise<PlayedStep[]>}
   */
  async function playRaw(scenario, host, side, strict = false) {
    const page = pages[side]
    server.show(side, markup(scenario, host, strict), scenario.responses)
    await page.goto(server.url, { waitUntil: 'domcontentloaded' })
    const steps = scenario.steps.map(([label, run]) => `[${JSON.stringify(label)}, ${expressionOf(run)}]`).join(',\n')
    const json = await page.evaluate(`playScenario([${steps}])`)
    // the port differs from run to run, and tests may name URLs
    return JSON.parse(String(json).replaceAll(`:${server.port}`, ':8000'))
  }

  return {
    /**
     * @param {Play} scenario
     * @param {string} host
     * @param {Side} side
     * @returns {Promise<Result>}
     */
    play: async (scenario, host, side) => resultOf(await playRaw(scenario, host, side)),

    /**
     * @param {Scenario} scenario
     * @param {string} host
     * @param {boolean} [strict] without what ours does by default
     * @returns {Promise<import('./compare.mjs').Comparison>}
     */
    async compare(scenario, host, strict = false) {
      const [reference, own] = await Promise.all(sides.map((side) => playRaw(scenario, host, side, strict)))
      return compareSteps(reference, own, { host, strict, named: [scenario.differs ?? []].flat() })
    },

    async close() {
      await browser.close()
      await server.close()
    }
  }
}

/** @typedef {Awaited<ReturnType<typeof openHarness>>} Harness */

/**
 * @param {import('playwright-core').Browser} browser
 * @param {Side} side
 */
async function openPage(browser, side) {
  // the server tells the sides apart by this header alone: to the scripts both pages are the same
  const context = await browser.newContext({ extraHTTPHeaders: { 'x-side': side } })
  const page = await context.newPage()
  page.setDefaultTimeout(longestPlay)
  return page
}

async function controlScript() {
  const entry = fileURLToPath(new URL('page/control.js', import.meta.url))
  const { outputFiles } = await esbuild.build({ entryPoints: [entry], bundle: true, format: 'iife', write: false })
  return outputFiles[0].text
}

/**
 * @param {Play} scenario
 * @param {string} host
 * @param {boolean} strict
 */
function markup(scenario, host, strict) {
  const { body, head = '', doctype = '<!doctype html>', before, beforeExtension, afterScripts } = scenario
  const names = scenario.load ?? ['htmx', 'extension', ...(scenario.scripts ?? [])]
  const sources = names.map((name) => `<script data-harness src="/script/${host}/${name}"></script>`)
  sources.splice(names.indexOf('extension'), 0, inline('beforeExtension', beforeExtension))
  return [
    `${doctype}<html><head><meta charset="utf-8" data-harness><link rel="icon" href="data:," data-harness>`,
    '<script data-harness src="/control.js"></script>',
    inline('before', before),
    head,
    ...sources,
    inline('giveApi', giveApi),
    inline('beStrict', strict ? beStrict : undefined),
    inline('afterScripts', afterScripts),
    `</head>${body}</html>`
  ].join('\n')
}

/**
 * A function of a scenario as a script of the page.
 * @param {string} label
 * @param {((control: Control) => void) | undefined} run
 */
function inline(label, run) {
  if (!run) return ''
  const call = `try { ${expressionOf(run)}(control) } catch (error) { control.fail('${label}', error) }`
  return `<script data-harness>${call.replaceAll('</script', '<\\/script')}</script>`
}

/**
 * @param {Function} run also a method, which says no "function"
 * @returns {string} its text as an expression
 */
function expressionOf(run) {
  const text = String(run)
  const isExpression = /^(async\s*)?(function\b|\(|[\w$]+\s*=>)/.test(text)
  if (isExpression) return `(${text})`
  return text.startsWith('async ') ? `(async function ${text.slice('async '.length)})` : `(function ${text})`
}

/** Runs in the page: only an extension is given htmx's internal API. */
function giveApi() {
  const { htmx, control } = /** @type {any} */ (globalThis)
  htmx?.defineExtension('harness', {
    init(/** @type {any} */ api) {
      control.api = api
    }
  })
}

/** Runs in the page: nothing is done that the reference does not do. */
function beStrict() {
  const { htmx } = /** @type {any} */ (globalThis)
  if (htmx) htmx.config.ws = { strict: true }
}

/**
 * @param {PlayedStep[]} played
 * @returns {Result}
 */
function resultOf(played) {
  const steps = played.map((step) => ({
    label: step.label,
    trace: step.trace,
    sockets: step.sockets,
    ...seenIn([step])
  }))
  const made = played.flatMap(({ trace }) => trace.filter(({ kind }) => kind === 'socket'))
  return {
    ...seenIn(played),
    steps,
    sockets: made.map(({ url = '', values = [] }) => ({ url, values }))
  }
}

/**
 * @param {PlayedStep[]} steps
 * @returns {Seen}
 */
function seenIn(steps) {
  const trace = steps.flatMap((step) => step.trace)
  /** @param {Entry['kind']} kind */
  const of = (kind) => trace.filter((entry) => entry.kind === kind)
  const thrown = steps.flatMap(({ label, threw }) => (threw ? [`step "${label}" threw ${threw}`] : []))
  return {
    events: of('event').map(({ name = '', target = '', detail, prevented = false }) => ({
      name,
      target,
      detail,
      prevented
    })),
    frames: of('frame')
      .filter(({ what }) => what === 'sent')
      .map(({ data }) => data),
    timers: of('timer').map(({ what = '', delay = 0 }) => ({ what, delay })),
    console: of('console').map(({ text = '' }) => text),
    errors: [...of('error').map(({ text = '' }) => text), ...thrown],
    notes: of('note').map(({ values = [] }) => values),
    dom: steps[steps.length - 1].dom
  }
}
