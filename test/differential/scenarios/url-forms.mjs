// What a page's own htmx.createWebSocket gets for each form of a URL: the attribute's value, with only a leading slash
// made absolute. The default function resolves the rest, which defects/connecting.mjs tests.

/** @typedef {import('../harness.mjs').Scenario} Scenario */

const hosts = ['1.9.12', '2.0.0', '2.0.4', '2.0.5', '2.0.11']

/** @param {string[]} values */
const elements = (values) => values.map((value) => `<i ws-connect="${value}"></i>`).join('')

const forms = [
  '/chat',
  '/chat?room=1',
  '/chat#top',
  '/',
  'chat',
  './chat',
  '../chat',
  '?room=1',
  '//example.com:81/chat',
  'http://example.com/chat',
  'https://example.com/chat',
  'ws:/chat',
  'wss:/chat',
  'ws:example.com:8080/chat',
  'ws://example.com/chat#top',
  'wss://example.com:81/chat?room=1',
  ' /chat ',
  'ftp://example.com/',
  'not a url'
]

/** Every attempt is noted, and none needs a URL that can be opened. */
const own = () => {
  const { htmx, control } = /** @type {any} */ (globalThis)
  htmx.createWebSocket = function (/** @type {unknown[]} */ ...given) {
    control.note(this === htmx, ...given)
    return new WebSocket('/own')
  }
}

/** @type {Scenario[]} */
export default [
  {
    name: 'every form of a URL as a page’s own createWebSocket gets it',
    covers: ['l.107', 'l.116', 'url-forms'],
    hosts,
    body: `<body hx-ext="ws">${elements(forms)}</body>`,
    afterScripts: own,
    steps: []
  },
  {
    name: 'every form of a URL as a page’s own createWebSocket gets it, with a base element',
    covers: ['l.107', 'l.116', 'url-forms'],
    head: '<base href="/folder/">',
    body: `<body hx-ext="ws">${elements(forms)}</body>`,
    afterScripts: own,
    steps: []
  },
  {
    name: 'forms of a URL in hx-ws as a page’s own createWebSocket gets them',
    covers: ['l.95', 'url-forms'],
    hosts: ['2.0.0', '2.0.11'],
    body: `<body hx-ext="ws"><i hx-ws="connect:/chat"></i><i hx-ws="connect:chat?a:b"></i><i hx-ws="connect:wss:/chat"></i>
      <i hx-ws="connect:http://example.com/chat"></i></body>`,
    afterScripts: own,
    steps: []
  },
  {
    name: 'a prefix that is followed by a host means a host',
    covers: ['url-forms'],
    body: `<body hx-ext="ws">${elements(['ws:example.com:8080/chat', 'wss:example.com/chat'])}</body>`,
    steps: []
  }
]
