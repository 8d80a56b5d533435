// Messages go both ways at a steady pace through a storm in which the server is killed, and then it is calm.
import { setTimeout as pause } from 'node:timers/promises'
import { seededRandom } from '../corpus/seeded.mjs'
import { playKills } from './storm.mjs'
import { isSoon, until } from './until.mjs'
import { judge } from './verdict.mjs'

/** For what comes once more although it is there. In milliseconds. */
const toRepeat = 200

/**
 * @typedef {object} Subject the page that is tried
 * @property {() => boolean | Promise<boolean>} isOpen whether it has been connected
 * @property {(message: string) => unknown} send
 * @property {() => number[] | Promise<number[]>} received the numbers of the server's messages, as they came
 */

/**
 * @typedef {object} Weather
 * @property {boolean} [storm] whether there is one
 * @property {number} [seed] of the storm
 * @property {number} seconds over which the messages are spread
 * @property {number} messages each way
 * @property {number} [patience] milliseconds to wait in the calm for what is still on its way
 */

/** @typedef {Awaited<ReturnType<typeof playTrial>>} Outcome */

/**
 * The page must be on its way to the proxy, which is in front of the server; both are new.
 * @param {import('./proxy.mjs').Proxy} proxy
 * @param {import('./server-process.mjs').ServerProcess} server
 * @param {Subject} page
 * @param {Weather} weather
 */
export async function playTrial(proxy, server, page, { storm = true, seed = 1, seconds, messages, patience }) {
  // A page can only ask for what came after a message once it has one.
  await until(() => page.isOpen())
  server.publish(1)
  await until(async () => (await page.received()).length > 0)
  const random = seededRandom(seed)
  const weather = storm ? [proxy.storm(random), playKills(server, seededRandom(seed + 1))] : []
  try {
    await talk()
  } finally {
    for (const each of weather) await each.stop()
  }
  await isSoon(async () => isComplete(received()) && isComplete(await page.received()), patience)
  await pause(toRepeat)

  return {
    sent: messages,
    /** What the server got of the page's messages. */
    toServer: outcome(received()),
    /** What the page got of the server's messages. */
    toPage: outcome(await page.received()),
    kills: server.kills,
    faults: weather.length > 0 && 'faults' in weather[0] ? weather[0].faults : {},
    counts: proxy.counts
  }

  async function talk() {
    const started = Date.now()
    for (let number = 1; number <= messages; number++) {
      await pause(Math.max(0, started + (number / messages) * seconds * 1000 - Date.now()))
      await page.send(String(number))
      server.publish(number)
    }
  }

  /** @param {number[]} received */
  function outcome(received) {
    return { received, verdict: judge(messages, received) }
  }

  /** @param {number[]} received */
  function isComplete(received) {
    return judge(messages, received).lost.length === 0
  }

  function received() {
    return server.received().map(({ message }) => Number(message))
  }
}
