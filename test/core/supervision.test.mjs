// What options ask of a connection beyond its plain life: numbers of messages both ways, what an attempt opens, clocks.
import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { ConnectionAction, ConnectionEvent } from '../../js/codes.js'
import { configureAttempt } from '../../js/configure.js'
import { createCore } from '../../js/core.js'
import { standard } from '../../js/options.js'
import { policyWords } from '../../js/policy.js'
import { engine } from '../support/built.mjs'
import { Page, useFakes } from './fake-page.mjs'

useFakes()

/** @param {Partial<import('./fake-page.mjs').Options>} options */
function openPageWith(options) {
  const page = new Page({ options })
  page.socket.opens()
  page.news()
  return page
}

/** Its socket is lost, and the next one is there. @param {Page} page */
function losesSocket(page) {
  page.socket.ends(1006)
  mock.timers.tick(1000)
}

const first = { url: '/chat', retryCount: 0, lastSeq: -1, socketWrapper: undefined }

test('subprotocols that a listener adds are for that attempt alone', () => {
  const options = { ...standard, protocols: ['chat'] }
  const announce = (/** @type {string} */ _name, /** @type {any} */ detail) => detail.protocols.push('token') > 0
  for (let attempt = 0; attempt < 2; attempt++) {
    assert.deepEqual(configureAttempt(announce, options, first), { url: '/chat', protocols: ['chat', 'token'] })
  }
  assert.deepEqual([options.protocols, standard.protocols], [['chat'], []])
})

test("a URL that a listener puts in the place of the attribute's asks for what came after, too", async () => {
  const announce = (/** @type {string} */ _name, /** @type {any} */ detail) => {
    detail.url = '/chat?token=1'
    return true
  }
  /** @type {typeof announce} */
  const later = (_name, detail) => {
    detail.waitUntil(Promise.resolve().then(() => announce('', detail)))
    return true
  }
  const attempt = { ...first, lastSeq: 17 }
  const expected = { url: '/chat?token=1&last-seq=17', protocols: [] }
  assert.deepEqual(configureAttempt(announce, standard, attempt), expected)
  assert.deepEqual(await configureAttempt(later, standard, attempt), expected)
})

for (const [one, next] of [
  ['0', '1'],
  ['9007199254740992', '9007199254740993']
]) {
  test(`a server may number its messages ${one}, ${next}`, () => {
    const page = openPageWith({ resume: true })
    for (const seq of [one, next, next]) page.socket.receives(`<!--seq:${seq}-->${seq}`)
    assert.deepEqual(page.news(), [`receive ${one}`, `receive ${next}`])
    losesSocket(page)
    assert.deepEqual(page.lastSeqs.map(String), ['-1', next])
  })
}

test("the numbers of another URL say nothing of this one's", () => {
  const page = openPageWith({ resume: true })
  page.socket.receives('<!--seq:500-->of one room')
  page.url = '/another'
  losesSocket(page)
  assert.deepEqual(page.lastSeqs, [-1, -1])
  page.socket.opens()
  page.news()
  page.socket.receives('<!--seq:1-->of another')
  assert.deepEqual(page.news(), ['receive of another'])
})

/** @param {Page} page @returns {{ id: string, message: string }[]} */
const framesOf = (page) => page.socket.sent.map((text) => JSON.parse(String(text)))

test('each connection of a page has a name of its own for its messages, and keeps it', () => {
  const [one, other] = [openPageWith({ ack: true }), openPageWith({ ack: true })]
  one.public.send('1')
  other.public.send('1')
  const [{ id }] = framesOf(one)
  // a server that keeps the highest number of each name would take what is sent again for what it had
  assert.notEqual(id.split(':')[0], framesOf(other)[0].id.split(':')[0])
  losesSocket(one)
  one.socket.opens()
  assert.equal(framesOf(one)[0].id, id)
})

test('sendImmediately() keeps to the order of acknowledged messages', () => {
  const page = openPageWith({ ack: true })
  page.send('1', '2')
  losesSocket(page)
  page.public.sendImmediately('3')
  page.on.Open = () => page.public.sendImmediately('4')
  page.socket.opens()
  const frames = framesOf(page)
  assert.deepEqual(
    frames.map(({ message }) => message),
    ['1', '2', '3', '4']
  )
  const numbers = frames.map(({ id }) => Number(id.split(':')[1]))
  assert.deepEqual(
    numbers,
    [...numbers].sort((one, other) => one - other)
  )
})

test('a clock that is set back does not put off the next heartbeat', (t) => {
  let now = 1e12
  t.mock.method(Date, 'now', () => now)
  const core = createCore({ engine })
  const connection = core.createConnection(policyWords({ ...standard, heartbeat: 30_000 }))
  const { generation } = core.step(connection, ConnectionEvent.connect, true)
  core.step(connection, ConnectionEvent.open, true, generation)
  now -= 3_600_000
  assert.ok(core.step(connection, ConnectionEvent.tick, true).sleep < 31_000)
  now += 31_000
  assert.equal(core.step(connection, ConnectionEvent.tick, true).action, ConnectionAction.ask)
})

test('a listener of wsQueueFull that sends what was dropped again finds the new message in the queue', () => {
  const page = new Page({ options: { maxOutgoingMessagesQueueSize: 2, queueOverflow: 'drop-oldest' } })
  page.send('1', '2')
  page.on.QueueFull = ({ message }) => {
    if (message === '1') page.send(message)
  }
  page.send('3')
  assert.deepEqual(
    [page.queued, page.refusals.map(({ message }) => message)],
    [
      ['3', '1'],
      ['1', '2']
    ]
  )
})

test('a message grows old from when it came, also the only one', (t) => {
  const { now } = Date
  let later = 0
  t.mock.method(Date, 'now', () => now() + later)
  const page = openPageWith({ outgoingMessagesTimeToLive: 60_000 })
  page.socket.ends(1006)
  page.send('old')
  later = 120_000
  page.send('new')
  mock.timers.tick(1000)
  page.socket.opens()
  assert.deepEqual(page.socket.sent, ['new'])
  assert.deepEqual(
    page.refusals.map(({ message }) => message),
    ['old']
  )
})
