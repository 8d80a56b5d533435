/** A page as its users have it: headless.d.ts says what each of its members does. */
import { createCookies } from './cookies.js'
import { describe } from './describe.js'
import { PageError } from './errors.js'
import { found, notFound } from './expectation.js'
import { fetchPage } from './fetch-page.js'
import { pageUrl } from './page-url.js'
import { createParts } from './parts.js'
import { snapshot } from './snapshot.js'

/** @typedef {import('./tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('./headless.d.ts').PageOptions} PageOptions */
/** @typedef {import('./headless.d.ts').WaitOptions} WaitOptions */

const standardTimeout = 5000

export class Page {
  #parts
  #tree
  #acting
  #timeout
  #url
  /** @type {Promise<void> | undefined} */
  #closed

  /**
   * @param {string | URL} url
   * @param {PageOptions} [options]
   */
  static async open(url, options = {}) {
    const cookies = createCookies()
    const { fetch = globalThis.fetch, headers = {} } = options
    const fetched = await fetchPage(pageUrl(url), { fetch, headers, cookies })
    return new Page(fetched.html, { ...options, url: fetched.url }, cookies)
  }

  /**
   * @param {string} html
   * @param {PageOptions & { url: string | URL }} options
   */
  static fromHTML(html, options) {
    return new Page(html, { ...options, url: pageUrl(options?.url) })
  }

  /**
   * @param {string} html
   * @param {PageOptions & { url: string }} options
   * @param {import('./cookies.js').Cookies} [cookies]
   */
  constructor(html, options, cookies = createCookies()) {
    this.#parts = createParts(html, options, cookies)
    this.#tree = this.#parts.tree
    this.#acting = this.#parts.acting
    this.#url = options.url
    this.#timeout = options.timeout ?? standardTimeout
  }

  get url() {
    return this.#url
  }

  get title() {
    const title = this.#tree.query('title')
    return title ? this.#tree.text(title) : ''
  }

  get frames() {
    return this.#parts.frames.list()
  }

  get errors() {
    return this.#parts.reports.errors
  }

  /** @param {string} selector */
  query(selector) {
    const elt = this.#tree.query(selector)
    return elt && snapshot(this.#tree, elt)
  }

  /** @param {string} selector */
  queryAll(selector) {
    return this.#tree.queryAll(selector).map((elt) => snapshot(this.#tree, elt))
  }

  /** @param {string} selector */
  exists(selector) {
    return this.#tree.query(selector) !== null
  }

  /** @param {string} selector */
  text(selector) {
    return this.#tree.text(this.#first(selector))
  }

  /** @param {string} [selector] */
  html(selector) {
    return this.#tree.html(selector === undefined ? undefined : this.#first(selector))
  }

  /**
   * @param {string} selector
   * @param {string} name
   */
  attribute(selector, name) {
    return this.#tree.attribute(this.#first(selector), name.toLowerCase())
  }

  /**
   * @param {string} selector
   * @param {string} value
   */
  fill(selector, value) {
    this.#act(selector, (elt) => this.#acting.fill(elt, String(value)))
  }

  /** @param {string} selector */
  check(selector) {
    this.#act(selector, (elt) => this.#acting.check(elt, true))
  }

  /** @param {string} selector */
  uncheck(selector) {
    this.#act(selector, (elt) => this.#acting.check(elt, false))
  }

  /**
   * @param {string} selector
   * @param {string[]} values
   */
  select(selector, ...values) {
    this.#act(selector, (elt) => this.#acting.choose(elt, values))
  }

  /** @param {string} selector */
  click(selector) {
    this.#act(selector, (elt) => this.#acting.click(elt))
  }

  /** @param {string} selector */
  submit(selector) {
    this.#act(selector, (elt) => this.#acting.submit(elt))
  }

  /**
   * @param {string} selector
   * @param {string} event
   */
  trigger(selector, event) {
    this.#act(selector, (elt) => this.#acting.trigger(elt, event))
  }

  /**
   * @param {string} selector
   * @param {WaitOptions} [options]
   */
  async waitFor(selector, options = {}) {
    const look = () => found(this.#tree, selector, options)
    const describe = () => notFound(this.#state(), selector, options)
    const [elt] = await this.#parts.waiting.until({ look, describe }, options.timeout ?? this.#timeout)
    return elt && !options.gone ? snapshot(this.#tree, elt) : null
  }

  /** @param {{ timeout?: number }} [options] */
  async waitForOpen({ timeout = this.#timeout } = {}) {
    const look = () => this.#parts.connections.states().every(({ status }) => status === 'open') || undefined
    const describe = () => {
      const states = this.#parts.connections.states().map(({ url, status }) => `${url} is ${status}`)
      return new PageError(`Not all connections of the page are open: ${states.join(', ')}.`, 'Is the server running?')
    }
    await this.#parts.waiting.until({ look, describe }, timeout)
  }

  received() {
    return this.#parts.frames.received()
  }

  /**
   * @param {string} name
   * @param {(detail: any) => unknown} listener
   */
  on(name, listener) {
    this.#parts.reports.on(name, listener)
    return this
  }

  /**
   * @param {string} name
   * @param {(detail: any) => unknown} listener
   */
  off(name, listener) {
    this.#parts.reports.off(name, listener)
    return this
  }

  async close() {
    this.#closed ??= this.#parts.end()
    await this.#closed
    this.#parts.reports.throwUnheard()
  }

  [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    return this.close()
  }

  #state() {
    return {
      tree: this.#tree,
      frames: this.#parts.frames.list(),
      errors: this.#parts.reports.errors,
      states: this.#parts.connections.states()
    }
  }

  /** @param {string} selector */
  #first(selector) {
    const elt = this.#tree.query(selector)
    if (elt) return elt
    throw new PageError(`Nothing matches ${JSON.stringify(selector)}.`, 'Use waitFor() for what is yet to come.')
  }

  /**
   * @param {string} selector
   * @param {(elt: HeadlessElement) => void} action
   */
  #act(selector, action) {
    const [elt, ...others] = this.#tree.queryAll(selector)
    if (!elt) this.#first(selector)
    if (others.length > 0) {
      const matching = [elt, ...others]
        .slice(0, 3)
        .map((each) => describe(this.#tree, each))
        .join(', ')
      throw new PageError(
        `${others.length + 1} elements match ${JSON.stringify(selector)}: ${matching} ...`,
        'A user acts on one element: choose it by its id, or with :nth-child().'
      )
    }
    this.#parts.reports.orThrow(() => action(elt))
    this.#parts.waiting.look()
  }
}
