// A trap in the core: its instance is replaced, and nothing that was known is lost.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConnectionAction, ConnectionEvent } from '../../js/codes.js'
import { createCore } from '../../js/core.js'
import { standard } from '../../js/options.js'
import { policyWords } from '../../js/policy.js'
import { engine, isTranslated, words } from '../support/built.mjs'

/** @typedef {import('../../js/engine.js').CoreExports} CoreExports */

/** A module whose one function traps: (module (func (export "trap") unreachable)). */
const trapping = new WebAssembly.Module(
  new Uint8Array([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, 4, 1, 0x60, 0, 0],
    ...[3, 2, 1, 0],
    ...[7, 8, 1, 4, 0x74, 0x72, 0x61, 0x70, 0, 0],
    ...[10, 5, 1, 3, 0, 0, 0x0b]
  ])
)
const trap = /** @type {() => never} */ (new WebAssembly.Instance(trapping).exports.trap)

/** A core some of whose functions can be made to trap, in the present instance or in every one. */
function openFragile() {
  /** @type {Set<string>} */
  const always = new Set()
  /** @type {Set<string>} */
  let once = new Set()
  /** @type {unknown[]} */
  const traps = []
  let instances = 0

  function instantiate() {
    instances++
    const exports = engine.instantiate()
    const own = once
    const fragile = Object.entries(exports).map(([name, value]) => [
      name,
      typeof value !== 'function'
        ? value
        : (/** @type {number[]} */ ...words) => {
            if (own.has(name) || always.has(name)) trap()
            return value(...words)
          }
    ])
    return /** @type {CoreExports} */ (Object.fromEntries(fragile))
  }

  const core = createCore({
    engine: { ...engine, instantiate },
    reportTrap: (cause) => {
      traps.push(cause)
    }
  })
  return {
    core,
    traps,
    instances: () => instances,
    /** @param {string} name */
    breakOnce(name) {
      once.add(name)
      // what comes next is made whole
      once = new Set()
    },
    /** @param {string} name */
    breakAlways: (name) => void always.add(name)
  }
}

/** @type {[name: string, call: (core: import('../../js/core.js').Core) => unknown][]} */
const calls = [
  ['hxws_text', (core) => core.fragments('<p id="a">x</p>')],
  ['hxws_fragments', (core) => core.fragments('<p id="a" hx-swap-oob="none:#b">x</p>')],
  ['hxws_payload', (core) => core.payload({ a: '1' }, { b: 2 })],
  ['hxws_connect_url', (core) => core.connectUrl('https://a/', '/b')],
  ['hxws_socket_url', (core) => core.socketUrl('https://a/', 'https://a/', 'b')],
  ['hxws_legacy_value', (core) => core.legacyValue('connect:/a send')],
  ['hxws_is_style_with_colon', (core) => core.isStyleWithColon('morph:outerHTML')],
  ['hxws_backoff_delay', (core) => core.backoffDelay(core.createConnection(words), 3, 0.5)],
  ['hxws_connection_create', (core) => core.queueCount(core.createConnection(words))]
]

for (const [name, call] of calls) {
  test(`after a trap in ${name} the same call answers, in a new instance`, () => {
    const expected = call(createCore({ engine }))
    const { core, traps, breakOnce, instances } = openFragile()
    breakOnce(name)
    assert.deepEqual(call(core), expected)
    assert.equal(traps.length, 1)
    assert.ok(isTranslated || traps[0] instanceof WebAssembly.RuntimeError)
    assert.equal(instances(), 2)
    assert.deepEqual(call(core), expected)
    assert.equal(instances(), 2)
  })
}

test('what fails each time is left to the host where it can do it, and thrown where not', () => {
  const { core, traps, breakAlways } = openFragile()
  breakAlways('hxws_fragments')
  breakAlways('hxws_payload')
  breakAlways('hxws_socket_url')
  assert.equal(core.fragments('<p>x</p>'), null)
  assert.equal(core.payload({ a: '1' }, { b: 2 }), '{"a":"1","HEADERS":{"b":2}}')
  assert.throws(() => core.socketUrl('https://a/', 'https://a/', 'b'), WebAssembly.RuntimeError)
  assert.equal(traps.length, 6)
  assert.equal(core.connectUrl('https://a/', '/b'), 'wss://a/b')
})

test('what the core refuses is no trap', () => {
  const { core, traps } = openFragile()
  assert.throws(() => core.connectUrl('https://a/', 'x'.repeat(30_000_000)))
  assert.deepEqual(traps, [])
})

test('connections go on where they stood, with their queues', () => {
  const { core, traps, breakOnce } = openFragile()
  const [waiting, open, fresh] = [
    core.createConnection(words),
    core.createConnection(words),
    core.createConnection(words)
  ]
  for (const connection of [waiting, open]) {
    for (let attempt = 1; attempt <= 3; attempt++) {
      const event = attempt === 1 ? ConnectionEvent.connect : ConnectionEvent.timer
      const { generation } = core.step(connection, event, true, attempt - 1)
      core.step(connection, ConnectionEvent.close, true, generation, 1006)
    }
  }
  core.queuePush(waiting, { handle: 7, size: 1 })
  core.queuePush(waiting, { handle: 8, size: 1 })
  core.queuePush(waiting, { handle: 9, size: 1 })
  core.queuePop(waiting)
  core.step(open, ConnectionEvent.timer, true, 3)
  core.step(open, ConnectionEvent.open, true, 4)
  core.queueAssign(open, [{ handle: 5, size: 2 }])

  breakOnce('hxws_connection_step')
  const next = core.step(waiting, ConnectionEvent.timer, true, 3)
  assert.equal(traps.length, 1)
  const { action, generation, retryCount, abandon } = next
  assert.deepEqual([action, generation, retryCount, abandon], [ConnectionAction.attempt, 4, 3, false])
  core.step(waiting, ConnectionEvent.open, true, 4)
  const first = core.step(waiting, ConnectionEvent.flush, true, 0, 1)
  assert.deepEqual([first.action, first.handle], [ConnectionAction.sendFront, 8])
  assert.equal(core.queueCount(waiting), 2)

  breakOnce('hxws_queue_pop')
  core.queuePop(waiting)
  assert.equal(traps.length, 2)
  // while it is being flushed, what is sent joins the end
  assert.equal(core.step(waiting, ConnectionEvent.send, true, 0, 1).action, ConnectionAction.enqueue)
  assert.equal(core.step(waiting, ConnectionEvent.flush, true, 0, 1).handle, 9)

  assert.equal(core.step(open, ConnectionEvent.message, true, 4).action, ConnectionAction.announce)
  assert.equal(core.step(open, ConnectionEvent.message, true, 3).action, ConnectionAction.nothing)
  assert.equal(core.step(open, ConnectionEvent.flush, true, 0, 1).handle, 5)
  assert.equal(core.step(fresh, ConnectionEvent.connect, true).generation, 1)
})

test('a released connection does not come back', () => {
  const { core, breakOnce } = openFragile()
  const connection = core.createConnection(words)
  core.releaseConnection(connection)
  breakOnce('hxws_text')
  core.fragments('<p>x</p>')
  assert.equal(core.createConnection(words).number, 0)
})

test('a trap while a connection is released releases no other', () => {
  const { core, traps, breakOnce } = openFragile()
  const [one, other] = [core.createConnection(words), core.createConnection(words)]
  breakOnce('hxws_connection_release')
  core.releaseConnection(one)
  assert.equal(traps.length, 1)
  assert.equal(core.step(other, ConnectionEvent.connect, true).action, ConnectionAction.attempt)
  assert.notEqual(core.createConnection(words).number, other.number)
})

test('a delay is by the own policy, whatever number the connection has after a trap', () => {
  const { core, breakOnce } = openFragile()
  const [gone, quick] = [core.createConnection(words), core.createConnection(words)]
  core.createConnection(policyWords({ ...standard, reconnectDelay: 30_000 }))
  core.releaseConnection(gone)
  const expected = core.backoffDelay(quick, 0, 0.5)
  breakOnce('hxws_backoff_delay')
  assert.equal(core.backoffDelay(quick, 0, 0.5), expected)
})
