/** What happens to all clients together: the whole of it, and each second by itself. */
import { createHistogram } from './histogram.js'

/** @typedef {import('./histogram.js').Histogram} Histogram */
/** @typedef {ReturnType<typeof createTally>} Tally */

/**
 * @typedef {object} Second
 * @property {number} clients that have begun
 * @property {number} connections that were open at its end
 * @property {number} received
 * @property {number} sent
 * @property {number} errors
 * @property {number | null} p50 null where nothing was measured
 * @property {number | null} p99
 */

/** A server can make many errors that differ: the rest of them is counted together. */
const mostKinds = 50
const mostNames = 50
const otherKinds = 'others'

/** By default the time from what is sent to what comes next. */
export const replyName = 'sent to received'

export function createTally() {
  /** @type {Map<string, Histogram>} */
  const latencies = new Map()
  /** @type {Map<string, number>} */
  const errors = new Map()
  /** @type {Second[]} */
  const seconds = []
  const all = { measured: createHistogram(), replies: createHistogram() }
  const current = { measured: createHistogram(), replies: createHistogram() }
  const totals = {
    clients: 0,
    connections: 0,
    most: 0,
    reconnects: 0,
    received: 0,
    sent: 0,
    rounds: 0,
    tried: 0,
    errors: 0
  }
  let last = { ...totals }

  /** What the script measures is what is asked for, where it measures anything. @param {typeof all} histograms */
  const chosen = ({ measured, replies }) => (all.measured.count > 0 ? measured : replies)

  /** @param {string} name */
  function latency(name) {
    const kept = latencies.has(name) || latencies.size < mostNames ? name : otherKinds
    const histogram = latencies.get(kept) ?? createHistogram()
    latencies.set(kept, histogram)
    return histogram
  }

  return {
    totals,
    seconds,

    /** @returns {{ name: string, histogram: Histogram }[]} in the order of their beginning */
    latencies: () => [...latencies].map(([name, histogram]) => ({ name, histogram })),

    /** @returns {{ kind: string, count: number }[]} most frequent first */
    errors: () => [...errors].map(([kind, count]) => ({ kind, count })).sort((one, other) => other.count - one.count),

    /** Of what counts: the script's measurements, else the replies. */
    overall: () => chosen(all),

    /** Of the errors among all that was tried: pages opened, and rounds of the script. */
    errorShare: () => totals.errors / Math.max(1, totals.tried),

    opened() {
      totals.connections += 1
      totals.most = Math.max(totals.most, totals.connections)
    },

    closed() {
      totals.connections -= 1
    },

    /**
     * @param {string} name
     * @param {number} milliseconds
     */
    measured(name, milliseconds) {
      latency(name).add(milliseconds)
      all.measured.add(milliseconds)
      current.measured.add(milliseconds)
    },

    /** @param {number} milliseconds */
    replied(milliseconds) {
      latency(replyName).add(milliseconds)
      all.replies.add(milliseconds)
      current.replies.add(milliseconds)
    },

    /** @param {string} kind */
    failed(kind) {
      const kept = errors.has(kind) || errors.size < mostKinds ? kind : otherKinds
      errors.set(kept, (errors.get(kept) ?? 0) + 1)
      totals.errors += 1
    },

    /** A second is over. */
    tick() {
      const histogram = chosen(current)
      const has = histogram.count > 0
      seconds.push({
        clients: totals.clients,
        connections: totals.connections,
        received: totals.received - last.received,
        sent: totals.sent - last.sent,
        errors: totals.errors - last.errors,
        p50: has ? histogram.percentile(0.5) : null,
        p99: has ? histogram.percentile(0.99) : null
      })
      last = { ...totals }
      current.measured.clear()
      current.replies.clear()
    }
  }
}
