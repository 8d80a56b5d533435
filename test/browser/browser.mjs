import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'

/**
 * Starts a Chromium without a window. The flags keep it from talking to anything but the test's own server.
 * @param {string[]} [flags] more of them
 */
export function launch(flags = []) {
  if (!existsSync(executablePath)) {
    throw new Error(`${executablePath} is not there: apt-get install chromium, or set CHROMIUM to its path`)
  }
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...flags
    ]
  })
}
