/** A page for one test of Node's runner. */
import { Page } from './page.js'

/**
 * Opens a page that is closed when the test has ended; what nobody heard of that went wrong in it fails the test.
 * @param {{ after: (end: () => Promise<void>) => void }} test its context, as node:test gives it
 * @param {string | URL} url
 * @param {import('./headless.d.ts').PageOptions} [options]
 */
export async function openPage(test, url, options) {
  const page = await Page.open(url, options)
  test.after(() => page.close())
  return page
}
