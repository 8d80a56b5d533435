// Chromium, Firefox and WebKitGTK as Debian has them, without a window, behind one small interface.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import puppeteer from 'puppeteer-core'
import { Builder, By, Key } from 'selenium-webdriver'
import { installed, launch as launchChromium } from '../support/browser.mjs'

// its types know it by this name, which an import cannot use
const { DriverService } = /** @type {typeof import('selenium-webdriver/remote')} */ (
  createRequire(import.meta.url)('selenium-webdriver/remote')
)

/**
 * @typedef {object} Tab what a test needs of an engine's own interface
 * @property {(expression: string) => Promise<unknown>} evaluate the value of the expression, or of its promise
 * @property {(selector: string) => Promise<unknown>} click with the pointer
 * @property {(selector: string, text: string) => Promise<unknown>} type key by key; a line feed is the enter key
 * @property {(selector: string, path: string) => Promise<unknown>} choose a file
 * @property {(url: string) => Promise<unknown>} go
 * @property {() => Promise<unknown>} close
 */

/**
 * @typedef {object} Engine
 * @property {() => Promise<Tab>} open
 * @property {() => Promise<unknown>} close
 */

export const engines = { Chromium: startChromium, Firefox: startFirefox, WebKitGTK: startWebKitGtk }

/** @returns {Promise<Engine>} */
async function startChromium() {
  // Playwright turns the back/forward cache off, which its users have
  const browser = await launchChromium({ ignoreDefaultArgs: ['--disable-back-forward-cache'] })
  return {
    async open() {
      const page = await browser.newPage()
      return {
        evaluate: (expression) => page.evaluate(expression),
        click: (selector) => page.click(selector),
        type: (selector, text) => page.locator(selector).pressSequentially(text),
        choose: (selector, path) => page.setInputFiles(selector, path),
        go: (url) => page.goto(url),
        close: () => page.close()
      }
    },
    close: () => browser.close()
  }
}

/** @returns {Promise<Engine>} */
async function startFirefox() {
  const executablePath = installed('/usr/bin/firefox-esr', 'firefox-esr', 'FIREFOX')
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true })
  return {
    async open() {
      const page = await browser.newPage()
      return {
        evaluate: (expression) => page.evaluate(expression),
        click: (selector) => page.click(selector),
        type: (selector, text) => page.type(selector, text),
        async choose(selector, path) {
          const input = /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (await page.$(selector))
          await input.uploadFile(path)
        },
        go: (url) => page.goto(url),
        close: () => page.close()
      }
    },
    close: () => browser.close()
  }
}

/**
 * Its driver has no mode without a window, so it gets a screen of its own; it has one window that it talks to at a time.
 * @returns {Promise<Engine>}
 */
async function startWebKitGtk() {
  const executable = installed('/usr/bin/WebKitWebDriver', 'webkit2gtk-driver', 'WEBKIT_DRIVER')
  const screen = await startScreen()
  const service = new DriverService.Builder(executable)
    .setLoopback(true)
    .setEnvironment({ ...process.env, DISPLAY: screen.display })
    .build()
  const driver = await new Builder()
    .usingServer(await service.start())
    .forBrowser('MiniBrowser')
    .build()
  const firstWindow = await driver.getWindowHandle()
  const find = (/** @type {string} */ selector) => driver.findElement(By.css(selector))
  return {
    async open() {
      await driver.switchTo().newWindow('tab')
      return {
        evaluate: (expression) => driver.executeScript(`return ${expression}`),
        click: (selector) => find(selector).click(),
        type: (selector, text) => find(selector).sendKeys(text.replaceAll('\n', Key.ENTER)),
        choose: (selector, path) => find(selector).sendKeys(path),
        go: (url) => driver.get(url),
        async close() {
          await driver.close()
          await driver.switchTo().window(firstWindow)
        }
      }
    },
    async close() {
      await driver.quit()
      await service.kill()
      screen.close()
    }
  }
}

async function startScreen() {
  const parameters = ['-displayfd', '1', '-nolisten', 'tcp']
  const server = spawn(installed('/usr/bin/Xvfb', 'xvfb', 'XVFB'), parameters, { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = once(server, 'exit').then(([status]) => {
    throw new Error(`Xvfb ended (${status}) before it had a screen`)
  })
  const [display] = await Promise.race([once(server.stdout, 'data'), ended])
  return { display: `:${String(display).trim()}`, close: () => server.kill() }
}
