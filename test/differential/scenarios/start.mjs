/** What happens until there is a socket: the extension's start, the factory of sockets, which elements get one. */
import { allHosts } from '../harness.mjs'
import { opens, page, passes, processes, receives } from '../steps.mjs'

/** @typedef {import('../harness.mjs').Scenario} Scenario */

const hosts = allHosts
const plain = page('<p id="a">old</p>')

/** @type {Scenario[]} */
export default [
  {
    name: 'the factory and the delay are there when the script has run',
    covers: ['l.17'],
    hosts,
    body: plain,
    beforeExtension: (control) =>
      control.note(typeof control.htmx.createWebSocket, control.htmx.config.wsReconnectDelay),
    afterScripts: (control) => control.note(typeof control.htmx.createWebSocket, control.htmx.config.wsReconnectDelay),
    steps: []
  },
  {
    name: 'a factory that the page set before stays',
    covers: ['l.17', 'l.116'],
    hosts,
    body: plain,
    beforeExtension(control) {
      control.htmx.createWebSocket = function own(/** @type {unknown[]} */ ...values) {
        control.note(this === control.htmx, values)
        return new WebSocket('ws://own.test/')
      }
    },
    afterScripts: (control) => control.note(control.htmx.createWebSocket.name),
    steps: [opens(), receives('<p id="a">new</p>')]
  },
  {
    name: 'a delay that the page set before stays, a falsy one does not',
    covers: ['l.17'],
    hosts,
    body: plain,
    beforeExtension(control) {
      control.htmx.config.wsReconnectDelay = () => 70
    },
    afterScripts: (control) => control.note(typeof control.htmx.config.wsReconnectDelay),
    steps: [['close', (control) => control.sockets[0].close_(1006)]]
  },
  {
    name: 'an empty delay becomes full-jitter',
    covers: ['l.17', 'l.389'],
    hosts,
    body: plain,
    beforeExtension(control) {
      control.htmx.config.wsReconnectDelay = ''
    },
    afterScripts: (control) => control.note(control.htmx.config.wsReconnectDelay),
    steps: [['close', (control) => control.sockets[0].close_(1006)], passes(1000)]
  },
  {
    name: 'a factory set after the script is used, with htmx as this and an absolute URL',
    covers: ['l.116', 'l.107'],
    hosts,
    body: page(
      '',
      '<i ws-connect="ws://other.test/x"></i><i ws-connect="relative?q=1"></i><b ws-connect="wss://other.test"></b>'
    ),
    afterScripts(control) {
      control.htmx.createWebSocket = function own(/** @type {unknown[]} */ ...values) {
        control.note(this === control.htmx, values)
        return control.mock()
      }
    },
    steps: []
  },
  {
    name: 'the factory is looked up at every attempt',
    covers: ['l.116'],
    hosts,
    body: plain,
    steps: [
      [
        'another factory',
        (control) => {
          control.htmx.createWebSocket = (/** @type {string} */ url) => new WebSocket(`${url}?second`)
        }
      ],
      ['close', (control) => control.sockets[0].close_(1006)],
      passes(1000),
      opens(1),
      receives('<p id="a">new</p>', 1)
    ]
  },
  {
    name: 'the default factory, called by the page, makes a socket with the binary type of the config',
    covers: ['l.431'],
    hosts,
    body: '<body></body>',
    steps: [
      [
        'call',
        (control) => {
          const { url, binaryType } = control.htmx.createWebSocket('ws://other.test/x')
          control.note(url, binaryType)
        }
      ],
      [
        'call with another type',
        (control) => {
          control.htmx.config.wsBinaryType = 'arraybuffer'
          control.note(control.htmx.createWebSocket('wss://other.test/y?z=1').binaryType)
        }
      ]
    ]
  },
  {
    name: 'the binary type of the config is that of each new socket',
    covers: ['l.431'],
    hosts,
    body: plain,
    afterScripts(control) {
      control.htmx.config.wsBinaryType = 'arraybuffer'
    },
    steps: [
      [
        'close with another type',
        (control) => {
          control.htmx.config.wsBinaryType = 'blob'
          control.sockets[0].close_(1012)
        }
      ],
      passes(1000)
    ]
  },
  {
    name: 'the meta element replaces the config before the first socket',
    covers: ['config-replaced', 'l.431'],
    hosts,
    head: `<meta name="htmx-config" content='{"wsBinaryType":"arraybuffer","includeIndicatorStyles":false}'>`,
    body: plain,
    afterScripts(control) {
      const page = /** @type {any} */ (globalThis)
      page.configAtStart = control.htmx.config
    },
    steps: [
      [
        'is it another object',
        (control) => control.note(control.htmx.config === /** @type {any} */ (globalThis).configAtStart)
      ],
      ['close', (control) => control.sockets[0].close_(1013)]
    ]
  },
  {
    name: 'the delay is read from the config of the moment',
    covers: ['config-replaced', 'l.389'],
    hosts,
    body: plain,
    steps: [
      [
        'another config',
        (control) => {
          control.htmx.config = { ...control.htmx.config, wsReconnectDelay: () => 4321 }
          control.sockets[0].close_(1006)
        }
      ],
      passes(4320),
      passes(1)
    ]
  },
  {
    name: 'the body itself has the socket',
    covers: ['l.38', 'l.447'],
    hosts,
    body: '<body hx-ext="ws" ws-connect="/chat"><p id="a">old</p></body>',
    steps: [opens(), receives('<p id="a">new</p>')]
  },
  {
    name: 'the element with hx-ext has the socket',
    covers: ['l.38', 'l.447'],
    hosts,
    body: '<body><div id="c" hx-ext="ws" ws-connect="/chat"><p id="a">old</p></div></body>',
    steps: [opens(), receives('<p id="a">new</p>')]
  },
  {
    name: 'attributes with data- before their names',
    covers: ['l.447'],
    hosts,
    body: `<body><div id="c" data-hx-ext="ws" data-ws-connect="/chat"><p id="a">old</p>
      <button id="b" data-ws-send name="n" value="v">Send</button></div></body>`,
    steps: [opens(), receives('<p id="a" data-hx-swap-oob="true">new</p>'), ['click', (control) => control.click('#b')]]
  },
  {
    name: 'data- attributes below the element that is processed',
    covers: ['l.447'],
    hosts,
    body: `<body hx-ext="ws"><section><div id="c" data-ws-connect="/chat"><p id="a">old</p>
      <button id="b" data-ws-send name="n" value="v">Send</button></div></section></body>`,
    steps: [opens(), receives('<p id="a">new</p>'), ['click', (control) => control.click('#b')]]
  },
  {
    name: 'sockets are made in the order of the document, before any sender is bound',
    covers: ['l.38'],
    hosts,
    body: `<body hx-ext="ws"><div id="one" ws-connect="/one"><button id="b" ws-send>b</button>
      <div id="two" ws-connect="/two"></div></div><div id="three" ws-connect="/three"></div></body>`,
    steps: [opens(2), opens(0), opens(1)]
  },
  {
    name: 'an element without ws-connect, or with an empty one, has no socket',
    covers: ['l.95'],
    hosts,
    body: '<body hx-ext="ws"><div ws-connect></div><div ws-connect=""></div><div id="c"></div></body>',
    steps: [processes('#c')]
  },
  {
    name: 'without hx-ext there is no socket',
    covers: ['l.38'],
    hosts,
    body: '<body><div id="c" ws-connect="/chat"><button id="b" ws-send>Send</button></div></body>',
    steps: [['click', (control) => control.click('#b')]]
  },
  {
    name: 'the extension stands in a list of several',
    covers: ['l.38'],
    hosts,
    body: '<body hx-ext="harness, ws"><div id="c" ws-connect="/chat"></div></body>',
    steps: [opens()]
  },
  {
    name: 'an element that htmx swaps in connects',
    covers: ['l.38'],
    hosts,
    body: '<body hx-ext="ws"><div id="place"></div></body>',
    steps: [
      ['swap', (control) => control.swap('#place', '<div id="c" ws-connect="/chat"><p id="a">old</p></div>')],
      opens(),
      receives('<p id="a">new</p>')
    ]
  },
  {
    name: 'an element that a script adds connects once htmx processes it',
    covers: ['l.38'],
    hosts,
    body: '<body hx-ext="ws"><div id="place"></div></body>',
    steps: [
      [
        'markup',
        (control) => {
          control.element('#place').innerHTML = '<div id="c" ws-connect="/chat"><button id="b" ws-send>b</button></div>'
        }
      ],
      processes('#c'),
      opens(),
      ['click', (control) => control.click('#b')]
    ]
  },
  {
    name: 'an element outside the page does not connect, and does when it is in the page',
    covers: ['l.38'],
    hosts,
    body: '<body hx-ext="ws"><div id="place"></div></body>',
    steps: [
      [
        'outside',
        (control) => {
          const element = document.createElement('div')
          element.setAttribute('ws-connect', '/chat')
          element.setAttribute('hx-ext', 'ws')
          element.id = 'c'
          Object.assign(globalThis, { element })
          control.htmx.process(element)
        }
      ],
      [
        'inside',
        (control) => {
          const { element } = /** @type {any} */ (globalThis)
          control.element('#place').append(element)
          element.setAttribute('title', 'changed, so htmx looks at it again')
          control.htmx.process(element)
        }
      ]
    ]
  },
  {
    name: 'processing the body again makes no further socket',
    covers: ['l.38'],
    hosts,
    body: page('<button id="b" ws-send>Send</button>'),
    steps: [opens(), processes('body'), ['click', (control) => control.click('#b')]]
  },
  {
    name: 'during the first wsConnecting there is no wrapper, during the next it has the old socket',
    covers: ['l.152', 'l.238'],
    hosts,
    body: plain,
    before() {
      const { control } = /** @type {any} */ (globalThis)
      control.on('htmx:wsConnecting', (/** @type {any} */ { target, detail }) => {
        const wrapper = control.wrapper('#c')
        control.note(target.id, Object.keys(detail), typeof wrapper, wrapper?.socket, wrapper?.retryCount)
      })
    },
    steps: [
      ['look', (control) => control.note(control.wrapper('#c').socket)],
      ['close', (control) => control.sockets[0].close_(1006)],
      passes(1000)
    ]
  },
  {
    name: 'the socket is there before htmx has finished the element and before htmx:load',
    covers: ['l.38', 'l.152'],
    hosts,
    body: plain,
    before() {
      const { control } = /** @type {any} */ (globalThis)
      for (const name of ['beforeProcessNode', 'afterProcessNode', 'load']) {
        control.on(`htmx:${name}`, () => control.note(name, control.sockets.length, typeof control.wrapper('#c')))
      }
    },
    steps: []
  },
  {
    name: 'URLs that are absolute, and of the page’s own host',
    covers: ['l.107', 'url-forms', 'cookies'],
    hosts,
    body: `<body hx-ext="ws"><i ws-connect="/"></i><i ws-connect="/a/b?c=d&e=f"></i><i ws-connect="ws://other.test:81/a"></i>
      <i ws-connect="wss://other.test/a?b=c%20d"></i><i ws-connect="/ümlaut/%C3%BC"></i></body>`,
    steps: []
  },
  {
    name: 'a base element does not change a path',
    covers: ['l.107', 'url-forms'],
    hosts,
    body: page('', '<i ws-connect="ws://other.test/x"></i>'),
    afterScripts() {
      // only now, for the scripts' own addresses are paths too
      const base = document.createElement('base')
      base.href = 'http://elsewhere.test/folder/'
      document.head.append(base)
    },
    steps: [opens(0), opens(1)]
  }
]
