import { existsSync } from 'node:fs'
import { after } from 'node:test'
import { chromium } from 'playwright-core'

/**
 * The path of a program that a test needs: a test without it fails, it is not skipped.
 * @param {string} usualPath
 * @param {string} debianPackage
 * @param {string} variable of the environment that may hold another path
 */
export function installed(usualPath, debianPackage, variable) {
  const path = process.env[variable] ?? usualPath
  if (existsSync(path)) return path
  throw new Error(`${path} is not there: apt-get install ${debianPackage}, or set ${variable} to its path`)
}

/**
 * Starts a Chromium without a window. The flags keep it from talking to anything but the test's own server.
 * @param {import('playwright-core').LaunchOptions & { flags?: string[] }} [options] with more of them
 */
export function launch({ flags = [], ...options } = {}) {
  return chromium.launch({
    ...options,
    executablePath: installed('/usr/bin/chromium', 'chromium', 'CHROMIUM'),
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

/**
 * A Chromium for a file's tests: started before them, so that none of them waits for it, and closed after them.
 * @param {Parameters<typeof launch>[0]} [options]
 */
export async function useChromium(options) {
  const browser = await launch(options)
  after(() => browser.close())
  return browser
}
