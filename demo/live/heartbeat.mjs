import { clock, html } from '../html.mjs'

const beatMilliseconds = 1000

/** A clock that ticks in the page, and how long a ping takes there and back. */
export function createHeartbeat() {
  /** @param {import('../client.mjs').Client} client */
  function join(client) {
    let beats = 0
    /** @type {number | undefined} */
    let roundTrip

    async function beat() {
      const time = new Date()
      client.send(html`
        <time id="clock" datetime="${time.toISOString()}">${clock(time, 'medium')}</time>
        <dd id="beats">${++beats}</dd>
        <dd id="round-trip">${roundTrip === undefined ? '...' : `${roundTrip.toFixed(1)} ms`}</dd>`)
      roundTrip = await client.ping()
    }

    const timer = setInterval(beat, beatMilliseconds)
    client.onLeave(() => clearInterval(timer))
    beat()
  }

  return { join }
}
