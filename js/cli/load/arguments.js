/** What "load" was asked to do: its arguments, read and checked. */
import { closeSync, openSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * @typedef {object} Threshold
 * @property {'p50' | 'p90' | 'p99' | 'errors'} of
 * @property {string} text as it was given
 * @property {number} most in milliseconds; of errors their number, or their share where isShare
 * @property {boolean} [isShare]
 */

/**
 * @typedef {object} Plan
 * @property {string} url
 * @property {number} clients
 * @property {number} duration in milliseconds, from the first client's beginning
 * @property {number} ramp in milliseconds, from the first client's beginning to the last one's
 * @property {import('./client.js').Script | null} script null: the pages just stay connected
 * @property {import('./client.js').OptionsOf | null} options of the pages, where the script has them
 * @property {string | null} scriptPath
 * @property {string | null} report the path of the file
 * @property {Threshold[]} thresholds
 */

/** Why it can't be done: a sentence for people. */
export class WrongUse extends Error {}

const mostClients = 100_000
/** In milliseconds. */
const longest = 24 * 3600 * 1000
const standard = { clients: 100, duration: 30_000, ramp: 10_000 }

const times = 'it is a time such as 30s, 500ms or 2m'

/**
 * @param {string[]} operands
 * @param {Map<string, string>} values of options
 * @returns {Promise<Plan>}
 * @throws {WrongUse}
 */
export async function readArguments(operands, values) {
  const duration = read('for', readTime, times) ?? standard.duration
  const ramp = read('ramp', readTime, times)
  if (duration === 0) throw new WrongUse(`--for can't be "${values.get('for')}": it is more than nothing.`)
  if (ramp !== undefined && ramp >= duration) {
    throw new WrongUse(
      `--ramp ${values.get('ramp')} leaves nothing of the time: --for is ${values.get('for') ?? '30s'}.`
    )
  }
  const scriptPath = values.get('script') ?? null
  const plan = {
    url: readUrl(operands),
    clients: read('clients', readClients, `it is a whole number from 1 to ${mostClients}`) ?? standard.clients,
    duration,
    ramp: ramp ?? Math.min(standard.ramp, duration / 3),
    thresholds: [...['p50', 'p90', 'p99'].flatMap(latencyThreshold), ...errorThreshold()],
    report: readReport(values.get('report')),
    scriptPath
  }
  return { ...plan, ...(scriptPath === null ? { script: null, options: null } : await loadScript(scriptPath)) }

  /**
   * @template T
   * @param {string} name
   * @param {(text: string) => T | undefined} reader
   * @param {string} rule
   * @returns {T | undefined}
   */
  function read(name, reader, rule) {
    const text = values.get(name)
    if (text === undefined) return undefined
    const value = reader(text)
    if (value === undefined) throw new WrongUse(`--${name} can't be ${JSON.stringify(text)}: ${rule}.`)
    return value
  }

  /** @param {string} of @returns {Threshold[]} */
  function latencyThreshold(of) {
    const most = read(`max-${of}`, readTime, times)
    return most === undefined ? [] : [{ of: /** @type {'p50'} */ (of), most, text: values.get(`max-${of}`) ?? '' }]
  }

  /** @returns {Threshold[]} */
  function errorThreshold() {
    const found = read('max-errors', readErrors, 'it is a whole number, or a share such as 0.1%')
    return found ? [{ of: 'errors', ...found, text: values.get('max-errors') ?? '' }] : []
  }
}

/** @param {string[]} operands */
function readUrl(operands) {
  const [url] = operands
  if (operands.length === 0) throw new WrongUse('Name the page: load http://127.0.0.1:3000/chat')
  if (operands.length > 1) throw new WrongUse(`Name one page, not ${operands.length}: ${operands.join(' ')}.`)
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url
  throw new WrongUse(`${JSON.stringify(url)} is no page's URL: it begins with http:// or https://.`)
}

const units = /** @type {Record<string, number>} */ ({ ms: 1, s: 1000, m: 60_000, h: 3_600_000 })

/** @param {string} text */
function readTime(text) {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? []
  const milliseconds = Number(digits) * units[unit]
  return milliseconds <= longest ? milliseconds : undefined
}

/** @param {string} text */
function readClients(text) {
  const number = Number(text)
  return /^\d+$/.test(text) && number >= 1 && number <= mostClients ? number : undefined
}

/** @param {string} text */
function readErrors(text) {
  const [, digits, sign] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? []
  if (digits === undefined || (!sign && digits.includes('.'))) return undefined
  if (!sign) return { most: Number(digits), isShare: false }
  return Number(digits) <= 100 ? { most: Number(digits) / 100, isShare: true } : undefined
}

/**
 * A report that can't be written is told before the work, not after it.
 * @param {string | undefined} path
 */
function readReport(path) {
  if (path === undefined) return null
  try {
    closeSync(openSync(path, 'a'))
    return path
  } catch (error) {
    throw new WrongUse(`--report ${path} can't be written: ${/** @type {Error} */ (error).message}.`)
  }
}

/**
 * @param {string} path
 * @returns {Promise<Pick<Plan, 'script' | 'options'>>}
 */
async function loadScript(path) {
  const file = resolve(path)
  try {
    statSync(file)
  } catch {
    throw new WrongUse(`--script ${path} is not there.`)
  }
  const module = await import(pathToFileURL(file).href).catch((cause) => {
    throw new WrongUse(`--script ${path} can't be loaded: ${cause?.message ?? cause}.`)
  })
  const { default: script = null, options = null } = module
  if (typeof script !== 'function') {
    const wanted = 'export default async function ({ page, client, signal }) { ... }'
    throw new WrongUse(`--script ${path} exports no function by default: write ${wanted}.`)
  }
  if (options !== null && typeof options !== 'function') {
    const wanted = 'export const options = ({ index, url }) => ({ headers: { ... } })'
    throw new WrongUse(`--script ${path} exports options that are no function: write ${wanted}.`)
  }
  return { script, options }
}
