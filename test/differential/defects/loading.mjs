// The script evaluated twice, beside the reference, and without htmx.
import assert from 'node:assert/strict'
import { named, notes, sentFields } from '../results.mjs'
import { allOpen } from '../socket-steps.mjs'
import { clicks, page, receives } from '../steps.mjs'

/** @typedef {import('../harness.mjs').Defect} Defect */
/** @typedef {import('../harness.mjs').Step} Step */

const button = '<button id="b" ws-send name="v" value="1">x</button>'

/** Evaluates the file of the extension, as a boosted page does after each navigation. @type {Step} */
const evaluatedAgain = [
  'the script is evaluated again',
  async (control) => {
    const instance = () => {
      const probe = document.createElement('div')
      probe.setAttribute('hx-ext', 'ws')
      /** @type {unknown} */
      let found
      // htmx itself copies what it is given
      control.api.withExtensions(probe, (/** @type {{ onEvent: unknown }} */ { onEvent }) => {
        found = onEvent
      })
      return found
    }
    const before = instance()
    const script = document.createElement('script')
    script.src = control.element('script[src$="/extension"]').src
    const loaded = new Promise((resolve) => script.addEventListener('load', resolve))
    script.dataset.harness = ''
    document.head.append(script)
    await loaded
    control.note(instance() === before)
  }
]

/** @type {Defect[]} */
const twice = [
  {
    name: 'evaluated again: the same instance, silently; sockets, queue and senders stay',
    id: 'loaded-twice',
    body: page(`<ul id="list"></ul><main id="m">${button}</main>`),
    steps: [
      clicks('#b'),
      evaluatedAgain,
      [
        'everything is processed again',
        (control) => {
          for (const selector of ['#m', '#c', 'body']) {
            control.element(selector).classList.add('b')
            control.process(selector)
          }
        }
      ],
      allOpen,
      receives('<li hx-swap-oob="beforeend:#list"><i>x</i></li>'),
      clicks('#b')
    ],
    expect(result) {
      assert.deepEqual(notes(result), [true])
      assert.equal(result.sockets.length, 1)
      assert.deepEqual(sentFields(result), [{ v: '1' }, { v: '1' }])
      assert.equal(result.dom.split('<i>x</i>').length - 1, 1)
      assert.deepEqual(result.console, [])
      assert.deepEqual(result.errors, [])
    }
  },
  {
    name: 'two script tags of the same file: one socket, one instance, nothing in the console',
    id: 'loaded-twice',
    load: ['htmx', 'extension', 'extension'],
    body: '<body hx-ext="ws"><form id="c" ws-connect="/chat" ws-send><input name="v" value="1"><button id="b">x</button></form></body>',
    steps: [allOpen, clicks('#b')],
    expect(result) {
      assert.equal(result.sockets.length, 1)
      assert.deepEqual(sentFields(result), [{ v: '1' }])
      assert.deepEqual(result.console, [])
    }
  }
]

/**
 * @param {string} name
 * @param {string[]} load
 * @returns {Defect}
 */
const beside = (name, load) => ({
  name,
  id: 'reference-beside-ours',
  load,
  body: '<body hx-ext="ws"><div id="c" ws-connect="/one"></div><div id="d" ws-connect="/two"></div></body>',
  steps: [
    [
      'more content',
      (control) => {
        control.element('#c').className = 'b'
        control.process('#c')
      }
    ]
  ],
  expect(result) {
    assert.equal(result.console.filter((text) => /another extension "ws"/.test(text)).length, 1)
    assert.deepEqual(result.errors, [])
  }
})

/** @type {Defect[]} */
const others = [
  beside('the reference before ours is warned about once', ['htmx', 'reference', 'extension']),
  beside('the reference after ours is warned about once', ['htmx', 'extension', 'reference'])
]

/** @type {Defect[]} */
const missing = [
  {
    name: 'without htmx: one clear line in the console and nothing else',
    id: 'htmx-missing',
    load: ['extension'],
    body: '<body hx-ext="ws"><div id="c" ws-connect="/chat"></div></body>',
    steps: [
      ['what is there', (control) => control.note(typeof Reflect.get(globalThis, 'htmx'), control.sockets.length)]
    ],
    expect(result) {
      assert.equal(result.console.length, 1)
      assert.match(result.console[0], /htmx.*before/)
      assert.deepEqual(result.errors, [])
      assert.deepEqual(notes(result), ['undefined', 0])
      assert.deepEqual(result.events, [])
    }
  },
  {
    name: 'before htmx instead of after it: the console says so, and htmx itself works',
    id: 'htmx-missing',
    load: ['extension', 'htmx'],
    body: '<body hx-ext="ws"><div id="c" ws-connect="/chat"></div></body>',
    steps: [],
    expect(result) {
      assert.match(result.console[0] ?? '', /htmx.*before/)
      assert.deepEqual(result.errors, [])
      assert.ok(named(result, 'load').length > 0)
      assert.equal(result.sockets.length, 0)
    }
  }
]

export default [...twice, ...others, ...missing]
