// Plays a page twice, in Chromium with htmx and in the headless page, and compares what was sent when.
import assert from 'node:assert/strict'
import { url } from './chromium.mjs'
import { playHeadless } from './headless.mjs'

/** @typedef {import('./play.d.ts').ActingPage} ActingPage */

/**
 * @param {ActingPage} page
 * @param {Awaited<ReturnType<typeof import('./chromium.mjs').openChromiumPlayer>>} chromium
 */
export async function compare(page, chromium) {
  const html = markup(page)
  const expected = await chromium.play(html, page.acts)
  const actual = await playHeadless(html, url, page.acts)
  const where = `${page.name}\n${html}\n${JSON.stringify(page.acts)}`
  assert.deepEqual(actual.outcomes, expected.outcomes, where)
  if (!page.errors) return assert.deepEqual(actual.errors, [], where)
  assert.equal(actual.errors.length, page.errors.length, `${where}\n${actual.errors.join('\n')}`)
  for (const [index, error] of actual.errors.entries()) assert.match(error, page.errors[index], where)
}

/** @param {ActingPage} page */
function markup({ head = '', body, whole }) {
  const content = whole ?? `<div id="root" hx-ext="ws" ws-connect="/ws">${body}</div>`
  return `<!doctype html><html><head><meta charset="utf-8">${head}</head><body>${content}</body></html>`
}
