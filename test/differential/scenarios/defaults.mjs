// What ours does by default and the reference does not: each in steps that begin with its name. With strict: true they are
// the same.

/** @typedef {import('../harness.mjs').Scenario} Scenario */

const body = '<body><div id="c" hx-ext="ws" ws-connect="/chat"></div></body>'

/** @type {import('../harness.mjs').Step[]} */
const waiting = [
  ['open', ({ sockets }) => sockets[0].open()],
  ['lost', ({ sockets }) => sockets[0].close_(1006)]
]

/**
 * @param {string} type
 * @param {() => unknown} dispatch
 * @returns {Scenario}
 */
const comesBack = (type, dispatch) => ({
  name: `a retry waits and the document says ${type}`,
  covers: [],
  differs: 'wake-up',
  body,
  steps: [...waiting, ['wake-up: the event', dispatch]]
})

/** @type {Scenario[]} */
export default [
  comesBack('visibilitychange', () => document.dispatchEvent(new Event('visibilitychange'))),
  comesBack('resume', () => document.dispatchEvent(new Event('resume'))),
  {
    name: 'a retry waits and the page comes online',
    covers: [],
    differs: 'wake-up',
    body,
    steps: [
      ...waiting,
      [
        'wake-up: online, and a second passes',
        ({ htmx, tick }) => {
          htmx.config.wsReconnectDelay = 60_000
          dispatchEvent(new Event('online'))
          return tick(1000)
        }
      ]
    ]
  },
  {
    name: 'the machine slept for two minutes',
    covers: [],
    differs: 'suspension',
    body,
    steps: [
      ['open', ({ sockets }) => sockets[0].open()],
      [
        'suspension: it wakes',
        ({ tick }) => {
          const { now } = Date
          Date.now = () => now() + 120_000
          return tick(5000)
        }
      ]
    ]
  },
  {
    name: 'the page goes and comes back',
    covers: [],
    differs: 'back/forward',
    body,
    steps: [
      ['open', ({ sockets }) => sockets[0].open()],
      ['back/forward: goes', () => void dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))],
      ['back/forward: comes', () => void dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))]
    ]
  },
  {
    name: 'plain JavaScript takes an element out and brings it back',
    covers: [],
    differs: 'plain removal',
    body,
    steps: [
      ['open', ({ sockets }) => sockets[0].open()],
      ['taken out', (control) => void Object.assign(control, { gone: control.detach('#c') })],
      ['plain removal: 10 seconds pass', ({ tick }) => tick(10_000)],
      [
        'plain removal: brought back',
        (/** @type {any} */ { gone, tick }) => {
          document.body.append(gone)
          return tick(5000)
        }
      ]
    ]
  },
  {
    name: 'ws-connect changes while a retry waits',
    covers: [],
    differs: 'changed URL',
    body,
    steps: [
      ...waiting,
      ['changed', ({ element }) => element('#c').setAttribute('ws-connect', '/elsewhere')],
      ['changed URL: a second passes', ({ tick }) => tick(1000)]
    ]
  },
  {
    name: '1,000 messages wait',
    covers: [],
    differs: 'warning',
    body,
    steps: [
      ...waiting,
      [
        'warning: they are sent',
        (control) => {
          const wrapper = control.wrapper('#c')
          for (let count = 0; count < 1001; count++) wrapper.send('x')
        }
      ]
    ]
  },
  {
    name: 'messages wait when their element goes',
    covers: [],
    differs: 'emptied queue',
    body,
    steps: [
      [
        'emptied queue: it goes',
        (control) => {
          const wrapper = control.wrapper('#c')
          wrapper.send('x')
          control.remove('#c')
          control.note(wrapper.messageQueue.length)
        }
      ]
    ]
  }
]
