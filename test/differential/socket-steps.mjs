// Steps over all sockets of a page: where the reference makes more than one, the test must not depend on which.
import { step } from './steps.mjs'

/** @typedef {import('./harness.mjs').Step} Step */

/** @type {Step} */
export const allOpen = [
  'every socket opens',
  (control) => {
    for (const socket of control.sockets) socket.open()
  }
]

/** @param {string} message */
export const allReceive = (message) =>
  step(
    `every open socket gets ${JSON.stringify(message)}`,
    `for (const socket of control.sockets) if (socket.readyState === 1) socket.message(${JSON.stringify(message)})`
  )

/** Notes the state of each: 0 connecting, 1 open, 2 closing, 3 closed. @type {Step} */
export const states = [
  'the states of the sockets',
  (control) => control.note(...control.sockets.map((/** @type {any} */ { readyState }) => readyState))
]

/** Notes how many frames each got. @type {Step} */
export const counts = [
  'how much each socket got',
  (control) => control.note(...control.sockets.map((/** @type {any} */ { sent }) => sent.length))
]
