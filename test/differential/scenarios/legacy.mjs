// hx-ws, the attribute of htmx 1, and the data- forms of all attributes. On htmx 1.9 the core itself handles hx-ws.
import { clicks, opens, receives, submits } from '../steps.mjs'

/** @typedef {import('../harness.mjs').Scenario} Scenario */

const hosts = ['2.0.0', '2.0.11']

/** @type {Scenario[]} */
const legacy = [
  {
    name: 'hx-ws connect opens a socket and hx-ws send sends',
    covers: ['l.95', 'l.447'],
    hosts,
    body: '<body hx-ext="ws"><div id="c" hx-ws="connect:/chat"><form id="f" hx-ws="send"><input name="a" value="1"></form><p id="p">1</p></div></body>',
    steps: [opens(), submits('#f'), receives('<p id="p">2</p>')]
  },
  {
    name: 'data-hx-ws does the same',
    covers: ['l.95', 'l.447'],
    hosts,
    body: '<body data-hx-ext="ws"><div id="c" data-hx-ws="connect:/chat"><button id="b" data-hx-ws="send">x</button></div></body>',
    steps: [opens(), clicks('#b')]
  },
  {
    name: 'data-ws-connect and data-ws-send',
    covers: ['l.447'],
    hosts: ['1.9.12', '2.0.0', '2.0.11'],
    body: '<body data-hx-ext="ws"><div id="c" data-ws-connect="/chat"><button id="b" data-ws-send>x</button></div></body>',
    steps: [opens(), clicks('#b')]
  },
  {
    name: 'ws-connect goes before data-ws-connect',
    covers: ['l.447'],
    hosts: ['1.9.12', '2.0.0', '2.0.11'],
    body: `<body hx-ext="ws"><div id="c" ws-connect="/one" data-ws-connect="/two"></div>
      <div id="d" ws-connect="" data-ws-connect="/three"></div></body>`,
    steps: []
  },
  {
    name: 'hx-ws with whole URLs and white space',
    covers: ['l.95', 'l.107'],
    hosts,
    body: `<body hx-ext="ws"><div id="c" hx-ws="connect:ws://example.test:81/a?b=c:d"></div><div id="d" hx-ws="  connect:wss://example.test/ "></div>
      <div id="e" hx-ws="other connect:/late"></div></body>`,
    steps: []
  },
  {
    name: 'hx-ws with values that nobody knows opens nothing',
    covers: ['l.95'],
    hosts,
    body: `<body hx-ext="ws"><div hx-ws="connect"></div><div hx-ws="connect:"></div><div hx-ws="join:/chat"></div>
      <div hx-ws="CONNECT:/chat"></div></body>`,
    steps: []
  },
  {
    name: 'ws-connect goes before hx-ws, and hx-ws is read where ws-connect is empty',
    covers: ['l.95'],
    hosts,
    body: `<body hx-ext="ws"><div id="c" ws-connect="/new" hx-ws="connect:/old"></div>
      <div id="d" ws-connect="" hx-ws="connect:/legacy"></div><div id="e" ws-connect></div></body>`,
    steps: []
  },
  {
    name: 'hx-ws is not inherited',
    covers: ['l.95', 'l.447'],
    hosts,
    body: `<body hx-ext="ws"><div id="c" hx-ws="connect:/chat"><div hx-ws="send"><button id="b">x</button></div><div id="d"></div>
      <button id="e">y</button></div></body>`,
    steps: [opens(), clicks('#b'), clicks('#e')]
  },
  {
    name: 'ws-send inside hx-ws connect, and hx-ws send inside ws-connect',
    covers: ['l.304', 'l.447'],
    hosts,
    body: `<body hx-ext="ws"><div id="c" hx-ws="connect:/one"><form id="f" ws-send></form></div>
      <div id="d" ws-connect="/two"><form id="g" hx-ws="send"></form></div></body>`,
    steps: [opens(0), opens(1), submits('#f'), submits('#g')]
  },
  {
    name: 'ws-send and hx-ws send on one element send once',
    covers: ['l.447'],
    hosts,
    body: '<body hx-ext="ws"><div id="c" ws-connect="/chat"><button id="b" ws-send hx-ws="send">x</button></div></body>',
    steps: [opens(), clicks('#b')]
  },
  {
    name: 'hx-ws in a message connects and sends',
    covers: ['l.447', 'l.38'],
    hosts,
    body: '<body hx-ext="ws"><div id="c" ws-connect="/chat"><div id="a"></div></div></body>',
    steps: [
      opens(),
      receives('<div id="a" hx-ws="connect:/inner"><button id="b" hx-ws="send">x</button></div>'),
      opens(1),
      clicks('#b')
    ]
  },
  {
    name: 'a root that merely has hx-ws is looked at',
    covers: ['l.447'],
    hosts,
    body: '<body><div id="c" hx-ext="ws" hx-ws="connect:/chat"><p id="p">1</p></div></body>',
    steps: [opens(), receives('<p id="p">2</p>')]
  },
  {
    name: 'hx-ws send has its own trigger',
    covers: ['l.447', 'trigger-forms'],
    hosts,
    body: '<body hx-ext="ws"><div id="c" ws-connect="/chat"><input id="i" name="n" hx-ws="send" hx-trigger="click delay:1s"></div></body>',
    steps: [opens(), clicks('#i'), ['a second passes', (control) => control.tick(1000)]]
  }
]

export default legacy
