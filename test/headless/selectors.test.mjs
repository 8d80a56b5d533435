// Selectors against Chromium's: the same elements of the same trees, and faults where Chromium throws.
// HXWS_SEED and HXWS_COUNT choose other random trees and how many; a failure prints what it was found with.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChooser, seededRandom } from '../corpus/seeded.mjs'
import { useChromium } from '../support/browser.mjs'
import { seed } from '../support/seed.mjs'
import { openForms } from './forms.mjs'
import { createModule } from './module.mjs'
import { randomSelector, randomTree } from './random-selectors.mjs'

/** @typedef {{ html: string, selectors: string[], subjects: number[] }} Case a tree, selectors, and an element for each of them */
/** @typedef {{ all: number[], inside: number[], matches: boolean, closest: number }} Found elements by their places in the tree */

const count = Number(process.env.HXWS_COUNT ?? 100)
const selectorsOfATree = 50
const reported = 20

const browser = await useChromium()
const page = await browser.newPage()

/** Runs in the page. @param {Case[]} cases @returns {(Found | null)[][]} null where it is no selector */
function askChromium(cases) {
  /** @param {Case} each */
  const askOne = ({ html, selectors, subjects }) => {
    const tree = new DOMParser().parseFromString(html, 'text/html')
    const elements = [...tree.querySelectorAll('*')]
    return selectors.map((selector, index) => {
      const subject = elements[subjects[index] % elements.length]
      try {
        const closest = subject.closest(selector)
        return {
          all: Array.from(tree.querySelectorAll(selector), (element) => elements.indexOf(element)),
          inside: Array.from(subject.querySelectorAll(selector), (element) => elements.indexOf(element)),
          matches: subject.matches(selector),
          closest: closest ? elements.indexOf(closest) : -1
        }
      } catch {
        return null
      }
    })
  }
  return cases.map(askOne)
}

const instance = createModule()

/** @param {Case} each @returns {(Found | import('./forms.mjs').Fault)[]} */
function askOurs({ html, selectors, subjects }) {
  const opened = openForms(html, instance)
  const elements = /** @type {number[]} */ (opened.query('*'))
  const place = new Map(elements.map((element, index) => [element, index]))
  /** @param {number} element */
  const placeOf = (element) => place.get(element) ?? -1
  const answers = selectors.map((selector, index) => {
    const subject = elements[subjects[index] % elements.length]
    const all = opened.query(selector)
    if (!Array.isArray(all)) return all
    const first = /** @type {number[]} */ (opened.query(selector, 0, true))
    assert.deepEqual(first, all.slice(0, 1), `the first of ${selector}`)
    const inside = /** @type {number[]} */ (opened.query(selector, subject))
    return {
      all: all.map(placeOf),
      inside: inside.map(placeOf),
      matches: opened.matches(subject, selector) === 1,
      closest: placeOf(Number(opened.closest(subject, selector)))
    }
  })
  opened.release()
  return answers
}

/**
 * What is a fault here only: what needs a browser, what CSS closes by itself at the end, escapes in an+b, and an escaped
 * star before a |, which Chromium takes for any prefix.
 *
 * @param {string} selector
 * @param {import('./forms.mjs').Fault} fault
 */
const isStricter = (selector, { offset, reason }) =>
  /needs a browser|pseudo-element|style sheets|quote is not closed/.test(reason) ||
  (offset === selector.length && /[[(]/.test(selector)) ||
  (/an\+b/.test(reason) && /nth-[^)]*\\/.test(selector)) ||
  (/prefix/.test(reason) && selector.includes('\\*|'))

/** @param {Case} each @param {(Found | null)[]} theirs @returns {{ selector: string, [detail: string]: unknown }[]} */
function differences(each, theirs) {
  const ours = askOurs(each)
  return theirs.flatMap((expected, index) => {
    /** @type {{ selector: string, [detail: string]: unknown }[]} */
    const none = []
    const selector = each.selectors[index]
    const actual = ours[index]
    if ('reason' in actual) return expected && !isStricter(selector, actual) ? [{ selector, expected, actual }] : none
    try {
      assert.deepEqual(actual, expected)
      return none
    } catch {
      return [{ selector, subject: each.subjects[index], expected, actual }]
    }
  })
}

/** @param {number} amount @returns {Case[]} */
function randomCases(amount) {
  const choose = createChooser(seededRandom(seed))
  return Array.from({ length: amount }, () => ({
    html: randomTree(choose),
    selectors: choose.some(selectorsOfATree, selectorsOfATree, () => randomSelector(choose)),
    subjects: choose.some(selectorsOfATree, selectorsOfATree, () => choose.integer(0, 1000))
  }))
}

test('random selectors find in random trees what Chromium finds', async (t) => {
  const cases = randomCases(count)
  const answers = await page.evaluate(askChromium, cases)
  const found = answers.flat()
  const valid = found.filter((each) => each !== null)
  t.diagnostic(
    `${found.length} selectors, ${found.length - valid.length} of them none, ${valid.filter((each) => each.all.length > 0).length} found something`
  )
  assert.ok(valid.length > found.length / 2 && valid.length < found.length, 'some selectors are right and some are not')
  const wrong = cases.flatMap((each, index) => differences(each, answers[index]))
  wrong.sort((one, other) => one.selector.length - other.selector.length)
  assert.equal(wrong.length, 0, JSON.stringify(wrong.slice(0, reported), null, 1))
})
