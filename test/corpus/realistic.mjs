// Makes realistic.ndjson: what applications push to htmx over a WebSocket, in the manner of several server stacks.
// `node test/corpus/realistic.mjs` writes it again; the same seed gives the same file.

import { writeFile } from 'node:fs/promises'
import { documents } from './kinds/documents.mjs'
import { feeds } from './kinds/feeds.mjs'
import { forms } from './kinds/forms.mjs'
import { notices } from './kinds/notices.mjs'
import { tables } from './kinds/tables.mjs'
import { seededRandom } from './seeded.mjs'
import { createServer, manners } from './servers.mjs'

const count = 2000
const random = seededRandom(20240501)
const kinds = [...feeds, ...notices, ...tables, ...forms, ...documents]

/** What goes together when one event changes several places of a page: anything but the parts of tables. */
const companions = [...feeds, ...notices]

/** @param {import('./servers.mjs').Server} server */
function message(server) {
  const first = server.weighted(kinds)
  const mixable = !tables.some(([, kind]) => kind === first)
  const others = mixable && server.chance(0.18) ? server.some(1, 3, () => server.weighted(companions)) : []
  const pieces = [first, ...others].map((kind) => kind(server).source)
  const lead = server.chance(0.08) ? server.pick(['\n', '\n\n', '  \n', '\r\n', '\t']) : ''
  return server.finish(server.raw(lead + pieces.join(server.pick(['', '\n', '\n\n']))))
}

const servers = manners.map((manner) => createServer(manner, random))
const lines = Array.from({ length: count }, (_, index) => {
  const server = servers[index % servers.length]
  return JSON.stringify({ stack: server.name, message: message(server) })
})
await writeFile(new URL('realistic.ndjson', import.meta.url), `${lines.join('\n')}\n`)
