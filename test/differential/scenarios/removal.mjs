/** Elements with a socket that go away: through htmx, by a script of the page, or by a message of their own. */
import { allHosts } from '../harness.mjs'
import { clicks, opens, page, passes, receives, submits } from '../steps.mjs'

/** @typedef {import('../harness.mjs').Scenario} Scenario */
/** @typedef {import('../harness.mjs').Step} Step */

const hosts = allHosts
const body = page('<p id="a">old</p><button id="b" ws-send>Send</button>', '<div id="place"></div>')

/** @type {Step} */
const removes = ['removed by htmx', (control) => control.remove('#c')]
/** @type {Step} */
const detaches = ['removed by a script', (control) => Object.assign(globalThis, { detached: control.detach('#c') })]
/** @type {Step} */
const attaches = ['put back', (control) => control.element('#place').append(/** @type {any} */ (globalThis).detached)]
/** @type {Step} */
const clickOutside = [
  'click outside the page',
  () => /** @type {any} */ (globalThis).detached.querySelector('#b').click()
]

/** @type {Scenario[]} */
export default [
  {
    name: 'htmx takes an element with an open connection away',
    covers: ['l.44'],
    hosts,
    body,
    steps: [opens(), removes]
  },
  {
    name: 'htmx takes an element with an open connection away, and the close is done',
    covers: ['l.44', 'l.256'],
    hosts,
    body,
    steps: [opens(), removes, passes(0), passes(60_000)]
  },
  {
    name: 'htmx takes an element away that is connecting',
    covers: ['l.44', 'l.269'],
    hosts,
    body,
    steps: [removes, passes(0), passes(60_000)]
  },
  {
    name: 'htmx takes an element away whose connection is closed',
    covers: ['l.44'],
    hosts,
    body,
    steps: [opens(), ['close', (control) => control.sockets[0].close_(1000)], removes, passes(60_000)]
  },
  {
    name: 'cleaning up is not cancelled by the extension',
    covers: ['l.44'],
    hosts,
    body,
    steps: [
      opens(),
      [
        'trigger',
        (control) => {
          const element = control.element('#c')
          control.note(control.api.triggerEvent(element, 'htmx:beforeCleanupElement', {}))
        }
      ]
    ]
  },
  {
    name: 'what surrounds the element is swapped',
    covers: ['l.44', 'l.38'],
    hosts,
    body: `<body hx-ext="ws"><main id="m"><div id="c" ws-connect="/one"><p id="a">old</p></div>
      <div id="d" ws-connect="/two"></div></main></body>`,
    steps: [opens(0), ['swap', (control) => control.swap('#m', '<div id="e" ws-connect="/three"></div>')], opens(2)]
  },
  {
    name: 'the element is swapped for another with the same id',
    covers: ['l.44', 'l.38'],
    hosts,
    body,
    steps: [
      opens(),
      [
        'swap',
        (control) => {
          control.swap('#c', '<div id="c" ws-connect="/next"><p id="a">two</p></div>', 'outerHTML')
        }
      ],
      opens(1),
      receives('<p id="a">three</p>', 1)
    ]
  },
  {
    name: 'a message replaces the element of its own socket',
    covers: ['l.44', 'l.147', 'l.137'],
    hosts,
    body,
    steps: [opens(), receives('<div id="c" ws-connect="/next"><p id="a">new</p></div>'), opens(1)]
  },
  {
    name: 'a message deletes the element of its own socket',
    covers: ['l.44', 'l.147'],
    hosts,
    body,
    steps: [opens(), receives('<div id="c" hx-swap-oob="delete"></div>')]
  },
  {
    name: 'a message deletes what surrounds the element of its own socket',
    covers: ['l.44', 'l.147'],
    hosts,
    body: '<body hx-ext="ws"><main id="m"><div id="c" ws-connect="/chat"><p id="a">old</p></div></main></body>',
    steps: [opens(), receives('<main id="m" hx-swap-oob="delete"></main>')]
  },
  {
    name: 'a message changes what is inside the element, the connection stays',
    covers: ['l.137'],
    hosts,
    body,
    steps: [
      opens(),
      receives('<div id="c" hx-swap-oob="innerHTML"><p id="a">new</p></div>'),
      receives('<p id="a">2</p>')
    ]
  },
  {
    name: 'a sender that htmx takes away sends no more',
    covers: ['l.330'],
    hosts,
    body: page('<form id="f" ws-send><button>Send</button></form>'),
    steps: [
      opens(),
      submits('#f'),
      ['remove', (control) => Object.assign(globalThis, { form: control.element('#f') }) && control.remove('#f')],
      [
        'put back',
        (control) => {
          const { form } = /** @type {any} */ (globalThis)
          control.element('#c').append(form)
          form.requestSubmit()
        }
      ]
    ]
  },
  {
    name: 'a message for an element that a script took away closes the connection',
    covers: ['l.121'],
    hosts,
    body,
    steps: [opens(), detaches, receives('<p id="a">new</p>'), passes(0), passes(60_000)]
  },
  {
    name: 'a break of a connection whose element a script took away',
    covers: ['l.256'],
    hosts,
    body,
    steps: [opens(), detaches, ['break', (control) => control.sockets[0].close_(1006)], passes(60_000)]
  },
  {
    name: 'a normal close of a connection whose element a script took away',
    covers: ['l.256'],
    hosts,
    body,
    steps: [opens(), detaches, ['close', (control) => control.sockets[0].close_(1000)], passes(60_000)]
  },
  {
    name: 'an error of a connection whose element a script took away',
    covers: ['l.269'],
    hosts,
    body,
    steps: [opens(), detaches, ['error', (control) => control.sockets[0].fail()], passes(60_000)]
  },
  {
    name: 'an error without a close, the element was taken away by a script',
    covers: ['l.269'],
    hosts,
    body,
    steps: [
      opens(),
      detaches,
      ['error', (control) => control.sockets[0].dispatchEvent(new Event('error'))],
      passes(0),
      passes(60_000)
    ]
  },
  {
    name: 'a connection opens whose element a script took away',
    covers: ['l.247'],
    hosts,
    body,
    steps: [clicks('#b'), detaches, opens()]
  },
  {
    name: 'a sender whose socket’s element a script took away does nothing but close it',
    covers: ['l.334'],
    hosts,
    body,
    steps: [opens(), detaches, clickOutside, passes(0)]
  },
  {
    name: 'an element that a script took away and put back goes on',
    covers: ['l.121', 'l.334'],
    hosts,
    body,
    steps: [opens(), detaches, attaches, receives('<p id="a">new</p>'), clicks('#b')]
  },
  {
    name: 'an element that a script took away and put back while its connection was broken',
    covers: ['l.256'],
    hosts,
    body,
    steps: [
      opens(),
      ['break', (control) => control.sockets[0].close_(1006)],
      detaches,
      attaches,
      passes(1000),
      opens(1),
      receives('<p id="a">new</p>', 1)
    ]
  },
  {
    name: 'an element that moves to another place keeps its connection',
    covers: ['l.121'],
    hosts,
    body,
    steps: [
      opens(),
      ['move', (control) => control.element('#place').append(control.element('#c'))],
      receives('<p id="a">new</p>'),
      clicks('#b'),
      ['break', (control) => control.sockets[0].close_(1006)],
      passes(1000)
    ]
  }
]
