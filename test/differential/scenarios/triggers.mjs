// When a sender sends: every form of hx-trigger, and senders that come later.
import { clicks, opens, page, passes, processes, receives, step, submits, triggers, types } from '../steps.mjs'

/** @typedef {import('../harness.mjs').Scenario} Scenario */

const hosts = ['1.9.12', '2.0.0', '2.0.4', '2.0.5', '2.0.11']
const covers = ['l.330', 'trigger-forms']

/**
 * @param {string} name
 * @param {string} content of the element with the socket
 * @param {Scenario['steps']} steps after the socket has opened
 * @param {Partial<Scenario>} [rest]
 * @returns {Scenario}
 */
const scenario = (name, content, steps, rest = {}) => ({
  name,
  covers,
  hosts,
  body: page(content),
  steps: [opens(), ...steps],
  ...rest
})

const button = (/** @type {string} */ trigger, more = '') =>
  `<button id="b" ws-send hx-trigger="${trigger}" ${more}>x</button>`

const input = (/** @type {string} */ trigger, more = '') =>
  `<input id="i" ws-send name="n" value="0" hx-trigger="${trigger}" ${more}>`

/** @type {Scenario[]} */
const natural = [
  scenario(
    'each kind of element has its natural trigger',
    `<form id="f" ws-send><input id="fi" name="a" value="1"></form><input id="i" ws-send name="i">
     <select id="s" ws-send name="s"><option>1</option><option>2</option></select><textarea id="t" ws-send name="t"></textarea>
     <input id="k" type="submit" ws-send name="k" value="2"><input id="y" type="button" ws-send name="y" value="3">
     <button id="b" ws-send>x</button><a id="l" ws-send>x</a><div id="d" ws-send>x</div><label id="a" ws-send>x</label>`,
    [
      submits('#f'),
      types('#fi', '2'),
      types('#i', '1'),
      types('#s', '2'),
      types('#t', '3'),
      ...['#k', '#y', '#b', '#l', '#d', '#a', '#i', '#s', '#f'].map((selector) => clicks(selector))
    ]
  ),
  scenario('a click inside a sender sends', '<div id="d" ws-send><p id="p"><b id="b">x</b></p></div>', [
    clicks('#b'),
    clicks('#p'),
    clicks('#d')
  ]),
  scenario(
    'the forms of ws-send with data-',
    '<form id="f" data-ws-send></form><button id="b" data-ws-send="anything">x</button>',
    [submits('#f'), clicks('#b')]
  ),
  scenario('an empty hx-trigger means the natural one', button(''), [clicks('#b')]),
  scenario('a hx-trigger that cannot be read', button('click from:'), [clicks('#b')]),
  scenario(
    'a hx-trigger on an element around is not inherited',
    '<div hx-trigger="mouseup"><button id="b" ws-send>x</button></div>',
    [triggers('#b', 'mouseup'), clicks('#b')]
  )
]

/** @type {Scenario[]} */
const modifiers = [
  scenario('a named event takes the place of the natural one', button('mouseup'), [
    triggers('#b', 'mouseup'),
    clicks('#b')
  ]),
  scenario('several events', input('click, keyup, my-event'), [
    clicks('#i'),
    triggers('#i', 'keyup'),
    triggers('#i', 'my-event'),
    types('#i', '1')
  ]),
  scenario('data-hx-trigger is read too', '<button id="b" ws-send data-hx-trigger="go">x</button>', [
    triggers('#b', 'go'),
    clicks('#b')
  ]),
  scenario('custom events with a detail', button('my:event'), [
    [
      'a handler is added',
      (control) =>
        control.on('htmx:wsConfigSend', (/** @type {any} */ { detail }) => {
          control.note(detail.triggeringEvent.type, JSON.stringify(detail.triggeringEvent.detail.value))
        })
    ],
    triggers('#b', 'my:event', { value: [1, 'x'] })
  ]),
  scenario('a delay sends once after the last event', input('keyup delay:500ms'), [
    triggers('#i', 'keyup'),
    passes(400),
    types('#i', '1'),
    triggers('#i', 'keyup'),
    passes(400),
    passes(100),
    triggers('#i', 'keyup'),
    passes(1000)
  ]),
  scenario('a delay in each of its units', `${button('click delay:20')}${input('click delay:2s')}`, [
    clicks('#b'),
    passes(20),
    clicks('#i'),
    passes(1000),
    passes(1000)
  ]),
  scenario('a delay that ends after the sender is gone', button('click delay:1s'), [
    clicks('#b'),
    ['the sender goes', (control) => control.remove('#b')],
    passes(1000)
  ]),
  scenario('a throttle sends at once and then not for a time', button('click throttle:1s'), [
    clicks('#b'),
    clicks('#b'),
    passes(900),
    clicks('#b'),
    passes(100),
    clicks('#b')
  ]),
  scenario('once sends once', button('click once'), [clicks('#b'), clicks('#b')]),
  scenario('once with a delay', button('click once delay:10ms'), [
    clicks('#b'),
    clicks('#b'),
    passes(10),
    clicks('#b'),
    passes(10)
  ]),
  scenario('changed sends where the value is another', input('keyup changed'), [
    triggers('#i', 'keyup'),
    ['the value changes', (control) => Object.assign(control.element('#i'), { value: '1' })],
    triggers('#i', 'keyup'),
    triggers('#i', 'keyup'),
    ['the value changes back', (control) => Object.assign(control.element('#i'), { value: '0' })],
    triggers('#i', 'keyup')
  ]),
  scenario('changed with a delay, as a search field has it', input('input changed delay:300ms, search'), [
    types('#i', 'a'),
    passes(100),
    types('#i', 'ab'),
    passes(300),
    triggers('#i', 'search'),
    types('#i', 'ab'),
    passes(300)
  ]),
  scenario(
    'from another element',
    `<button id="o">o</button><p class="o">p</p><p class="o">q</p>${button('click from:#o, go from:.o')}`,
    [clicks('#o'), triggers('p.o', 'go'), triggers('p.o + p.o', 'go'), clicks('#b')]
  ),
  scenario(
    'from the document, the window and the body',
    button('one from:document, two from:window, three from:body'),
    [
      ['an event at the document', () => void document.dispatchEvent(new Event('one'))],
      ['an event at the window', () => void window.dispatchEvent(new Event('two'))],
      ['an event at the body', () => void document.body.dispatchEvent(new Event('three'))],
      triggers('#b', 'one')
    ]
  ),
  scenario(
    'from relative elements',
    `<form id="f"><button id="b" ws-send hx-trigger="submit from:closest form, go from:next p, come from:find i">
     <i id="n">x</i></button><p id="p">p</p></form>`,
    [submits('#f'), triggers('#p', 'go'), triggers('#n', 'come'), clicks('#b')]
  ),
  scenario('from an element that is not there', button('click from:#nowhere'), [clicks('#b')]),
  scenario(
    'target decides by where the event began',
    '<div id="b" ws-send hx-trigger="click target:.yes"><i class="yes" id="y">y</i><i class="no" id="n">n</i></div>',
    [clicks('#y'), clicks('#n'), clicks('#b')]
  ),
  scenario(
    'consume keeps the event from senders around',
    `<div id="o" ws-send hx-trigger="click"><button id="b1" ws-send hx-trigger="click consume">x</button>
     <button id="b2" ws-send hx-trigger="click">y</button></div>`,
    [clicks('#b1'), clicks('#b2')]
  ),
  scenario(
    'queue modifiers change nothing',
    button('click queue:last, go queue:none, come queue:all, leave queue:first'),
    [clicks('#b'), clicks('#b'), triggers('#b', 'go'), triggers('#b', 'come'), triggers('#b', 'leave')]
  ),
  scenario('a filter decides', button('click[ctrlKey], go[detail.yes], come[this.id == &quot;b&quot;]'), [
    clicks('#b'),
    [
      'a click with a key',
      (control) => void control.element('#b').dispatchEvent(new MouseEvent('click', { ctrlKey: true, bubbles: true }))
    ],
    triggers('#b', 'go', { yes: false }),
    triggers('#b', 'go', { yes: true }),
    triggers('#b', 'come')
  ]),
  scenario('an event sends once where two of its triggers match', button('click, click from:body, click delay:1s'), [
    clicks('#b'),
    passes(1000)
  ])
]

/** Where a sender stands in the page at its start, the reference binds it twice; one that is processed alone, once. */
const alone = (/** @type {string} */ markup) => `<div id="d"></div><template id="later">${markup}</template>`

/** @type {Scenario['steps'][0]} */
const arrives = [
  'the sender comes and is processed',
  (control) => {
    const later = /** @type {HTMLTemplateElement} */ (control.element('#later'))
    const sender = document.importNode(/** @type {Element} */ (later.content.firstElementChild), true)
    control.element('#d').append(sender)
    htmx.process(sender)
  }
]

/** @type {Scenario[]} */
const byTime = [
  scenario('a filter that is not exactly true or fails', alone(button('click[1], go[nothing.there], come[true]')), [
    arrives,
    clicks('#b'),
    triggers('#b', 'go'),
    triggers('#b', 'come')
  ]),
  scenario('load sends as soon as the sender is there', alone(button('load')), [arrives, clicks('#b'), passes(100)]),
  scenario('load before the socket is open is queued', alone(button('load')), [], {
    body: page(alone(button('load'))),
    steps: [arrives, opens()]
  }),
  scenario('load with a delay', alone(button('load delay:1s')), [arrives, passes(999), passes(1)]),
  scenario('load with a filter', alone(`<div>${button('load[false], click')}</div>`), [
    [
      'the sender comes and is processed',
      (control) => {
        const later = /** @type {HTMLTemplateElement} */ (control.element('#later'))
        const sender = document.importNode(/** @type {Element} */ (later.content.querySelector('#b')), true)
        control.element('#d').append(sender)
        htmx.process(sender)
      }
    ],
    clicks('#b')
  ]),
  scenario('load and click', alone(button('load, click')), [arrives, clicks('#b')]),
  scenario('a sender with load that is in the page from the start', button('load'), [clicks('#b')], {
    hosts: ['2.0.5', '2.0.11']
  }),
  scenario('every sends again and again', alone(button('every 2s')), [
    arrives,
    passes(1999),
    passes(1),
    passes(4000),
    ['the sender goes', (control) => control.remove('#b')],
    passes(4000)
  ]),
  scenario('every with a filter', alone(button('every 1s [document.title == &quot;go&quot;]')), [
    arrives,
    passes(1000),
    [
      'the title changes',
      () => {
        document.title = 'go'
      }
    ],
    passes(1000)
  ]),
  scenario('every in the page from the start', button('every 1s'), [passes(1000), passes(1000)], {
    hosts: ['1.9.12', '2.0.0', '2.0.4']
  }),
  scenario('every ends when its sender is taken out by plain JavaScript', alone(button('every 1s')), [
    arrives,
    passes(1000),
    ['the sender goes', (control) => control.detach('#b')],
    passes(3000)
  ]),
  scenario(
    'every ends when its socket is gone',
    alone(button('every 1s')),
    [arrives, passes(1000), ['the socket goes', (control) => control.remove('#c')], passes(2000)],
    { hosts: hosts.slice(1) }
  )
]

/**
 * @param {string} label
 * @param {boolean} isIntersecting
 */
const intersects = (label, isIntersecting) =>
  step(label, `for (const observer of globalThis.observers) observer.report(${isIntersecting})`)

/** @type {Scenario[]} */
const byView = [
  scenario('revealed sends when the sender is in view', alone(button('revealed')), [arrives, passes(400)]),
  scenario(
    'revealed waits for scrolling',
    alone(`<button id="b" ws-send hx-trigger="revealed" style="margin-top: 9000px">x</button>`),
    [
      arrives,
      passes(400),
      [
        'the page scrolls',
        (control) => {
          control.element('#b').scrollIntoView()
          window.dispatchEvent(new Event('scroll'))
        }
      ],
      passes(400)
    ]
  ),
  scenario(
    'intersect is sent by an observer with the given options',
    alone(button('intersect once threshold:0.5 root:#c')),
    [arrives, intersects('not yet in view', false), intersects('in view', true), intersects('in view again', true)],
    {
      before: () => {
        /** @type {any[]} */
        const observers = []
        Object.assign(globalThis, {
          observers,
          IntersectionObserver: class {
            /** @param {(entries: object[]) => void} callback @param {any} options */
            constructor(callback, options) {
              this.callback = callback
              /** @type {any} */
              const { control } = globalThis
              control.note('observer', options.root?.id, options.threshold)
              observers.push(this)
            }
            /** @param {boolean} isIntersecting */
            report(isIntersecting) {
              this.callback([{ isIntersecting }])
            }
            observe() {}
            disconnect() {}
          }
        })
      }
    }
  ),
  scenario(
    'intersect in the page from the start',
    `<button id="b" style="display: none" ws-send hx-trigger="intersect">x</button>`,
    [triggers('#b', 'intersect')]
  )
]

/** @type {Scenario[]} */
const later = [
  scenario('a sender in a message is bound', '<div id="a"></div>', [
    receives(
      '<div id="a"><form id="f" ws-send><input name="x" value="1"></form><button id="b" ws-send>x</button></div>'
    ),
    submits('#f'),
    clicks('#b')
  ]),
  scenario('a message that is itself a sender is bound', '<button id="b" ws-send>old</button>', [
    clicks('#b'),
    receives('<button id="b" ws-send name="n" value="1" hx-trigger="click, go">new</button>'),
    clicks('#b'),
    triggers('#b', 'go')
  ]),
  scenario(
    'senders that a message appends are bound, those before them once',
    '<ul id="l"><li><button id="b1" ws-send>1</button></li></ul>',
    [
      receives('<ul id="l" hx-swap-oob="beforeend"><li><button id="b2" ws-send>2</button></li></ul>'),
      receives('<ul id="l" hx-swap-oob="afterbegin"><li><form id="f" ws-send></form></li></ul>'),
      clicks('#b1'),
      clicks('#b2'),
      submits('#f')
    ]
  ),
  scenario(
    'a sender that a message takes away no longer sends',
    '<div id="a"><button id="b" ws-send>x</button></div><p id="p">p</p>',
    [
      [
        'the sender is kept',
        (control) => {
          Object.assign(globalThis, { kept: control.element('#b') })
        }
      ],
      receives('<div id="a">gone</div>'),
      [
        'it is put back without htmx, and clicked',
        (control) => {
          const { kept } = /** @type {any} */ (globalThis)
          control.element('#p').append(kept)
          kept.click()
        }
      ]
    ]
  ),
  scenario('a sender put in by plain JavaScript sends after htmx.process alone', '<div id="d"></div>', [
    [
      'the sender comes',
      (control) => {
        control.element('#d').innerHTML = '<button id="b" ws-send>x</button>'
      }
    ],
    clicks('#b'),
    processes('#d'),
    clicks('#b'),
    processes('#d'),
    processes('body'),
    clicks('#b')
  ]),
  scenario('a sender processed again sends once', `${button('click, go')}<form id="f" ws-send></form>`, [
    processes('#b'),
    processes('#f'),
    processes('body'),
    clicks('#b'),
    triggers('#b', 'go'),
    submits('#f')
  ]),
  scenario('a sender whose trigger changes and that is processed again', button('click'), [
    [
      'the attribute changes',
      (control) => {
        control.element('#b').setAttribute('hx-trigger', 'go')
      }
    ],
    clicks('#b'),
    processes('#b'),
    clicks('#b'),
    triggers('#b', 'go')
  ]),
  scenario('ws-send that is set later binds when processed', '<button id="b">x</button>', [
    [
      'the attribute is set',
      (control) => {
        control.element('#b').setAttribute('ws-send', '')
      }
    ],
    clicks('#b'),
    processes('#b'),
    clicks('#b')
  ]),
  scenario('a disabled button sends nothing', button('click, go', 'disabled'), [clicks('#b'), triggers('#b', 'go')])
]

export default [...natural, ...modifiers, ...byTime, ...byView, ...later]
