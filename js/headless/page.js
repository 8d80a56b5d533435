/** The page: its tree, its connections and what a user does in it, together. */

import { coreOf, globalClock } from './clock.js'
import { createConnections } from './connections.js'
import { createCookies } from './cookies.js'
import { describe } from './describe.js'
import { createDocument } from './document.js'
import { PageError } from './errors.js'
import { found, notFound } from './expectation.js'
import { fetchPage } from './fetch-page.js'
import { createFrames } from './frames.js'
import { hasAttribute } from './htmx/attributes.js'
import { trackLastButtons } from './htmx/last-button.js'
import { isOurs } from './htmx/ours.js'
import { createSending } from './htmx/sending.js'
import { createTriggers } from './htmx/triggers.js'
import { createReceiving } from './receiving.js'
import { createReports } from './reports.js'
import { snapshot } from './snapshot.js'
import { createSockets } from './sockets.js'
import { createActing } from './user/acting.js'
import { createEvents } from './user/events.js'
import { createWaiting } from './wait.js'

/** @typedef {import('./tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('./headless.d.ts').PageOptions} PageOptions */
/** @typedef {import('./headless.d.ts').WaitOptions} WaitOptions */
/** @typedef {import('./cookies.js').Cookies} Cookies */

const standardTimeout = 5000
const standardFrames = 1000

const connecting = '[ws-connect], [data-ws-connect], [hx-ws], [data-hx-ws]'
const sending = '[ws-send], [data-ws-send], [hx-ws], [data-hx-ws]'

export class Page {
  /** @type {ReturnType<typeof createDocument>} */
  #tree
  #reports
  #frames
  #waiting
  #sockets
  #connections
  #sending
  #triggers
  #acting
  #timeout
  #clock
  #url
  /** What htmx's rules are asked with. */
  #htmx
  /** @type {Promise<void> | undefined} */
  #closed

  /**
   * @param {string | URL} url
   * @param {PageOptions} [options]
   */
  static async open(url, options = {}) {
    const cookies = createCookies()
    const { fetch = globalThis.fetch, headers = {} } = options
    const fetched = await fetchPage(httpUrl(url), { fetch, headers, cookies })
    return new Page(fetched.html, { ...options, url: fetched.url }, cookies)
  }

  /**
   * @param {string} html
   * @param {PageOptions & { url: string | URL }} options
   */
  static fromHTML(html, options) {
    return new Page(html, { ...options, url: httpUrl(options?.url) })
  }

  /**
   * @param {string} html
   * @param {PageOptions & { url: string }} options
   * @param {Cookies} [cookies]
   */
  constructor(html, options, cookies = createCookies()) {
    const { url, clock = globalClock, random = () => Math.random() } = options
    const tree = createDocument(html)
    const core = coreOf(clock)
    const config = { ...options.config, ...metaConfig(tree) }
    const reports = createReports(tree)
    this.#tree = tree
    this.#url = url
    this.#clock = clock
    this.#reports = reports
    this.#timeout = options.timeout ?? standardTimeout
    this.#frames = createFrames(options.frames ?? standardFrames)
    this.#waiting = createWaiting(clock)
    const receiving = createReceiving({ tree, reports, applied: (message, change) => this.#applied(message, change) })
    const { headers = {}, createWebSocket } = options
    const record = (/** @type {'sent' | 'received'} */ direction, /** @type {any} */ data, /** @type {string} */ url) =>
      this.#record(direction, data, url)
    this.#sockets = createSockets({ url, headers, cookies, createWebSocket, reports, record })
    this.#connections = createConnections({
      tree,
      core,
      clock,
      random,
      url,
      config,
      reports,
      openSocket: this.#sockets.open,
      receive: receiving.receive,
      changed: this.#waiting.look
    })
    const events = createEvents(tree)
    const lastButtonOf = trackLastButtons(tree, events)
    this.#htmx = { tree, config, url }
    this.#sending = createSending({ page: this.#htmx, core, reports, connections: this.#connections, lastButtonOf })
    this.#triggers = createTriggers({
      page: this.#htmx,
      events,
      clock,
      onTrigger: this.#sending.send,
      report: (error) => reports.error(null, 'htmx:wsSendError', error)
    })
    this.#acting = createActing(tree, events)
    this.#process(tree.root())
  }

  get url() {
    return this.#url
  }

  get title() {
    const title = this.#tree.query('title')
    return title ? this.#tree.text(title) : ''
  }

  get frames() {
    return this.#frames.list()
  }

  get errors() {
    return this.#reports.errors
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
    const [elt] = await this.#waiting.until({ look, describe }, options.timeout ?? this.#timeout)
    return elt && !options.gone ? snapshot(this.#tree, elt) : null
  }

  /** @param {{ timeout?: number }} [options] */
  async waitForOpen({ timeout = this.#timeout } = {}) {
    const look = () => this.#connections.states().every(({ status }) => status === 'open') || undefined
    const describe = () => {
      const states = this.#connections.states().map(({ url, status }) => `${url} is ${status}`)
      return new PageError(`Not all connections of the page are open: ${states.join(', ')}.`, 'Is the server running?')
    }
    await this.#waiting.until({ look, describe }, timeout)
  }

  received() {
    return this.#frames.received()
  }

  /**
   * @param {string} name
   * @param {(detail: any) => unknown} listener
   */
  on(name, listener) {
    this.#reports.on(name, listener)
    return this
  }

  /**
   * @param {string} name
   * @param {(detail: any) => unknown} listener
   */
  off(name, listener) {
    this.#reports.off(name, listener)
    return this
  }

  async close() {
    this.#closed ??= this.#end()
    await this.#closed
    this.#reports.throwUnheard()
  }

  [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    return this.close()
  }

  async #end() {
    this.#triggers.clear()
    this.#connections.end()
    this.#waiting.end()
    await this.#sockets.closed()
    this.#frames.end()
    this.#tree.release()
  }

  #state() {
    return {
      tree: this.#tree,
      frames: this.#frames.list(),
      errors: this.#reports.errors,
      states: this.#connections.states()
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
    this.#reports.orThrow(() => action(elt))
    this.#waiting.look()
  }

  /**
   * Connects and binds what is new.
   * @param {HeadlessElement} within
   */
  #process(within) {
    const tree = this.#tree
    for (const elt of withSelf(tree, within, connecting)) if (isOurs(this.#htmx, elt)) this.#connections.connect(elt)
    for (const elt of withSelf(tree, within, sending)) {
      const isSender = hasAttribute(tree, elt, 'ws-send') || this.#connections.sendsByHxWs(elt)
      if (!isSender || !isOurs(this.#htmx, elt)) continue
      this.#sending.bind(elt)
      this.#triggers.bind(elt)
    }
  }

  /**
   * @param {string} message
   * @param {ReturnType<import('./document.js').Tree['apply']>} change
   */
  #applied(message, { inserted, removed }) {
    for (const elt of removed) {
      this.#triggers.unbind(elt)
      this.#connections.disconnect(elt)
    }
    for (const elt of inserted) if (this.#tree.isAttached(elt)) this.#process(elt)
    this.#reports.tell('swap', { message })
    this.#waiting.look()
  }

  /**
   * @param {'sent' | 'received'} direction
   * @param {any} data
   * @param {string} url
   */
  #record(direction, data, url) {
    const frame = { direction, data, at: this.#clock.Date.now(), url }
    this.#frames.add(frame)
    this.#reports.tell('frame', frame)
  }
}

/**
 * @param {import('./document.js').Tree} tree
 * @param {HeadlessElement} within
 * @param {string} selector
 */
function withSelf(tree, within, selector) {
  const inside = tree.queryAll(selector, within)
  return within.handle > 0 && tree.matches(within, selector) ? [within, ...inside] : inside
}

/**
 * What a page says in <meta name="htmx-config">.
 * @param {import('./document.js').Tree} tree
 */
function metaConfig(tree) {
  const meta = tree.query('meta[name="htmx-config"]')
  const content = meta && tree.attribute(meta, 'content')
  if (!content) return {}
  try {
    return JSON.parse(content)
  } catch (cause) {
    tree.release()
    throw new PageError('<meta name="htmx-config"> holds no JSON.', 'Correct its content.', { cause })
  }
}

/** @param {string | URL} url */
function httpUrl(url) {
  const { protocol, href } = parsed(url)
  if (protocol === 'http:' || protocol === 'https:') return href
  throw new PageError(`A page can't have the URL ${href}.`, 'Give it an http: or https: URL.')
}

/** @param {string | URL} url */
function parsed(url) {
  try {
    return new URL(url)
  } catch (cause) {
    throw new PageError(`${JSON.stringify(url)} is no URL.`, 'Give it a whole one: http://127.0.0.1:3000/chat.', {
      cause
    })
  }
}
