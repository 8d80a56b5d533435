/** All clients: they begin one after the other, and end together. */
import { setMaxListeners } from 'node:events'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { kindOf, runClient } from './client.js'
import { createTally } from './tally.js'

/** @typedef {import('./arguments.js').Plan} Plan */
/** @typedef {import('./tally.js').Tally} Tally */

/**
 * @typedef {object} Outcome
 * @property {Tally} tally
 * @property {number} elapsed in milliseconds
 * @property {Date} begun
 * @property {boolean} wasStopped before its time
 * @property {number} lag how late this process itself was in the worst of a hundred cases, in milliseconds
 * @property {number} memory the most that this process had, in bytes
 */

/** How often clients are started. In milliseconds. */
const beat = 10

/**
 * @param {Plan} plan
 * @param {object} given
 * @param {import('./client.js').PageClass} given.Page
 * @param {AbortSignal} given.stop asks for an early end
 * @param {(tally: Tally, elapsed: number) => void} given.everySecond
 * @returns {Promise<Outcome>}
 */
export async function runCrowd(plan, { Page, stop, everySecond }) {
  await warmUp(Page, plan.url)
  const tally = createTally()
  const end = new AbortController()
  const begun = new Date()
  const start = performance.now()
  const elapsed = () => performance.now() - start
  const delay = monitorEventLoopDelay({ resolution: 10 })
  /** @type {Promise<void>[]} */
  const clients = []
  let memory = 0
  const given = { Page, url: plan.url, script: plan.script, options: plan.options, tally, signal: end.signal }
  const countUnhandled = (/** @type {unknown} */ error) => void (end.signal.aborted || tally.failed(kindOf(error)))

  function startDue() {
    const due = plan.ramp > 0 ? Math.min(1, elapsed() / plan.ramp) * plan.clients : plan.clients
    while (clients.length < due) clients.push(runClient(given, clients.length))
  }

  function second() {
    memory = Math.max(memory, process.memoryUsage.rss())
    tally.tick()
    everySecond(tally, elapsed())
  }

  setMaxListeners(0, end.signal)
  process.on('unhandledRejection', countUnhandled)
  delay.enable()
  startDue()
  const timers = [setInterval(startDue, beat), setInterval(second, 1000)]
  await over(plan.duration, stop)
  for (const timer of timers) clearInterval(timer)
  const lasted = elapsed()
  // a part of a second would look as if less had happened
  if (lasted > tally.seconds.length * 1000 + 900 || tally.seconds.length === 0) second()
  delay.disable()
  end.abort()
  const outcome = { ...snapshot(tally), elapsed: lasted }
  await Promise.all(clients)
  process.off('unhandledRejection', countUnhandled)
  return { ...outcome, begun, wasStopped: stop.aborted, lag: delay.percentile(99) / 1e6, memory }
}

/**
 * The first page of a process compiles what the others use: that is not the server's time.
 * @param {import('./client.js').PageClass} Page
 * @param {string} url
 */
const warmUp = (Page, url) => Page.fromHTML('<form ws-send><input name="a"></form>', { url }).close()

/** Connections as they were before all were closed. @param {Tally} tally */
const snapshot = (tally) => ({ tally: { ...tally, totals: { ...tally.totals } } })

/**
 * @param {number} milliseconds
 * @param {AbortSignal} stop
 */
const over = (milliseconds, stop) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    const end = () => {
      clearTimeout(timer)
      resolve(undefined)
    }
    if (stop.aborted) end()
    else stop.addEventListener('abort', end, { once: true })
  })
