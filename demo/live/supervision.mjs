import { hasToken } from '../csrf.mjs'
import { createHistory, createInbox } from '../delivery.mjs'
import { readForm, readNumber, readText } from '../fields.mjs'
import { clock, html } from '../html.mjs'

const tickMilliseconds = 5000
/** For so long after the last visitor the clock goes on: pages that come back find what they have missed. */
const waitMilliseconds = 60_000
const awaySeconds = 6
const maximumText = 100

/**
 * Messages that survive a bad connection, and buttons that make one.
 * @param {import('../outages.mjs').Operations} operations
 */
export function createSupervision({ restart }) {
  const inbox = createInbox()
  const history = createHistory()
  /** @type {Set<import('../client.mjs').Client>} */
  const clients = new Set()
  let count = 0
  /** @type {NodeJS.Timeout | undefined} */
  let timer
  /** @type {NodeJS.Timeout | undefined} */
  let rest

  /** @param {string} text */
  function tellAll(text) {
    const message = history.add(entry(++count, text))
    for (const client of clients) client.send(message)
  }

  /** @type {Record<string, (form: Record<string, unknown>, client: import('../client.mjs').Client) => void>} */
  const actions = {
    say: ({ text }) => tellAll(`Somebody said: ${readText(text, maximumText)}`),
    set: ({ level }) => tellAll(`The level is ${readNumber(level, 0, 100)}`),
    // after the acknowledgement has gone out
    away: () => void setTimeout(() => restart(1012, awaySeconds), 100),
    freeze: (_, client) => client.freeze()
  }

  /** @param {import('../client.mjs').Client} client */
  function join(client) {
    clients.add(client)
    clearTimeout(rest)
    timer ??= setInterval(() => tellAll('The server is well'), tickMilliseconds).unref()
    client.onLeave(() => leave(client))
    for (const message of history.since(client.parameters.get('last-seq'))) client.send(message)
    client.onText((frame) => {
      if (frame === 'ping') return client.send('pong')
      const { answer, message } = inbox.accept(frame)
      if (answer) client.send(answer)
      if (message !== undefined) obey(message, client)
    })
  }

  /**
   * @param {string} message
   * @param {import('../client.mjs').Client} client
   */
  function obey(message, client) {
    const form = readForm(message)
    if (!form) return client.close(1007)
    if (!hasToken(client.handshake, form)) return client.close(1008)
    if (Object.hasOwn(actions, String(form.action))) actions[String(form.action)](form, client)
  }

  /** @param {import('../client.mjs').Client} client */
  function leave(client) {
    clients.delete(client)
    if (clients.size > 0) return
    rest = setTimeout(() => {
      clearInterval(timer)
      timer = undefined
    }, waitMilliseconds).unref()
  }

  return { join }
}

/**
 * @param {number} number
 * @param {string} text
 */
const entry = (number, text) => html`
  <ol hx-swap-oob="beforeend:#heard"><li><span class="number">${number}</span> ${text} <time>${clock(new Date(), 'medium')}</time></li></ol>`
