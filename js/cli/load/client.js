/** One client: its page, and the script that is run in it again and again. */
import { tame } from './format.js'

/** @typedef {import('../../headless/headless.d.ts').Page} HeadlessPage */
/** @typedef {typeof import('../../headless/headless.d.ts').Page} PageClass */
/** @typedef {import('./tally.js').Tally} Tally */
/** @typedef {ReturnType<typeof createClient>} Client what a script is given */
/** @typedef {(given: { page: HeadlessPage, client: Client, signal: AbortSignal }) => unknown} Script */

/** @typedef {import('../../headless/headless.d.ts').PageOptions} PageOptions */
/** @typedef {(given: { index: number, url: string }) => PageOptions | Promise<PageOptions>} OptionsOf those of a client's page */

/** What fails is not tried again at once: neither server nor processor has anything from it. In milliseconds. */
const pauseAfterFailure = 1000

/** Of each page: thousands of them are kept at once. */
const keptFrames = 20

/**
 * @param {object} given
 * @param {PageClass} given.Page
 * @param {string} given.url
 * @param {Script | null} given.script
 * @param {OptionsOf | null} given.options
 * @param {Tally} given.tally
 * @param {AbortSignal} given.signal its time is over
 * @param {number} index
 * @returns {Promise<void>} when its page is closed; never rejected
 */
export async function runClient(given, index) {
  const { script, tally, signal } = given
  tally.totals.clients += 1
  const page = await openPage(given, index)
  if (!page) return
  if (script && !signal.aborted) await loop(script, { page, client: createClient(index, tally, signal), signal }, tally)
  await ended(signal)
  await page.close().catch(() => {})
}

/**
 * @param {Parameters<typeof runClient>[0]} given
 * @param {number} index
 * @returns {Promise<HeadlessPage | null>} null where the time was over before
 */
async function openPage({ Page, url, options, tally, signal }, index) {
  while (!signal.aborted) {
    tally.totals.tried += 1
    try {
      const page = await Page.open(url, { frames: keptFrames, ...(await options?.({ index, url })) })
      watch(page, tally, signal)
      return page
    } catch (error) {
      if (!signal.aborted) tally.failed(kindOf(error))
      await pause(pauseAfterFailure, signal)
    }
  }
  return null
}

/**
 * @param {Script} script
 * @param {Parameters<Script>[0]} given
 * @param {Tally} tally
 */
async function loop(script, given, tally) {
  const { client, signal } = given
  while (!signal.aborted) {
    tally.totals.tried += 1
    try {
      await script(given)
      tally.totals.rounds += 1
    } catch (error) {
      // what was under way when the time was over is no error
      if (!signal.aborted) tally.failed(kindOf(error))
      await pause(pauseAfterFailure, signal)
    }
    client.round += 1
    // a script that waits for nothing must leave the others their turn
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/**
 * @param {number} index
 * @param {Tally} tally
 * @param {AbortSignal} signal
 */
function createClient(index, tally, signal) {
  return {
    /** From 0. */
    index,
    /** How often the script has run before. */
    round: 0,

    /**
     * How long it takes, under that name.
     * @template T
     * @param {string} name
     * @param {() => T | Promise<T>} action
     * @returns {Promise<T>} its result
     */
    async measure(name, action) {
      const start = performance.now()
      const result = await action()
      tally.measured(tame(String(name)), performance.now() - start)
      return result
    },

    /** Waits; less long where the time is over before. @param {number} milliseconds */
    pause: (milliseconds) => pause(milliseconds, signal)
  }
}

/**
 * @param {HeadlessPage} page
 * @param {Tally} tally
 * @param {AbortSignal} signal
 */
function watch(page, tally, signal) {
  /** @type {Map<string, { times: number, now: number }>} of each URL: how often it was opened, and how many sockets are open */
  const known = new Map()
  /** Since when an answer is waited for. @type {number | null} */
  let sentAt = null

  page
    .on('open', ({ url }) => {
      const { times, now } = known.get(url) ?? { times: 0, now: 0 }
      known.set(url, { times: times + 1, now: now + 1 })
      if (times > 0) tally.totals.reconnects += 1
      tally.opened()
    })
    .on('close', ({ url, code }) => {
      const { times, now } = known.get(url) ?? { times: 0, now: 0 }
      const wasOpen = now > 0
      if (wasOpen) {
        known.set(url, { times, now: now - 1 })
        tally.closed()
      }
      if (!signal.aborted) tally.failed(`a connection ${wasOpen ? 'was closed' : 'could not be opened'} (${code})`)
    })
    .on('frame', ({ direction }) => {
      tally.totals[direction] += 1
      if (direction === 'sent') sentAt ??= performance.now()
      else if (sentAt !== null) {
        tally.replied(performance.now() - sentAt)
        sentAt = null
      }
    })
    .on('error', (error) => {
      if (!signal.aborted) tally.failed(kindOf(error))
    })
}

/**
 * @param {unknown} error
 * @returns {string} what it has in common with others
 */
export function kindOf(error) {
  if (!(error instanceof Error)) return tame(String(error))
  const { reason = error.message } = /** @type {{ reason?: string }} */ (error)
  return tame(`${error.name}: ${reason.split('\n')[0]}`)
}

/**
 * @param {number} milliseconds
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(end, milliseconds)
    signal.addEventListener('abort', end, { once: true })
    function end() {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
  })
}

/** @param {AbortSignal} signal */
const ended = (signal) =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(undefined)
    else signal.addEventListener('abort', resolve, { once: true })
  })
