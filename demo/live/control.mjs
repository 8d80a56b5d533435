import { readNumber } from '../fields.mjs'
import { clock, html } from '../html.mjs'

const longestRestartSeconds = 30
const longestDelayMilliseconds = 5000
const countMilliseconds = 1000
const longestLog = 8

/** The close codes that a server may send, and a cut line. */
const codes = [1000, 1001, 1006, 1011, 1012, 1013, 4000]

/**
 * What visitors of the other pages only suffer: closed sockets, a server that restarts, a bad network.
 * @param {import('../outages.mjs').Operations} operations
 */
export function createControl(operations) {
  const { conditions } = operations

  /** @type {Record<string, (form: Record<string, unknown>) => string>} what is done, in words */
  const actions = {
    close(form) {
      const code = Number(form.code)
      if (!codes.includes(code)) return 'There is no such code here.'
      operations.closeAll(code)
      return code === 1006 ? 'All lines were cut (1006).' : `All sockets were closed with ${code}.`
    },
    restart(form) {
      const seconds = readNumber(form.seconds, 1, longestRestartSeconds)
      // after this answer has gone out
      setTimeout(() => operations.restart(1012, seconds), 100)
      return `The server goes away for ${seconds} s.`
    },
    network(form) {
      conditions.delayMilliseconds = readNumber(form.delay, 0, longestDelayMilliseconds)
      conditions.lostPercent = readNumber(form.lost, 0, 100)
      return `Frames take ${conditions.delayMilliseconds} ms, and ${conditions.lostPercent} % of them are lost.`
    }
  }

  /** @param {import('../client.mjs').Client} client */
  function join(client) {
    /** Newest first. @type {unknown[]} */
    const log = []
    const count = () => client.send(html`<strong id="connections">${operations.connections()}</strong>`)
    const timer = setInterval(count, countMilliseconds)
    client.onLeave(() => clearInterval(timer))
    client.onForm((form) => {
      if (!Object.hasOwn(actions, String(form.action))) return
      const answer = actions[String(form.action)](form)
      log.unshift(html`<li>${clock(new Date(), 'medium')} ${answer}</li>`)
      log.splice(longestLog)
      client.send(html`<ol hx-swap-oob="innerHTML:#log">${log}</ol>`)
    })
    count()
  }

  return { join }
}
