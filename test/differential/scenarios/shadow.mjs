// Shadow roots where the reference can live in them: on htmx 1.9, and where nothing of the extension is inside.
import { clicks, opens, passes, receives } from '../steps.mjs'

/** @typedef {import('../harness.mjs').Scenario} Scenario */
/** @typedef {import('../harness.mjs').Step} Step */

const hosts = ['1.9.12', '2.0.0', '2.0.4', '2.0.5', '2.0.11']
const body = '<body hx-ext="ws"><div id="host"></div><p id="a">old</p></body>'

/** @type {Step} */
const attach = [
  'a shadow root is attached and its content processed',
  (control) => {
    const root = control.element('#host').attachShadow({ mode: 'open' })
    root.innerHTML =
      '<main id="m"><div id="c" hx-ext="ws" ws-connect="/chat"><form id="f" ws-send><input name="v" value="1"><button id="b">x</button></form><p id="i">old</p></div></main>'
    control.process('#host >>> #c')
  }
]

/** @type {Scenario[]} */
export default [
  {
    name: 'a socket and its sender in a shadow root on htmx 1.9',
    covers: ['shadow-inside'],
    hosts: ['1.9.12'],
    body,
    steps: [attach, opens(), clicks('#host >>> #b')]
  },
  {
    name: 'a message to a socket in a shadow root on htmx 1.9: targets are those of the document',
    covers: ['shadow-inside'],
    hosts: ['1.9.12'],
    body,
    steps: [attach, opens(), receives('<p id="a">new</p><p id="i">new</p>')]
  },
  {
    name: 'a socket in a shadow root on htmx 1.9 connects again and is closed',
    covers: ['shadow-inside'],
    hosts: ['1.9.12'],
    body,
    steps: [
      attach,
      opens(),
      ['the network breaks', (control) => control.sockets[0].close_(1006)],
      passes(1000),
      opens(1),
      // the close event that follows makes the reference throw on 1.9
      ['the element is removed', (control) => control.swap('#host >>> #m', '')]
    ]
  },
  {
    name: 'hx-ext outside a shadow root does not reach into it',
    covers: ['shadow-inside'],
    hosts,
    body,
    steps: [
      [
        'a shadow root without hx-ext',
        (control) => {
          const root = control.element('#host').attachShadow({ mode: 'open' })
          root.innerHTML = '<form id="c" ws-connect="/chat" ws-send><button id="b" type="button">x</button></form>'
          control.process('#host >>> #c')
        }
      ],
      clicks('#host >>> #b')
    ]
  },
  {
    name: 'a message does not reach into a shadow root',
    covers: ['shadow-outside'],
    hosts,
    body: '<body hx-ext="ws"><div id="c" ws-connect="/chat"></div><div id="host"></div></body>',
    steps: [
      opens(),
      [
        'a shadow root',
        (control) => {
          const root = control.element('#host').attachShadow({ mode: 'open' })
          root.innerHTML = '<p id="inside">old</p>'
        }
      ],
      receives('<p id="inside">new</p>'),
      ['what is inside', (control) => control.note(control.element('#host >>> #inside').textContent)]
    ]
  }
]
