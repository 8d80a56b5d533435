/** What a page is made of, put together. */
import { coreOf, globalClock } from './clock.js'
import { createConnections } from './connections.js'
import { createDocument } from './document.js'
import { createFrames } from './frames.js'
import { configOf } from './htmx/config.js'
import { trackLastButtons } from './htmx/last-button.js'
import { createProcessing } from './htmx/processing.js'
import { createSending } from './htmx/sending.js'
import { createTriggers } from './htmx/triggers.js'
import { createReceiving } from './receiving.js'
import { createReports } from './reports.js'
import { createSockets } from './sockets.js'
import { createActing } from './user/acting.js'
import { createEvents } from './user/events.js'
import { createWaiting } from './wait.js'

/** @typedef {ReturnType<typeof createParts>} Parts */

const standardFrames = 1000

/**
 * Parses the page, connects its sockets and binds its senders.
 * @param {string} html
 * @param {import('./headless.d.ts').PageOptions & { url: string }} options
 * @param {import('./cookies.js').Cookies} cookies
 * @throws {import('./errors.js').PageError} where that can't be done
 */
export function createParts(html, options, cookies) {
  const tree = createDocument(html)
  try {
    return partsOf(tree, options, cookies)
  } catch (error) {
    tree.release()
    throw error
  }
}

/**
 * @param {import('./document.js').Tree} tree
 * @param {import('./headless.d.ts').PageOptions & { url: string }} options
 * @param {import('./cookies.js').Cookies} cookies
 */
function partsOf(tree, options, cookies) {
  const { url, clock = globalClock, random = () => Math.random(), headers = {}, createWebSocket } = options
  const config = configOf(tree, options.config)
  const page = { tree, config, url }
  const core = coreOf(clock)
  const reports = createReports(tree)
  const frames = createFrames(options.frames ?? standardFrames)
  const waiting = createWaiting(clock)

  /**
   * @param {'sent' | 'received'} direction
   * @param {any} data
   * @param {string} url
   */
  function record(direction, data, url) {
    const frame = { direction, data, at: clock.Date.now(), url }
    frames.add(frame)
    reports.tell('frame', frame)
  }

  /**
   * @param {string} message
   * @param {ReturnType<import('./document.js').Tree['apply']>} change
   */
  function applied(message, { inserted, removed }) {
    removed.forEach(processing.forget)
    for (const elt of inserted) if (tree.isAttached(elt)) processing.process(elt)
    reports.tell('swap', { message })
    waiting.look()
  }

  const { receive } = createReceiving({ tree, reports, applied })
  const sockets = createSockets({ url, headers, cookies, createWebSocket, reports, record })
  const { open: openSocket } = sockets
  const surroundings = { tree, core, clock, random, url, config, reports, openSocket, receive, changed: waiting.look }
  const connections = createConnections(surroundings)
  const events = createEvents(tree)
  const sender = createSending({ page, core, reports, connections, lastButtonOf: trackLastButtons(tree, events) })
  const report = (/** @type {import('./errors.js').PageError} */ error) =>
    reports.error(null, 'htmx:wsSendError', error)
  const triggers = createTriggers({ page, events, clock, onTrigger: sender.send, report })
  const processing = createProcessing({ page, connections, sender, triggers })
  processing.process(tree.root())

  return {
    tree,
    reports,
    frames,
    waiting,
    connections,
    acting: createActing(tree, events),

    /** Closes the sockets and ends the timers. */
    async end() {
      triggers.clear()
      connections.end()
      waiting.end()
      await sockets.closed()
      frames.end()
      tree.release()
    }
  }
}
