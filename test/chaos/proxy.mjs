// A TCP proxy on loopback, in front of a port: it does to the connections through it what networks do.
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { playStorm } from './storm.mjs'

/** @typedef {Awaited<ReturnType<typeof startProxy>>} Proxy */
/** @typedef {ReturnType<typeof createLink>} Link one connection, from its client to the server */
/** @typedef {import('node:net').Socket} Socket */

/**
 * @typedef {object} Faults
 * @property {number} delay milliseconds that bytes take, each way
 * @property {number} jitter milliseconds that they may take longer; none overtakes another
 * @property {boolean} stall half-open: what comes is accepted and goes nowhere, both ways, an end as well as bytes
 * @property {number} truncate bytes that still pass, each way, from now on or from the connection's beginning; then it is cut
 * @property {boolean} refuse new connections are closed at once
 */

/** @type {Faults} */
const none = { delay: 0, jitter: 0, stall: false, truncate: Number.POSITIVE_INFINITY, refuse: false }

const host = '127.0.0.1'

/**
 * Starts it; it lives until it is closed. Nothing that its connections do makes it fail.
 * @param {number} target the port that it is in front of; nobody need be there yet
 * @param {() => number} [random] in [0, 1), for the jitter
 */
export async function startProxy(target, random = Math.random) {
  let faults = none
  const counts = { accepted: 0, refused: 0, cut: 0, reset: 0, truncated: 0, swallowedBytes: 0, passedBytes: 0 }
  /** @type {Set<Link>} */
  const links = new Set()
  // An end of one side is passed on like a byte, so none is answered by itself.
  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (faults.refuse) {
      counts.refused += 1
      client.on('error', () => {}).resetAndDestroy()
      return
    }
    counts.accepted += 1
    const link = createLink({ client, target, counts, random, common: () => faults, gone: () => links.delete(link) })
    links.add(link)
  })
  server.listen(0, host)
  await once(server, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())

  const proxy = {
    port,
    counts,
    /** The connections that are alive, oldest first. */
    links,

    /**
     * Changes the faults of all connections, those to come too. What is not named stays as it is.
     * @param {Partial<Faults>} changes
     */
    set(changes) {
      faults = { ...faults, ...changes }
      if (changes.truncate !== undefined) for (const link of links) link.measure()
    },

    /** Ends all faults. A connection that has lost bytes to a stall stays half-open: no network mends a stream. */
    heal() {
      faults = none
      for (const link of links) link.heal()
    },

    /** Ends all connections as a process does that ends in peace (FIN). */
    cut() {
      for (const link of links) link.cut()
    },

    /** Ends all connections as a machine does that has forgotten them (RST). */
    reset() {
      for (const link of links) link.reset()
    },

    /**
     * Lets a storm loose, until it is stopped: then all is healed. The same random numbers make the same storm.
     * @param {() => number} random in [0, 1)
     */
    storm: (random) => playStorm(proxy, random),

    async close() {
      for (const link of links) link.destroy()
      await new Promise((resolve) => server.close(resolve))
    }
  }
  return proxy
}

/**
 * @param {object} parts
 * @param {Socket} parts.client
 * @param {number} parts.target
 * @param {Record<string, number>} parts.counts
 * @param {() => number} parts.random
 * @param {() => Faults} parts.common the faults of all
 * @param {() => void} parts.gone called once both sides are closed
 */
function createLink({ client, target, counts, random, common, gone }) {
  const upstream = connect({ port: target, host, allowHalfOpen: true })
  /** @type {Partial<Faults>} */
  let own = {}
  let hasHole = false
  let isOver = false
  let open = 2

  /** @template {keyof Faults} Name @param {Name} name @returns {Faults[Name]} */
  const fault = (name) => /** @type {Faults[Name]} */ (own[name] ?? common()[name])
  const isStalled = () => hasHole || fault('stall')

  const link = {
    /** Changes the faults of this connection, before those of all. @param {Partial<Faults>} changes */
    set(changes) {
      own = { ...own, ...changes }
      if (changes.truncate !== undefined) link.measure()
    },
    heal() {
      own = {}
    },
    /** Counts from now on what may still pass. */
    measure() {
      for (const way of ways) way.passed = 0
    },
    cut() {
      if (isOver) return
      isOver = true
      counts.cut += 1
      client.end()
      upstream.end()
    },
    reset() {
      if (isOver) return
      isOver = true
      counts.reset += 1
      client.resetAndDestroy()
      upstream.resetAndDestroy()
    },
    destroy() {
      isOver = true
      client.destroy()
      upstream.destroy()
    }
  }
  const ways = [passOn(client, upstream), passOn(upstream, client)]
  upstream.on('connect', () => {
    // While nobody listens there, a port of this machine may happen to be connected to itself.
    if (upstream.localPort === target) link.destroy()
  })
  return link

  /** @param {Socket} from @param {Socket} to */
  function passOn(from, to) {
    const way = { passed: 0 }
    /** @type {(() => void)[]} */
    const onTheWay = []

    from.on('data', (bytes) => {
      if (isOver) return
      if (isStalled()) return swallow(bytes.length)
      const rest = fault('truncate') - way.passed
      const passing = bytes.subarray(0, Math.max(rest, 0))
      way.passed += passing.length
      deliver(() => {
        counts.passedBytes += passing.length
        to.write(passing)
        if (bytes.length >= rest) truncated()
      })
    })
    from.on('end', () => {
      if (isStalled()) swallow(0)
      else deliver(() => to.end())
    })
    from.on('error', () => {
      if (isOver) return
      if (isStalled()) return swallow(0)
      isOver = true
      to.resetAndDestroy()
    })
    from.on('close', () => {
      open -= 1
      if (open === 0) gone()
    })
    return way

    /** @param {() => void} act */
    function deliver(act) {
      const wait = fault('delay') + fault('jitter') * random()
      if (wait === 0 && onTheWay.length === 0) return act()
      onTheWay.push(act)
      // Each timer delivers what is oldest, so that nothing overtakes when the delay becomes shorter.
      setTimeout(() => {
        const next = onTheWay.shift()
        if (isOver) return
        if (isStalled()) swallow(0)
        else next?.()
      }, wait).unref()
    }
  }

  /** @param {number} bytes */
  function swallow(bytes) {
    hasHole = true
    counts.swallowedBytes += bytes
  }

  function truncated() {
    counts.truncated += 1
    link.cut()
  }
}
