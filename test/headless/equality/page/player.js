/**
 * Plays the steps in the page, and says after each what is there: the first script of every page, with the world in the
 * place of the browser's own.
 */
import { createClock, createSockets } from '../world.js'
import { act } from './acting.js'

/** @typedef {import('../steps.mjs').Step} Step */
/** @typedef {import('../steps.mjs').State} State */

const page = /** @type {any} */ (globalThis)
const channel = new MessageChannel()

/** @type {string[]} */
let frames = []
/** @type {string[]} */
let errors = []

const clock = createClock()
const sockets = createSockets((what, socket, ...values) => void frames.push(JSON.stringify([what, socket, ...values])))

page.WebSocket = sockets.FakeSocket
page.setTimeout = (/** @type {Function} */ run, delay = 0) => clock.setTimeout(guarded(run), delay)
page.setInterval = (/** @type {Function} */ run, delay = 0) => clock.setInterval(guarded(run), delay)
page.clearTimeout = page.clearInterval = clock.clearTimeout
Date.now = performance.now = clock.Date.now
Math.random = () => 0.5
addEventListener('error', ({ message }) => errors.push(message))
console.error = (...values) => errors.push(values.map(String).join(' '))
page.player = { play }

// a form that nobody holds back, or a link, would leave the page
page.navigation.addEventListener('navigate', (/** @type {any} */ event) => {
  if (event.cancelable && !event.destination.sameDocument) event.preventDefault()
})

/** As the page's own timers: an error ends the callback and nothing else. @param {Function} run */
function guarded(run) {
  return () => {
    try {
      run()
    } catch (error) {
      errors.push(String(error))
    }
  }
}

/**
 * @param {Step[]} steps
 * @returns {Promise<string>} State[] as JSON: as it was at first, and after each step
 */
async function play(steps) {
  clock.tick(0)
  const states = [await stateAfter(null)]
  for (const step of steps) {
    const done = perform(step)
    states.push(await stateAfter(done))
  }
  return JSON.stringify(states)
}

/** @param {Step} step */
function perform(step) {
  if (step.do === 'message') sockets.receive(step.pick, step.text)
  else if (step.do === 'open') sockets.open()
  else if (step.do === 'drop') sockets.drop(step.pick)
  else if (step.do === 'tick') clock.tick(step.milliseconds)
  else return act(step)
  return null
}

/**
 * @param {State['done']} done
 * @returns {Promise<State>}
 */
async function stateAfter(done) {
  await turn()
  sockets.settle()
  await turn()
  const state = { done, html: html(), controls: controls(), frames, errors }
  frames = []
  errors = []
  return state
}

/** Microtasks, and what a task leaves to the next one. */
const turn = () =>
  new Promise((resolve) => {
    channel.port1.onmessage = resolve
    channel.port2.postMessage(null)
  })

const html = () => (document.doctype ? '<!DOCTYPE html>' : '') + document.documentElement.outerHTML

const controls = () =>
  Array.from(document.querySelectorAll('input, textarea, select, button, option'), (/** @type {any} */ control) => [
    control.localName,
    String(control.value),
    control.localName === 'option' ? control.selected : /^(checkbox|radio)$/.test(control.type) ? control.checked : null
  ])
