// The core's fragments against Chromium's parser: whenever the core is sure, it has to be right.
// HXWS_SEED and HXWS_COUNT choose other random messages, HXWS_CORPUS another folder of the fuzzer's inputs; a failure
// prints the shortest messages that fail.

import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { ElementFlag } from '../../js/codes.js'
import { randomHtml, seededRandom } from '../corpus/random.mjs'
import { useChromium } from '../support/browser.mjs'
import { openCore } from '../support/built.mjs'
import { attributesOf } from '../support/instance.mjs'
import { seed } from '../support/seed.mjs'

/** @typedef {{ start: number, end: number, tag: string, flags: number, attributes: [string, string][] }} Found an element as the core sees it */
/** @typedef {{ message: string, separate: boolean, elements: Found[] }} Answer what the core is sure of */
/** @typedef {{ message: string, difference: string }} Mismatch */

const count = Number(process.env.HXWS_COUNT ?? 10_000)
const batchSize = 500
const reported = 20

const core = openCore()
const browser = await useChromium()
const page = await browser.newPage()

/**
 * What the core says of a message; nothing when it is unsure.
 *
 * @param {string} message
 * @returns {Answer | null}
 */
function ask(message) {
  const found = core.fragments(message)
  if (!found) return null
  const attributes = attributesOf(message)
  const elements = found.map(({ start, end, flags }, index) => {
    const tag = /** @type {RegExpMatchArray} */ (message.slice(start + 1).match(/^[^\s/>]+/))[0].toLowerCase()
    return { start, end, tag, flags, attributes: attributes[index] }
  })
  return { message, separate: found.separate === true, elements }
}

/**
 * Runs in the page: for each answer, how the browser sees it otherwise, or null.
 *
 * @param {object} given
 * @param {string} given.json the answers, as JSON text because lone surrogates do not survive the way into the page
 * @param {Record<keyof typeof ElementFlag, number>} given.bits of the flags
 */
function compareInPage({ json, bits }) {
  /** @typedef {(html: string) => DocumentFragment} Parse */

  /** @type {Record<string, Parse>} */
  const parsers = {
    innerHTML(html) {
      const template = document.createElement('template')
      template.innerHTML = html
      return template.content
    },
    DOMParser(html) {
      const parsed = new DOMParser().parseFromString(`<body><template>${html}</template></body>`, 'text/html')
      return parsed.querySelector('template')?.content ?? document.createDocumentFragment()
    }
  }

  /** Parsers lower only ASCII letters; inside svg they restore some capitals. @param {string} name */
  const lowered = (name) => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

  /** isEqualNode does not look into templates; the markup does. @param {Element} one @param {Element} other */
  const isSame = (one, other) => one.isEqualNode(other) && one.outerHTML === other.outerHTML

  /** All elements inside, in templates too. @param {ParentNode} parent @returns {Element[]} */
  const elementsIn = (parent) =>
    [...parent.querySelectorAll('*')].flatMap((inner) => [inner, ...elementsInTemplate(inner)])

  /** @param {Element} element */
  const elementsInTemplate = (element) => (element instanceof HTMLTemplateElement ? elementsIn(element.content) : [])

  const oob = ['hx-swap-oob', 'data-hx-swap-oob']
  const tableParts = ['caption', 'colgroup', 'col', 'tbody', 'thead', 'tfoot', 'tr', 'td', 'th']

  /** What the element holds, as the core should have seen it. @param {Element} element @returns {number} */
  function flagsOf(element) {
    const inside = [...elementsIn(element), ...elementsInTemplate(element)]
    const tags = [element, ...inside].map(({ localName }) => localName)
    const innerNames = inside.flatMap((inner) => inner.getAttributeNames())
    const names = [...element.getAttributeNames().filter((name) => !oob.includes(name)), ...innerNames]
    /** @type {[keyof typeof bits, boolean][]} */
    const facts = [
      ['script', tags.includes('script')],
      ['htmx', names.some((name) => /^(data-)?(hx|ws|sse)-/.test(name))],
      ['preserve', names.some((name) => /^(data-)?hx-preserve$/.test(name))],
      ['autofocus', names.includes('autofocus')],
      ['id', innerNames.includes('id')],
      ['custom', tags.some((tag) => tag.includes('-')) || names.includes('is')],
      ['template', tags.includes('template')],
      ['tablePart', tableParts.includes(tags[0])],
      ['style', names.includes('style')],
      ['form', tags.includes('form') || [element, ...inside].some((inner) => inner.matches('[type="submit"]'))],
      ['link', tags.includes('a')]
    ]
    return facts.reduce((flags, [name, holds]) => flags | (holds ? bits[name] : 0), 0)
  }

  /** @param {Element} actual @param {Found} element */
  function describeDifference(actual, { tag, flags, attributes }) {
    const actualTag = lowered(actual.localName)
    if (actualTag !== tag) return `the tag is ${actualTag}, not ${tag}`
    // a second type="submit" of an element raises the flag too, though the parser drops it
    if (flagsOf(actual) !== flags && (flagsOf(actual) | bits.form) !== flags)
      return `the flags are ${flagsOf(actual)}, not ${flags}`
    const actualAttributes = JSON.stringify([...actual.attributes].map(({ name, value }) => [lowered(name), value]))
    const expected = JSON.stringify(attributes)
    return actualAttributes === expected ? null : `the attributes are ${actualAttributes}, not ${expected}`
  }

  /** @param {Parse} parse @param {Answer} answer @param {Found} element @param {Element} [whole] */
  function checkElement(parse, { message }, element, whole) {
    const alone = parse(message.slice(element.start, element.end)).childNodes
    if (alone.length !== 1) return `the span alone has ${alone.length} nodes`
    const child = alone[0]
    if (!(child instanceof Element)) return 'the span alone is no element'
    if (whole && !isSame(child, whole)) return `the span alone is ${child.outerHTML}, not ${whole.outerHTML}`
    return describeDifference(child, element)
  }

  /** @param {Parse} parse @param {Answer} answer */
  function check(parse, answer) {
    const children = answer.separate ? null : parse(answer.message).children
    if (children && children.length !== answer.elements.length) {
      return `there are ${children.length} elements, not ${answer.elements.length}`
    }
    for (const [index, element] of answer.elements.entries()) {
      const difference = checkElement(parse, answer, element, children?.[index])
      if (difference) return `element ${index}: ${difference}`
    }
    return null
  }

  return JSON.parse(json).map((/** @type {Answer} */ answer) => {
    for (const [name, parse] of Object.entries(parsers)) {
      const difference = check(parse, answer)
      if (difference) return `${name}: ${difference}`
    }
    return null
  })
}

const comments = /<!--(?:-?>|[\s\S]*?(?:--!?>|$))|<[!?][^>]*>/g

/**
 * Spans must be in order. Where each stands for itself, no parse of the whole can tell that an element was forgotten:
 * there they must leave out only white space, text and comments.
 *
 * @param {Answer} answer
 */
function checkGaps({ message, separate, elements }) {
  let end = 0
  for (const element of [...elements, { start: message.length, end: message.length }]) {
    if (element.start < end || element.end < element.start) return 'the spans are not in order'
    const gap = message.slice(end, element.start)
    if (separate && /<\/?[a-z]/i.test(gap.replace(comments, ''))) return `a tag is left out: ${JSON.stringify(gap)}`
    end = element.end
  }
  return null
}

/**
 * Compares the core's answers with the browser's. Messages of which the core is unsure are right by definition.
 *
 * @param {string[]} messages
 * @returns {Promise<(string | null | undefined)[]>} for each: what differs, null, or undefined where the core is unsure
 */
async function compare(messages) {
  const answers = messages.map(ask)
  const sure = answers.filter((answer) => answer !== null)
  const inPage = /** @type {(string | null)[]} */ (
    await page.evaluate(compareInPage, { json: JSON.stringify(sure), bits: ElementFlag })
  )
  const differences = new Map(sure.map((answer, index) => [answer, inPage[index] ?? checkGaps(answer)]))
  return answers.map((answer) => (answer ? differences.get(answer) : undefined))
}

/**
 * Cuts pieces out of a message for as long as the core and the browser still disagree.
 *
 * @param {Mismatch} mismatch
 */
async function minimise({ message, difference }) {
  // At most 400 candidates a round: long messages are cut roughly first, and finely once they are short.
  for (let size = message.length >> 1; size > message.length / 400; ) {
    const shorter = Array.from({ length: Math.ceil(message.length / size) }, (_, index) => {
      return message.slice(0, index * size) + message.slice((index + 1) * size)
    })
    const differences = await compare(shorter)
    const found = differences.findIndex(Boolean)
    if (found < 0) size >>= 1
    else [message, difference] = [shorter[found], String(differences[found])]
  }
  return { message, difference }
}

/** @param {Mismatch[]} mismatches */
async function assertNone(mismatches) {
  const shown = await Promise.all(mismatches.slice(0, reported).map(minimise))
  const lines = shown.map(({ message, difference }) => `${JSON.stringify(message)}\n    ${difference}`)
  const distinct = [...new Set(lines)].join('\n')
  assert.equal(mismatches.length, 0, `${mismatches.length} mismatches, random seed ${seed}:\n${distinct}`)
}

/**
 * Fails when the core is sure and wrong; otherwise tells of which messages it was unsure.
 *
 * @param {string[]} messages
 */
async function unsureAmong(messages) {
  /** @type {Mismatch[]} */
  const mismatches = []
  /** @type {number[]} */
  const unsure = []
  for (let from = 0; from < messages.length; from += batchSize) {
    const differences = await compare(messages.slice(from, from + batchSize))
    differences.forEach((difference, index) => {
      if (difference === undefined) unsure.push(from + index)
      else if (difference) mismatches.push({ message: messages[from + index], difference })
    })
  }
  await assertNone(mismatches)
  return unsure
}

const percent = (/** @type {number} */ part, /** @type {number} */ whole) => `${((100 * part) / whole).toFixed(2)} %`

test('what the core is sure of in realistic messages is what Chromium parses, and it is nearly always sure', async (context) => {
  const lines = (await readFile(new URL('../corpus/realistic.ndjson', import.meta.url), 'utf8')).trim().split('\n')
  const corpus = lines.map((line) => /** @type {{ stack: string, message: string }} */ (JSON.parse(line)))
  const unsure = await unsureAmong(corpus.map(({ message }) => message))

  for (const stack of new Set(corpus.map((entry) => entry.stack))) {
    const some = unsure.filter((index) => corpus[index].stack === stack).length
    const all = corpus.filter((entry) => entry.stack === stack).length
    context.diagnostic(`${stack}: unsure of ${some} in ${all}, ${percent(some, all)}`)
  }
  context.diagnostic(`all: unsure of ${unsure.length} in ${corpus.length}, ${percent(unsure.length, corpus.length)}`)
  for (const index of unsure) context.diagnostic(`unsure: ${JSON.stringify(corpus[index].message.slice(0, 200))}`)
  assert.ok(unsure.length <= 0.02 * corpus.length, `unsure of ${percent(unsure.length, corpus.length)}`)
})

test('what the core is sure of in random HTML is what Chromium parses', async (context) => {
  context.diagnostic(`seed ${seed}, ${count} messages`)
  const random = seededRandom(seed)
  const messages = Array.from({ length: count }, () => randomHtml(random))
  const unsure = await unsureAmong(messages)

  context.diagnostic(`unsure of ${percent(unsure.length, count)}`)
  assert.ok(unsure.length >= 0.2 * count, 'random HTML is too tame')
  assert.ok(count - unsure.length >= 0.2 * count, 'the core gives up too often, or random HTML is too wild')
})

const withoutEnd = /^(area|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i

/**
 * Fuzzing stops at the first thing that makes the core unsure. With the end tags that it lacks, such a message shows
 * whether that thing alone does it.
 *
 * @param {string} message
 */
function completed(message) {
  /** @type {string[]} */
  const open = []
  for (const [, slash, tag] of message.matchAll(/<(\/?)([a-z][a-z0-9:_.-]*)(?:"[^"]*"|'[^']*'|[^'">])*>/gi)) {
    const opened = open.lastIndexOf(tag)
    if (slash && opened >= 0) open.splice(opened, 1)
    if (!slash && !withoutEnd.test(tag)) open.push(tag)
  }
  return (
    message +
    open
      .reverse()
      .map((tag) => `</${tag}>`)
      .join('')
  )
}

test("what the core is sure of in the fuzzer's inputs is what Chromium parses", async (context) => {
  const given = process.env.HXWS_CORPUS
  const corpus = given ? pathToFileURL(`${given}/`) : new URL('../fuzz/corpus/fragments/', import.meta.url)
  const inputs = await Promise.all((await readdir(corpus)).map((name) => readFile(new URL(name, corpus), 'utf8')))
  const messages = [...new Set(inputs.flatMap((input) => [input, completed(input)]))]
  const unsure = await unsureAmong(messages)

  context.diagnostic(`unsure of ${percent(unsure.length, messages.length)} in ${messages.length}`)
  assert.ok(unsure.length < messages.length, 'the core is sure of none, so nothing was compared')
})
