/**
 * Plays a scenario in two pages of one Chromium, one with the reference extension and one with ours, and compares what
 * happened step by step: events, sockets, frames, timers, random numbers, console, errors and the document.
 */
import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import { launch } from '../shared/browser.mjs'
import { extension, testsReference } from '../shared/extension.mjs'
import { differences as meantDifferences } from './differences.mjs'
import { openServer } from './server.mjs'

/** @typedef {import('./control.js').Control} Control */
/** @typedef {import('./control.js').Entry} Entry */
/** @typedef {import('./control.js').PlayedStep} PlayedStep */
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
/** @typedef {Defect} DefectTest */

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
   * @returns {Promise<PlayedStep[]>}
   */
  async function playRaw(scenario, host, side) {
    const page = pages[side]
    server.show(side, markup(scenario, host), scenario.responses)
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
     * @returns {Promise<Comparison>}
     */
    async compare(scenario, host) {
      const [reference, own] = await Promise.all(sides.map((side) => playRaw(scenario, host, side)))
      return compareSteps(reference, own, host, [scenario.differs ?? []].flat())
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
  const entry = fileURLToPath(new URL('control.js', import.meta.url))
  const { outputFiles } = await esbuild.build({ entryPoints: [entry], bundle: true, format: 'iife', write: false })
  return outputFiles[0].text
}

/**
 * @param {Play} scenario
 * @param {string} host
 */
function markup(scenario, host) {
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

/**
 * @typedef {object} Comparison
 * @property {string} difference the first one, readable; empty where the sides are equal
 * @property {string[]} needed the meant differences that had something to do
 * @property {string[]} threw steps that threw: of a scenario, a mistake of its own
 */

/**
 * @param {PlayedStep[]} reference
 * @param {PlayedStep[]} ours
 * @param {string} host
 * @param {string[]} named meant differences of this scenario
 * @returns {Comparison}
 */
export function compareSteps(reference, ours, host, named) {
  const unknown = named.filter((name) => !meantDifferences.some((entry) => entry.name === name))
  if (unknown.length > 0) throw new Error(`differences.mjs has no ${unknown.join(', ')}`)
  const applied = meantDifferences.filter(
    ({ name, everywhere, hosts }) => (everywhere || named.includes(name)) && (!hosts || hosts.includes(host))
  )
  /** @param {typeof applied} entries */
  const differenceWith = (entries) => firstDifference(...normalized(reference, ours, entries))
  /** @param {typeof applied[number]} entry */
  const isNeeded = (entry) => differenceWith(applied.filter((other) => other !== entry)) !== ''
  return {
    difference: differenceWith(applied),
    needed: differenceWith([]) === '' ? [] : applied.filter(isNeeded).map(({ name }) => name),
    threw: [...reference, ...ours].flatMap(({ label, threw }) => (threw ? [`"${label}": ${threw}`] : []))
  }
}

/**
 * @param {PlayedStep[]} reference
 * @param {PlayedStep[]} ours
 * @param {typeof meantDifferences} entries
 * @returns {[reference: PlayedStep[], ours: PlayedStep[]]}
 */
function normalized(reference, ours, entries) {
  /** @type {[PlayedStep[], PlayedStep[]]} */
  const both = [reference, ours]
  return entries.reduce(([first, second], { apply }) => [apply(first, second), apply(second, first)], both)
}

/**
 * @param {PlayedStep[]} reference
 * @param {PlayedStep[]} ours
 * @returns {string}
 */
function firstDifference(reference, ours) {
  for (const [index, step] of reference.entries()) {
    const own = ours[index]
    const difference = differenceOfLines(step.trace.map(lineOf), own.trace.map(lineOf)) || differenceOfState(step, own)
    if (difference) return `after "${step.label}":\n${difference}`
  }
  return ''
}

/**
 * @param {PlayedStep} reference
 * @param {PlayedStep} ours
 */
function differenceOfState(reference, ours) {
  for (const part of /** @type {const} */ (['threw', 'sockets', 'timers', 'dom'])) {
    const [first, second] = [reference, ours].map((step) => JSON.stringify(step[part]))
    if (first !== second) return `${part}\n  reference ${around(first, second)}\n  ours      ${around(second, first)}`
  }
  return ''
}

/**
 * @param {string | undefined} text
 * @param {string | undefined} other
 * @returns {string} the part in which it differs
 */
function around(text = '', other = '') {
  let start = 0
  while (start < text.length && text[start] === other[start]) start++
  return text.length < 400 ? text : `...${text.slice(Math.max(0, start - 80), start + 200)}...`
}

/** @param {Entry} entry */
function lineOf({ node, ...entry }) {
  return JSON.stringify(entry)
}

/**
 * @param {string[]} reference
 * @param {string[]} ours
 */
function differenceOfLines(reference, ours) {
  const longest = Math.max(reference.length, ours.length)
  for (let index = 0; index < longest; index++) {
    if (reference[index] === ours[index]) continue
    const before = reference.slice(Math.max(0, index - 3), index).map((line) => `            ${line}`)
    /** @param {string[]} lines */
    const shown = (lines) => lines.slice(index, index + 3).concat(lines.length <= index ? ['(nothing more)'] : [])
    const lines = [
      ...before,
      ...shown(reference).map((line) => `  reference ${line}`),
      ...shown(ours).map((line) => `  ours      ${line}`)
    ]
    return lines.map((line) => (line.length > 600 ? `${line.slice(0, 600)}...` : line)).join('\n')
  }
  return ''
}

/** @returns {Promise<(Scenario & { file: string })[]>} */
export const loadScenarios = () => loadFolder('scenarios')

/** @returns {Promise<(Defect & { file: string })[]>} */
export const loadDefects = () => loadFolder('defects')

/**
 * @param {string} folder
 * @returns {Promise<any[]>}
 */
async function loadFolder(folder) {
  const url = new URL(`${folder}/`, import.meta.url)
  const files = await readdir(url).catch(() => [])
  const lists = await Promise.all(
    files
      .filter((file) => file.endsWith('.mjs'))
      .sort()
      .map(async (file) => {
        const { default: list } = await import(new URL(file, url).href)
        return list.map((/** @type {object} */ entry) => ({ ...entry, file }))
      })
  )
  return lists.flat()
}

/**
 * While developing: HXWS_ONLY=text plays only what has the text in its name or file.
 * @template {{ name: string, file: string }} T
 * @param {T[]} list
 * @returns {T[]}
 */
export function wanted(list) {
  const only = process.env.HXWS_ONLY
  return only ? list.filter(({ name, file }) => name.includes(only) || file.includes(only)) : list
}

/** Whether everything is played, so that what covers all can be checked. */
export const playsAll = () => !process.env.HXWS_ONLY
