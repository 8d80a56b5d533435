// What the control panel does to the visitors of the other pages. It is all done around the server, which knows nothing of it.

import { createNetwork } from './network.mjs'

/** @typedef {import('./server.mjs').Room} Room */

/**
 * @typedef {object} Operations what the control panel can do
 * @property {import('./network.mjs').Conditions} conditions of the network
 * @property {() => number} connections how many there are, those of the control panel apart
 * @property {(code: number) => void} closeAll of those; 1006 can't be sent: it is what a browser reports of a line that was cut
 * @property {(code: number, seconds: number) => void} restart closes the port too, for so long
 */

/** @param {Operations['restart']} restart */
export function createOutages(restart) {
  const { conditions, putBetween } = createNetwork()
  /** @type {Set<import('./client.mjs').Client>} */
  const exposed = new Set()

  /** @type {Operations} */
  const operations = {
    conditions,
    connections: () => exposed.size,
    closeAll(code) {
      for (const client of exposed) {
        if (code === 1006) client.cut()
        else client.close(code)
      }
    },
    restart
  }

  /**
   * @param {Room} room
   * @returns {Room} the same, but whoever joins it suffers
   */
  function expose(room) {
    return {
      join(client) {
        exposed.add(client)
        client.onLeave(() => exposed.delete(client))
        room.join(putBetween(client))
      }
    }
  }

  return { operations, expose }
}
