// A server that can go away for a while and come back: the old one is closed, and a new one takes its port.

import { setTimeout as wait } from 'node:timers/promises'
import { serve } from './server.mjs'

/** @param {import('./server.mjs').Options} options */
export async function serveWithRestarts(options) {
  let server = await serve(options)
  const { url, port } = server
  const ending = new AbortController()
  /** @type {Promise<void> | undefined} */
  let restarting

  /** @param {number} seconds */
  async function comeBack(seconds) {
    await wait(seconds * 1000, undefined, { signal: ending.signal }).catch(() => {})
    if (ending.signal.aborted) return
    try {
      // where the pages look for it
      server = await serve({ ...options, port })
    } catch (error) {
      // Another process may have taken the port meanwhile: then later.
      console.error(`${/** @type {Error} */ (error).message}: tried again`)
      await comeBack(1)
    }
  }

  return {
    url,

    /**
     * @param {number} code
     * @param {number} seconds
     */
    restart(code, seconds) {
      restarting ??= server
        .close(code)
        .then(() => comeBack(seconds))
        .finally(() => {
          restarting = undefined
        })
    },

    /** @param {number} [code] */
    async close(code) {
      ending.abort()
      await restarting
      await server.close(code)
    }
  }
}
