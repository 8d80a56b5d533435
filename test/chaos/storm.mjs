// Bad weather: faults that follow each other, and servers that are killed.
import { setTimeout as pause } from 'node:timers/promises'
import { createChooser } from '../corpus/seeded.mjs'

/** @typedef {import('./proxy.mjs').Faults} Faults */
/** @typedef {{ name: string, milliseconds: number, set?: Partial<Faults>, act?: 'cut' | 'reset' }} Fault for a while */
/** @typedef {{ heal(): void, set(changes: Partial<Faults>): void, cut(): void, reset(): void }} Network */

/**
 * Fault after fault without an end, the same ones for the same random numbers. Each takes 50 to 500 ms.
 * @param {() => number} random in [0, 1)
 * @returns {Generator<Fault, never>}
 */
export function* faultPlan(random) {
  const choose = createChooser(random)
  const kinds = /** @type {[number, () => Omit<Fault, 'milliseconds'>][]} */ ([
    [4, () => ({ name: 'calm' })],
    [2, () => ({ name: 'delay', set: { delay: choose.integer(5, 150), jitter: choose.integer(0, 100) } })],
    [2, () => ({ name: 'stall', set: { stall: true } })],
    [1, () => ({ name: 'cut', act: 'cut' })],
    [1, () => ({ name: 'reset', act: 'reset' })],
    [1, () => ({ name: 'truncate', set: { truncate: choose.integer(0, 1000) } })],
    [1, () => ({ name: 'refuse', set: { refuse: true } })]
  ])
  for (;;) yield { ...choose.weighted(kinds)(), milliseconds: choose.integer(50, 500) }
}

/**
 * Plays a plan of faults on a network, until it is stopped.
 * @param {Network} network
 * @param {() => number} random in [0, 1)
 */
export function playStorm(network, random) {
  /** @type {Record<string, number>} */
  const faults = {}
  const plan = faultPlan(random)
  const playing = repeat(async (wait) => {
    const { name, milliseconds, set, act } = plan.next().value
    faults[name] = (faults[name] ?? 0) + 1
    network.heal()
    if (set) network.set(set)
    if (act) network[act]()
    await wait(milliseconds)
  })
  return {
    /** How often each fault came. */
    faults,
    /** Ends it and heals the network. */
    async stop() {
      await playing.stop()
      network.heal()
    }
  }
}

/**
 * Kills a server and starts it again, again and again, until it is stopped: then the server is there.
 * @param {import('./server-process.mjs').ServerProcess} server
 * @param {() => number} random in [0, 1)
 */
export function playKills(server, random) {
  const choose = createChooser(random)
  return repeat(async (wait) => {
    await wait(choose.integer(300, 1500))
    await server.kill()
    await wait(choose.integer(0, 400))
    await server.restart()
  })
}

/**
 * Does something again and again. Once it is to stop, waits take no time and what was begun is done to its end.
 * @param {(wait: (milliseconds: number) => Promise<void>) => Promise<void>} act
 */
function repeat(act) {
  const ending = new AbortController()
  const { signal } = ending
  const wait = (/** @type {number} */ milliseconds) => pause(milliseconds, undefined, { signal }).catch(() => {})
  const done = play()
  return {
    async stop() {
      ending.abort()
      await done
    }
  }

  async function play() {
    while (!signal.aborted) await act(wait)
  }
}
