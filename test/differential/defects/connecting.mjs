// Which elements get a socket, how many, with which URL, and what becomes of it when they are processed again or removed.
import assert from 'node:assert/strict'
import { named, notes, sentFields, targets } from '../results.mjs'
import { allOpen, allReceive, states } from '../socket-steps.mjs'
import { clicks, opens, passes, receives } from '../steps.mjs'

/** @typedef {import('../harness.mjs').Defect} Defect */
/** @typedef {import('../harness.mjs').Step} Step */

/** @type {Defect[]} */
const idempotence = [
  {
    name: 'the documented markup, hx-ext="ws" on the body and beside ws-connect, opens one socket',
    id: 'B1',
    hosts: ['1.9.12', '2.0.0', '2.0.4', '2.0.5', '2.0.11'],
    body: '<body hx-ext="ws"><div id="c" hx-ext="ws" ws-connect="/chat"><ul id="list"></ul></div></body>',
    steps: [allOpen, allReceive('<li hx-swap-oob="beforeend:#list"><i>x</i></li>')],
    expect(result) {
      assert.equal(result.sockets.length, 1)
      assert.equal(result.dom.split('<i>x</i>').length - 1, 1)
      assert.deepEqual(targets(result, 'wsConnecting'), ['div#c'])
    }
  },
  {
    name: 'a form that connects and sends has one socket and sends once',
    id: 'B1',
    body: '<body hx-ext="ws"><form id="c" ws-connect="/chat" ws-send><input name="v" value="1"><button id="b">x</button></form></body>',
    steps: [allOpen, clicks('#b')],
    expect(result) {
      assert.equal(result.sockets.length, 1)
      assert.deepEqual(sentFields(result), [{ v: '1' }])
    }
  },
  {
    name: 'ws-connect beside hx-trigger opens one socket',
    id: 'B1',
    body: '<body hx-ext="ws"><div id="c" ws-connect="/chat" hx-trigger="never"></div></body>',
    steps: [],
    expect: (result) => assert.equal(result.sockets.length, 1)
  },
  {
    name: 'content of a message that htmx processes twice opens one socket',
    id: 'B1',
    body: '<body hx-ext="ws"><div id="c" ws-connect="/chat"><div id="x"></div></div></body>',
    steps: [opens(), receives('<div id="x"><form id="f" ws-connect="/inner" ws-send></form></div>')],
    expect(result) {
      assert.equal(result.sockets.length, 2)
      assert.deepEqual(targets(result, 'wsConnecting'), ['div#c', 'form#f'])
    }
  }
]

/** @type {Defect[]} */
const reconnecting = [
  {
    name: 'wsReconnectDelay may be a number of milliseconds',
    id: 'B4',
    body: '<body hx-ext="ws"><div id="c" ws-connect="/chat"></div></body>',
    afterScripts: () => {
      htmx.config.wsReconnectDelay = 700
    },
    steps: [
      opens(),
      ['the network breaks', (control) => control.sockets[0].close_(1006)],
      passes(699),
      ['sockets so far', (control) => control.note(control.sockets.length)],
      passes(1)
    ],
    expect(result) {
      assert.equal(named(result, 'wsClose').length, 1)
      assert.deepEqual(notes(result), [1])
      assert.equal(result.sockets.length, 2)
      assert.deepEqual(result.errors, [])
    }
  },
  {
    name: 'a wsReconnectDelay that means nothing is reported, and the default is used',
    id: 'B4',
    body: '<body hx-ext="ws"><div id="c" ws-connect="/chat"></div></body>',
    afterScripts: () => {
      htmx.config.wsReconnectDelay = 'fast'
    },
    steps: [opens(), ['the network breaks', (control) => control.sockets[0].close_(1006)], passes(1000)],
    expect(result) {
      assert.equal(named(result, 'wsClose').length, 1)
      assert.equal(result.sockets.length, 2)
      assert.deepEqual(result.errors, [])
      assert.ok(result.console.some((text) => /wsReconnectDelay/.test(text)))
    }
  },
  {
    name: 'an element that htmx removes during the pause gets no new socket, and its timer is cleared',
    id: 'B5',
    body: '<body hx-ext="ws"><div id="c" ws-connect="/chat"></div></body>',
    steps: [
      opens(),
      ['the network breaks', (control) => control.sockets[0].close_(1006)],
      ['it is removed', (control) => control.remove('#c')],
      passes(64_000)
    ],
    expect(result) {
      assert.equal(result.sockets.length, 1)
      assert.deepEqual(targets(result, 'wsConnecting'), ['div#c'])
      assert.deepEqual(result.errors, [])
    }
  },
  {
    name: 'an element that a script detaches during the pause gets no new socket',
    id: 'B5',
    body: '<body hx-ext="ws"><div id="c" ws-connect="/chat"></div></body>',
    steps: [
      opens(),
      ['the server restarts', (control) => control.sockets[0].close_(1012)],
      ['it is detached', (control) => void control.detach('#c')],
      passes(64_000)
    ],
    expect(result) {
      assert.equal(result.sockets.length, 1)
      assert.deepEqual(result.errors, [])
    }
  },
  {
    name: 'connecting anew while the first attempt is under way gives that one up',
    id: 'B8',
    body: '<body hx-ext="ws"><div id="c" ws-connect="/chat"><ul id="list"></ul></div></body>',
    steps: [
      ['it connects anew', (control) => control.wrapper('#c').init()],
      allOpen,
      allReceive('<li hx-swap-oob="beforeend:#list"><i>x</i></li>'),
      passes(64_000)
    ],
    expect(result) {
      assert.equal(result.sockets.length, 2)
      assert.equal(named(result, 'wsOpen').length, 1)
      assert.equal(result.dom.split('<i>x</i>').length - 1, 1)
    }
  },
  {
    name: 'a late close of a replaced socket leaves the new one alone',
    id: 'B8',
    body: '<body hx-ext="ws"><div id="c" ws-connect="/chat"></div></body>',
    steps: [
      opens(),
      ['it connects anew', (control) => control.wrapper('#c').init()],
      opens(1),
      ['the network takes the first', (control) => control.sockets[0].close_(1006)],
      passes(64_000),
      ['the state of the second', (control) => control.note(control.sockets[1].readyState)]
    ],
    expect(result) {
      assert.equal(result.sockets.length, 2)
      assert.deepEqual(notes(result), [1])
    }
  },
  {
    name: 'connecting anew during the pause makes one socket, not two',
    id: 'B8',
    body: '<body hx-ext="ws"><div id="c" ws-connect="/chat"></div></body>',
    steps: [
      opens(),
      ['the network breaks', (control) => control.sockets[0].close_(1006)],
      ['it connects anew', (control) => control.wrapper('#c').init()],
      opens(1),
      passes(64_000),
      ['the state of the second', (control) => control.note(control.sockets[1].readyState)]
    ],
    expect(result) {
      assert.equal(result.sockets.length, 2)
      assert.deepEqual(notes(result), [1])
    }
  }
]

/** @type {Defect[]} */
const processedAgain = [
  {
    name: 'processed again with the same URL: the socket, its wrapper and its queue stay',
    id: 'B7',
    body: '<body hx-ext="ws"><form id="c" class="a" ws-connect="/chat" ws-send><input name="v" value="1"><button id="b">x</button></form></body>',
    steps: [
      clicks('#b'),
      [
        'its class changes and it is processed',
        (control) => {
          const wrapper = control.wrapper('#c')
          control.element('#c').className = 'b'
          control.process('#c')
          control.note(control.wrapper('#c') === wrapper, wrapper.messageQueue.length)
        }
      ],
      allOpen,
      clicks('#b')
    ],
    expect(result) {
      assert.equal(result.sockets.length, 1)
      assert.deepEqual(notes(result), [true, 1])
      assert.deepEqual(sentFields(result), [{ v: '1' }, { v: '1' }])
    }
  },
  {
    name: 'an ancestor is processed again: the socket stays, what arrives is swapped once',
    id: 'B7',
    body: '<body hx-ext="ws"><main id="m"><div id="c" ws-connect="/chat"><ul id="list"></ul></div></main></body>',
    steps: [
      opens(),
      [
        'the class of <main> and <body> changes and they are processed',
        (control) => {
          control.element('#m').className = 'b'
          control.process('#m')
          document.body.className = 'b'
          control.process('body')
        }
      ],
      allOpen,
      allReceive('<li hx-swap-oob="beforeend:#list"><i>x</i></li>')
    ],
    expect(result) {
      assert.equal(result.sockets.length, 1)
      assert.equal(result.dom.split('<i>x</i>').length - 1, 1)
    }
  },
  {
    name: 'processed again with another URL: the old socket is closed, the new one is used',
    id: 'B7',
    // 1.9 itself closes what the processed element holds
    hosts: ['2.0.0', '2.0.11'],
    body: '<body hx-ext="ws"><form id="c" ws-connect="/one" ws-send><input name="v" value="1"><button id="b">x</button></form></body>',
    steps: [
      // a form is processed by itself too, which in the reference makes a second socket
      allOpen,
      [
        'another URL',
        (control) => {
          control.element('#c').setAttribute('ws-connect', '/two')
          control.process('#c')
        }
      ],
      passes(0),
      ['the new socket opens', (control) => control.sockets.at(-1).open()],
      clicks('#b'),
      [
        'open sockets',
        (control) => control.note(control.sockets.filter((/** @type {any} */ one) => one.readyState === 1).length)
      ]
    ],
    expect(result) {
      assert.deepEqual(notes(result), [1])
      assert.match(result.sockets[1]?.url, /\/two$/)
      assert.deepEqual(sentFields(result), [{ v: '1' }])
    }
  },
  {
    name: 'another URL, and an ancestor is processed: the old socket is closed, a new one opens',
    id: 'B7',
    body: '<body hx-ext="ws"><main id="m"><div id="c" ws-connect="/one"><ul id="list"></ul></div></main></body>',
    steps: [
      opens(),
      [
        'another URL',
        (control) => {
          control.element('#c').setAttribute('ws-connect', '/two')
          control.element('#m').className = 'b'
          control.process('#m')
        }
      ],
      passes(0),
      opens(1),
      allReceive('<li hx-swap-oob="beforeend:#list"><i>x</i></li>'),
      states
    ],
    expect(result) {
      assert.deepEqual(notes(result), [3, 1])
      assert.match(result.sockets[1]?.url, /\/two$/)
      assert.equal(result.dom.split('<i>x</i>').length - 1, 1)
    }
  },
  {
    name: 'a morph that keeps the element keeps its socket',
    id: 'B7',
    scripts: ['idiomorph'],
    body: '<body hx-ext="ws, morph"><div id="c" ws-connect="/chat"><div id="a"><i id="inner" ws-connect="/inner">old</i></div></div></body>',
    steps: [
      opens(0),
      opens(1),
      receives('<div id="a" hx-swap-oob="morph"><i id="inner" class="b" ws-connect="/inner">new</i></div>'),
      states
    ],
    expect(result) {
      assert.deepEqual(notes(result), [1, 1])
      assert.match(result.dom, />new<\/i>/)
    }
  },
  {
    name: 'processed again without ws-connect: the socket is closed',
    id: 'B7',
    // 1.9 itself closes what the processed element holds
    hosts: ['2.0.0', '2.0.11'],
    body: '<body hx-ext="ws"><div id="c" ws-connect="/one"></div></body>',
    steps: [
      opens(),
      [
        'no ws-connect any more',
        (control) => {
          control.element('#c').removeAttribute('ws-connect')
          control.process('#c')
        }
      ],
      passes(0),
      states
    ],
    expect: (result) => assert.deepEqual(notes(result), [3])
  }
]

/** @type {Defect[]} */
const refused = [
  {
    name: 'a socket that cannot be made leaves the others and the senders alone',
    id: 'B13',
    body: '<body hx-ext="ws"><div id="bad" ws-connect="/bad"></div><div id="good" ws-connect="/good"><button id="b" ws-send name="v" value="1">x</button></div></body>',
    afterScripts: () => {
      const create = /** @type {(url: string) => WebSocket} */ (htmx.createWebSocket)
      htmx.createWebSocket = (/** @type {string} */ url) => {
        if (url.endsWith('/bad')) throw new Error('The policy of the page forbids it')
        return create(url)
      }
    },
    steps: [['the good one opens', (control) => control.sockets[0].open()], clicks('#b')],
    expect(result) {
      assert.equal(result.sockets.length, 1)
      assert.match(result.sockets[0].url, /\/good$/)
      assert.deepEqual(sentFields(result), [{ v: '1' }])
      assert.deepEqual(targets(result, 'wsError'), ['div#bad'])
      assert.deepEqual(result.errors, [])
    }
  },
  {
    name: 'a URL that the browser refuses is reported with its value',
    id: 'B13',
    body: '<body hx-ext="ws"><div id="bad" ws-connect="ftp://example.com/"></div><div id="good" ws-connect="/good"></div></body>',
    steps: [],
    expect(result) {
      assert.equal(result.sockets.length, 1)
      assert.deepEqual(targets(result, 'wsError'), ['div#bad'])
      assert.ok(result.console.some((text) => text.includes('ftp://example.com/')))
    }
  },
  {
    name: 'a socket that cannot be made at the second attempt ends in an event, not in an error',
    id: 'B13',
    body: '<body hx-ext="ws"><div id="c" ws-connect="/chat"></div></body>',
    steps: [
      opens(),
      [
        'the network breaks, and the page allows no more sockets',
        (control) => {
          control.sockets[0].close_(1006)
          htmx.createWebSocket = () => {
            throw new Error('no more')
          }
        }
      ],
      passes(1000)
    ],
    expect(result) {
      assert.deepEqual(targets(result, 'wsError'), ['div#c'])
      assert.deepEqual(result.errors, [])
    }
  }
]

/** @type {Defect[]} */
const legacy = [
  {
    name: 'hx-ws with a comma between connect and send',
    id: 'B30',
    hosts: ['2.0.0', '2.0.11'],
    body: '<body hx-ext="ws"><form id="c" hx-ws="connect:/chat,send"><input name="v" value="1"><button id="b">x</button></form></body>',
    steps: [allOpen, clicks('#b')],
    expect(result) {
      assert.deepEqual(
        result.sockets.map(({ url }) => new URL(url).pathname),
        ['/chat']
      )
      assert.deepEqual(sentFields(result), [{ v: '1' }])
    }
  },
  {
    name: 'hx-ws with white space between connect and send',
    id: 'B30',
    hosts: ['2.0.0', '2.0.11'],
    body: '<body hx-ext="ws"><div id="c" data-hx-ws="send\n connect:/chat" hx-vals=\'{"v":1}\'>x</div></body>',
    steps: [allOpen, clicks('#c')],
    expect(result) {
      assert.deepEqual(
        result.sockets.map(({ url }) => new URL(url).pathname),
        ['/chat']
      )
      assert.deepEqual(sentFields(result), [{ v: 1 }])
    }
  },
  {
    name: 'hx-ws is left to a core that handles it, with one warning',
    id: 'B30',
    hosts: ['1.9.12'],
    body: '<body hx-ext="ws"><div id="c" hx-ws="connect:/chat"><form id="f" hx-ws="send"><input name="v" value="1"><button id="b">x</button></form><form hx-ws="send"></form></div></body>',
    steps: [allOpen, clicks('#b')],
    expect(result) {
      assert.equal(result.sockets.length, 1)
      assert.deepEqual(sentFields(result), [{ v: '1' }])
      assert.equal(result.console.filter((text) => /hx-ws/.test(text)).length, 1)
    }
  }
]

/** @type {Defect[]} */
const legacyBesideOurs = [
  {
    name: 'hx-ws="send" inside ws-connect on a core that handles hx-ws sends once',
    id: 'B30',
    hosts: ['1.9.12'],
    body: '<body hx-ext="ws"><div id="c" ws-connect="/chat"><form hx-ws="send"><input name="v" value="1"><button id="b">x</button></form></div></body>',
    steps: [allOpen, clicks('#b')],
    expect(result) {
      assert.equal(result.sockets.length, 1)
      assert.deepEqual(sentFields(result), [{ v: '1' }])
      assert.deepEqual(result.errors, [])
    }
  },
  {
    name: 'ws-send inside hx-ws="connect:" on a core that handles hx-ws sends once, through the one socket of the core',
    id: 'B30',
    hosts: ['1.9.12'],
    body: '<body hx-ext="ws"><div id="c" hx-ws="connect:/chat"><form ws-send><input name="v" value="1"><button id="b">x</button></form></div></body>',
    steps: [allOpen, clicks('#b')],
    expect(result) {
      assert.equal(result.sockets.length, 1)
      assert.deepEqual(sentFields(result), [{ v: '1' }])
      assert.deepEqual(result.errors, [])
    }
  }
]

/** @type {Defect[]} */
const configuration = [
  {
    name: 'htmx.config is read at use: a meta tag replaces it when the document is ready',
    id: 'config-replaced',
    head: `<meta name="htmx-config" content='{"wsReconnectDelay":300,"wsBinaryType":"arraybuffer"}'>`,
    body: '<body hx-ext="ws"><div id="c" ws-connect="/chat"></div></body>',
    steps: [
      ['binary type', (control) => control.note(control.sockets[0].binaryType)],
      opens(),
      ['the network breaks', (control) => control.sockets[0].close_(1006)],
      passes(300)
    ],
    expect(result) {
      assert.deepEqual(notes(result), ['arraybuffer'])
      assert.equal(result.sockets.length, 2)
    }
  },
  {
    name: 'a config object put in place later is used, its delay and its type of binary frames',
    id: 'config-replaced',
    body: '<body hx-ext="ws"><div id="c" ws-connect="/chat"></div></body>',
    steps: [
      opens(),
      [
        'the page replaces its configuration',
        () => {
          htmx.config = { ...htmx.config, wsReconnectDelay: 50, wsBinaryType: 'arraybuffer' }
        }
      ],
      ['the network breaks', (control) => control.sockets[0].close_(1006)],
      passes(50),
      ['binary types', (control) => control.note(...control.sockets.map((/** @type {any} */ one) => one.binaryType))]
    ],
    expect: (result) => assert.deepEqual(notes(result), ['blob', 'arraybuffer'])
  }
]

export default [
  ...idempotence,
  ...reconnecting,
  ...processedAgain,
  ...refused,
  ...legacy,
  ...legacyBesideOurs,
  ...configuration,
  ...urlForms()
]

/**
 * Each form of a URL and what `new WebSocket` gets: browsers that know no relative and no http URLs need it absolute.
 * @returns {Defect[]}
 */
function urlForms() {
  /** @type {[form: string, value: string, expected: string, head?: string][]} */
  const forms = [
    ['a relative path', 'chat', 'ws://HOST/chat'],
    ['a relative path under a base', 'chat', 'ws://HOST/sub/chat', '<base href="/sub/page">'],
    ['a path upwards', '../chat?room=1', 'ws://HOST/chat?room=1', '<base href="/sub/page">'],
    ['a query alone', '?room=1', 'ws://HOST/PAGE?room=1'],
    ['a host without scheme', '//example.com:81/chat', 'ws://example.com:81/chat'],
    ['http', 'http://example.com/chat', 'ws://example.com/chat'],
    ['https', 'https://example.com/chat', 'wss://example.com/chat'],
    ['the prefix ws', 'ws:/chat?room=1', 'ws://HOST/chat?room=1'],
    ['the prefix wss', 'wss:/chat', 'wss://HOST/chat'],
    ['white space around', ' \n/chat\t', 'ws://HOST/chat'],
    ['a fragment', '/chat#top', 'ws://HOST/chat'],
    ['a fragment of a full URL', 'wss://example.com/chat?room=1#top', 'wss://example.com/chat?room=1']
  ]
  return forms.map(([form, value, expected, head]) => ({
    name: `the URL of a socket: ${form}`,
    id: 'B12',
    head,
    body: `<body hx-ext="ws"><div id="c" ws-connect="${value}"></div></body>`,
    steps: [['the page', (control) => control.note(location.host, location.pathname.slice(1))]],
    expect(result) {
      const [host, page] = notes(result)
      const [[url, protocols] = []] = result.sockets.map(({ values }) => values)
      assert.match(url, /^wss?:\/\//)
      assert.equal(new URL(url).href, expected.replace('HOST', host).replace('PAGE', page))
      assert.deepEqual(protocols, [])
      assert.deepEqual(result.errors, [])
    }
  }))
}
