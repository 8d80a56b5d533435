// A page in a real browser: it loses nothing in a calm; with `ack` and `resume` a storm takes nothing from it either; without,
// this shows what a storm takes. With HXWS_LONG the storm goes on for ten minutes, with 10,000 messages each way.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { engines } from '../engines/engines.mjs'
import { seed } from '../support/seed.mjs'
import { playChaos } from './chaos.mjs'
import { flawless } from './verdict.mjs'

const weather = process.env.HXWS_LONG ? { seconds: 600, messages: 10_000 } : { seconds: 8, messages: 400 }

for (const [name, start] of Object.entries(engines)) {
  test(name, { timeout: (weather.seconds + 180) * 1000 }, async (t) => {
    const engine = await start()
    t.after(() => engine.close())

    await t.test(`${name} loses, doubles and disorders nothing in a calm`, async () => {
      const calm = { ack: false, resume: false, storm: false, seconds: 3, messages: 300 }
      const outcome = await playChaos({ engine, ...calm })
      assert.deepEqual([outcome.toServer.verdict, outcome.toPage.verdict], [flawless, flawless])
      assert.deepEqual([outcome.connections, outcome.kills, outcome.errors], [1, 0, []])
    })

    await t.test(`${name} loses, doubles and disorders nothing in a storm, with ack and resume`, async (t) => {
      const { toServer, toPage, connections, kills, faults } = await playChaos({ engine, seed, ...weather })
      t.diagnostic(JSON.stringify({ ...weather, connections, kills, faults }))
      assert.deepEqual([toServer.verdict, toPage.verdict], [flawless, flawless])
      assert.ok(kills > 0 && connections > 1)
    })
  })
}

test('what a storm takes from a page without acknowledgement and resuming is told', async (t) => {
  const engine = await engines.Chromium()
  t.after(() => engine.close())
  const storm = { seed, seconds: 8, messages: 400, patience: 3_000 }
  const { toServer, toPage, kills } = await playChaos({ engine, ack: false, resume: false, ...storm })
  assert.ok(kills > 0)
  assert.ok(toServer.verdict.lost.length > 0 && toPage.verdict.lost.length > 0)
})
