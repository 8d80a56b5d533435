// What the harness promises. Each check fails where a part does not keep it: plain.test.mjs makes all of the parts as they
// are, and planted.test.mjs of parts with a defect.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { seededRandom } from '../corpus/seeded.mjs'
import { seed } from '../support/seed.mjs'
import { faultPlan } from './storm.mjs'
import { playTrial } from './trial.mjs'
import { until } from './until.mjs'
import { flawless, judge } from './verdict.mjs'

/** @typedef {import('node:test').TestContext} TestContext */

/**
 * @typedef {object} Parts
 * @property {typeof import('./proxy.mjs').startProxy} startProxy
 * @property {typeof import('./server-process.mjs').startServer} startServer
 * @property {typeof import('./node-page.mjs').openPage} openPage
 * @property {number} [patience] milliseconds after a storm
 */

/** @typedef {(parts: Parts, t: TestContext) => Promise<void>} Check */

/** What was going to come has come by then, where nothing may come. In milliseconds. */
const longEnough = 100

/** @type {Record<string, Check>} */
const ofProxy = {
  async 'a calm network passes all bytes and both ends'(parts, t) {
    const { open } = await echoBehindProxy(parts, t)
    const { near, far } = await open()
    near.socket.write('one')
    await until(() => near.text === 'one')
    near.socket.end()
    await until(() => far.ended && near.ended)
    assert.deepEqual([near.errors, far.errors], [[], []])
  },

  async 'a delay is waited for each way'(parts, t) {
    const { open, proxy } = await echoBehindProxy(parts, t)
    const { near } = await open()
    proxy.set({ delay: 100 })
    const sent = performance.now()
    near.socket.write('one')
    await until(() => near.text === 'one')
    // timers count whole milliseconds
    assert.ok(performance.now() - sent >= 198)
  },

  async 'jitter changes no order'(parts, t) {
    const { open, proxy } = await echoBehindProxy(parts, t)
    const { near } = await open()
    proxy.set({ jitter: 30 })
    let sent = ''
    for (let number = 0; number < 40; number++) {
      sent += `${number} `
      near.socket.write(`${number} `)
      await pause(1)
    }
    await until(() => near.text.length === sent.length)
    assert.equal(near.text, sent)
  },

  async 'a stall swallows bytes and ends both ways, and nobody is told'(parts, t) {
    const { open, proxy } = await echoBehindProxy(parts, t)
    const { near, far } = await open()
    proxy.set({ stall: true })
    near.socket.write('four')
    far.socket.write('five!')
    await until(() => proxy.counts.swallowedBytes >= 9)
    near.socket.end()
    await pause(longEnough)
    assert.deepEqual([near.text, far.text, far.ended], ['', '', false])
    assert.ok(!near.socket.closed && !far.socket.closed)
  },

  async 'a connection that lost bytes to a stall stays half-open, others are as before'(parts, t) {
    const { open, proxy } = await echoBehindProxy(parts, t)
    const [holed, idle] = [await open(), await open()]
    proxy.set({ stall: true })
    holed.near.socket.write('lost')
    await until(() => proxy.counts.swallowedBytes === 4)
    proxy.heal()
    holed.near.socket.write('lost too')
    idle.near.socket.write('one')
    const fresh = await open()
    fresh.near.socket.write('two')
    await until(() => idle.near.text === 'one' && fresh.near.text === 'two')
    await pause(longEnough)
    assert.deepEqual([holed.near.text, holed.far.text], ['', ''])
  },

  async 'a cut ends both sides in peace'(parts, t) {
    const { open, proxy } = await echoBehindProxy(parts, t)
    const { near, far } = await open()
    proxy.cut()
    await until(() => near.socket.closed && far.socket.closed)
    assert.deepEqual([near.errors, far.errors, proxy.counts.cut], [[], [], 1])
  },

  async 'a reset is one, on both sides'(parts, t) {
    const { open, proxy } = await echoBehindProxy(parts, t)
    const { near, far } = await open()
    proxy.reset()
    await until(() => near.socket.closed && far.socket.closed)
    assert.deepEqual([near.errors, far.errors, proxy.counts.reset], [['ECONNRESET'], ['ECONNRESET'], 1])
  },

  async 'what is truncated passes in its first bytes, each way, and is cut'(parts, t) {
    const { open, proxy } = await echoBehindProxy(parts, t)
    const { near, far } = await open()
    near.socket.write('before')
    await until(() => near.text === 'before')
    proxy.set({ truncate: 4 })
    near.socket.write('123')
    await until(() => near.text === 'before123')
    near.socket.write('456')
    await until(() => near.ended && far.ended)
    assert.equal(far.text, 'before1234')
    assert.deepEqual([near.errors, far.errors, proxy.counts.truncated], [[], [], 1])
    const next = await open()
    next.far.socket.write('abcdef')
    await until(() => next.near.ended)
    assert.equal(next.near.text, 'abcd')
  },

  async 'who is refused is closed at once, who is connected goes on'(parts, t) {
    const { open, proxy } = await echoBehindProxy(parts, t)
    const { near } = await open()
    proxy.set({ refuse: true })
    const refused = watch(connect(proxy.port, '127.0.0.1'))
    await until(() => refused.socket.closed || proxy.counts.accepted > 1)
    near.socket.write('one')
    await until(() => near.text === 'one')
    assert.deepEqual([proxy.counts.accepted, proxy.counts.refused], [1, 1])
  },

  async 'one connection has faults of its own until all is healed'(parts, t) {
    const { open, proxy } = await echoBehindProxy(parts, t)
    const [one, other] = [await open(), await open()]
    const [link] = proxy.links
    link.set({ delay: 3_600_000 })
    one.near.socket.write('late')
    other.near.socket.write('now')
    await until(() => other.near.text === 'now')
    assert.equal(one.near.text, '')
    proxy.heal()
    link.cut()
    await until(() => one.near.ended)
    assert.equal(other.near.ended, false)
  },

  async 'a server that is not there is a connection that ends'(parts, t) {
    const { proxy, server } = await echoBehindProxy(parts, t)
    server.close()
    await until(() => !server.listening)
    const { socket } = watch(connect(proxy.port, '127.0.0.1'))
    await until(() => socket.closed)
    await until(() => proxy.links.size === 0)
  },

  async 'the same seed makes the same storm, another one another'() {
    const first = (/** @type {number} */ seed) => {
      const plan = faultPlan(seededRandom(seed))
      return Array.from({ length: 200 }, () => plan.next().value)
    }
    assert.deepEqual(first(7), first(7))
    assert.notDeepEqual(first(7), first(8))
    const names = new Set(first(7).map(({ name }) => name))
    assert.deepEqual([...names].sort(), ['calm', 'cut', 'delay', 'refuse', 'reset', 'stall', 'truncate'])
    assert.ok(first(7).every(({ milliseconds }) => milliseconds >= 50 && milliseconds <= 500))
  },

  async 'after a storm it is calm'(parts, t) {
    const { open, proxy } = await echoBehindProxy(parts, t)
    const storm = proxy.storm(seededRandom(3))
    const count = () => Object.values(storm.faults).reduce((sum, each) => sum + each, 0)
    await until(() => count() >= 5)
    await storm.stop()
    const before = count()
    const { near } = await open()
    near.socket.write('one')
    await until(() => near.text === 'one')
    assert.equal(count(), before)
  }
}

/** @type {Record<string, Check>} */
const ofServer = {
  async 'each message is acknowledged as often as it comes, and kept once'(parts, t) {
    const server = await serverOf(parts, t)
    const page = await visit(t, server)
    for (const id of ['a:1', 'a:2', 'a:1', 'b:1', 'a:2', 'a:10']) page.say({ id, message: `of ${id}` })
    page.socket.send('ping')
    await until(() => page.frames.includes('pong'))
    assert.deepEqual(
      page.frames.slice(0, -1).map((frame) => JSON.parse(frame).ack),
      ['a:1', 'a:2', 'a:1', 'b:1', 'a:2', 'a:10']
    )
    assert.deepEqual(
      server.received().map(({ message }) => message),
      ['of a:1', 'of a:2', 'of b:1', 'of a:10']
    )
  },

  async 'a killed server comes back on its port with all it had acknowledged'(parts, t) {
    const server = await serverOf(parts, t)
    const page = await visit(t, server)
    page.say({ id: 'a:1', message: 'one' })
    await until(() => page.frames.length === 1)
    await server.kill()
    assert.equal(await page.closed, 1006)
    await assert.rejects(visit(t, server))
    await server.restart()
    const next = await visit(t, server)
    next.say({ id: 'a:1', message: 'one' })
    next.say({ id: 'a:2', message: 'two' })
    await until(() => next.frames.length === 2)
    assert.deepEqual(
      server.received().map(({ message }) => message),
      ['one', 'two']
    )
    assert.equal(server.kills, 1)
  },

  async 'who says what it had last gets all after, also after a restart; others begin with the present'(parts, t) {
    const server = await serverOf(parts, t)
    const early = await visit(t, server)
    server.publish(5)
    await until(() => early.frames.length === 5)
    assert.equal(early.frames[4], '<!--seq:5--><div id="log" hx-swap-oob="beforeend"><i>5</i></div>')
    await server.kill()
    server.publish(7)
    await server.restart()
    const [back, fresh] = [await visit(t, server, '?last-seq=3'), await visit(t, server)]
    server.publish(8)
    await until(() => back.frames.length >= 5 && fresh.frames.length >= 1)
    assert.deepEqual(back.numbers(), [4, 5, 6, 7, 8])
    assert.deepEqual(fresh.numbers(), [8])
  },

  async 'it answers a ping, and keeps what asks for no acknowledgement as often as it comes'(parts, t) {
    const server = await serverOf(parts, t)
    const page = await visit(t, server)
    for (const text of ['7', '7', '{"id":7}', 'ping']) page.socket.send(text)
    await until(() => page.frames.length === 1)
    assert.deepEqual(page.frames, ['pong'])
    assert.deepEqual(server.received(), [{ message: '7' }, { message: '7' }, { message: '{"id":7}' }])
  },

  async 'it accepts and closes with any code, until it serves again'(parts, t) {
    const server = await serverOf(parts, t)
    for (const code of [1000, 1001, 1005, 1006, 1011, 1012, 4321]) {
      server.meet(code)
      assert.equal(await (await visit(t, server)).closed, code)
    }
    await server.kill()
    await server.restart()
    assert.equal(await (await visit(t, server)).closed, 4321, 'still after a restart')
    server.meet('serve')
    const page = await visit(t, server)
    page.socket.send('ping')
    await until(() => page.frames.length === 1)
  },

  async 'it can leave a handshake without an answer'(parts, t) {
    const server = await serverOf(parts, t)
    server.meet('silence')
    const visiting = visit(t, server)
    assert.equal(await Promise.race([visiting, pause(longEnough, 'silence')]), 'silence')
    await server.kill()
    await assert.rejects(visiting)
  }
}

/** @type {Record<string, Check>} */
const ofAll = {
  async 'what was lost, doubled and out of order is told'() {
    assert.deepEqual(judge(5, [1, 3, 2, 3, 5]), { lost: [4], doubled: [3], disordered: [2] })
    assert.deepEqual(judge(3, [1, 2, 3]), flawless)
  },

  async 'a page that keeps both protocols loses and doubles nothing in a storm with kills'(parts, t) {
    const server = await serverOf(parts, t)
    const proxy = await parts.startProxy(server.port, seededRandom(seed))
    t.after(() => proxy.close())
    const page = parts.openPage(`ws://127.0.0.1:${proxy.port}/`, seededRandom(seed))
    t.after(() => page.close())
    const subject = { isOpen: () => page.connections > 0, send: page.send, received: () => page.received }
    const outcome = await playTrial(proxy, server, subject, {
      seed,
      seconds: 8,
      messages: 300,
      patience: parts.patience
    })
    assert.deepEqual(outcome.toServer.verdict, flawless)
    assert.deepEqual(outcome.toPage.verdict, flawless)
    assert.ok(outcome.kills > 2 && page.connections > 3, 'it was a storm')
  }
}

export const checks = { ...ofProxy, ...ofServer, ...ofAll }

/**
 * A TCP server that sends back what it gets, behind a proxy.
 * @param {Parts} parts
 * @param {TestContext} t
 */
async function echoBehindProxy({ startProxy }, t) {
  /** @type {ReturnType<typeof watch>[]} */
  const far = []
  const server = createServer((socket) => {
    far.push(watch(socket))
    socket.on('data', (bytes) => socket.write(bytes))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const proxy = await startProxy(/** @type {import('node:net').AddressInfo} */ (server.address()).port, seededRandom(1))
  t.after(() => proxy.close())
  return { proxy, server, open }

  /** Both ends of a new connection. */
  async function open() {
    const near = watch(connect(proxy.port, '127.0.0.1'))
    t.after(() => near.socket.destroy())
    const count = far.length
    await until(() => far.length > count)
    return { near, far: far[count] }
  }
}

/** @param {import('node:net').Socket} socket */
function watch(socket) {
  const seen = { socket, text: '', ended: false, errors: /** @type {(string | undefined)[]} */ ([]) }
  socket.on('data', (bytes) => {
    seen.text += bytes
  })
  socket.on('end', () => {
    seen.ended = true
  })
  socket.on('error', (/** @type {NodeJS.ErrnoException} */ error) => seen.errors.push(error.code))
  return seen
}

/** @param {Parts} parts @param {TestContext} t */
async function serverOf({ startServer }, t) {
  const server = await startServer()
  t.after(() => server.close())
  return server
}

/**
 * Connects; fails where the server does not let it.
 * @param {TestContext} t
 * @param {import('./server-process.mjs').ServerProcess} server
 * @param {string} [query]
 */
async function visit(t, server, query = '') {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/${query}`)
  t.after(() => socket.terminate())
  /** @type {string[]} */
  const frames = []
  socket.on('message', (data) => frames.push(String(data)))
  const closed = new Promise((resolve) => socket.on('close', resolve))
  await once(socket, 'open')
  socket.on('error', () => {})
  return {
    socket,
    frames,
    closed,
    /** @param {object} what */
    say: (what) => socket.send(JSON.stringify(what)),
    numbers: () => frames.map((frame) => Number(frame.match(/seq:(\d+)/)?.[1]))
  }
}
