/** The life of a connection: opening, closing, errors, further attempts, and the wrapper around it. */
import { allHosts } from '../harness.mjs'
import { clicks, opens, page, passes, receives, submits } from '../steps.mjs'

/** @typedef {import('../harness.mjs').Scenario} Scenario */
/** @typedef {import('../harness.mjs').Step} Step */

const hosts = allHosts
const body = page('<p id="a">old</p><button id="b" ws-send name="n" value="v">Send</button>')

/** @type {Step} */
const breaks = ['the connection breaks', (control) => control.sockets[control.sockets.length - 1].close_(1006)]
/** @type {Step} */
const accepts = ['the server accepts', (control) => control.sockets[control.sockets.length - 1].open()]

const codesWithoutRetry = [1000, 1001, 1002, 1003, 1005, 1007, 1008, 1009, 1010, 1014, 1015, 3000, 4000, 4999]
const codesWithRetry = [1006, 1012, 1013]

/**
 * @param {number} code
 * @param {string[]} hosts
 * @returns {Scenario}
 */
const closesWith = (code, hosts) => ({
  name: `a connection that is closed with code ${code}`,
  covers: ['l.256'],
  hosts,
  body,
  steps: [
    opens(),
    ['close', new Function('control', `control.sockets[0].close_(${code}, 'why')`)],
    passes(999),
    passes(1),
    clicks('#b')
  ].map((step) => /** @type {Step} */ (step))
})

/**
 * @param {string} name of the event
 * @param {Step[]} steps
 * @returns {Scenario[]} one that cancels it under either name
 */
const cancelled = (name, steps) =>
  [name, name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)].map((name) => ({
    name: `htmx:${name} is cancelled`,
    covers: ['kebab-twins'],
    hosts,
    body,
    before: /** @type {() => void} */ (
      new Function(`control.on('htmx:${name}', (event) => { event.preventDefault(); control.note('cancelled') })`)
    ),
    steps
  }))

/** @type {Step[]} */
const wholeLife = [
  opens(),
  receives('<p id="a">new</p>'),
  clicks('#b'),
  ['error', (control) => control.sockets[0].fail()],
  passes(1000),
  opens(1)
]

/** @type {Scenario[]} */
export default [
  {
    name: 'a socket opens, a message arrives, a form is sent, the socket closes',
    covers: ['l.38', 'l.137', 'l.198', 'l.247', 'l.256'],
    hosts,
    body: page('<p id="a">old</p><form id="f" ws-send><input name="v" value="1"><button>Send</button></form>'),
    steps: [opens(), receives('<p id="a">new</p>'), submits('#f'), breaks, passes(1000), opens(1)]
  },
  ...codesWithoutRetry.map((code) => closesWith(code, hosts)),
  ...codesWithRetry.map((code) => closesWith(code, hosts)),
  closesWith(1011, ['2.0.0', '2.0.4', '2.0.5', '2.0.11']),
  ...cancelled('wsConnecting', wholeLife),
  ...cancelled('wsOpen', wholeLife),
  ...cancelled('wsClose', wholeLife),
  ...cancelled('wsError', wholeLife),
  ...cancelled('wsBeforeMessage', wholeLife),
  ...cancelled('wsAfterMessage', wholeLife),
  ...cancelled('wsConfigSend', wholeLife),
  ...cancelled('wsBeforeSend', wholeLife),
  ...cancelled('wsAfterSend', wholeLife),
  {
    name: 'events that are stopped on their way still have their twins',
    covers: ['kebab-twins'],
    hosts,
    body,
    before() {
      const { control } = /** @type {any} */ (globalThis)
      for (const name of ['wsOpen', 'wsBeforeMessage', 'wsConfigSend', 'wsBeforeSend', 'wsClose']) {
        addEventListener(`htmx:${name}`, (event) => event.stopImmediatePropagation(), true)
        control.on(`htmx:${name}`, () => control.note('not reached'))
      }
    },
    steps: wholeLife
  },
  {
    name: 'a logger of htmx sees the events',
    covers: ['kebab-twins'],
    hosts,
    body,
    afterScripts(control) {
      control.htmx.logger = (/** @type {Element} */ elt, /** @type {string} */ name, /** @type {object} */ detail) =>
        control.note(elt.id, name, Object.keys(detail))
    },
    steps: wholeLife
  },
  {
    name: 'an error while connecting',
    covers: ['l.269'],
    hosts,
    body,
    steps: [['error', (control) => control.sockets[0].fail()], passes(1000)]
  },
  {
    name: 'an error of an open connection',
    covers: ['l.269'],
    hosts,
    body,
    steps: [opens(), ['error', (control) => control.sockets[0].fail()], passes(1000), opens(1)]
  },
  {
    name: 'an error that no close follows',
    covers: ['l.269'],
    hosts,
    body,
    steps: [opens(), ['error', (control) => control.sockets[0].dispatchEvent(new Event('error'))], clicks('#b')]
  },
  {
    name: 'a server that never accepts: the delays grow up to 64 seconds',
    covers: ['l.389', 'l.256', 'random-only-where-reference'],
    hosts,
    body,
    steps: Array.from({ length: 9 }, () => [breaks, passes(64_000)]).flat()
  },
  {
    name: 'the count is 0 again once the connection is open',
    covers: ['l.247', 'l.389'],
    hosts,
    body,
    steps: [
      ...[breaks, passes(1000), breaks, passes(2000), breaks, passes(4000)],
      ['count', (control) => control.note(control.wrapper('#c').retryCount)],
      accepts,
      ['count at open', (control) => control.note(control.wrapper('#c').retryCount)],
      ...[breaks, passes(1000), breaks, passes(2000)],
      ['count later', (control) => control.note(control.wrapper('#c').retryCount)]
    ]
  },
  {
    name: 'the count in each event',
    covers: ['l.247', 'l.256'],
    hosts,
    body,
    before() {
      const { control } = /** @type {any} */ (globalThis)
      for (const name of ['wsConnecting', 'wsOpen', 'wsClose', 'wsError']) {
        control.on(`htmx:${name}`, () => control.note(name, control.wrapper('#c')?.retryCount))
      }
    },
    steps: [breaks, passes(1000), breaks, passes(2000), accepts, breaks, passes(1000), accepts]
  },
  {
    name: 'a count that the page changes counts on from there',
    covers: ['l.175', 'l.389'],
    hosts,
    body,
    steps: [
      [
        'count',
        (control) => {
          control.wrapper('#c').retryCount = 4
        }
      ],
      breaks,
      passes(16_000),
      ['count', (control) => control.note(control.wrapper('#c').retryCount)],
      breaks
    ]
  },
  {
    name: 'the delay is what a function of the page says',
    covers: ['l.389', 'random-only-where-reference'],
    hosts,
    body,
    afterScripts(control) {
      control.htmx.config.wsReconnectDelay = (/** @type {unknown[]} */ ...values) => {
        control.note('delay', values)
        return 100 * (Number(values[0]) + 1)
      }
    },
    steps: [breaks, passes(99), passes(1), breaks, passes(199), passes(1), accepts, breaks, passes(100)]
  },
  {
    name: 'a function of the page says nothing, a text, or less than nothing',
    covers: ['l.389'],
    hosts,
    body,
    afterScripts(control) {
      const delays = [undefined, '50', -1, null, Number.NaN, 0.5]
      control.htmx.config.wsReconnectDelay = () => delays.shift()
    },
    steps: Array.from({ length: 6 }, () => [breaks, passes(50)]).flat()
  },
  {
    name: 'a function of the page for the delay throws',
    covers: ['l.389'],
    hosts,
    body,
    afterScripts(control) {
      control.htmx.config.wsReconnectDelay = () => {
        throw new Error('no delay')
      }
    },
    steps: [opens(), breaks, passes(1000)]
  },
  {
    name: 'a random number that the page replaced decides',
    covers: ['l.389', 'random-only-where-reference'],
    hosts,
    body,
    before() {
      Math.random = () => 0.5
    },
    steps: [breaks, passes(499), passes(1), breaks, passes(999), passes(1)]
  },
  {
    name: 'the next attempt is not made before its time',
    covers: ['l.256'],
    hosts,
    body,
    before() {
      Math.random = () => 0.999
    },
    steps: [opens(), breaks, passes(998), passes(0.5), passes(1), accepts]
  },
  {
    name: 'the timer is set before wsClose is sent',
    covers: ['l.256'],
    hosts,
    body,
    before() {
      const { control } = /** @type {any} */ (globalThis)
      control.on('htmx:wsClose', () => control.tick(1000))
    },
    steps: [opens(), breaks, accepts]
  },
  {
    name: 'the wrapper has the known properties',
    covers: ['l.175', 'l.289', 'l.152'],
    hosts,
    body,
    steps: [
      ['before', (control) => control.note(Object.keys(control.wrapper('#c')), control.wrapper('#c'))],
      opens(),
      ['after', (control) => control.note(control.wrapper('#c'))]
    ]
  },
  {
    name: 'socketWrapper has the known properties, bound to their wrapper',
    covers: ['l.289'],
    hosts,
    body,
    steps: [
      opens(),
      [
        'use',
        (control) => {
          const { publicInterface, messageQueue } = control.wrapper('#c')
          const { send, sendImmediately, queue } = publicInterface
          send('one')
          sendImmediately('two')
          control.note(queue === messageQueue, send('three'), sendImmediately('four'))
        }
      ]
    ]
  },
  {
    name: 'each event has the same socketWrapper',
    covers: ['l.289'],
    hosts,
    body,
    before() {
      const { control } = /** @type {any} */ (globalThis)
      for (const name of ['wsOpen', 'wsClose', 'wsBeforeMessage', 'wsAfterMessage', 'wsConfigSend', 'wsBeforeSend']) {
        control.on(`htmx:${name}`, (/** @type {any} */ { detail }) => {
          control.note(name, detail.socketWrapper === control.wrapper('#c').publicInterface)
        })
      }
    },
    steps: wholeLife
  },
  {
    name: 'wsError has the wrapper itself',
    covers: ['l.269', 'l.175'],
    hosts,
    body,
    before() {
      const { control } = /** @type {any} */ (globalThis)
      control.on('htmx:wsError', (/** @type {any} */ { detail }) => {
        control.note(Object.keys(detail), detail.socketWrapper === control.wrapper('#c'))
      })
    },
    steps: [opens(), ['error', (control) => control.sockets[0].fail()]]
  },
  {
    name: 'a page that overwrites onclose does its own reconnecting',
    covers: ['l.120'],
    hosts,
    body,
    steps: [
      opens(),
      [
        'overwrite',
        (control) => {
          control.wrapper('#c').socket.onclose = (/** @type {CloseEvent} */ { code }) => control.note('own', code)
        }
      ],
      breaks,
      passes(1000),
      ['own attempt', (control) => control.wrapper('#c').init()],
      opens(1)
    ]
  },
  {
    name: 'a page that overwrites onopen sends the queue itself',
    covers: ['l.120', 'l.218'],
    hosts,
    body,
    steps: [
      clicks('#b'),
      [
        'overwrite',
        (control) => {
          control.wrapper('#c').socket.onopen = () => control.note('own')
        }
      ],
      opens(),
      ['own flush', (control) => control.wrapper('#c').handleQueuedMessages()]
    ]
  },
  {
    name: 'a page that overwrites onerror keeps the error for itself',
    covers: ['l.120'],
    hosts,
    body,
    steps: [
      [
        'overwrite',
        (control) => {
          control.wrapper('#c').socket.onerror = () => control.note('own')
        }
      ],
      ['error', (control) => control.sockets[0].fail()],
      passes(1000)
    ]
  },
  {
    name: 'listeners of the page on the socket run in their turn',
    covers: ['l.120'],
    hosts,
    body,
    afterScripts(control) {
      control.htmx.createWebSocket = (/** @type {string} */ url) => {
        const socket = new WebSocket(url)
        for (const type of ['open', 'message', 'error', 'close']) {
          socket.addEventListener(type, () => control.note('first', type))
        }
        return socket
      }
    },
    steps: [
      [
        'listen',
        (control) => {
          for (const type of ['open', 'message', 'error', 'close']) {
            control.sockets[0].addEventListener(type, () => control.note('last', type))
          }
        }
      ],
      ...wholeLife
    ]
  },
  {
    name: 'a property handler for messages does not stop the swap',
    covers: ['l.120'],
    hosts,
    body,
    steps: [
      opens(),
      [
        'overwrite',
        (control) => {
          control.sockets[0].onmessage = (/** @type {MessageEvent} */ { data }) => control.note('own', data)
        }
      ],
      receives('<p id="a">new</p>')
    ]
  },
  {
    name: 'a listener of the wrapper hears this socket and the next',
    covers: ['l.175'],
    hosts,
    body,
    steps: [
      [
        'listen',
        (control) => {
          control
            .wrapper('#c')
            .addEventListener('message', (/** @type {any} */ { data }) => control.note('heard', data))
          control.wrapper('#c').addEventListener('close', (/** @type {any} */ { code }) => control.note('closed', code))
        }
      ],
      opens(),
      receives('<p id="a">one</p>'),
      breaks,
      passes(1000),
      opens(1),
      receives('<p id="a">two</p>', 1)
    ]
  },
  {
    name: 'reconnect() after a normal close',
    covers: ['l.289'],
    hosts: ['2.0.0', '2.0.4', '2.0.5', '2.0.11'],
    body,
    steps: [
      opens(),
      ['close', (control) => control.sockets[0].close_(1000)],
      ['reconnect', (control) => control.note(control.wrapper('#c').publicInterface.reconnect())],
      opens(1),
      receives('<p id="a">new</p>', 1),
      clicks('#b')
    ]
  },
  {
    name: 'a page’s own policy reconnects from wsClose',
    covers: ['l.289', 'l.256'],
    hosts: ['2.0.0', '2.0.4', '2.0.5', '2.0.11'],
    body,
    before() {
      const { control } = /** @type {any} */ (globalThis)
      control.on('htmx:wsClose', (/** @type {any} */ { detail }) => {
        if (detail.event.code === 4000) detail.socketWrapper.reconnect()
      })
    },
    steps: [opens(), ['close', (control) => control.sockets[0].close_(4000)], opens(1), clicks('#b')]
  },
  {
    name: 'init() of an open connection closes it first',
    covers: ['l.231'],
    hosts,
    body,
    steps: [opens(), ['init', (control) => control.note(control.wrapper('#c').init())], opens(1), clicks('#b')]
  },
  {
    name: 'init() of a closed connection',
    covers: ['l.231'],
    hosts,
    body,
    steps: [
      opens(),
      ['close', (control) => control.sockets[0].close_(1001)],
      ['init', (control) => control.wrapper('#c').init()],
      opens(1),
      receives('<p id="a">new</p>', 1)
    ]
  },
  {
    name: 'close() of the wrapper ends the connection for good',
    covers: ['l.175'],
    hosts,
    body,
    steps: [opens(), ['close', (control) => control.wrapper('#c').close()], clicks('#b'), passes(0), passes(60_000)]
  },
  {
    name: 'close() of the wrapper while connecting',
    covers: ['l.175', 'l.269'],
    hosts,
    body,
    steps: [
      ['close', (control) => control.wrapper('#c').close()],
      ['gone', (control) => control.sockets[0].finishClose()]
    ]
  },
  {
    name: 'the page closes the socket itself with a code and a reason',
    covers: ['l.256'],
    hosts,
    body,
    steps: [opens(), ['close', (control) => control.sockets[0].close(4001, 'enough')], passes(0), passes(1000)]
  },
  {
    name: 'a connection breaks while it is being closed',
    covers: ['l.256'],
    hosts,
    body,
    steps: [
      opens(),
      [
        'close',
        (control) => {
          control.sockets[0].close()
          control.sockets[0].close_(1006)
        }
      ],
      passes(1000),
      opens(1)
    ]
  },
  {
    name: 'a handler of wsOpen throws, the queue is sent nevertheless',
    covers: ['l.247'],
    hosts,
    body,
    before() {
      const { control } = /** @type {any} */ (globalThis)
      control.on('htmx:wsOpen', () => {
        throw new Error('of the page')
      })
    },
    steps: [clicks('#b'), opens(), clicks('#b')]
  },
  {
    name: 'handlers of wsClose and wsError throw, the next attempt is made nevertheless',
    covers: ['l.256', 'l.269'],
    hosts,
    body,
    before() {
      const { control } = /** @type {any} */ (globalThis)
      for (const name of ['wsClose', 'wsError']) {
        control.on(`htmx:${name}`, () => {
          throw new Error('of the page')
        })
      }
    },
    steps: [['error', (control) => control.sockets[0].fail()], passes(1000), opens(1)]
  },
  {
    name: 'sockets beside each other do not know of each other',
    covers: ['l.38', 'l.256'],
    hosts,
    body: page(
      '<button id="b" ws-send>b</button>',
      '<div id="d" ws-connect="/other"><button id="e" ws-send>e</button></div>'
    ),
    steps: [opens(1), clicks('#b'), clicks('#e'), breaks, opens(0), passes(1000), clicks('#e'), opens(2)]
  },
  {
    name: 'sockets inside each other: a sender uses the nearest',
    covers: ['l.304'],
    hosts,
    body: page(
      '<button id="b" ws-send>b</button><div id="d" ws-connect="/inner"><button id="e" ws-send>e</button></div>'
    ),
    steps: [opens(0), opens(1), clicks('#b'), clicks('#e')]
  },
  {
    name: 'an element that sends to its own socket',
    covers: ['l.304'],
    hosts,
    body: page('<button id="d" ws-connect="/own" ws-send name="n" value="v">d</button>'),
    steps: [opens(0), opens(1), clicks('#d')]
  }
]
