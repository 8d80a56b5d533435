// The demo: its pages, on a server that the control panel can bring into trouble.

import { fileURLToPath } from 'node:url'
import { createOutages } from './outages.mjs'
import { pages } from './pages.mjs'
import { serveWithRestarts } from './restarts.mjs'
import { createSite } from './site.mjs'

const ours = fileURLToPath(new URL('../dist/ws.js', import.meta.url))

/** @typedef {Omit<import('./server.mjs').Options, 'site' | 'rooms'> & { extension?: string }} Options */

/** @param {Options} [options] `extension` is the script served as /ws.js */
export async function serveDemo({ extension = ours, ...options } = {}) {
  const outages = createOutages((code, seconds) => server.restart(code, seconds))
  const server = await serveWithRestarts({ ...options, site: createSite(extension), rooms: createRooms(outages) })
  return server
}

/** @param {ReturnType<typeof createOutages>} outages */
function createRooms({ operations, expose }) {
  /** @type {Map<string, import('./server.mjs').Room>} */
  const rooms = new Map()
  for (const { path, createRoom, isSpared } of pages) {
    if (!createRoom) continue
    const room = createRoom(operations)
    rooms.set(path, isSpared ? room : expose(room))
  }
  return rooms
}
