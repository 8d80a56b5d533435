/** How it goes, while it goes: a line that is written anew on a terminal, else a line now and then. */
import { counted, time, whole } from './format.js'

/** On anything but a terminal: in seconds. */
const seldom = 5

/**
 * @param {import('../command.js').Output} output
 * @param {import('./arguments.js').Plan} plan
 */
export function createProgress({ err, isTerminal }, plan) {
  return {
    /**
     * A second has passed.
     * @param {import('./tally.js').Tally} tally
     * @param {number} elapsed in milliseconds
     */
    tell(tally, elapsed) {
      const line = lineOf(tally, elapsed, plan)
      if (isTerminal) err(`\r\x1b[K${line}`)
      else if (tally.seconds.length % seldom === 0) err(`${line}\n`)
    },

    end() {
      if (isTerminal) err('\r\x1b[K')
    }
  }
}

/**
 * @param {import('./tally.js').Tally} tally
 * @param {number} elapsed
 * @param {import('./arguments.js').Plan} plan
 */
function lineOf({ seconds, totals }, elapsed, { duration, clients }) {
  const { connections, received, sent, p50, p99 } = /** @type {import('./tally.js').Second} */ (seconds.at(-1))
  const latency = p50 === null ? 'p50 - p99 -' : `p50 ${time(p50)} p99 ${time(p99 ?? 0)}`
  return [
    `${Math.round(elapsed / 1000)}/${Math.round(duration / 1000)} s`,
    `${whole(totals.clients)} of ${counted(clients, 'client')}, ${whole(connections)} open`,
    `${whole(received)} in, ${whole(sent)} out a second`,
    latency,
    counted(totals.errors, 'error')
  ].join('  |  ')
}
