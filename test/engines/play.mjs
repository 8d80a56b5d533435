// What a page relies on, in one engine, with servers that are really killed: one browser for all, one page and one server
// process for a behaviour.
import { after, before, test } from 'node:test'
import connecting from './behaviours/connecting.mjs'
import living from './behaviours/living.mjs'
import receiving from './behaviours/receiving.mjs'
import reconnecting from './behaviours/reconnecting.mjs'
import refusing from './behaviours/refusing.mjs'
import sending from './behaviours/sending.mjs'
import supervising from './behaviours/supervising.mjs'
import { engines } from './engines.mjs'
import { visitIn } from './visit.mjs'

const behaviours = { ...connecting, ...receiving, ...sending, ...reconnecting, ...refusing, ...living, ...supervising }

/** A behaviour that hangs must not keep the others. In milliseconds. */
const timeout = 60_000

/** @param {keyof typeof engines} name */
export function playIn(name) {
  /** @type {import('./engines.mjs').Engine} */
  let engine
  before(async () => {
    engine = await engines[name]()
  })
  after(() => engine?.close())

  for (const [title, behaviour] of Object.entries(behaviours)) {
    test(`${name} ${title}`, { timeout }, (t) => behaviour((body, options) => visitIn(t, engine, body, options), t))
  }
}
