// Extensions that morph: what stays in the page keeps its state, its listeners and its place in htmx.
import { clicks, opens, passes, receives, types } from '../steps.mjs'

/** @typedef {import('../harness.mjs').Scenario} Scenario */
/** @typedef {import('../harness.mjs').Step} Step */

/** Each element with an id is remembered. @type {Step} */
const remember = [
  'the elements are kept in mind',
  (control) => {
    const elements = [...document.querySelectorAll('[id]')]
    Object.assign(control, { remembered: new Map(elements.map((element) => [element.id, element])) })
  }
]

/** @type {Step} */
const compare = [
  'which of them are still there',
  (control) => {
    for (const [id, element] of /** @type {any} */ (control).remembered) {
      control.note(id, element === document.getElementById(id), element.isConnected)
    }
  }
]

const list = `<ul id="list" class="x"><li id="i1">1</li><li id="i2">2 <input id="f" name="f" value="old"></li><li id="i3">3</li></ul>`
const changed = `<ul id="list" class="y"><li id="i2">two <input id="f" name="f" value="new"></li><li id="i4">4</li><li id="i1">one</li></ul>`

/**
 * @param {string} extension
 * @param {string} content of the element with the socket
 */
const body = (extension, content) =>
  `<body hx-ext="ws, ${extension}"><div id="c" ws-connect="/chat">${content}</div><p id="beside">beside</p></body>`

/** @param {string} style */
const withStyle = (style) => changed.replace('<ul ', `<ul hx-swap-oob="${style}" `)

/** @type {Scenario[]} */
const idiomorph = [
  {
    name: 'idiomorph keeps elements, and what a user typed elsewhere',
    covers: ['idiomorph'],
    scripts: ['idiomorph'],
    body: body('morph', `${list}<input id="draft" value="">`),
    steps: [opens(), types('#draft', 'text'), types('#f', 'mine'), remember, receives(withStyle('morph')), compare]
  },
  {
    name: 'idiomorph by a selector, of several elements',
    covers: ['idiomorph', 'colon-styles'],
    scripts: ['idiomorph'],
    body: body('morph', `${list}<p class="t" id="p1">1</p><p class="t" id="p2">2</p>`),
    steps: [
      opens(),
      remember,
      receives(`<div hx-swap-oob="morph:#list">${changed}</div>`),
      compare,
      receives('<p hx-swap-oob="morph:.t"><b>all</b></p>'),
      compare
    ]
  },
  {
    name: 'idiomorph of senders and requests: what stays is bound once, what comes is bound',
    covers: ['idiomorph', 'l.330'],
    scripts: ['idiomorph'],
    body: body('morph', '<div id="a"><button id="s" ws-send name="v" value="1">x</button></div>'),
    steps: [
      opens(),
      clicks('#s'),
      receives(
        '<div id="a" hx-swap-oob="morph"><button id="s" ws-send name="v" value="1">y</button><button id="t" ws-send name="v" value="2">z</button></div>'
      ),
      clicks('#s'),
      clicks('#t')
    ]
  },
  {
    name: 'idiomorph takes an element with a socket away: it is closed',
    covers: ['idiomorph', 'l.44'],
    scripts: ['idiomorph'],
    body: body('morph', '<div id="a"><i id="inner" ws-connect="/inner"></i><b>x</b></div>'),
    steps: [opens(0), opens(1), receives('<div id="a" hx-swap-oob="morph"><b>y</b></div>'), passes(0)]
  }
]

/** @type {Scenario[]} */
const morphdom = [
  {
    name: 'morphdom-swap keeps elements, and what a user typed elsewhere',
    covers: ['morphdom-swap'],
    hosts: ['1.9.12'],
    scripts: ['morphdom', 'morphdom-swap'],
    body: body('morphdom-swap', `${list}<input id="draft" value="">`),
    steps: [opens(), types('#draft', 'text'), types('#f', 'mine'), remember, receives(withStyle('morphdom')), compare]
  },
  {
    name: 'morphdom-swap by a selector, of several elements',
    covers: ['morphdom-swap', 'colon-styles'],
    hosts: ['1.9.12'],
    scripts: ['morphdom', 'morphdom-swap'],
    body: body('morphdom-swap', `${list}<p class="t">1</p><p class="t">2</p>`),
    steps: [
      opens(),
      remember,
      receives(withStyle('morphdom:#list')),
      compare,
      receives('<p class="t" hx-swap-oob="morphdom:.t"><b>all</b></p>')
    ]
  },
  {
    name: 'morphdom-swap of senders: what stays is bound once, what comes is bound',
    covers: ['morphdom-swap', 'l.330'],
    hosts: ['1.9.12'],
    scripts: ['morphdom', 'morphdom-swap'],
    body: body('morphdom-swap', '<div id="a"><button id="s" ws-send name="v" value="1">x</button></div>'),
    steps: [
      opens(),
      clicks('#s'),
      receives(
        '<div id="a" hx-swap-oob="morphdom"><button id="s" ws-send name="v" value="1">y</button><button id="t" ws-send name="v" value="2">z</button></div>'
      ),
      clicks('#s'),
      clicks('#t')
    ]
  }
]

export default [...idiomorph, ...morphdom]
