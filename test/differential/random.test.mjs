// Random messages, played on the reference and on ours: what happens and what the page is after each must be the same.
// htmx 1 parses some of them otherwise than htmx 2, and ours does not: those are played on ours alone, under both.
// HXWS_SEED and HXWS_COUNT choose others; a failure prints its seed and message.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openCore } from '../support/built.mjs'
import { testsReference } from '../support/extension.mjs'
import { seed } from '../support/seed.mjs'
import { compareSteps } from './compare.mjs'
import { allHosts, openHarness, usualHosts } from './harness.mjs'
import { elementsOf, notesWhetherAlike } from './random-first-tag.mjs'
import { randomMessages, rare, targets } from './scenarios/random.mjs'
import { opens, step } from './steps.mjs'

/** @typedef {import('./harness.mjs').Harness} Harness */
/** @typedef {import('./harness.mjs').Side} Side */
/** @typedef {import('./harness.mjs').SeenStep} SeenStep */
/** @typedef {import('./page/control.js').PlayedStep} PlayedStep */

/**
 * @typedef {object} Tally
 * @property {number} compared messages
 * @property {number} apart those whose elements the reference was given one by one
 * @property {number} skipped those that differ as is meant
 * @property {string[]} differences
 */

const count = Number(process.env.HXWS_COUNT ?? 3000)
const [htmxOne, htmxTwo] = usualHosts
/** The page has less and less to swap. */
const messagesAPage = 40
const leastShareOfAPath = 0.3
const mostSkipped = 0.05
const leastCompared = 0.5
const mostReported = 10

const body = `<body hx-ext="ws"><div id="socket" ws-connect="/chat"></div><main>${targets}</main></body>`

/** @type {Harness} */
let harness
/** @type {import('../../js/core.js').Core} */
let core

before(async () => {
  core = openCore()
  harness = await openHarness()
})
after(() => harness.close())

/**
 * The sources of a message's elements where each is right only by itself. The reference parses them together, so it is
 * given one after the other (B19); then only the page can be compared.
 * @param {string} message
 * @returns {string[] | null}
 */
function elementsApart(message) {
  const found = core.fragments(message)
  return found?.separate ? found.map(({ start, end }) => message.slice(start, end)) : null
}

/**
 * @param {string} message
 * @param {Side} side
 */
function receive(message, side) {
  const isReference = side === 'reference' || testsReference
  const texts = (isReference && elementsApart(message)) || [message]
  return step(
    'a random message',
    `const message = ${JSON.stringify(message)}
    const isHolder = (node) => node instanceof HTMLTemplateElement && !node.hasAttribute('id') && !node.hasAttribute('hx') &&
      !control.api.getAttributeValue(node, 'hx-swap-oob')
    if (${elementsOf}(message)?.some(isHolder)) control.note('unwrapped')
    for (const text of ${JSON.stringify(texts)}) control.sockets[0].message(text)`
  )
}

/**
 * @param {string[]} messages
 * @param {string} host
 * @param {Side} side
 * @returns {Promise<SeenStep[]>} what each message did
 */
async function play(messages, host, side) {
  const steps = [opens(), ...messages.map((message) => receive(message, side))]
  const { steps: played } = await harness.play({ name: 'random messages', body, steps }, host, side)
  // the load of the page, and the socket's opening
  return played.slice(2)
}

/**
 * Whether two sides differ as is meant: where the reference gives a message up (B10), and where a template is only there
 * to hold what is swapped (B19).
 * @param {SeenStep} reference
 * @param {SeenStep} ours
 */
function differsAsMeant(reference, ours) {
  if (ours.notes.some(([note]) => note === 'unwrapped')) return true
  const [gaveUp, wentOn] = [reference, ours].map(({ events }) =>
    events.every(({ name }) => name !== 'htmx:wsAfterMessage')
  )
  return gaveUp && !wentOn && ours.events.some(({ name }) => name === 'htmx:wsMessageError')
}

/**
 * Comments aside: new browsers' Document.parseHTMLUnsafe, by which htmx parses, drops them, so that texts beside them are
 * one; and htmx tells each node that it takes out of the page.
 * @param {SeenStep} played
 * @param {boolean} onlyPage
 * @returns {PlayedStep}
 */
function comparable({ label, trace, sockets, dom }, onlyPage) {
  if (onlyPage) return { label, trace: [], sockets: [], timers: [], dom }
  return { label, trace: trace.filter(({ target = '' }) => !/#(comment|text)$/.test(target)), sockets, timers: [], dom }
}

/**
 * Where htmx 1 and 2 swap otherwise, whatever the extension: htmx 2 keeps what is to be preserved also in such swaps, and
 * escapes ids as selectors; it takes out a root title, and makes templates of hx- elements.
 * @param {string} message
 */
const isSwappedAlike = (message) => !/hx-preserve|\bid\s*=\s*["']?a b|<title|<\/?hx-/i.test(message)

/**
 * Each htmx puts styles of its own into the head, and htmx 1 leaves hx-swap-oob on what it swaps.
 * @param {PlayedStep} played
 */
const withoutOwnMarks = (played) => ({
  ...played,
  dom: played.dom.slice(played.dom.indexOf('<body')).replace(/ (data-)?hx-swap-oob="([^"\\]|\\.)*"/g, '')
})

/**
 * Plays messages one after the other; where the sides part, the rest goes on in a new page.
 * @param {string[]} messages
 * @param {string} host
 * @param {Tally} tally
 * @returns {Promise<void>}
 */
async function comparePages(messages, host, tally) {
  const [reference, ours] = await Promise.all([play(messages, host, 'reference'), play(messages, host, 'ours')])
  for (const [index, message] of messages.entries()) {
    const rest = () => comparePages(messages.slice(index + 1), host, tally)
    if (differsAsMeant(reference[index], ours[index])) {
      tally.skipped++
      return rest()
    }
    const apart = elementsApart(message) !== null
    const [one, other] = [reference[index], ours[index]].map((played) => comparable(played, apart))
    const { difference } = compareSteps([one], [other], { host, strict: false, named: [] })
    if (difference) {
      tally.differences.push(`${JSON.stringify(message)}\n${difference}`)
      return rest()
    }
    tally.compared++
    if (apart) tally.apart++
  }
}

/**
 * Plays messages on ours alone, under htmx 1 and 2: the page must become the same. Where not, as above.
 * @param {string[]} messages
 * @param {Tally} tally
 * @returns {Promise<void>}
 */
async function compareHosts(messages, tally) {
  const two = await play(messages, htmxTwo, 'ours')
  const one = await play(messages, htmxOne, 'ours')
  for (const [index, message] of messages.entries()) {
    const [under2, under1] = [two[index], one[index]].map((played) => withoutOwnMarks(comparable(played, true)))
    const { difference } = compareSteps([under2], [under1], { host: htmxOne, strict: false, named: [] })
    const errors = one[index].errors.filter((text) => !two[index].errors.includes(text))
    if (difference || errors.length > 0) {
      tally.differences.push(`${JSON.stringify(message)}\n${difference} ${errors}`)
      return compareHosts(messages.slice(index + 1), tally)
    }
    tally.compared++
  }
}

/**
 * @param {string[]} messages
 * @param {(messages: string[], tally: Tally) => Promise<void>} compare
 * @returns {Promise<Tally>}
 */
async function tallyOf(messages, compare) {
  /** @type {Tally} */
  const tally = { compared: 0, apart: 0, skipped: 0, differences: [] }
  for (let from = 0; from < messages.length && tally.differences.length < mostReported; from += messagesAPage) {
    await compare(messages.slice(from, from + messagesAPage), tally)
  }
  return tally
}

/**
 * @param {string[]} messages
 * @returns {Promise<string[][]>} those that htmx 1 itself parses as htmx 2 does, and the others
 */
async function byParsing(messages) {
  const steps = [notesWhetherAlike(messages.map((message) => elementsApart(message) ?? [message]))]
  const { notes, errors } = await harness.play({ name: 'parsing', body, steps }, htmxOne, 'reference')
  assert.deepEqual(errors, [])
  const [[alike]] = notes
  return [true, false].map((wanted) => messages.filter((_, index) => alike[index] === wanted))
}

/** @param {Tally} tally */
function assertEqual({ compared, apart, skipped, differences }) {
  const total = compared + skipped
  assert.equal(differences.length, 0, `seed ${seed}:\n${differences.join('\n\n')}`)
  assert.ok(skipped <= mostSkipped * total, `${skipped} of ${total} messages were not compared`)
  return `${compared} compared, ${apart} of them element by element, ${skipped} differ as is meant`
}

test(`random messages do the same to a page under htmx ${htmxTwo}`, async (t) => {
  t.diagnostic(`seed ${seed}, ${count} messages`)
  const messages = [...rare, ...randomMessages(seed, count)]
  const tally = await tallyOf(messages, (some, all) => comparePages(some, htmxTwo, all))
  t.diagnostic(assertEqual(tally))
})

// there htmx itself has all the work
for (const host of allHosts.filter((host) => !usualHosts.includes(host))) {
  test(`some random messages do the same to a page under htmx ${host}`, async (t) => {
    const messages = randomMessages(seed + 1, Math.ceil(count / 10))
    const tally = await tallyOf(messages, (some, all) => comparePages(some, host, all))
    t.diagnostic(assertEqual(tally))
  })
}

test(`random messages do the same to a page under htmx ${htmxOne}`, async (t) => {
  t.diagnostic(`seed ${seed}, ${count} messages`)
  const messages = [...rare, ...randomMessages(seed, count)]
  const [alike, others] = await byParsing(messages)
  const share = (/** @type {number} */ part) => `${part} (${Math.round((100 * part) / messages.length)} %)`
  t.diagnostic(`htmx ${htmxOne} itself parses ${share(alike.length)} as htmx 2 does, ${share(others.length)} otherwise`)
  const withReference = await tallyOf(alike, (some, all) => comparePages(some, htmxOne, all))
  // the reference differs there from itself
  const swappedAlike = testsReference ? [] : others.filter(isSwappedAlike)
  const withHtmxTwo = await tallyOf(swappedAlike, compareHosts)
  t.diagnostic(`with the reference: ${assertEqual(withReference)}`)
  t.diagnostic(`ours with itself under htmx ${htmxTwo}: ${assertEqual(withHtmxTwo)}`)
  t.diagnostic(`${others.length - swappedAlike.length} not played, as htmx itself swaps them otherwise`)
  const { compared } = withReference
  assert.ok(compared >= leastCompared * messages.length, `${compared} of ${messages.length} were compared fully`)
})

test('random messages take both paths of the core', (t) => {
  const messages = randomMessages(seed, count)
  const unsure = messages.filter((message) => core.fragments(message) === null).length
  t.diagnostic(`unsure of ${unsure} in ${count}`)
  for (const part of [unsure, count - unsure]) assert.ok(part >= leastShareOfAPath * count, `${part} of ${count}`)
})
