/**
 * What a page wishes for its sockets: htmx.config.ws for all of them, ws-config on a connecting element for its own, whose
 * members go before.
 */
import { mostCodes } from './policy.js'

/** @typedef {import('./htmx.d.ts').HtmxApi} HtmxApi */
/** @typedef {import('./public.d.ts').WsOptions} WsOptions */
/** @typedef {import('./report.js').Report} Report */
/** @typedef {Readonly<ReturnType<typeof standardOptions>>} Options */

/**
 * @template T
 * @typedef {object} Option
 * @property {T} standard
 * @property {(value: any) => T | undefined} read undefined for what is no value of it
 * @property {string} values
 */

// More does not fit into a timer's 32 bits, nor into the core's.
const most = 2 ** 31 - 1

/**
 * @template {string} Word
 * @param {Word[]} words the first is the standard one
 * @returns {Option<Word>}
 */
const oneOf = (...words) => ({
  standard: words[0],
  read: (value) => (words.includes(value) ? value : undefined),
  values: words.map((word) => `"${word}"`).join(' or ')
})

/**
 * @param {boolean} standard
 * @returns {Option<boolean>}
 */
const yesOrNo = (standard) => ({
  standard,
  read: (value) => (typeof value === 'boolean' ? value : undefined),
  values: 'true or false'
})

/**
 * @param {string} standard
 * @returns {Option<string>}
 */
const text = (standard) => ({
  standard,
  read: (value) => (Object(value) === value ? undefined : String(value)),
  values: 'a text'
})

/** @type {Record<string, number>} */
const units = { ms: 1, s: 1000, m: 60_000 }

/**
 * @param {number} standard milliseconds
 * @returns {Option<number>}
 */
const time = (standard) => ({
  standard,
  read(value) {
    const [, digits, unit = 'ms'] = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(String(value)) ?? []
    const milliseconds = Math.round(Number(digits) * units[unit])
    return milliseconds <= most ? milliseconds : undefined
  },
  values: 'a time such as 30s, 500ms or a number of milliseconds'
})

/**
 * @param {number} none says that there is none
 * @returns {Option<number>}
 */
const limit = (none) => ({
  standard: none,
  read: (value) =>
    value === Number.POSITIVE_INFINITY
      ? none
      : Number.isInteger(value) && value >= 0 && value <= most
        ? value
        : undefined,
  values: 'a whole number'
})

/**
 * A list, also written as a text with spaces or commas.
 * @template T
 * @param {T[]} standard
 * @param {(item: any) => T | undefined} read
 * @param {string} values
 * @returns {Option<T[]>}
 */
const list = (standard, read, values) => ({
  standard,
  read(value) {
    const items = Array.isArray(value)
      ? value
      : String(value)
          .split(/[\s,]+/)
          .filter(Boolean)
    const known = items.map(read).filter((item) => item !== undefined)
    return known.length === items.length && items.length <= mostCodes ? known : undefined
  },
  values
})

/** @param {unknown} item */
const closeCode = (item) => (Number(item) >= 1000 && Number(item) < 5000 ? Number(item) : undefined)

/** @type {Option<'full' | number>} */
const jitter = {
  standard: 'full',
  read: (value) => (value === 'full' || (value >= 0 && value <= 1) ? value : undefined),
  values: '"full" or a number from 0 to 1'
}

const known = {
  swap: oneOf('full', 'fast'),
  batch: oneOf('none', 'frame'),
  strict: yesOrNo(false),
  preset: oneOf('none', 'resilient'),
  reconnect: yesOrNo(true),
  reconnectCodes: list([1006, 1011, 1012, 1013], closeCode, 'a list of at most 16 close codes'),
  reconnectMaxAttempts: limit(-1),
  reconnectDelay: time(1000),
  reconnectMaxDelay: time(64_000),
  reconnectJitter: jitter,
  reconnectMinUptime: time(0),
  protocols: list(/** @type {string[]} */ ([]), text('').read, 'a list of at most 16 subprotocols'),
  connectTimeout: time(0),
  staleAfter: time(60_000),
  heartbeat: time(0),
  heartbeatTimeout: time(10_000),
  heartbeatMessage: text('ping'),
  heartbeatReply: text('pong'),
  pauseOnBackground: yesOrNo(false),
  maxOutgoingMessagesQueueSize: limit(0),
  maxOutgoingMessagesQueueBytes: limit(0),
  outgoingMessagesTimeToLive: time(0),
  queueOverflow: oneOf('drop-newest', 'drop-oldest'),
  maxBufferedAmount: limit(0),
  ack: yesOrNo(false),
  ackTimeout: time(30_000),
  resume: yesOrNo(false),
  persist: oneOf('none', 'session')
}

/** preset: 'resilient', but for what the page says itself. */
const resilient = {
  staleAfter: 30_000,
  reconnectMinUptime: 5000,
  reconnectCodes: [1001, 1005, 1006, 1011, 1012, 1013, 1014],
  connectTimeout: 20_000,
  maxOutgoingMessagesQueueSize: 1000,
  maxOutgoingMessagesQueueBytes: 8 * 2 ** 20,
  maxBufferedAmount: 2 ** 20
}

const standardOptions = () =>
  /** @type {{ [Name in keyof typeof known]: (typeof known)[Name]['standard'] }} */ (
    Object.fromEntries(Object.entries(known).map(([name, option]) => [name, option.standard]))
  )

/** Where a page says nothing. @type {Options} */
export const standard = standardOptions()

/**
 * @param {HtmxApi} api
 * @param {Report} report
 */
export function createOptions(api, report) {
  /** What was reported of the page's. @type {Set<string>} */
  const told = new Set()

  /**
   * The options of an element that is about to connect.
   * @param {Element} elt
   * @returns {Options}
   */
  return function optionsOf(elt) {
    const text = api.getAttributeValue(elt, 'ws-config')
    return readOptions(htmx.config.ws, text, (trouble, ofPage) => {
      if (ofPage && told.has(trouble.reason)) return
      if (ofPage) told.add(trouble.reason)
      report(ofPage ? document.body : elt, 'htmx:wsConfigError', trouble)
    })
  }
}

/**
 * The options of one element.
 * @param {unknown} ws htmx.config.ws
 * @param {string | null} text of ws-config
 * @param {(trouble: import('./report.js').Trouble, ofPage: boolean) => void} refuse told of what the page, or the element,
 *   gives that is no option
 * @returns {Options}
 */
export function readOptions(ws, text, refuse) {
  if (!text && !ws) return standard
  const ofPage = valid(ws, (trouble) => refuse({ ...trouble, reason: `htmx.config.ws: ${trouble.reason}` }, true))
  const ofElement = valid(text ? parseConfig(text) : null, (trouble) =>
    refuse({ ...trouble, reason: `ws-config="${text}": ${trouble.reason}` }, false)
  )
  const own = { ...ofPage, ...ofElement }
  // strict: a page is left alone, however long it slept
  const before = { ...(own.preset === 'resilient' && resilient), ...(own.strict && { staleAfter: 0 }) }
  return { ...standard, ...before, ...own }
}

/**
 * What is wrong with a value of ws-config.
 * @param {string} text
 * @returns {import('./report.js').Trouble[]}
 */
export function configTroubles(text) {
  /** @type {import('./report.js').Trouble[]} */
  const troubles = []
  valid(text ? parseConfig(text) : null, (trouble) => troubles.push(trouble))
  return troubles
}

/**
 * @param {unknown} given
 * @param {(trouble: import('./report.js').Trouble) => void} refuse
 * @returns {Partial<Options>} of what is given, what is known and valid
 */
function valid(given, refuse) {
  if (given === undefined || given === null) return {}
  if (typeof given !== 'object') {
    refuse({ kind: 'syntax', reason: 'these are no options.', remedy: syntax })
    return {}
  }
  const entries = Object.entries(given).flatMap(([name, value]) => {
    const option = Object.keys(known).includes(name) ? known[/** @type {keyof typeof known} */ (name)] : null
    const read = option ? readOf(option, value) : undefined
    if (read !== undefined) return [[name, read]]
    const reason = option ? `${name} can't be ${shown(value)}.` : `there is no option "${name}".`
    refuse({ kind: name, reason, remedy: option ? `It is ${option.values}.` : `There are ${names}.` })
    return []
  })
  return Object.fromEntries(entries)
}

/**
 * @param {Option<unknown>} option
 * @param {unknown} value
 * @returns {unknown} undefined for what is no value of it
 */
function readOf(option, value) {
  try {
    return option.read(value)
  } catch {
    // an object that is neither a text nor a number
    return undefined
  }
}

/** @param {unknown} value */
const shown = (value) =>
  typeof value === 'string' ? JSON.stringify(value) : Object(value) === value ? typeof value : String(value)

const names = Object.keys(known).join(', ')
const syntax = 'Write name:value, with a space between two of them, or JSON.'

const pair = /\s*,?\s*([\w.-]+)\s*:\s*(?:"([^"]*)"|'([^']*)'|([^\s,]+))/gy

/**
 * @param {string} text JSON, or htmx's short form: name:value name:"a value"
 * @returns {unknown} an object; the text itself where it is neither
 */
function parseConfig(text) {
  const trimmed = text.trim()
  if (trimmed.startsWith('{')) return parseJson(trimmed)
  /** @type {[string, unknown][]} */
  const entries = []
  let end = 0
  for (const [all, name, ...values] of trimmed.matchAll(pair)) {
    end += all.length
    const value = values.find((each) => each !== undefined)
    entries.push([name, parseJson(/** @type {string} */ (value))])
  }
  return end === trimmed.length ? Object.fromEntries(entries) : text
}

/** @param {string} text */
function parseJson(text) {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
