// Pages in Chromium and without a browser: after each message and each action the same document, the same state of
// controls, the same frames. HXWS_SEED and HXWS_COUNT choose other pages; HXWS_ONLY the number of one, shown in full.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Page } from '../../dist/headless.js'
import { seed } from '../support/seed.mjs'
import { openBrowser } from './equality/browser.mjs'
import { compare, excerpts, normalized } from './equality/compare.mjs'
import { known, reasonFor } from './equality/differences.mjs'
import { playOf } from './equality/generator.mjs'
import { playHeadless } from './equality/headless.mjs'

/** @typedef {import('./equality/compare.mjs').Difference} Difference */
/** @typedef {import('./equality/steps.mjs').Play} Play */
/** @typedef {import('./equality/steps.mjs').State} State */

const count = Number(process.env.HXWS_COUNT ?? 1000)
const only = process.env.HXWS_ONLY

/** Of 1,000 pages so many must be equal. */
const least = 990

/** @type {Awaited<ReturnType<typeof openBrowser>>} */
let browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser.close())

const indices = only ? [Number(only)] : Array.from({ length: count }, (_, index) => index)
const plays = indices.map((index) => playOf(seed, index))

/** @param {Play} play @param {State[]} states @param {Parameters<typeof playHeadless>[4]} [change] */
const headless = (play, states, change) => {
  const deeds = states.slice(1).map(({ done }) => done)
  return playHeadless(Page, play, browser.urlOf(play.index), deeds, change)
}

test(`the same in Chromium and without a browser: seed ${seed}, ${plays.length} pages`, async (t) => {
  /** @type {Map<string, number[]>} pages by the name of their known difference */
  const told = new Map()
  /** @type {string[]} */
  const unknown = []
  let steps = 0
  let frames = 0
  for await (const { play, states } of browser.play(plays)) {
    steps += play.steps.length
    frames += states.flatMap((state) => state.frames).length
    const difference = compare(states, await headless(play, states))
    if (!difference) continue
    const reason = reasonFor(difference, play)
    if (reason) told.set(reason.name, [...(told.get(reason.name) ?? []), play.index])
    else unknown.push(shown(difference, play))
  }
  t.diagnostic(`${steps} steps, ${frames} frames and other deeds of sockets`)
  for (const { name, reason } of known) {
    if (told.has(name)) t.diagnostic(`${name} (pages ${told.get(name)?.join(', ')}): ${reason}`)
  }
  const differ = unknown.length + [...told.values()].flat().length
  t.diagnostic(`${plays.length - differ} of ${plays.length} pages are equal`)
  assert.equal(
    unknown.length,
    0,
    `${unknown.length} differences of no known kind:\n\n${unknown.slice(0, 60).join('\n\n')}`
  )
  assert.ok(
    differ <= Math.ceil((plays.length * (1000 - least)) / 1000),
    `at most one page of a hundred may differ, not ${differ}`
  )
})

/** @param {Difference} difference @param {Play} play */
function shown(difference, play) {
  const { step, part, errors } = difference
  const { browser, headless } = only ? difference : excerpts(difference)
  const before = step === 0 ? 'the page as loaded' : JSON.stringify(play.steps[step - 1])
  return `page ${play.index}, step ${step}, ${part}: ${before}\n  browser:  ${browser}\n  headless: ${headless}\n  errors: ${errors.join(' | ')}`
}

test('the comparison finds what a page without a browser leaves out, or does otherwise', async () => {
  /** @type {Record<string, (step: import('./equality/steps.mjs').Step, index: number) => import('./equality/steps.mjs').Step | null>} */
  const planted = {
    'each message is another': (step) =>
      step.do === 'message' ? { ...step, text: `<p id="x">planted</p>${step.text}` } : step,
    'messages are left out': (step) => (step.do === 'message' ? null : step),
    'nothing is sent by forms': (step) => (step.do === 'submit' ? null : step),
    'nothing is typed': (step) => (step.do === 'fill' ? null : step),
    'time stands still': (step) => (step.do === 'tick' ? null : step)
  }
  const some = Array.from({ length: 60 }, (_, index) => playOf(1, index))
  /** @type {Record<string, Set<string>>} */
  const found = Object.fromEntries(Object.keys(planted).map((name) => [name, new Set()]))
  for await (const { play, states } of browser.play(some)) {
    for (const [name, change] of Object.entries(planted)) {
      const difference = compare(states, await headless(play, states, change))
      if (difference) found[name].add(difference.part)
    }
  }
  for (const [name, parts] of Object.entries(found)) assert.ok(parts.size > 0, name)
  assert.ok(found['messages are left out'].has('document'))
  assert.ok(found['nothing is sent by forms'].has('frames'))
  assert.ok(found['nothing is typed'].has('controls'))
})

test('the order of attributes is all that is normalized', () => {
  assert.equal(normalized('<a c="1" b="&lt;">x</a>'), normalized('<a b="&lt;" c="1">x</a>'))
  const texts = [
    '<a b="1">x</a>',
    '<a b="2">x</a>',
    '<a B="1">x</a>',
    '<a b="1"> x</a>',
    '<b a="1">x</b>',
    '<a b="1" c="">x</a>'
  ]
  assert.equal(new Set(texts.map(normalized)).size, texts.length)
})
