// One connection through its life: attempts, events, reconnect(), removal.
import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { words as policy } from '../support/built.mjs'
import { core, openPage, Page, useFakes, waitingPage } from './fake-page.mjs'

useFakes()

/** Records of the core that are in use among the first; those of a test's pages that live on included. */
function nextConnectionNumber() {
  const connection = core.createConnection(policy)
  core.releaseConnection(connection)
  return connection.number
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
