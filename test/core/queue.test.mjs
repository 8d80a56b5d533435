// The queue of a connection is a plain array of the page's: whatever a page does with it, what is in it is sent.
import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { FakeSocket, Page, useFakes } from './fake-page.mjs'

/** @typedef {import('../../js/public.d.ts').SocketWrapper} SocketWrapper */

useFakes()

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
