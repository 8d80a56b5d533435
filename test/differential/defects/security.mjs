// What hx-disable and hx-ext="ignore:ws" hold back: text of a user in the page must neither connect nor send.
import assert from 'node:assert/strict'
import { named, sentFields, targets } from '../results.mjs'
import { allOpen } from '../socket-steps.mjs'
import { clicks, opens, receives } from '../steps.mjs'

/** @typedef {import('../harness.mjs').Defect} Defect */
/** @typedef {import('../harness.mjs').Result} Result */
/** @typedef {import('../harness.mjs').Step} Step */

const allHosts = ['1.9.12', '2.0.0', '2.0.4', '2.0.5', '2.0.11']

/** @param {Result} result */
const paths = ({ sockets }) => sockets.map(({ url }) => new URL(url).pathname)

/** @param {string} [more] attributes */
const evil = (more = '') => `<i ws-connect="ws://evil.example/no" ${more}></i>`

/** @type {Defect[]} */
const disabled = [
  {
    name: 'inside hx-disable nothing connects and nothing sends',
    id: 'B2',
    hosts: allHosts,
    body: `<body hx-ext="ws"><div hx-disable>${evil()}</div><div id="c" ws-connect="/yes"><p data-hx-disable><button id="b" ws-send>x</button></p></div></body>`,
    steps: [allOpen, clicks('#b')],
    expect(result) {
      assert.deepEqual(paths(result), ['/yes'])
      assert.deepEqual(result.frames, [])
      assert.deepEqual(named(result, 'wsConfigSend'), [])
    }
  },
  {
    name: 'hx-disable on the element itself',
    id: 'B2',
    hosts: allHosts,
    body: `<body hx-ext="ws">${evil('hx-disable')}<div id="c" ws-connect="/yes"><button id="b" ws-send hx-disable>x</button></div></body>`,
    steps: [allOpen, clicks('#b')],
    expect(result) {
      assert.deepEqual(paths(result), ['/yes'])
      assert.deepEqual(result.frames, [])
    }
  },
  {
    name: 'a selector of the page in htmx.config.disableSelector',
    id: 'B2',
    body: `<body hx-ext="ws"><div class="comment">${evil()}</div><div id="c" ws-connect="/yes"><p class="comment"><button id="b" ws-send>x</button></p></div></body>`,
    head: `<meta name="htmx-config" content='{"disableSelector":".comment"}'>`,
    steps: [allOpen, clicks('#b')],
    expect(result) {
      assert.deepEqual(paths(result), ['/yes'])
      assert.deepEqual(result.frames, [])
    }
  },
  {
    name: 'hx-disable in a message',
    id: 'B2',
    body: '<body hx-ext="ws"><div id="c" ws-connect="/yes"><div id="a"></div></div></body>',
    steps: [
      opens(),
      receives(`<div id="a"><p hx-disable>${evil()}<button id="b" ws-send>x</button></p></div>`),
      clicks('#b')
    ],
    expect(result) {
      assert.deepEqual(paths(result), ['/yes'])
      assert.deepEqual(result.frames, [])
      assert.equal(named(result, 'wsAfterMessage').length, 1)
    }
  },
  {
    name: 'hx-disable that is added around a sender later holds it back, as htmx holds back its own requests',
    id: 'B2',
    body: '<body hx-ext="ws"><div id="c" ws-connect="/yes"><p id="p"><button id="b" ws-send name="v" value="1">x</button></p></div></body>',
    steps: [
      opens(),
      clicks('#b'),
      ['hx-disable', (control) => control.element('#p').setAttribute('hx-disable', '')],
      clicks('#b')
    ],
    expect: (result) => assert.deepEqual(sentFields(result), [{ v: '1' }])
  },
  {
    name: 'hx-disable that is added to the element of a socket later: processed with its ancestor, it does not connect anew',
    id: 'B2',
    body: '<body hx-ext="ws"><main id="m"><div id="c" ws-connect="/one"></div></main></body>',
    steps: [
      opens(),
      [
        'hx-disable and another URL',
        (control) => {
          control.element('#c').setAttribute('hx-disable', '')
          control.element('#c').setAttribute('ws-connect', '/two')
          control.element('#m').className = 'b'
          control.process('#m')
        }
      ]
    ],
    expect: (result) => assert.deepEqual(paths(result), ['/one'])
  }
]

/** @type {Defect[]} */
const ignored = [
  {
    name: 'inside hx-ext="ignore:ws" nothing connects and nothing sends',
    id: 'B2',
    hosts: allHosts,
    body: `<body hx-ext="ws"><div hx-ext="ignore:ws">${evil()}</div><div id="c" ws-connect="/yes"><p hx-ext="ignore:ws"><button id="b" ws-send>x</button></p></div></body>`,
    steps: [allOpen, clicks('#b')],
    expect(result) {
      assert.deepEqual(paths(result), ['/yes'])
      assert.deepEqual(result.frames, [])
    }
  },
  {
    name: 'the nearest hx-ext decides: ws inside ignore:ws connects and sends, ignore:ws inside that does not',
    id: 'B2',
    body: `<body hx-ext="ws"><div hx-ext="ignore:ws">${evil()}<div hx-ext="ws"><div id="c" ws-connect="/nearer">
      <button id="b" ws-send name="v" value="1">x</button>
      <p hx-ext="ignore:ws">${evil()}<button id="n" ws-send>x</button></p></div></div></div></body>`,
    steps: [allOpen, clicks('#b'), clicks('#n')],
    expect(result) {
      assert.deepEqual(paths(result), ['/nearer'])
      assert.deepEqual(sentFields(result), [{ v: '1' }])
    }
  },
  {
    name: 'ignore:ws among other extensions',
    id: 'B2',
    body: `<body hx-ext="ws"><div hx-ext="other, ignore:ws">${evil()}</div><div ws-connect="/yes"></div></body>`,
    steps: [],
    expect: (result) => assert.deepEqual(paths(result), ['/yes'])
  },
  {
    name: 'hx-disable is stronger than a nearer hx-ext="ws"',
    id: 'B2',
    body: `<body hx-ext="ws"><div hx-disable><div hx-ext="ws">${evil()}</div></div><div id="c" ws-connect="/yes"></div></body>`,
    steps: [],
    expect(result) {
      assert.deepEqual(paths(result), ['/yes'])
      assert.deepEqual(targets(result, 'wsConnecting'), ['div#c'])
    }
  }
]

export default [...disabled, ...ignored]
