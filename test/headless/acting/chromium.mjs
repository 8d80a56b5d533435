// Plays a page in Chromium with htmx and the extension, as a user: with a real mouse and keyboard.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { root } from '../../../wasm/steps.mjs'
import { extension } from '../../support/extension.mjs'

/** @typedef {import('./play.d.ts').Act} Act */
/** @typedef {import('./play.d.ts').Outcome} Outcome */

export const url = 'http://page.test/chat?room=1'

/** @param {import('playwright-core').Browser} browser */
export async function openChromiumPlayer(browser) {
  const page = await browser.newPage()
  page.setDefaultTimeout(5000)
  let html = ''
  /** @type {string[]} */
  let errors = []
  page.on('pageerror', ({ message }) => errors.push(message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  const scripts = {
    '/htmx.js': await readFile(resolve(root, 'node_modules/htmx.org/dist/htmx.js'), 'utf8'),
    '/ws.js': await readFile(extension, 'utf8')
  }
  await page.route('**/*', (route) => {
    const script = scripts[/** @type {keyof typeof scripts} */ (new URL(route.request().url()).pathname)]
    return route.fulfill({ contentType: script ? 'text/javascript' : 'text/html; charset=utf-8', body: script ?? html })
  })
  await page.addInitScript(`(${install})()`)

  return {
    /**
     * @param {string} text of the page, with a place for scripts
     * @param {Act[]} acts
     * @returns {Promise<{ outcomes: Outcome[], errors: string[] }>}
     */
    async play(text, acts) {
      html = text.replace('</head>', '<script src="/htmx.js"></script><script src="/ws.js"></script></head>')
      errors = []
      await page.goto(url, { waitUntil: 'load' })
      const outcomes = [await outcome()]
      for (const act of acts) {
        await perform(page, act)
        outcomes.push(await outcome())
      }
      return { outcomes, errors }
    }
  }

  /** @returns {Promise<Outcome>} */
  function outcome() {
    return page.evaluate(() => /** @type {any} */ (globalThis).takeOutcome())
  }
}

/**
 * @param {import('playwright-core').Page} page
 * @param {Act} act
 */
async function perform(page, [verb, target, ...values]) {
  if (verb === 'advance') {
    return page.evaluate((milliseconds) => /** @type {any} */ (globalThis).advance(milliseconds), target)
  }
  const element = page.locator(String(target))
  const [value] = values
  if (verb === 'click') await element.click({ force: true })
  else if (verb === 'check') await element.check({ force: true })
  else if (verb === 'uncheck') await element.uncheck({ force: true })
  else if (verb === 'select') await element.selectOption(values)
  else if (verb === 'trigger') await element.evaluate(trigger, value)
  else if (verb === 'submit') await element.evaluate(submit)
  else if (verb === 'fill') {
    await element.focus()
    await element.dispatchEvent('keydown')
    await element.fill(value)
    await element.dispatchEvent('keyup')
    await element.blur()
  }
}

/**
 * Runs in the page.
 * @param {Element} elt
 * @param {string} type
 */
function trigger(elt, type) {
  if (type === 'click' && elt instanceof HTMLElement) elt.click()
  else elt.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }))
}

/**
 * Runs in the page: what a press of Enter does.
 * @param {Element} elt
 */
function submit(elt) {
  const form = /** @type {HTMLFormElement} */ (elt)
  const buttons = [...document.querySelectorAll('button, input')].filter((each) =>
    each instanceof HTMLInputElement || each instanceof HTMLButtonElement
      ? each.form === form && ['submit', 'image'].includes(each.type)
      : false
  )
  const [button] = /** @type {HTMLElement[]} */ (buttons)
  if (button) button.click()
  else form.requestSubmit()
}

/** Runs in the page, before its scripts: gives it a clock that the test moves, and sockets that open at once. */
function install() {
  const page = /** @type {any} */ (globalThis)
  let now = 0
  let next = 1
  /** @type {Map<number, { at: number, callback: () => void }>} */
  const timers = new Map()
  page.setTimeout = (/** @type {() => void} */ callback, delay = 0) => {
    timers.set(next, { at: now + delay, callback })
    return next++
  }
  page.clearTimeout = (/** @type {number} */ timer) => timers.delete(timer)
  page.advance = (/** @type {number} */ milliseconds) => {
    const end = now + milliseconds
    for (;;) {
      const [due] = [...timers].filter(([, { at }]) => at <= end).sort(([, one], [, other]) => one.at - other.at)
      if (!due) break
      timers.delete(due[0])
      now = due[1].at
      due[1].callback()
    }
    now = end
  }
  /** @type {string[]} */
  let frames = []
  let left = false

  class FakeWebSocket extends EventTarget {
    static OPEN = 1
    OPEN = 1
    readyState = 0
    bufferedAmount = 0
    extensions = ''
    protocol = ''
    binaryType = 'blob'
    /** @type {((event: Event) => void) | null} */
    onopen = null

    /** @param {string} url */
    constructor(url) {
      super()
      this.url = url
      queueMicrotask(() => {
        this.readyState = 1
        const event = new Event('open')
        this.onopen?.(event)
        this.dispatchEvent(event)
      })
    }

    /** @param {string} data */
    send(data) {
      frames.push(data)
    }

    close() {}
  }
  page.WebSocket = FakeWebSocket

  page.takeOutcome = () => {
    const outcome = { frames, left }
    frames = []
    left = false
    return outcome
  }

  page.addEventListener('submit', (/** @type {SubmitEvent} */ event) => {
    const form = /** @type {HTMLFormElement} */ (event.target)
    const isDialog = form.getAttribute('method') === 'dialog'
    if (event.defaultPrevented || !event.isTrusted || isDialog) return
    left = true
    event.preventDefault()
  })
  page.addEventListener('click', (/** @type {MouseEvent} */ event) => {
    const active = /** @type {Element} */ (event.target).closest?.('a, button, input, label')
    if (active?.localName === 'a') event.preventDefault()
  })
}
