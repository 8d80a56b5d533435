// A page in a Chromium of its own, with the protocol of its developer tools.
import { launch } from '../support/browser.mjs'

/**
 * @template T
 * @param {string} url
 * @param {(page: import('playwright-core').Page, session: import('playwright-core').CDPSession) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withDevtools(url, work) {
  const browser = await launch()
  try {
    const page = await browser.newPage()
    await page.goto(url)
    return await work(page, await page.context().newCDPSession(page))
  } finally {
    await browser.close()
  }
}
