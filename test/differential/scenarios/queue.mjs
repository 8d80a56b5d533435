/** What is sent in each state of the connection, and what waits until it is open. */
import { allHosts } from '../harness.mjs'
import { clicks, opens, page, passes, receives, types } from '../steps.mjs'

/** @typedef {import('../harness.mjs').Scenario} Scenario */
/** @typedef {import('../harness.mjs').Step} Step */

const hosts = allHosts
const body =
  page(`<p id="a">old</p><form><input id="i" name="n" value="0"><button id="b" ws-send type="button">Send</button>
  <button id="b2" ws-send type="button">Send</button></form>`)

/**
 * Three messages that wait.
 * @type {Step[]}
 */
const threeWait = ['1', '2', '3'].flatMap((value) => [types('#i', value), clicks('#b')])

/** @type {Step} */
const queue = ['queue', (control) => control.note(control.wrapper('#c').messageQueue)]

/**
 * @param {Record<string, unknown>} properties
 * @returns {(control: import('../harness.mjs').Control) => void}
 */
const mocksWith = (properties) =>
  /** @type {any} */ (
    new Function('control', `control.htmx.createWebSocket = () => control.mock(${JSON.stringify(properties)})`)
  )

/** @type {Step[]} */
const lifeOfMock = [
  clicks('#b'),
  ['open', (control) => control.sockets[0].fire('open')],
  clicks('#b'),
  queue,
  ['message', (control) => control.sockets[0].fire('message', { data: '<p id="a">new</p>' })],
  ['close', (control) => control.sockets[0].fire('close', { code: 1006 })],
  passes(1000)
]

/** @type {Scenario[]} */
export default [
  {
    name: 'messages wait until the connection is open and then go out in order',
    covers: ['l.212', 'l.218', 'queue-array'],
    hosts,
    body,
    steps: [...threeWait, queue, opens(), queue]
  },
  {
    name: 'a message has the values of the time of its trigger',
    covers: ['l.212'],
    hosts,
    body,
    steps: [
      clicks('#b'),
      types('#i', 'later'),
      ['another address', () => history.replaceState(null, '', '/page?later')],
      opens()
    ]
  },
  {
    name: 'sends in each state',
    covers: ['l.211', 'l.212'],
    hosts,
    body,
    steps: [
      clicks('#b'),
      opens(),
      clicks('#b'),
      ['closing', (control) => control.sockets[0].close()],
      clicks('#b'),
      queue,
      ['closed', (control) => control.sockets[0].close_(1006)],
      clicks('#b2'),
      queue,
      passes(1000),
      clicks('#b'),
      queue,
      opens(1),
      queue
    ]
  },
  {
    name: 'sends without an element have no events',
    covers: ['l.198'],
    hosts,
    body,
    steps: [
      ['waits', (control) => control.wrapper('#c').publicInterface.send('first')],
      queue,
      opens(),
      ['goes', (control) => control.wrapper('#c').publicInterface.send('second')],
      ['goes at once', (control) => control.wrapper('#c').publicInterface.sendImmediately('third')]
    ]
  },
  {
    name: 'sends with an element have their events there',
    covers: ['l.198'],
    hosts,
    body,
    steps: [
      ['waits', (control) => control.wrapper('#c').publicInterface.send('first', control.element('#a'))],
      queue,
      opens(),
      ['goes', (control) => control.wrapper('#c').publicInterface.send('second', document.body)],
      ['at once', (control) => control.wrapper('#c').publicInterface.sendImmediately('third', control.element('#b'))]
    ]
  },
  {
    name: 'messages that are no texts',
    covers: ['l.198', 'l.212'],
    hosts,
    body,
    steps: [
      [
        'wait',
        (control) => {
          const { send } = control.wrapper('#c').publicInterface
          for (const message of [new Uint8Array([1, 2]), new Blob(['x']), 7, null, undefined, { a: 1 }]) send(message)
        }
      ],
      queue,
      opens(),
      ['goes', (control) => control.wrapper('#c').publicInterface.send(new ArrayBuffer(2), control.element('#b'))]
    ]
  },
  {
    name: 'sendImmediately while connecting throws what the socket throws',
    covers: ['l.198'],
    hosts,
    body,
    steps: [
      [
        'send',
        (control) => {
          try {
            control.wrapper('#c').publicInterface.sendImmediately('early', control.element('#b'))
          } catch (error) {
            control.note(error)
          }
        }
      ],
      queue,
      opens()
    ]
  },
  {
    name: 'sendImmediately on a closed connection is lost without a word',
    covers: ['l.198'],
    hosts,
    body,
    steps: [
      opens(),
      ['close', (control) => control.sockets[0].close_(1000)],
      ['send', (control) => control.wrapper('#c').publicInterface.sendImmediately('late', control.element('#b'))],
      queue
    ]
  },
  {
    name: 'a cancelled message is not sent and does not wait',
    covers: ['l.198', 'l.218'],
    hosts,
    body,
    before() {
      const { control } = /** @type {any} */ (globalThis)
      control.on('htmx:wsBeforeSend', (/** @type {any} */ event) => {
        if (event.detail.message.includes('"n":"2"')) event.preventDefault()
      })
    },
    steps: [...threeWait, queue, opens(), queue, types('#i', '2'), clicks('#b'), types('#i', '4'), clicks('#b')]
  },
  {
    name: 'what a handler of wsOpen sends goes before what waits',
    covers: ['l.247'],
    hosts,
    body,
    before() {
      const { control } = /** @type {any} */ (globalThis)
      control.on('htmx:wsOpen', (/** @type {any} */ { detail }) => {
        control.note(detail.socketWrapper.queue.length)
        detail.socketWrapper.send('who I am')
        detail.socketWrapper.sendImmediately('and more')
      })
    },
    steps: [...threeWait, opens()]
  },
  {
    name: 'a page empties the queue',
    covers: ['queue-array', 'l.289'],
    hosts,
    body,
    steps: [
      ...threeWait,
      [
        'empty',
        (control) => {
          control.wrapper('#c').publicInterface.queue.length = 0
        }
      ],
      clicks('#b'),
      opens(),
      queue
    ]
  },
  {
    name: 'a page takes messages out of the queue and puts others in',
    covers: ['queue-array', 'l.289'],
    hosts,
    body,
    steps: [
      ...threeWait,
      [
        'edit',
        (control) => {
          const { queue } = control.wrapper('#c').publicInterface
          queue.splice(1, 1)
          queue.unshift({ message: 'first' })
          queue.push({ message: 'last', sendElt: document.body })
        }
      ],
      queue,
      opens(),
      queue
    ]
  },
  {
    name: 'a page changes a message that waits',
    covers: ['queue-array'],
    hosts,
    body,
    steps: [
      ...threeWait,
      [
        'edit',
        (control) => {
          const { queue } = control.wrapper('#c').publicInterface
          queue[0].message = 'changed'
          queue[2].sendElt = control.element('#a')
          queue.reverse()
        }
      ],
      opens()
    ]
  },
  {
    name: 'a page empties the queue in wsOpen',
    covers: ['queue-array', 'l.247'],
    hosts,
    body,
    before() {
      const { control } = /** @type {any} */ (globalThis)
      control.on('htmx:wsOpen', (/** @type {any} */ { detail }) => detail.socketWrapper.queue.splice(0))
    },
    steps: [...threeWait, opens(), queue, clicks('#b')]
  },
  {
    name: 'a page looks at the queue while it is sent',
    covers: ['queue-array', 'l.218'],
    hosts,
    body,
    before() {
      const { control } = /** @type {any} */ (globalThis)
      for (const name of ['wsBeforeSend', 'wsAfterSend']) {
        control.on(`htmx:${name}`, (/** @type {any} */ { detail }) => control.note(name, detail.socketWrapper.queue))
      }
    },
    steps: [...threeWait, opens()]
  },
  {
    name: 'a connection that is closed while the queue is sent keeps the rest',
    covers: ['l.218'],
    hosts,
    body,
    before() {
      const { control } = /** @type {any} */ (globalThis)
      control.on('htmx:wsAfterSend', (/** @type {any} */ { detail }) => {
        if (detail.message.includes('"n":"2"')) control.sockets[0].close_(1006)
      })
    },
    steps: [...threeWait, opens(), queue, passes(1000), opens(1), queue]
  },
  {
    name: 'what waits outlives failed attempts',
    covers: ['l.212', 'l.256'],
    hosts,
    body,
    steps: [
      ...threeWait,
      ['fails', (control) => control.sockets[0].fail()],
      passes(1000),
      ['fails again', (control) => control.sockets[1].fail()],
      passes(2000),
      queue,
      opens(2),
      queue
    ]
  },
  {
    name: 'what waits outlives a normal close',
    covers: ['l.212'],
    hosts,
    body,
    steps: [
      ...threeWait,
      ['close', (control) => control.sockets[0].close_(1000)],
      passes(60_000),
      queue,
      ['init', (control) => control.wrapper('#c').init()],
      opens(1)
    ]
  },
  {
    name: 'handleQueuedMessages does nothing while connecting',
    covers: ['l.218', 'l.175'],
    hosts,
    body,
    steps: [...threeWait, ['flush', (control) => control.note(control.wrapper('#c').handleQueuedMessages())], queue]
  },
  {
    name: 'a mock without states counts as open',
    covers: ['l.211', 'l.116'],
    hosts,
    body,
    afterScripts: mocksWith({}),
    steps: lifeOfMock
  },
  {
    name: 'a mock with a state and without constants counts as closed',
    covers: ['l.211', 'l.116'],
    hosts,
    body,
    afterScripts: mocksWith({ readyState: 1 }),
    steps: lifeOfMock
  },
  {
    name: 'a mock with constants of its own',
    covers: ['l.211', 'l.116'],
    hosts,
    body,
    afterScripts: mocksWith({ readyState: 'up', OPEN: 'up' }),
    steps: lifeOfMock
  },
  {
    name: 'a mock whose state changes',
    covers: ['l.211', 'l.116'],
    hosts,
    body,
    afterScripts: mocksWith({ readyState: 0, OPEN: 1 }),
    steps: [
      ...threeWait,
      [
        'open',
        (control) => {
          control.sockets[0].readyState = 1
          control.sockets[0].fire('open')
        }
      ],
      clicks('#b'),
      queue
    ]
  },
  {
    name: 'a mock is closed with its element and asked for no more',
    covers: ['l.44', 'l.116'],
    // on 1.9 both htmx and the reference close it
    hosts: allHosts.filter((host) => host.startsWith('2.')),
    body,
    afterScripts: mocksWith({ readyState: 1, OPEN: 1 }),
    steps: [clicks('#b'), ['remove', (control) => control.remove('#c')]]
  },
  {
    name: 'messages that arrive while others wait',
    covers: ['l.218', 'l.137'],
    hosts,
    body,
    before() {
      const { control } = /** @type {any} */ (globalThis)
      control.on('htmx:wsAfterSend', () => control.sockets[0].message('<p id="a">answer</p>'))
    },
    steps: [...threeWait, opens(), receives('<p id="a">end</p>')]
  }
]
