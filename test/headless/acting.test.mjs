// What a user does in the headless page sends what it sends in Chromium with htmx 2.0.11 and dist/ws.js: byte for byte,
// after the same act, for forms, values, headers, triggers and what a browser does of itself.
import { before, suite, test } from 'node:test'
import { useChromium } from '../support/browser.mjs'
import { openChromiumPlayer } from './acting/chromium.mjs'
import { compare } from './acting/compare.mjs'
import { actionPages } from './acting/pages/actions.mjs'
import { headerPages } from './acting/pages/headers.mjs'
import { triggerPages } from './acting/pages/triggers.mjs'
import { valuePages } from './acting/pages/values.mjs'

const browser = await useChromium()

/** @type {Awaited<ReturnType<typeof openChromiumPlayer>>} */
let chromium

before(async () => {
  chromium = await openChromiumPlayer(browser)
})

for (const [name, pages] of Object.entries({
  values: valuePages,
  headers: headerPages,
  triggers: triggerPages,
  actions: actionPages
})) {
  suite(name, () => {
    for (const page of pages) test(page.name, () => compare(page, chromium))
  })
}
