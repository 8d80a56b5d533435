// Sockets and senders in open shadow roots. htmx looks for extensions only inside the root, so hx-ext stands there too.
// With a socket inside, the reference works on htmx 1.9 (scenarios/shadow.mjs).
import assert from 'node:assert/strict'
import { named, notes, sentFields, targets } from '../results.mjs'
import { counts, states } from '../socket-steps.mjs'
import { clicks, opens, passes, receives } from '../steps.mjs'

/** @typedef {import('../harness.mjs').Defect} Defect */
/** @typedef {import('../harness.mjs').Step} Step */

const hosts = ['1.9.12', '2.0.0', '2.0.4', '2.0.5', '2.0.11']
const laterHosts = hosts.slice(1)

const inside = '<body hx-ext="ws"><div id="host"></div><p id="a">old</p></body>'

/** A socket and its sender are in the root. @type {Step} */
const attach = [
  'a shadow root is attached and its content processed',
  (control) => {
    const root = control.element('#host').attachShadow({ mode: 'open' })
    root.innerHTML =
      '<div id="c" hx-ext="ws" ws-connect="/chat"><form id="f" ws-send><input name="v" value="1"><button id="b">x</button></form><p id="i">old</p></div>'
    for (const name of [
      'Connecting',
      'Open',
      'ConfigSend',
      'BeforeSend',
      'AfterSend',
      'BeforeMessage',
      'AfterMessage'
    ]) {
      root.addEventListener(`htmx:ws${name}`, (/** @type {any} */ { target }) => control.note(name, target.id))
    }
    control.process('#host >>> #c')
  }
]

/** @type {Defect[]} */
const socketInside = [
  {
    name: 'a socket in a shadow root connects, its sender sends, events bubble to the root',
    id: 'shadow-inside',
    hosts: laterHosts,
    body: inside,
    steps: [attach, opens(), clicks('#host >>> #b')],
    expect(result) {
      assert.equal(result.sockets.length, 1)
      assert.deepEqual(sentFields(result), [{ v: '1' }])
      assert.deepEqual(result.notes, [
        ['Connecting', 'c'],
        ['Open', 'c'],
        ['ConfigSend', 'f'],
        ['BeforeSend', 'f'],
        ['AfterSend', 'f']
      ])
      assert.deepEqual(result.errors, [])
    }
  },
  {
    name: 'a socket in a shadow root swaps what is in the document: out-of-band targets are looked for there',
    id: 'shadow-inside',
    hosts: laterHosts,
    body: inside,
    steps: [attach, opens(), receives('<p id="a">new</p>')],
    expect(result) {
      assert.match(result.dom, />new<\/p>/)
      assert.equal(named(result, 'wsAfterMessage').length, 1)
      assert.deepEqual(result.errors, [])
    }
  },
  {
    name: 'a shadow root is processed as a whole, twice: one socket',
    id: 'B9',
    hosts: laterHosts,
    body: inside,
    steps: [
      [
        'a shadow root is attached and processed',
        (control) => {
          const root = control.element('#host').attachShadow({ mode: 'open' })
          root.innerHTML =
            '<form id="c" hx-ext="ws" ws-connect="/chat" ws-send><input name="v" value="1"><button id="b">x</button></form>'
          htmx.process(root)
          htmx.process(root)
        }
      ],
      opens(),
      clicks('#host >>> #b')
    ],
    expect(result) {
      assert.equal(result.sockets.length, 1)
      assert.deepEqual(sentFields(result), [{ v: '1' }])
    }
  },
  {
    name: 'a socket in a shadow root connects again, and is closed when its element is removed',
    id: 'B9',
    hosts: laterHosts,
    body: inside,
    steps: [
      attach,
      opens(),
      ['the network breaks', (control) => control.sockets[0].close_(1006)],
      passes(1000),
      ['it opens', (control) => control.sockets[1].open()],
      ['the element is removed', (control) => control.remove('#host >>> #c')],
      passes(0),
      states
    ],
    expect(result) {
      assert.deepEqual(result.notes.at(-1), [3, 3])
      assert.equal(result.sockets.length, 2)
    }
  },
  {
    name: 'a socket in a shadow root is closed at the first message after the host of the root has left the page',
    id: 'B9',
    hosts: laterHosts,
    body: inside,
    steps: [
      attach,
      opens(),
      ['the host is detached', (control) => void control.detach('#host')],
      ['a message', (control) => control.sockets[0].message('<p id="a">new</p>')],
      passes(0),
      states
    ],
    expect(result) {
      assert.deepEqual(result.notes.at(-1), [3])
      assert.match(result.dom, />old<\/p>/)
    }
  }
]

/** The socket is outside. @type {Step} */
const attachSender = [
  'a shadow root with a sender is attached and its content processed',
  (control) => {
    const root = control.element('#host').attachShadow({ mode: 'open' })
    root.innerHTML =
      '<div id="e" hx-ext="ws"><form id="f" ws-send><input name="v" value="1"><button id="b">x</button></form></div>'
    control.process('#host >>> #e')
  }
]

/** @type {Defect[]} */
const senderInside = [
  {
    name: 'a sender in a shadow root finds the socket outside',
    id: 'shadow-outside',
    hosts,
    body: '<body hx-ext="ws"><div id="c" ws-connect="/chat"><div id="host"></div></div></body>',
    steps: [opens(), attachSender, clicks('#host >>> #b')],
    expect(result) {
      assert.deepEqual(sentFields(result), [{ v: '1' }])
      assert.deepEqual(targets(result, 'wsAfterSend'), ['form#f'])
      assert.deepEqual(result.errors, [])
    }
  },
  {
    name: 'a sender two shadow roots deep takes the nearest socket',
    id: 'shadow-outside',
    // before, htmx itself takes an element that deep for one that has left the page
    hosts: ['2.0.4', '2.0.5', '2.0.11'],
    body: '<body hx-ext="ws"><div id="c" ws-connect="/far"><div id="host"></div></div></body>',
    steps: [
      opens(),
      [
        'two shadow roots',
        (control) => {
          const outer = control.element('#host').attachShadow({ mode: 'open' })
          outer.innerHTML = '<div id="d" hx-ext="ws" ws-connect="/near"><div id="inner"></div></div>'
          control.process('#host >>> #d')
          const inner = control.element('#host >>> #inner').attachShadow({ mode: 'open' })
          inner.innerHTML = '<div id="e" hx-ext="ws"><button id="b" ws-send name="v" value="1">x</button></div>'
          control.process('#host >>> #inner >>> #e')
        }
      ],
      opens(1),
      clicks('#host >>> #inner >>> #b'),
      counts
    ],
    expect: (result) => assert.deepEqual(notes(result), [0, 1])
  },
  {
    name: 'hx-disable around the host of a shadow root holds back what is inside',
    id: 'B2',
    hosts: ['2.0.11'],
    body: '<body hx-ext="ws"><div id="c" ws-connect="/chat"><div id="host"></div></div><p><i hx-disable><b id="host2"></b></i></p></body>',
    steps: [
      opens(),
      attachSender,
      clicks('#host >>> #b'),
      [
        'another root, inside hx-disable',
        (control) => {
          const root = control.element('#host2').attachShadow({ mode: 'open' })
          root.innerHTML = '<div id="e" hx-ext="ws" ws-connect="/no"></div>'
          control.process('#host2 >>> #e')
        }
      ]
    ],
    expect(result) {
      assert.equal(result.sockets.length, 1)
      assert.equal(result.frames.length, 1)
    }
  }
]

export default [...socketInside, ...senderInside]
