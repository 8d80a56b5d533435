// One connection through js/connection.js and the built core, on a WebSocket that the test plays and a clock that the
// test moves.
import assert from 'node:assert/strict'
import { afterEach, beforeEach, mock, test } from 'node:test'
import { createConnection } from '../../js/connection.js'
import { openCore } from '../shared/built.mjs'

const core = openCore()

/** @typedef {import('../../js/connection.js').InnerWrapper} InnerWrapper */
/** @typedef {import('../../js/connection.js').Message} Message */
/** @typedef {import('../../js/public.d.ts').SocketWrapper} SocketWrapper */
/** @typedef {Parameters<typeof createConnection>[1]} Host */

/** A socket whose server is the test. Closing takes until the test says so, as with a real one. */
class FakeSocket {
  static CONNECTING = 0
  static OPEN = 1
  static CLOSING = 2
  static CLOSED = 3
  OPEN = 1
  readyState = FakeSocket.CONNECTING
  closes = 0
  /** @type {Message[]} */
  sent = []
  /** @type {Record<string, ((event: object) => void)[]>} */
  listeners = {}
  /** @type {((event: object) => void) | undefined} */
  onopen
  /** @type {((event: object) => void) | undefined} */
  onclose
  /** @type {((event: object) => void) | undefined} */
  onerror

  /**
   * @param {string} type
   * @param {(event: object) => void} listener
   */
  addEventListener(type, listener) {
    this.listeners[type] = [...(this.listeners[type] ?? []), listener]
  }

  /** @param {Message} message */
  send(message) {
    if (this.readyState === FakeSocket.CONNECTING) throw new Error('InvalidStateError')
    if (this.readyState === FakeSocket.OPEN) this.sent.push(message)
  }

  close() {
    this.closes++
    if (this.readyState !== FakeSocket.CLOSED) this.readyState = FakeSocket.CLOSING
  }

  get isAlive() {
    return this.readyState === FakeSocket.CONNECTING || this.readyState === FakeSocket.OPEN
  }

  // what the server and the network do

  opens() {
    this.readyState = FakeSocket.OPEN
    this.#dispatch('open', { type: 'open' })
  }

  /** @param {string} data */
  receives(data) {
    this.#dispatch('message', { type: 'message', data })
  }

  /** @param {number} code */
  ends(code) {
    this.readyState = FakeSocket.CLOSED
    this.#dispatch('close', { type: 'close', code })
  }

  fails() {
    this.#dispatch('error', { type: 'error' })
  }

  /**
   * @param {'open' | 'message' | 'close' | 'error'} type
   * @param {object} event
   */
  #dispatch(type, event) {
    if (type !== 'message') this[`on${type}`]?.(event)
    for (const listener of this.listeners[type] ?? []) listener.call(this, event)
  }
}

/**
 * A page with one element: its sockets, what it hears, and handlers of its events.
 */
class Page {
  /** @type {FakeSocket[]} */
  sockets = []
  /** @type {string[]} */
  heard = []
  /** @type {number[]} the retry counts that a delay was asked for */
  delays = []
  /** @type {unknown[]} */
  refused = []
  /** @type {import('../../js/report.js').Trouble[]} */
  refusals = []
  attached = true
  /** How often something wanted to know whether the element is attached: a timer that rings does. */
  asked = 0
  /** @type {Error | undefined} */
  constructorFails
  /** @type {Record<string, ((detail: any) => boolean | undefined | void) | undefined>} by the event's name */
  on = {}
  sender = /** @type {Element} */ (/** @type {unknown} */ ({ nodeName: 'FORM' }))
  /** @type {InnerWrapper} */
  wrapper

  /** @param {{ onConnecting?: (page: Page) => void }} [options] a listener from the first event on */
  constructor({ onConnecting } = {}) {
    if (onConnecting) this.on.Connecting = () => onConnecting(this)
    /** @type {Host} */
    const host = {
      closesLate: false,
      createSocket: () => this.#createSocket(),
      isAttached: () => {
        this.asked++
        return this.attached
      },
      reconnectDelay: (retryCount) => {
        this.delays.push(retryCount)
        return 1000
      },
      announce: (name, detail) => this.#hear(name, detail),
      announceError: (_error, wrapper) => void this.#hear('htmx:wsError', wrapper),
      announceSend: (_sender, name, detail) => this.#hear(name, detail, /** @type {any} */ (detail).message),
      refuseSend: (_sender, trouble) => void this.refusals.push(trouble),
      refuseConnect: (error) => void this.refused.push(['connect', error]),
      receive: (event) => void this.#hear('receive', event, event.data)
    }
    this.connection = createConnection(core, host)
    this.wrapper = this.connection.wrapper
    this.connection.start()
  }

  /** @returns {FakeSocket} the newest */
  get socket() {
    return this.sockets[this.sockets.length - 1]
  }

  /** What stands in htmx:wsOpen's detail. */
  get public() {
    return /** @type {SocketWrapper} */ (this.wrapper.publicInterface)
  }

  /** @returns {Message[]} */
  get queued() {
    return this.wrapper.messageQueue.map(({ message }) => message)
  }

  /** @param {string[]} messages */
  send(...messages) {
    for (const message of messages) this.public.send(message, this.sender)
  }

  /** What was heard since the last call. */
  news() {
    return this.heard.splice(0)
  }

  /** Takes the element out as htmx does: it is gone, and then cleaned up. */
  removeElement() {
    this.attached = false
    this.connection.remove()
  }

  /** @returns {WebSocket} */
  #createSocket() {
    this.heard.push('create')
    if (this.constructorFails) throw this.constructorFails
    const socket = new FakeSocket()
    this.sockets.push(socket)
    return /** @type {WebSocket} */ (/** @type {unknown} */ (socket))
  }

  /**
   * @param {string} name
   * @param {object} detail
   * @param {unknown} [about]
   */
  #hear(name, detail, about) {
    const short = name.replace('htmx:ws', '')
    this.heard.push(about === undefined ? short : `${short} ${about}`)
    return this.on[short]?.(detail) !== false
  }
}

const realWebSocket = globalThis.WebSocket

beforeEach(() => {
  globalThis.WebSocket = /** @type {any} */ (FakeSocket)
  mock.timers.enable({ apis: ['setTimeout'] })
})

afterEach(() => {
  mock.timers.reset()
  globalThis.WebSocket = realWebSocket
})

/** Records of the core that are in use among the first; those of a test's pages that live on included. */
function nextConnectionNumber() {
  const connection = core.createConnection()
  core.releaseConnection(connection)
  return connection.number
}

/** A page whose socket is open. */
function openPage() {
  const page = new Page()
  page.socket.opens()
  page.news()
  return page
}

/** A page that waits for its next attempt. */
function waitingPage() {
  const page = openPage()
  page.socket.ends(1006)
  page.news()
  return page
}

test('the order of events from the first attempt to the next', () => {
  const page = new Page()
  assert.deepEqual(page.news(), ['create', 'Connecting'])
  page.socket.opens()
  assert.deepEqual(page.news(), ['Open'])
  page.socket.receives('a')
  assert.deepEqual(page.news(), ['receive a'])
  page.send('b')
  assert.deepEqual(page.news(), ['BeforeSend b', 'AfterSend b'])
  page.socket.fails()
  page.socket.ends(1006)
  assert.deepEqual(page.news(), ['Error', 'Close'])
  page.send('c')
  mock.timers.tick(999)
  assert.deepEqual(page.news(), [])
  mock.timers.tick(1)
  assert.deepEqual(page.news(), ['create', 'Connecting'])
  page.socket.opens()
  assert.deepEqual(page.news(), ['Open', 'BeforeSend c', 'AfterSend c'])
})

test('the timer is set before wsClose is heard', () => {
  const page = openPage()
  let delays = -1
  page.on.Close = () => {
    delays = page.delays.length
  }
  page.socket.ends(1006)
  assert.equal(delays, 1)
})

test('retries are counted until it opens', () => {
  const page = openPage()
  for (let retry = 0; retry < 5; retry++) {
    page.socket.ends(1006)
    assert.equal(page.wrapper.retryCount, retry)
    mock.timers.tick(1000)
    assert.equal(page.wrapper.retryCount, retry + 1)
  }
  page.socket.opens()
  assert.equal(page.wrapper.retryCount, 0)
  page.socket.ends(1012)
  assert.deepEqual(page.delays, [0, 1, 2, 3, 4, 0])
})

test('codes that are not tried again', () => {
  for (const code of [1000, 1001, 1005, 1014, 4000]) {
    const page = openPage()
    page.socket.ends(code)
    assert.deepEqual(page.news(), ['Close'])
    mock.timers.tick(100_000)
    assert.equal(page.sockets.length, 1)
  }
})

test('there is no wrapper in the first wsConnecting, and a public one afterwards', () => {
  const page = new Page()
  assert.equal(page.wrapper.socket, page.socket)
  page.on.Open = ({ socketWrapper }) => {
    assert.equal(socketWrapper, page.public)
    assert.deepEqual(Object.keys(socketWrapper), ['send', 'sendImmediately', 'reconnect', 'queue'])
  }
  page.socket.opens()
  assert.equal(page.public.queue, page.wrapper.messageQueue)
})

test('what is sent inside wsOpen goes before what is queued', () => {
  const page = new Page()
  page.send('later')
  page.on.Open = () => page.send('first')
  page.socket.opens()
  assert.deepEqual(page.socket.sent, ['first', 'later'])
})

test('without a sender there are no events', () => {
  const page = new Page()
  page.public.send('a')
  page.socket.opens()
  page.public.send('b')
  assert.deepEqual(page.news(), ['create', 'Connecting', 'Open'])
  assert.deepEqual(page.socket.sent, ['a', 'b'])
})

test('sendImmediately without a socket is refused, not thrown', () => {
  const page = new Page()
  page.wrapper.socket = null
  page.public.sendImmediately('a', page.sender)
  assert.match(page.refusals[0].reason, /no socket/)
  assert.equal(page.refusals[0].message, 'a')
})

test('a socket without readyState and OPEN counts as open', () => {
  const page = new Page()
  Object.assign(page.socket, {
    readyState: undefined,
    OPEN: undefined,
    send: (/** @type {string} */ message) => page.heard.push(message)
  })
  page.news()
  page.public.send('a')
  assert.deepEqual(page.news(), ['a'])
})

test('listeners of the wrapper hear every socket', () => {
  const page = openPage()
  /** @type {string[]} */
  const types = []
  page.wrapper.addEventListener('message', ({ data }) => types.push(data))
  page.socket.receives('a')
  page.socket.ends(1006)
  mock.timers.tick(1000)
  page.socket.opens()
  page.socket.receives('b')
  assert.deepEqual(types, ['a', 'b'])
})

// --- the queue is a plain array of the page's

test('the queue holds message and sender, in order', () => {
  const page = new Page()
  page.send('a', 'b')
  assert.deepEqual(page.public.queue, [
    { message: 'a', sendElt: page.sender },
    { message: 'b', sendElt: page.sender }
  ])
  page.socket.opens()
  assert.deepEqual(page.socket.sent, ['a', 'b'])
  assert.deepEqual(page.queued, [])
})

/** @type {Record<string, { edit: (queue: SocketWrapper['queue']) => void, sent: string[] }>} */
const edits = {
  'a push': { edit: (queue) => void queue.push({ message: 'd' }), sent: ['a', 'b', 'c', 'd'] },
  'two pushes': {
    edit: (queue) => void queue.push({ message: 'd' }, { message: 'e' }),
    sent: ['a', 'b', 'c', 'd', 'e']
  },
  'an unshift': { edit: (queue) => void queue.unshift({ message: 'z' }), sent: ['z', 'a', 'b', 'c'] },
  'a shift': { edit: (queue) => void queue.shift(), sent: ['b', 'c'] },
  'a pop': { edit: (queue) => void queue.pop(), sent: ['a', 'b'] },
  'a splice in the middle': { edit: (queue) => void queue.splice(1, 1), sent: ['a', 'c'] },
  'a replacement in the middle': { edit: (queue) => void queue.splice(1, 1, { message: 'x' }), sent: ['a', 'x', 'c'] },
  'a reversal': { edit: (queue) => void queue.reverse(), sent: ['c', 'b', 'a'] },
  'an exchange in the middle and a push': {
    edit(queue) {
      queue[1] = { message: 'x' }
      queue.push({ message: 'd' })
    },
    sent: ['a', 'x', 'c', 'd']
  },
  'the same item twice': { edit: (queue) => void queue.push(queue[0]), sent: ['a', 'b', 'c', 'a'] },
  'an edited message': {
    edit(queue) {
      queue[0].message = 'A'
      queue[2].message = 'C'
    },
    sent: ['A', 'b', 'C']
  },
  'a length of 0': {
    edit(queue) {
      queue.length = 0
    },
    sent: []
  },
  'emptied and filled': { edit: (queue) => void queue.splice(0, 3, { message: 'n' }), sent: ['n'] }
}

for (const [name, { edit, sent }] of Object.entries(edits)) {
  test(`the page edits the queue: ${name}`, () => {
    const page = new Page()
    page.send('a', 'b', 'c')
    edit(page.public.queue)
    page.socket.opens()
    assert.deepEqual(page.socket.sent, sent)
    assert.deepEqual(page.queued, [])
  })

  test(`the page edits the queue, then sends: ${name}`, () => {
    const page = new Page()
    page.send('a', 'b', 'c')
    edit(page.public.queue)
    page.send('later')
    page.socket.opens()
    assert.deepEqual(page.socket.sent, [...sent, 'later'])
  })
}

test('a long random editing of the queue loses and doubles nothing', () => {
  const page = new Page()
  let state = 4711
  const random = (/** @type {number} */ count) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * count)
  }
  /** @type {string[]} */
  const model = []
  for (let index = 0; index < 5000; index++) {
    const { queue } = page.public
    const at = random(queue.length + 1)
    const message = `m${index}`
    const choice = random(6)
    if (choice <= 2) {
      page.send(message)
      model.push(message)
    } else if (choice === 3) {
      queue.splice(at, 1)
      model.splice(at, 1)
    } else if (choice === 4) {
      queue.splice(at, 0, { message })
      model.splice(at, 0, message)
    } else if (random(40) === 0) {
      queue.reverse()
      model.reverse()
    }
  }
  page.socket.opens()
  assert.deepEqual(page.socket.sent, model)
})

test('items may hold binary data', () => {
  const page = new Page()
  const messages = [new Blob(['abc']), new ArrayBuffer(8), new Uint8Array(3), 'text']
  for (const message of messages) page.public.send(message)
  page.public.send(/** @type {any} */ (null))
  page.socket.opens()
  assert.deepEqual(page.socket.sent, [...messages, null])
})

test('a cancelled wsBeforeSend drops the message, queued or not', () => {
  const page = new Page()
  page.send('a', 'b', 'c')
  page.on.BeforeSend = ({ message }) => message !== 'b'
  page.socket.opens()
  assert.deepEqual(page.socket.sent, ['a', 'c'])
  assert.deepEqual(page.queued, [])
  page.send('b')
  assert.deepEqual(page.queued, [])
  assert.deepEqual(page.socket.sent, ['a', 'c'])
})

test('a handler of wsBeforeSend takes its own item off', () => {
  const page = new Page()
  page.send('a', 'b', 'c')
  page.on.BeforeSend = ({ message }) => {
    if (message === 'a') page.public.queue.shift()
  }
  page.socket.opens()
  assert.deepEqual(page.socket.sent, ['a', 'b', 'c'])
  assert.deepEqual(page.queued, [])
})

test('a handler of wsBeforeSend empties the queue', () => {
  const page = new Page()
  page.send('a', 'b', 'c')
  page.on.BeforeSend = () => {
    page.public.queue.length = 0
  }
  page.socket.opens()
  assert.deepEqual(page.socket.sent, ['a'])
})

test('a handler of wsAfterSend puts a message before the others', () => {
  const page = new Page()
  page.send('a', 'b')
  page.on.AfterSend = ({ message }) => {
    if (message === 'a') page.public.queue.unshift({ message: 'urgent', sendElt: page.sender })
  }
  page.socket.opens()
  assert.deepEqual(page.socket.sent, ['a', 'urgent', 'b'])
  assert.deepEqual(page.queued, [])
})

test('a handler of wsAfterSend exchanges a message that waits', () => {
  for (const place of [1, 2, 3]) {
    const page = new Page()
    page.send('a', 'b', 'c', 'd')
    page.on.AfterSend = ({ message }) => {
      if (message === 'a') page.public.queue[place] = { message: 'x' }
    }
    page.socket.opens()
    const sent = ['a', 'b', 'c', 'd']
    sent[place] = 'x'
    assert.deepEqual(page.socket.sent, sent)
  }
})

test('what a handler sends during the flush goes to the end', () => {
  for (const name of ['BeforeSend', 'AfterSend']) {
    const page = new Page()
    page.send('a', 'b')
    page.on[name] = ({ message }) => {
      if (message.length === 1) page.send(`${message} again`)
    }
    page.socket.opens()
    assert.deepEqual(page.socket.sent, ['a', 'b', 'a again', 'b again'], name)
    page.on = {}
    page.send('c')
    assert.equal(page.socket.sent.at(-1), 'c')
  }
})

test('a message that an open socket refuses is reported and does not block the others', () => {
  const page = new Page()
  page.send('a', 'b', 'c')
  const { send } = page.socket
  page.socket.send = function (message) {
    if (message === 'b') throw new TypeError('no')
    send.call(this, message)
  }
  page.socket.opens()
  assert.deepEqual(page.socket.sent, ['a', 'c'])
  assert.deepEqual(page.queued, [])
  assert.equal(page.refusals.length, 1)
  assert.equal(page.refusals[0].message, 'b')
  assert.match(String(page.refusals[0].cause), /no/)
})

test('what cannot be sent because the socket is not open any more stays queued', () => {
  const page = new Page()
  page.send('a', 'b')
  const first = page.socket
  first.send = () => {
    first.readyState = FakeSocket.CLOSING
    throw new Error('no')
  }
  first.opens()
  assert.deepEqual(page.queued, ['a', 'b'])
  first.ends(1006)
  mock.timers.tick(1000)
  page.socket.opens()
  assert.deepEqual(page.socket.sent, ['a', 'b'])
  assert.deepEqual(page.queued, [])
})

test('a socket that closes during the flush keeps the rest', () => {
  const page = new Page()
  page.send('a', 'b', 'c')
  page.on.AfterSend = () => page.socket.close()
  page.socket.opens()
  assert.deepEqual(page.socket.sent, ['a'])
  assert.deepEqual(page.queued, ['b', 'c'])
})

test('a handler of wsBeforeSend that reconnects during the flush loses no message', () => {
  const page = new Page()
  page.send('a', 'b')
  let reconnected = false
  page.on.BeforeSend = () => {
    if (!reconnected) page.public.reconnect()
    reconnected = true
  }
  try {
    page.socket.opens()
  } catch {
    // the new socket cannot send yet
  }
  page.socket.opens()
  // given to the socket that the handler has just replaced, the message would be dropped
  assert.deepEqual([...page.sockets[0].sent, ...page.socket.sent], ['a', 'b'])
})

// --- reconnect()

test('reconnect while connecting closes the earlier socket', () => {
  const page = new Page()
  const [first] = page.sockets
  page.public.reconnect()
  assert.equal(first.isAlive, false)
  assert.equal(page.wrapper.socket, page.socket)
  assert.equal(page.sockets.filter(({ isAlive }) => isAlive).length, 1)
  page.socket.opens()
  page.news()
  first.ends(1006)
  assert.deepEqual(page.news(), [])
  mock.timers.tick(100_000)
  assert.equal(page.sockets.length, 2)
})

test('reconnect while open closes the earlier socket, whose end is heard and changes nothing', () => {
  const page = openPage()
  const [first] = page.sockets
  page.public.reconnect()
  assert.equal(first.isAlive, false)
  assert.deepEqual(page.news(), ['create', 'Connecting'])
  page.socket.opens()
  first.ends(1006)
  assert.deepEqual(page.news(), ['Open', 'Close'])
  mock.timers.tick(100_000)
  assert.equal(page.sockets.length, 2)
  assert.equal(page.wrapper.socket, page.socket)
  page.send('a')
  assert.deepEqual(page.socket.sent, ['a'])
})

test('reconnect while waiting stops the timer', () => {
  const page = waitingPage()
  page.public.reconnect()
  assert.equal(page.sockets.length, 2)
  const { asked } = page
  mock.timers.tick(100_000)
  assert.equal(page.sockets.length, 2)
  assert.equal(page.asked, asked, 'the timer does not ring')
  page.socket.ends(1006)
  mock.timers.tick(1000)
  assert.equal(page.sockets.length, 3)
})

test('reconnect inside wsClose leaves one attempt', () => {
  const page = openPage()
  page.on.Close = () => page.public.reconnect()
  page.socket.ends(1006)
  mock.timers.tick(100_000)
  assert.equal(page.sockets.length, 2)
})

test('reconnect after a final close connects again', () => {
  const page = openPage()
  page.socket.ends(1000)
  page.public.reconnect()
  page.socket.opens()
  page.send('a')
  assert.deepEqual(page.socket.sent, ['a'])
})

test('reconnect of a detached element does nothing', () => {
  const page = openPage()
  page.attached = false
  page.public.reconnect()
  assert.equal(page.sockets.length, 1)
})

test('what a replaced socket still reports changes nothing', () => {
  const page = openPage()
  const [first] = page.sockets
  page.public.reconnect()
  page.socket.opens()
  page.news()
  first.receives('stale')
  first.fails()
  first.opens()
  assert.deepEqual(page.news(), [])
  assert.equal(first.isAlive, false, 'a replaced socket that opens is closed')
  first.ends(1006)
  first.ends(1006)
  mock.timers.tick(100_000)
  assert.equal(page.sockets.length, 2)
  assert.equal(page.wrapper.retryCount, 0)
})

test('a socket that ends twice starts one timer', () => {
  const page = openPage()
  page.socket.ends(1006)
  page.socket.ends(1006)
  mock.timers.tick(100_000)
  assert.equal(page.sockets.length, 2)
})

test('a socket that cannot be made is refused, and the next reconnect tries again', () => {
  const page = openPage()
  const error = new SyntaxError('bad URL')
  page.constructorFails = error
  page.public.reconnect()
  assert.deepEqual(page.refused, [['connect', error]])
  assert.deepEqual(page.news(), ['create'])
  mock.timers.tick(100_000)
  page.constructorFails = undefined
  page.public.reconnect()
  page.socket.opens()
  assert.deepEqual(page.news(), ['create', 'Connecting', 'Open'])
})

// --- removal

test('removal while open closes the socket, and its end is heard', () => {
  const page = openPage()
  page.removeElement()
  assert.equal(page.socket.isAlive, false)
  page.socket.ends(1005)
  assert.deepEqual(page.news(), ['Close'])
})

test('removal while connecting closes the socket', () => {
  const page = new Page()
  page.removeElement()
  assert.equal(page.socket.isAlive, false)
  page.news()
  page.socket.ends(1006)
  mock.timers.tick(100_000)
  assert.equal(page.sockets.length, 1)
})

test('removal during back-off makes no socket', () => {
  const page = waitingPage()
  const clearing = mock.method(globalThis, 'clearTimeout')
  page.removeElement()
  assert.equal(clearing.mock.callCount(), 1)
  clearing.mock.restore()
  mock.timers.tick(100_000)
  assert.equal(page.sockets.length, 1)
  assert.deepEqual(page.news(), [])
})

test('an element that went unnoticed during back-off makes no socket', () => {
  const page = waitingPage()
  page.attached = false
  mock.timers.tick(100_000)
  assert.equal(page.sockets.length, 1)
})

test('a message for an element that went unnoticed closes the socket and is dropped', () => {
  const page = openPage()
  page.attached = false
  page.socket.receives('a')
  assert.deepEqual(page.news(), [])
  assert.equal(page.socket.isAlive, false)
})

test('removal inside wsClose makes no socket', () => {
  const page = openPage()
  page.on.Close = () => page.removeElement()
  page.socket.ends(1006)
  mock.timers.tick(100_000)
  assert.equal(page.sockets.length, 1)
})

test('removal twice, and whatever comes after it, does nothing', () => {
  const page = openPage()
  page.removeElement()
  page.connection.remove()
  assert.equal(page.socket.closes, 1)
  page.socket.ends(1005)
  page.connection.remove()
  page.news()
  page.wrapper.close()
  page.public.reconnect()
  page.socket.receives('a')
  page.socket.ends(1006)
  mock.timers.tick(100_000)
  assert.equal(page.sockets.length, 1)
  assert.equal(page.news().includes('receive a'), false)
})

test('the element goes inside wsConnecting: the socket of that attempt is closed', () => {
  const page = waitingPage()
  page.on.Connecting = () => page.removeElement()
  mock.timers.tick(1000)
  assert.equal(page.sockets.length, 2)
  // the removal comes before the wrapper knows this socket
  assert.equal(page.socket.isAlive, false)
})

test('a connection that was replaced on its element cannot connect again', () => {
  const page = openPage()
  // another URL on the same element: the element stays
  page.connection.remove()
  page.public.reconnect()
  assert.equal(page.sockets.filter(({ isAlive }) => isAlive).length, 0)
})

test('what is sent after the end does not reach another connection', () => {
  const gone = openPage()
  gone.removeElement()
  gone.socket.ends(1005)
  const page = new Page()
  try {
    for (let index = 0; index < 5; index++) gone.public.send(`lost ${index}`)
  } catch {
    // the next test is about that
  }
  // the number that the wrapper had in the core is this page's connection's by now
  page.socket.opens()
  page.send('a')
  assert.deepEqual(page.socket.sent, ['a'])
  page.removeElement()
  page.socket.ends(1005)
})

test('what is sent after the end does not throw when no other connection is there', () => {
  const gone = openPage()
  gone.removeElement()
  gone.socket.ends(1005)
  gone.public.send('lost 1')
  gone.public.send('lost 2')
  gone.public.send('lost 3')
})

test('10,000 connections that come and go leave no record in the core', () => {
  const before = nextConnectionNumber()
  /** @type {((page: Page) => void)[]} */
  const ends = [
    (page) => {
      page.removeElement()
      page.socket.ends(1006)
    },
    (page) => {
      page.socket.opens()
      page.removeElement()
      page.socket.ends(1005)
    },
    (page) => {
      page.socket.ends(1006)
      page.removeElement()
    },
    (page) => {
      page.socket.ends(1006)
      mock.timers.tick(1000)
      page.removeElement()
      page.socket.ends(1006)
    },
    (page) => {
      page.socket.opens()
      page.public.reconnect()
      page.removeElement()
      page.sockets[0].ends(1005)
      page.sockets[1].ends(1006)
    },
    (page) => {
      page.socket.opens()
      page.send('a')
      page.socket.ends(1000)
      page.send('left in the queue', 'and another')
      page.removeElement()
    },
    (page) => {
      page.attached = false
      page.socket.receives('a')
      page.socket.ends(1005)
    },
    (page) => {
      page.socket.ends(1006)
      page.attached = false
      mock.timers.tick(1000)
    }
  ]
  for (let index = 0; index < 10_000; index++) {
    const kind = index % ends.length
    ends[kind](new Page())
    assert.equal(nextConnectionNumber(), before, `kind ${kind}`)
  }
})

test('many connections at once are told apart', () => {
  const pages = Array.from({ length: 600 }, () => new Page())
  for (const [index, page] of pages.entries()) page.send(`${index}`)
  for (const page of pages) page.socket.opens()
  for (const [index, page] of pages.entries()) {
    assert.deepEqual(page.socket.sent, [`${index}`])
    page.removeElement()
    page.socket.ends(1005)
  }
})

// --- what listeners may do

test('a direct send whose listener connects anew waits for the new socket', () => {
  const page = openPage()
  page.on.BeforeSend = () => {
    page.on = {}
    page.public.reconnect()
  }
  page.send('a')
  assert.deepEqual(page.queued, ['a'])
  page.socket.opens()
  assert.deepEqual(page.socket.sent, ['a'])
})

test('a listener that puts copies in the places of queued items ends the flush all the same', () => {
  const page = new Page()
  page.send('a', 'b')
  page.on.BeforeSend = () => {
    const queue = page.public.queue
    queue.splice(0, queue.length, ...queue.map((item) => ({ ...item })))
    if (page.socket.sent.length > 5) throw new Error('the flush does not end')
  }
  page.socket.opens()
  assert.deepEqual(page.socket.sent, ['a', 'b'])
  assert.deepEqual(page.queued, [])
})

test('an element that goes during its first wsConnecting leaves no socket', () => {
  const page = new Page({ onConnecting: (page) => page.removeElement() })
  assert.equal(page.sockets.length, 1)
  assert.equal(page.sockets[0].isAlive, false)
})

test('what closes after the end of an abandoned attempt does not end the connection', () => {
  const page = new Page()
  const [abandoned] = page.sockets
  page.public.reconnect()
  page.socket.opens()
  abandoned.ends(1006)
  page.send('a')
  assert.deepEqual(page.socket.sent, ['a'])
})
