// The same HTML parsed here and in Chromium. HXWS_SEED and HXWS_COUNT choose other texts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomHtml, seededRandom } from '../corpus/random.mjs'
import { createChooser } from '../corpus/seeded.mjs'
import { soup } from '../corpus/soup.mjs'
import { useChromium } from '../support/browser.mjs'
import { seed } from '../support/seed.mjs'
import { createModule, openDocument } from './module.mjs'

const browser = await useChromium()
const count = Number(process.env.HXWS_COUNT ?? 1000)
const instance = createModule()

/** Where our page differs on purpose or can't know: scripts run in it; a browser copies options into their select. */
const apart = /noscript|selectedcontent|shadowroot/i

/**
 * @param {string[]} texts
 * @returns {Promise<[text: string, ours: string, theirs: string][]>} those that differ
 */
async function differences(texts) {
  const page = await browser.newPage()
  const theirs = await page.evaluate(
    (texts) =>
      texts.map((text) => {
        const { documentElement, doctype } = new DOMParser().parseFromString(text, 'text/html')
        return `${doctype ? `<!DOCTYPE ${doctype.name}>` : ''}${documentElement.outerHTML}`
      }),
    texts
  )
  await page.close()
  const document = openDocument('', instance)
  const ours = texts.map((text) => {
    document.parse(text)
    // comments beside the html element are no part of it
    return String(document.html()).replace(/^(<!DOCTYPE [^>]*>)?(?:<!--.*?-->|<\?.*?\?>)*<html/s, '$1<html')
  })
  document.release()
  /** @param {string} html */
  const whole = (html) => html.slice(0, html.lastIndexOf('</html>') + 7)
  return texts.flatMap((text, index) =>
    whole(ours[index]) === whole(theirs[index]) ? [] : [[text, ours[index], theirs[index]]]
  )
}

/** @param {() => string} make */
const texts = (make) =>
  Array.from({ length: count }, () => make().replace(/\p{Surrogate}/gu, '\ufffd')).filter((text) => !apart.test(text))

test(`what servers send is parsed as Chromium does: seed ${seed}, ${count} texts`, async (t) => {
  const random = seededRandom(seed)
  const all = texts(() => `<!doctype html><body>${randomHtml(random)}`)
  const found = await differences(all)
  t.diagnostic(`${found.length} of ${all.length} differ`)
  assert.ok(found.length <= all.length / 100, JSON.stringify(found.slice(0, 3)))
})

test(`soup is parsed as Chromium does, but for some: seed ${seed}, ${count} texts`, async (t) => {
  const choose = createChooser(seededRandom(seed))
  const all = texts(() => soup(choose))
  const found = await differences(all)
  t.diagnostic(`${found.length} of ${all.length} differ`)
  assert.ok(found.length <= all.length / 40, JSON.stringify(found.slice(0, 3)))
})
