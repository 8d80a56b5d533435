// Random messages, played on the reference and on ours: what happens and what the page is after each must be the same.
// HXWS_SEED and HXWS_COUNT choose others; a failure prints its seed and message.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { createCore } from '../../js/core.js'
import { compareSteps, openHarness } from './harness.mjs'
import { randomMessages, rare, targets } from './scenarios/random.mjs'
import { opens, step } from './steps.mjs'

/** @typedef {import('./harness.mjs').Harness} Harness */
/** @typedef {import('./harness.mjs').Side} Side */
/** @typedef {import('./harness.mjs').SeenStep} SeenStep */
/** @typedef {import('./control.js').PlayedStep} PlayedStep */

/**
 * @typedef {object} Tally
 * @property {number} compared messages
 * @property {number} apart those whose elements the reference was given one by one
 * @property {number} skipped those that differ as is meant
 * @property {string[]} differences
 */

const seed = Number(process.env.HXWS_SEED ?? 1)
const count = Number(process.env.HXWS_COUNT ?? 3000)
const host = '2.0.11'
/** The page has less and less to swap. */
const messagesAPage = 40
const leastShareOfAPath = 0.3
const mostSkipped = 0.05
const mostReported = 10

const body = `<body hx-ext="ws"><div id="socket" ws-connect="/chat"></div><main>${targets}</main></body>`

/** @type {Harness} */
let harness
/** @type {ReturnType<typeof createCore>} */
let core

before(async () => {
  core = createCore(await readFile(new URL('../../build/wasm/core.wasm', import.meta.url)))
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
  const texts = (side === 'reference' && elementsApart(message)) || [message]
  return step(
    'a random message',
    `const message = ${JSON.stringify(message)}
    const isHolder = (node) => node instanceof HTMLTemplateElement && !node.hasAttribute('id') && !node.hasAttribute('hx') &&
      !control.api.getAttributeValue(node, 'hx-swap-oob')
    if ([...control.api.makeFragment(message).children].some(isHolder)) control.note('unwrapped')
    for (const text of ${JSON.stringify(texts)}) control.sockets[0].message(text)`
  )
}

/**
 * @param {string[]} messages
 * @returns {Promise<SeenStep[][]>} of the reference and of ours, what each message did
 */
function play(messages) {
  /** @type {Side[]} */
  const sides = ['reference', 'ours']
  return Promise.all(
    sides.map(async (side) => {
      const steps = [opens(), ...messages.map((message) => receive(message, side))]
      const { steps: played } = await harness.play({ name: 'random messages', body, steps }, host, side)
      // the load of the page, and the socket's opening
      return played.slice(2)
    })
  )
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
 * Plays messages one after the other; where the sides part, the rest goes on in a new page.
 * @param {string[]} messages
 * @param {Tally} tally
 * @returns {Promise<void>}
 */
async function comparePages(messages, tally) {
  const [reference, ours] = await play(messages)
  for (const [index, message] of messages.entries()) {
    const rest = () => comparePages(messages.slice(index + 1), tally)
    if (differsAsMeant(reference[index], ours[index])) {
      tally.skipped++
      return rest()
    }
    const apart = elementsApart(message) !== null
    const [one, other] = [reference[index], ours[index]].map((played) => comparable(played, apart))
    const { difference } = compareSteps([one], [other], host, [])
    if (difference) {
      tally.differences.push(`${JSON.stringify(message)}\n${difference}`)
      return rest()
    }
    tally.compared++
    if (apart) tally.apart++
  }
}

test('random messages do the same to a page', async (t) => {
  t.diagnostic(`seed ${seed}, ${count} messages`)
  const messages = [...rare, ...randomMessages(seed, count)]
  /** @type {Tally} */
  const tally = { compared: 0, apart: 0, skipped: 0, differences: [] }
  for (let from = 0; from < messages.length && tally.differences.length < mostReported; from += messagesAPage) {
    await comparePages(messages.slice(from, from + messagesAPage), tally)
  }
  const { compared, apart, skipped, differences } = tally
  t.diagnostic(`${compared} compared, ${apart} of them element by element, ${skipped} differ as is meant`)
  assert.equal(differences.length, 0, `seed ${seed}:\n${differences.join('\n\n')}`)
  assert.equal(compared + skipped, messages.length)
  assert.ok(skipped <= mostSkipped * messages.length, `${skipped} messages were not compared`)
})

test('random messages take both paths of the core', (t) => {
  const messages = randomMessages(seed, count)
  const unsure = messages.filter((message) => core.fragments(message) === null).length
  t.diagnostic(`unsure of ${unsure} in ${count}`)
  for (const part of [unsure, count - unsure]) assert.ok(part >= leastShareOfAPath * count, `${part} of ${count}`)
})
