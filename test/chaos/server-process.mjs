// The test's end of the server: it outlives the process, which is killed and started again.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { read } from './journal.mjs'

/** @typedef {Awaited<ReturnType<typeof startServer>>} ServerProcess */
/** @typedef {import('./server.mjs').Conduct} Conduct */
/** @typedef {import('./server.mjs').Order} Order */
/** @typedef {import('./server.mjs').Start} Start */

/**
 * Starts a server on a free port of loopback. It lives until it is closed; fails where its process can't start.
 * @param {string} [program] another one in place of server.mjs
 */
export async function startServer(program = fileURLToPath(new URL('server.mjs', import.meta.url))) {
  const folder = await mkdtemp(join(tmpdir(), 'chaos-'))
  const journal = join(folder, 'journal')
  let published = 0
  let kills = 0
  /** @type {Conduct} */
  let conduct = 'serve'
  let { child, port } = await start(0)

  return {
    port,
    get kills() {
      return kills
    },
    /** The number of the newest message to the pages; the first is 1. */
    get published() {
      return published
    },

    /** Sends messages to all pages up to that number. While the server is away, they are sent to whoever resumes. @param {number} number */
    publish(number) {
      published = number
      order({ published })
    },

    /** How it meets who connects from now on, also after restarts. @param {Conduct} next */
    meet(next) {
      conduct = next
      order({ conduct })
    },

    /** What it has received in all its lives, oldest first. */
    received: () => read(journal),

    /** Kills the process (SIGKILL), which closes its connections without a goodbye. */
    async kill() {
      if (!isAlive()) return
      kills += 1
      await end()
    },

    /** Starts it again on its port, with all that it had received. */
    async restart() {
      if (!isAlive()) ({ child } = await start(port))
    },

    async close() {
      if (isAlive()) await end()
      await rm(folder, { recursive: true, force: true })
    }
  }

  /** @param {number} port */
  async function start(port) {
    const child = fork(program)
    child.on('error', () => {})
    child.send(/** @type {Start} */ ({ port, journal, published, conduct }))
    const ended = once(child, 'exit').then(([status]) => Promise.reject(new Error(`The server ended (${status})`)))
    const [started] = await Promise.race([once(child, 'message'), ended])
    ended.catch(() => {})
    // as they are now: they may have changed while it started
    child.send(/** @type {Order} */ ({ published, conduct }), () => {})
    return { child, port: /** @type {import('./server.mjs').Started} */ (started).port }
  }

  /** @param {Order} what */
  function order(what) {
    if (child.connected) child.send(what, () => {})
  }

  function isAlive() {
    return child.exitCode === null && child.signalCode === null
  }

  async function end() {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
}
