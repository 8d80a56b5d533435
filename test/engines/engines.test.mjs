// What a page relies on, in each engine, with a server that is really killed. One browser for an engine, one page and one
// server process for a behaviour.
import { after, before, describe, test } from 'node:test'
import connecting from './behaviours/connecting.mjs'
import receiving from './behaviours/receiving.mjs'
import sending from './behaviours/sending.mjs'
import { engines } from './engines.mjs'
import { visit } from './visit.mjs'

const behaviours = Object.entries({ ...connecting, ...receiving, ...sending })

for (const [name, start] of Object.entries(engines)) {
  describe(name, () => {
    /** @type {import('./engines.mjs').Engine} */
    let engine
    before(async () => {
      engine = await start()
    })
    after(() => engine?.close())

    for (const [title, behaviour] of behaviours) {
      test(`${name} ${title}`, { timeout: 60_000 }, (t) =>
        behaviour((body, options) => visit(t, engine, body, options), t)
      )
    }
  })
}
