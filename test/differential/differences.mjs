/**
 * The differences that are meant, and nothing else. Each takes exactly itself out of what was played on a side. One that
 * no scenario needs is an error, as is a scenario that names one it does not need.
 */

/** @typedef {import('./page/control.js').PlayedStep} PlayedStep */
/** @typedef {import('./page/control.js').Entry} Entry */

/**
 * @typedef {object} Difference
 * @property {string} name
 * @property {string} reason
 * @property {boolean} [everywhere] applies to every scenario, not only to those that name it
 * @property {string[]} [hosts] the only ones where it applies
 * @property {boolean} [byDefault] not with strict: true
 * @property {(steps: PlayedStep[], other: PlayedStep[]) => PlayedStep[]} apply to one side's steps, beside the other
 *   side's; it leaves both as they are
 */

/**
 * All that a page with the reference's script gets by default and does not with strict: true.
 * @type {Difference[]}
 */
const byDefault = [
  {
    name: 'close with 1000',
    reason: 'the server and wsClose see 1000 where the reference closes without a code (1005)',
    everywhere: true,
    byDefault: true,
    apply: (steps) => mapTrace(steps, withoutCloseCode)
  },
  {
    name: 'status',
    reason: 'htmx:wsStatus, and an empty attribute of the connecting element',
    everywhere: true,
    byDefault: true,
    apply: (steps) =>
      without(steps, isEvent('htmx:wsStatus', 'htmx:ws-status')).map((step) => ({
        ...step,
        dom: withoutStatus(step.dom)
      }))
  },
  {
    name: 'wsConfigConnect',
    reason: 'htmx:wsConfigConnect before each attempt',
    everywhere: true,
    byDefault: true,
    apply: (steps) => without(steps, isEvent('htmx:wsConfigConnect', 'htmx:ws-config-connect'))
  },
  {
    name: 'look',
    reason: 'every 5 seconds it is looked whether the page slept and the elements are still there',
    everywhere: true,
    byDefault: true,
    apply: (steps) =>
      without(steps, ({ kind, delay }) => kind === 'timer' && delay === 5000).map((step) => ({
        ...step,
        timers: step.timers.filter((delay) => delay !== 5000)
      }))
  },
  named('wake-up', 'a retry that waits happens at once when the page is visible, shown, resumed or online again'),
  named('suspension', 'after a sleep of a minute an open socket is replaced'),
  named('back/forward', 'the socket is closed when the page goes, and another one opened when it comes back'),
  named('plain removal', 'within 10 seconds it is noticed that a script took an element out, or brought it back'),
  named('changed URL', 'a changed ws-connect is honoured at the next attempt'),
  named('warning', 'the first 1,000 messages that wait are worth one warning'),
  named('emptied queue', 'what waits goes with its element')
]

/**
 * What shows in whole steps: those of a scenario whose labels begin with the name are left out.
 * @param {string} name
 * @param {string} reason
 * @returns {Difference}
 */
function named(name, reason) {
  return {
    name,
    reason,
    byDefault: true,
    apply: (steps) => steps.filter(({ label }) => !label.startsWith(`${name}: `))
  }
}

/** @type {Difference[]} */
export const differences = [
  ...byDefault,
  {
    name: 'repeated oobAfterSwap (B32)',
    reason: 'htmx:oobAfterSwap comes once for each swapped element; the reference repeats it at every later swap',
    everywhere: true,
    apply: (steps) => steps.map((step) => ({ ...step, trace: withoutRepeatedAfterSwap(step.trace) }))
  },
  {
    name: 'wsSendError',
    reason: 'what a sender can’t do is reported; where a message can’t be made, the reference throws',
    everywhere: true,
    apply: (steps, other) =>
      steps.map((step, index) => ({ ...step, trace: withoutSendErrors(step.trace, other[index].trace) }))
  },
  {
    name: 'reconnect on 1.9',
    reason: 'socketWrapper.reconnect() is also there on htmx 1.9',
    everywhere: true,
    hosts: ['1.9.12'],
    apply: (steps) => steps.map((step) => ({ ...step, trace: withoutReconnect(step.trace) }))
  },
  {
    name: 'late close on 1.9',
    reason:
      'what works on htmx 2 works on both: where a socket closes after htmx took its element away, the reference says ' +
      'wsClose on 2 and throws on 1.9',
    everywhere: true,
    hosts: ['1.9.12'],
    apply: (steps, other) =>
      steps.map((step, index) => ({ ...step, trace: withoutLateClose(step.trace, other[index].trace) }))
  }
]

/**
 * @param {PlayedStep[]} steps
 * @param {(entry: Entry) => Entry} change
 */
const mapTrace = (steps, change) => steps.map((step) => ({ ...step, trace: step.trace.map(change) }))

/**
 * @param {PlayedStep[]} steps
 * @param {(entry: Entry) => boolean} leaves
 */
const without = (steps, leaves) =>
  steps.map((step) => ({ ...step, trace: step.trace.filter((entry) => !leaves(entry)) }))

/**
 * An event, or a note of it.
 * @param {string[]} names
 */
const isEvent =
  (...names) =>
  (/** @type {Entry} */ { kind, name = '', values = [] }) =>
    (kind === 'event' && names.includes(name)) || (kind === 'note' && values.some((value) => names.includes(value)))

/** @param {string} dom */
const withoutStatus = (dom) => dom.replace(/ ws-(?:connecting|open|waiting|closed)=""/g, '')

/**
 * @param {Entry} entry
 * @returns {Entry}
 */
function withoutCloseCode(entry) {
  if (entry.kind === 'close') return { ...entry, values: entry.values?.filter((value) => value !== 1000) }
  return JSON.parse(JSON.stringify(entry).replaceAll('[CloseEvent 1000 \\"\\" true]', '[CloseEvent 1005 \\"\\" true]'))
}

/**
 * @param {Entry[]} trace
 * @returns {Entry[]}
 */
function withoutRepeatedAfterSwap(trace) {
  /** The elements of the messages being swapped, innermost last: the socket's own and those swapped so far. */
  /** @type {{ socket: number | undefined, swapped: Set<string> }[]} */
  const messages = []
  return trace.filter(({ kind, name = '', node }) => {
    if (kind !== 'event') return true
    if (name === 'htmx:wsBeforeMessage') messages.push({ socket: node, swapped: new Set() })
    if (name === 'htmx:wsAfterMessage') messages.pop()
    const message = messages[messages.length - 1]
    const isAfterSwap = name === 'htmx:oobAfterSwap' || name === 'htmx:oob-after-swap'
    if (!message || !isAfterSwap || node === message.socket) return true
    const key = `${name} ${node}`
    if (message.swapped.has(key)) return false
    message.swapped.add(key)
    return true
  })
}

/**
 * Takes it out of every socketWrapper inside a value.
 * @param {any} value
 * @returns {any}
 */
function withoutReconnect(value) {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(withoutReconnect)
  const isPublic = 'sendImmediately' in value && !('init' in value)
  const entries = Object.entries(value).filter(([key]) => !isPublic || key !== 'reconnect')
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutReconnect(inner)]))
}

const lateCloseError = "Uncaught TypeError: Cannot read properties of undefined (reading 'close')"

/** @param {Entry} entry */
const isLateCloseError = ({ kind, text }) => kind === 'error' && text === lateCloseError

/** @param {Entry} entry */
const isLateClose = ({ name, target }) =>
  (name === 'htmx:wsClose' || name === 'htmx:ws-close') && target?.startsWith('~') === true

/**
 * Takes the errors out, and on the other side the events of the elements that are gone, only where there are errors.
 * @param {Entry[]} trace
 * @param {Entry[]} other
 */
function withoutLateClose(trace, other) {
  if (trace.some(isLateCloseError)) return trace.filter((entry) => !isLateCloseError(entry) && !isLateClose(entry))
  return other.some(isLateCloseError) ? trace.filter((entry) => !isLateClose(entry)) : trace
}

const notMade = 'The message could not be made, or the socket refused it.'

/** @param {Entry} entry */
const isReport = ({ kind, name, detail }) =>
  kind === 'event' && name === 'htmx:wsSendError' && detail?.reason === notMade

/** @param {Entry} entry */
const isTwinOrWord = ({ name, detail, kind, text }) =>
  (name === 'htmx:ws-send-error' && detail?.reason === notMade) ||
  (kind === 'console' && text?.includes(notMade) === true)

/**
 * Takes out what one side throws and the other reports, where both are of the same error.
 * @param {Entry[]} trace
 * @param {Entry[]} other
 */
function withoutSendErrors(trace, other) {
  const thrown = [...trace, ...other].flatMap(({ kind, text = '' }) => (kind === 'error' ? [text] : []))
  /** @param {Entry} entry */
  const errorOf = ({ detail }) => `Uncaught ${detail.cause.slice(1, -1)}`
  const reported = [...trace, ...other].filter(isReport).map(errorOf)
  const same = reported.filter((text) => thrown.includes(text))
  if (same.length === 0) return trace
  return trace.filter(
    (entry) =>
      !(entry.kind === 'error' && same.includes(entry.text ?? '')) &&
      !(isReport(entry) && same.includes(errorOf(entry))) &&
      !isTwinOrWord(entry)
  )
}
