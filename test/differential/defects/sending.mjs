// What senders send, when, how often and to which socket; the queue; and what is said where nothing can be sent.
import assert from 'node:assert/strict'
import { named, notes, sentFields, targets } from '../results.mjs'
import { counts } from '../socket-steps.mjs'
import { clicks, opens, page, passes } from '../steps.mjs'

/** @typedef {import('../harness.mjs').Defect} Defect */
/** @typedef {import('../harness.mjs').Step} Step */

/** Three texts are sent while the socket connects; the events are fired at the button. @type {Step} */
const queueThree = [
  'one, two and three are sent',
  (control) => {
    for (const text of ['one', 'two', 'three']) control.wrapper('#c').publicInterface.send(text, control.element('#b'))
  }
]

const button = '<button id="b" ws-send name="v" value="1">x</button>'
const fields = '<input name="a" value="1"><input name="b" value="2"><input name="a" value="3"><button id="b">x</button>'

/** @type {Defect[]} */
const parameters = [
  {
    name: 'hx-params with a list, fields of the form and values of hx-vals with their types',
    id: 'B3',
    hosts: ['2.0.0', '2.0.11'],
    body: page(`<form ws-send hx-params="a, c" hx-vals='{"c":[1,{"d":null}],"e":2}'>${fields}</form>`),
    steps: [opens(), clicks('#b')],
    expect(result) {
      assert.deepEqual(sentFields(result), [{ a: ['1', '3'], c: [1, { d: null }] }])
      assert.deepEqual(result.errors, [])
    }
  },
  {
    name: 'hx-params with "not", on an element around; a listener gets both sets',
    id: 'B3',
    hosts: ['2.0.0', '2.0.11'],
    body: page(`<div hx-params="not b,e"><form ws-send hx-vals='{"e":2,"f":true}'>${fields}</form></div>`),
    steps: [opens(), clicks('#b')],
    expect(result) {
      assert.deepEqual(sentFields(result), [{ a: ['1', '3'], f: true }])
      const [{ detail }] = [...named(result, 'wsConfigSend'), { detail: {} }]
      // htmx 2.0.0 lists fields that have several values last
      assert.deepEqual(Object.keys(detail.unfilteredParameters ?? {}).sort(), ['a', 'b', 'e', 'f'])
    }
  },
  {
    name: 'headers that a listener replaces are what is sent',
    id: 'B11',
    body: page(button),
    steps: [
      [
        'a listener',
        (control) =>
          control.on('htmx:wsConfigSend', ({ detail }) => {
            detail.headers = { 'X-Token': 'secret' }
          })
      ],
      opens(),
      clicks('#b')
    ],
    expect: (result) =>
      assert.deepEqual(
        result.frames.map((frame) => JSON.parse(frame)),
        [{ v: '1', HEADERS: { 'X-Token': 'secret' } }]
      )
  },
  {
    name: 'headers that a listener copies and adds to are what is sent',
    id: 'B11',
    body: page(button),
    steps: [
      [
        'a listener',
        (control) =>
          control.on('htmx:wsConfigSend', ({ detail }) => {
            detail.headers = { ...detail.headers, 'X-Token': 'secret' }
          })
      ],
      opens(),
      clicks('#b')
    ],
    expect(result) {
      const [{ HEADERS }] = result.frames.map((frame) => JSON.parse(frame))
      assert.equal(HEADERS['X-Token'], 'secret')
      assert.equal(HEADERS['HX-Request'], 'true')
    }
  }
]

/** @type {Defect[]} */
const once = [
  {
    name: 'a poll that htmx processes twice sends once a period',
    id: 'B6',
    hosts: ['2.0.5', '2.0.11'],
    body: page('<div id="p" ws-send hx-trigger="every 1s" hx-vals=\'{"v":1}\'></div>'),
    steps: [opens(), passes(1000), passes(1000)],
    expect: (result) => assert.deepEqual(sentFields(result), [{ v: 1 }, { v: 1 }])
  },
  {
    name: 'hx-trigger="load" sends once',
    id: 'B6',
    hosts: ['1.9.12', '2.0.0', '2.0.4'],
    body: page('<div ws-send hx-trigger="load" hx-vals=\'{"v":1}\'></div>'),
    steps: [opens(), passes(0)],
    expect: (result) => assert.deepEqual(sentFields(result), [{ v: 1 }])
  },
  {
    name: 'a poll sends once a period after an ancestor was processed again',
    id: 'B6',
    hosts: ['1.9.12', '2.0.0', '2.0.4', '2.0.5', '2.0.11'],
    body: `<body hx-ext="ws"><div id="c" ws-connect="/chat"><main id="m"><div ws-send hx-trigger="every 1s" hx-vals='{"v":1}'></div></main></div></body>`,
    steps: [
      opens(),
      [
        'the class of <main> changes and it is processed',
        (control) => {
          control.element('#m').className = 'b'
          control.process('#m')
        }
      ],
      passes(1000)
    ],
    expect: (result) => assert.deepEqual(sentFields(result), [{ v: 1 }])
  }
]

/** @type {Defect[]} */
const queue = [
  {
    name: 'a listener puts an item before the one being sent: it is sent next, nothing twice',
    id: 'B15',
    body: page(button),
    steps: [
      queueThree,
      [
        'a listener',
        (control) =>
          control.on('htmx:wsAfterSend', ({ detail }) => {
            // once: the reference sends "one" again and again
            if (control.sockets[0].sent.length === 1) detail.socketWrapper.queue.unshift({ message: 'new' })
          })
      ],
      opens()
    ],
    expect(result) {
      assert.deepEqual(result.frames, ['one', 'new', 'two', 'three'])
    }
  },
  {
    name: 'a listener empties the queue and sends something else instead',
    id: 'B15',
    body: page(button),
    steps: [
      queueThree,
      [
        'a listener',
        (control) =>
          control.on('htmx:wsBeforeSend', ({ detail }) => {
            if (detail.message !== 'one') return
            detail.socketWrapper.queue.length = 0
            detail.socketWrapper.queue.push({ message: 'instead' })
          })
      ],
      opens(),
      ['what waits', (control) => control.note(control.wrapper('#c').messageQueue.length)]
    ],
    expect(result) {
      assert.deepEqual(result.frames, ['one', 'instead'])
      assert.deepEqual(notes(result), [0])
    }
  },
  {
    name: 'a message that the socket refuses holds up no other',
    id: 'B15',
    body: page(button),
    steps: [
      queueThree,
      [
        'the socket refuses two',
        (control) => {
          const [socket] = control.sockets
          const send = socket.send
          socket.send = (/** @type {unknown} */ message) => {
            if (message === 'two') throw new Error('refused')
            send.call(socket, message)
          }
        }
      ],
      opens(),
      ['four', (control) => control.wrapper('#c').publicInterface.send('four', control.element('#b'))],
      ['what waits', (control) => control.note(control.wrapper('#c').messageQueue.length)]
    ],
    expect(result) {
      assert.deepEqual(result.frames, ['one', 'three', 'four'])
      assert.deepEqual(notes(result), [0])
    }
  },
  {
    name: 'a listener of wsBeforeSend connects anew while the queue is being sent: nothing is lost and nothing throws',
    id: 'B15',
    body: page(button),
    steps: [
      queueThree,
      [
        'a listener',
        (control) =>
          control.on('htmx:wsBeforeSend', () => {
            // the same as reconnect(), which the reference has on htmx 2 alone
            if (control.sockets.length === 1) control.wrapper('#c').init()
          })
      ],
      opens(),
      ['frames of the first', (control) => control.note(control.sockets[0].sent.length)],
      opens(1)
    ],
    expect(result) {
      assert.deepEqual(notes(result), [0])
      assert.deepEqual(result.frames, ['one', 'two', 'three'])
      assert.deepEqual(result.errors, [])
    }
  },
  {
    name: 'a listener edits an item that waits and adds one that holds a Blob, while the queue is being sent',
    id: 'queue-array',
    body: page(button),
    steps: [
      queueThree,
      [
        'a listener',
        (control) =>
          control.on('htmx:wsBeforeSend', ({ detail: { message, socketWrapper } }) => {
            if (message !== 'one') return
            socketWrapper.queue[1].message = 'edited'
            socketWrapper.queue.splice(0, 1)
            socketWrapper.queue.push({ message: new Blob(['abc']) })
          })
      ],
      opens()
    ],
    expect(result) {
      assert.deepEqual(result.frames, ['one', 'edited', 'three', '[Blob 3 ]'])
    }
  },
  {
    name: 'what a listener of wsBeforeSend sends while the queue is being sent joins its end',
    id: 'B16',
    body: page(button),
    steps: [
      queueThree,
      [
        'a listener',
        (control) =>
          control.on('htmx:wsBeforeSend', ({ detail: { message, socketWrapper } }) => {
            if (message === 'one') socketWrapper.send('late')
          })
      ],
      opens()
    ],
    expect: (result) => assert.deepEqual(result.frames, ['one', 'two', 'three', 'late'])
  },
  {
    name: 'what a listener of wsAfterSend sends while the queue is being sent joins its end',
    id: 'B16',
    body: page(button),
    steps: [
      queueThree,
      [
        'a listener',
        (control) =>
          control.on('htmx:wsAfterSend', ({ detail: { message, socketWrapper } }) => {
            if (message === 'two') socketWrapper.send('late')
          })
      ],
      opens(),
      ['afterwards', (control) => control.wrapper('#c').publicInterface.send('last')]
    ],
    expect: (result) => assert.deepEqual(result.frames, ['one', 'two', 'three', 'late', 'last'])
  }
]

/** @type {Defect[]} */
const refused = [
  {
    name: 'sendImmediately without a socket is an event at the sender, not an error',
    id: 'B14',
    body: page(button),
    steps: [
      [
        'it is sent',
        (control) => {
          const wrapper = control.wrapper('#c')
          wrapper.socket = null
          wrapper.publicInterface.sendImmediately('text', control.element('#b'))
        }
      ]
    ],
    expect(result) {
      assert.deepEqual(result.errors, [])
      assert.deepEqual(targets(result, 'wsSendError'), ['button#b'])
      assert.deepEqual(result.frames, [])
    }
  },
  {
    name: 'sendImmediately without a socket and without a sender is an event at the element of the socket',
    id: 'B14',
    body: page(button),
    steps: [
      [
        'it is sent',
        (control) => {
          const wrapper = control.wrapper('#c')
          wrapper.socket = null
          wrapper.publicInterface.sendImmediately('text')
        }
      ]
    ],
    expect(result) {
      assert.deepEqual(result.errors, [])
      assert.deepEqual(targets(result, 'wsSendError'), ['div#c'])
    }
  },
  {
    name: 'a sender without a socket anywhere says so, in an event with reason and remedy',
    id: 'B24',
    body: '<body hx-ext="ws"><form id="f" ws-send><button id="b">x</button></form></body>',
    steps: [clicks('#b')],
    expect(result) {
      assert.deepEqual(result.errors, [])
      assert.deepEqual(targets(result, 'wsSendError'), ['form#f'])
      const [{ detail }] = named(result, 'wsSendError')
      assert.match(detail.reason, /\w/)
      assert.match(detail.remedy, /ws-connect/)
    }
  },
  {
    name: 'the console says once for each sender that it has no socket, the event counts',
    id: 'wsSendError',
    body: '<body hx-ext="ws"><button id="a" ws-send>x</button><button id="b" ws-send>x</button></body>',
    steps: [clicks('#a'), clicks('#a'), clicks('#b'), clicks('#a')],
    expect(result) {
      assert.deepEqual(
        named(result, 'wsSendError').map(({ target, detail }) => [target, detail.count]),
        [
          ['button#a', 1],
          ['button#a', 2],
          ['button#b', 1],
          ['button#a', 3]
        ]
      )
      for (const { detail } of named(result, 'wsSendError')) {
        for (const key of ['reason', 'remedy', 'cause', 'count']) assert.ok(key in detail, `detail has ${key}`)
      }
      assert.equal(result.console.length, 2)
      assert.deepEqual(result.errors, [])
    }
  },
  {
    name: 'a sender whose socket is gone and that finds no other says so',
    id: 'wsSendError',
    body: `<body hx-ext="ws"><div id="c" ws-connect="/chat">${button}</div><div id="d"></div></body>`,
    steps: [
      opens(),
      [
        'it is moved, and its socket is removed',
        (control) => {
          control.element('#d').append(control.element('#b'))
          control.remove('#c')
        }
      ],
      clicks('#b')
    ],
    expect(result) {
      assert.deepEqual(targets(result, 'wsSendError'), ['button#b'])
      assert.deepEqual(result.frames, [])
      assert.deepEqual(result.errors, [])
    }
  },
  {
    name: 'an element that has lost its ws-connect: its senders say so',
    id: 'B25',
    body: page(button),
    steps: [
      opens(),
      [
        'no ws-connect any more',
        (control) => {
          control.element('#c').removeAttribute('ws-connect')
          control.process('#c')
        }
      ],
      clicks('#b')
    ],
    expect(result) {
      assert.deepEqual(result.errors, [])
      assert.deepEqual(targets(result, 'wsSendError'), ['button#b'])
      assert.deepEqual(result.frames, [])
    }
  },
  {
    name: 'an element that has lost its ws-connect: its senders find the socket around it',
    id: 'B25',
    body: `<body hx-ext="ws"><main id="m" ws-connect="/outer"><div id="c" ws-connect="/inner">${button}</div></main></body>`,
    steps: [
      opens(0),
      opens(1),
      [
        'no ws-connect any more',
        (control) => {
          control.element('#c').removeAttribute('ws-connect')
          control.process('#c')
        }
      ],
      clicks('#b'),
      counts
    ],
    expect(result) {
      assert.deepEqual(notes(result), [1, 0])
      assert.deepEqual(result.errors, [])
    }
  }
]

/** @type {Defect[]} */
const moved = [
  {
    name: 'a sender that was moved sends to its new place once the old one is gone',
    id: 'B27',
    body: `<body hx-ext="ws"><div id="c" ws-connect="/one">${button}</div><div id="d" ws-connect="/two"></div></body>`,
    steps: [
      opens(0),
      opens(1),
      ['it is moved', (control) => control.element('#d').append(control.element('#b'))],
      clicks('#b'),
      ['the old place is removed', (control) => control.remove('#c')],
      clicks('#b'),
      counts
    ],
    expect(result) {
      assert.deepEqual(notes(result), [1, 1])
      assert.deepEqual(result.errors, [])
    }
  },
  {
    name: 'a sender whose socket a script has replaced sends to the new one',
    id: 'B27',
    body: page(button),
    steps: [
      opens(),
      [
        'its element is replaced',
        (control) => {
          const old = control.element('#c')
          const fresh = old.cloneNode(false)
          fresh.append(control.element('#b'))
          old.replaceWith(fresh)
          control.process('#c')
        }
      ],
      opens(1),
      clicks('#b'),
      ['what the new one got', (control) => control.note(control.sockets[1].sent.length)]
    ],
    expect: (result) => assert.deepEqual(notes(result), [1])
  },
  {
    name: 'a sender that was there before its socket sends once there is one',
    id: 'B27',
    body: `<body hx-ext="ws"><div id="c">${button}</div></body>`,
    steps: [
      [
        'a socket',
        (control) => {
          control.element('#c').setAttribute('ws-connect', '/late')
          control.process('#c')
        }
      ],
      opens(),
      clicks('#b')
    ],
    expect: (result) => assert.deepEqual(sentFields(result), [{ v: '1' }])
  }
]

export default [...parameters, ...once, ...queue, ...refused, ...moved]
