/**
 * What a page wishes for its sockets: htmx.config.ws for all of them, ws-config on a connecting element for its own, whose
 * members go before.
 */

/** @typedef {import('./htmx.d.ts').HtmxApi} HtmxApi */
/** @typedef {import('./public.d.ts').WsOptions} WsOptions */
/** @typedef {import('./report.js').Report} Report */
/** @typedef {{ standard: unknown, isValid: (value: unknown) => boolean, values: string }} Option */

/**
 * @param {string[]} words the first is the standard one
 * @returns {Option}
 */
const oneOf = (...words) => ({
  standard: words[0],
  isValid: (value) => words.includes(/** @type {string} */ (value)),
  values: words.map((word) => `"${word}"`).join(' or ')
})

/** @type {Record<string, Option>} */
const known = {
  swap: oneOf('full', 'fast'),
  batch: oneOf('none', 'frame')
}

const standard = /** @type {Readonly<Required<WsOptions>>} */ (
  Object.fromEntries(Object.entries(known).map(([name, option]) => [name, option.standard]))
)

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
   * @returns {Readonly<Required<WsOptions>>}
   */
  return function optionsOf(elt) {
    const text = api.getAttributeValue(elt, 'ws-config')
    const { ws } = htmx.config
    if (!text && !ws) return standard
    const ofPage = valid(ws, (name, trouble) => {
      if (told.has(name)) return
      told.add(name)
      report(document.body, 'htmx:wsConfigError', { ...trouble, reason: `htmx.config.ws: ${trouble.reason}` })
    })
    const ofElement = valid(text ? parseConfig(text) : null, (_, trouble) =>
      report(elt, 'htmx:wsConfigError', { ...trouble, reason: `ws-config="${text}": ${trouble.reason}` })
    )
    return { ...standard, ...ofPage, ...ofElement }
  }
}

/**
 * @param {unknown} given
 * @param {(name: string, trouble: import('./report.js').Trouble) => void} refuse
 * @returns {WsOptions} of what is given, what is known and valid
 */
function valid(given, refuse) {
  if (given === undefined || given === null) return {}
  if (typeof given !== 'object') {
    refuse('', { kind: 'syntax', reason: 'these are no options.', remedy: syntax })
    return {}
  }
  const entries = Object.entries(given).filter(([name, value]) => {
    const option = Object.keys(known).includes(name) ? known[name] : null
    if (option?.isValid(value)) return true
    const reason = option ? `${name} can't be ${shown(value)}.` : `there is no option "${name}".`
    refuse(name, { kind: name, reason, remedy: option ? `It is ${option.values}.` : `There are ${names}.` })
    return false
  })
  return Object.fromEntries(entries)
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
