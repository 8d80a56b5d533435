// The comparison sees what it is there to see: each of these changes of the reference must show as a difference.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { openHarness } from './harness.mjs'
import { clicks, opens, page, passes, receives, submits } from './steps.mjs'

/** @typedef {import('./harness.mjs').Harness} Harness */

const host = '2.0.11'
const source = await readFile(new URL('../../node_modules/htmx-ext-ws/ws.js', import.meta.url), 'utf8')
const extension = { text: source }

/** @type {import('./harness.mjs').Scenario} */
const scenario = {
  name: 'a life with everything in it',
  covers: [],
  body: page(`<p id="a">old</p><p id="b">old</p><form id="f" ws-send><input id="i" name="v" value="1"></form>
    <a id="link" href="#x" ws-send>link</a>`),
  before() {
    const { control } = /** @type {any} */ (globalThis)
    control.on('htmx:wsBeforeMessage', (/** @type {any} */ event) => {
      if (event.detail.message === 'stop') event.preventDefault()
    })
    control.on('htmx:wsAfterSend', (/** @type {any} */ event) => event.preventDefault())
  },
  steps: [
    submits('#f'),
    clicks('#link'),
    opens(),
    receives('<p id="a">new</p><p id="b">new</p>'),
    receives('stop'),
    clicks('#link'),
    ['error', (control) => control.sockets[0].fail()],
    passes(1000),
    ['close', (control) => control.sockets[1].close_(1012)],
    passes(2000),
    opens(2),
    ['remove', (control) => control.remove('#c')],
    passes(0)
  ]
}

/** @type {[what: string, text: string, instead: string][]} */
const plants = [
  ['a longer delay', 'maxDelay * Math.random()', '(maxDelay + 0.001) * Math.random()'],
  ['a further random number', 'maxDelay * Math.random()', 'Math.random() && maxDelay * Math.random()'],
  ['a timer for nothing', 'wrapper.retryCount = 0', 'wrapper.retryCount = 0; setTimeout(function() {}, 9e6)'],
  ['a timer cleared', 'wrapper.retryCount += 1', 'wrapper.retryCount += 1; clearTimeout(setTimeout(function() {}, 5))'],
  ['one argument less', 'new WebSocket(url, [])', 'new WebSocket(url)'],
  ['another URL', 'base_part + wssSource\n      }\n    }', "base_part + wssSource + '?'\n      }\n    }"],
  ['another binary type', 'sock.binaryType = htmx.config.wsBinaryType', "sock.binaryType = 'arraybuffer'"],
  ['HEADERS first', 'Object.assign({}, sendConfig.parameters)', 'Object.assign({ HEADERS: 0 }, sendConfig.parameters)'],
  ['a key less', 'messageBody: undefined,', ''],
  [
    'keys in another order',
    'event: e, socketWrapper: wrapper.publicInterface',
    'socketWrapper: wrapper.publicInterface, event: e'
  ],
  [
    'a copy for the same object',
    'unfilteredParameters: allParameters',
    'unfilteredParameters: Object.assign({}, allParameters)'
  ],
  ['an event less', "api.triggerEvent(sendElt, 'htmx:wsAfterSend', {", 'Object({'],
  [
    'an event more',
    'wrapper.handleQueuedMessages()\n',
    "wrapper.handleQueuedMessages(); api.triggerEvent(socketElt, 'htmx:planted')\n"
  ],
  ['an event elsewhere', "api.triggerEvent(socketElt, 'htmx:wsOpen'", "api.triggerEvent(document.body, 'htmx:wsOpen'"],
  ['events in another order', 'wrapper.retryCount = 0', 'wrapper.retryCount = 0; wrapper.handleQueuedMessages()'],
  [
    'a stopped message that is swapped',
    "if (!api.triggerEvent(socketElt, 'htmx:wsBeforeMessage'",
    "if (!api.triggerEvent(socketElt, 'htmx:wsBeforeMessage'".replace('!api', '!1 && !api')
  ],
  ['nothing is settled', 'api.settleImmediately(settleInfo.tasks)', ''],
  ['elements swapped backwards', 'Array.from(fragment.children)', 'Array.from(fragment.children).reverse()'],
  ['a queue that goes backwards', 'this.messageQueue.push(', 'this.messageQueue.unshift('],
  ['a code that is not tried again', '[1006, 1011', '[1011'],
  ['a method less', 'reconnect: wrapper.init.bind(wrapper),', ''],
  [
    'a listener for a handler',
    'socket.onopen = function',
    "socket.addEventListener('open', socket.onopened = function"
  ],
  ['a word in the console', 'maybeCloseWebSocketSource(socketElt)\n        }', "console.error('planted')\n        }"],
  [
    'an error nobody catches',
    'wrapper.handleQueuedMessages()\n',
    "wrapper.handleQueuedMessages(); throw new Error('planted')\n"
  ],
  ['an attribute', 'wrapper.retryCount = 0', "wrapper.retryCount = 0; socketElt.setAttribute('planted', '')"],
  ['a value of a field', 'wrapper.retryCount = 0', "wrapper.retryCount = 0; document.getElementById('i').value = '2'"],
  ['a socket left open', 'internalData.webSocket.close()\n          }\n          return', '}\n          return'],
  [
    'a default action',
    'if (evt && api.shouldCancel(evt, elt)) {',
    "if (evt && evt.type === 'click') evt.preventDefault()\n        if (false) {"
  ]
]

/** @type {Harness} */
let harness

before(async () => {
  harness = await openHarness({ ours: extension })
})
after(() => harness.close())

test('nothing planted, nothing found', async () => {
  extension.text = source
  assert.deepEqual(await harness.compare(scenario, host), { difference: '', needed: [], threw: [] })
})

for (const [what, text, instead] of plants) {
  test(`found: ${what}`, async () => {
    assert.ok(source.includes(text), 'the reference has another text by now')
    const planted = source.replace(text, instead)
    extension.text = what === 'a listener for a handler' ? closeCall(planted) : planted
    const { difference } = await harness.compare(scenario, host)
    assert.notEqual(difference, '')
    // a plant that only broke the script would be found without looking at anything
    assert.equal(difference.includes('"kind":"error"'), what === 'an error nobody catches', difference)
  })
}

/** @param {string} text in which an assignment became a call: ends it */
function closeCall(text) {
  return text.replace('wrapper.handleQueuedMessages()\n        }', 'wrapper.handleQueuedMessages()\n        })')
}
