/** The same pages without a browser: in the same world, and by the same deeds. */
import { createClock, createSockets } from './world.js'

/** @typedef {import('../../../js/headless/headless.d.ts').Page} HeadlessPage */
/** @typedef {typeof import('../../../js/headless/headless.d.ts').Page} PageClass */
/** @typedef {import('./steps.mjs').Play} Play */
/** @typedef {import('./steps.mjs').State} State */
/** @typedef {import('./steps.mjs').Step} Step */

/**
 * @param {PageClass} Page
 * @param {Play} play
 * @param {string} url
 * @param {State['done'][]} deeds what the browser's user did in each step
 * @param {(step: Step, index: number) => Step | null} [change] plants a difference
 * @returns {Promise<State[]>} as it was at first, and after each step
 */
export async function playHeadless(Page, play, url, deeds, change = (step) => step) {
  /** @type {string[]} */
  let frames = []
  /** @type {string[]} */
  let errors = []
  const clock = createClock()
  const sockets = createSockets(
    (what, socket, ...values) => void frames.push(JSON.stringify([what, socket, ...values]))
  )
  const page = Page.fromHTML(play.html, {
    url,
    clock,
    random: () => 0.5,
    createWebSocket: (address, protocols) => new sockets.FakeSocket(address, protocols)
  })
  page.on('error', ({ message }) => errors.push(message))
  clock.tick(0)
  const states = [await stateAfter(null)]
  for (const [index, given] of play.steps.entries()) {
    const step = change(given, index)
    if (step) perform(step, deeds[index])
    states.push(await stateAfter(deeds[index]))
  }
  await page.close()
  return states

  /**
   * @param {Step} step
   * @param {State['done']} done
   */
  function perform(step, done) {
    try {
      if (step.do === 'message') sockets.receive(step.pick, step.text)
      else if (step.do === 'open') sockets.open()
      else if (step.do === 'drop') sockets.drop(step.pick)
      else if (step.do === 'tick') clock.tick(step.milliseconds)
      else if (done) act(step.do, done)
    } catch (error) {
      errors.push(String(error))
    }
  }

  /**
   * @param {'fill' | 'check' | 'uncheck' | 'select' | 'click' | 'submit' | 'trigger'} what
   * @param {NonNullable<State['done']>} done
   */
  function act(what, { selector, values }) {
    if (what === 'select') page.select(selector, ...values)
    else if (what === 'fill' || what === 'trigger') page[what](selector, values[0])
    else page[what](selector)
  }

  /**
   * @param {State['done']} done
   * @returns {Promise<State>}
   */
  async function stateAfter(done) {
    await turn()
    sockets.settle()
    await turn()
    const state = { done, html: page.html(), controls: controlsOf(page), frames, errors }
    frames = []
    errors = []
    return state
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

/** @param {HeadlessPage} page */
const controlsOf = (page) =>
  page.queryAll('input, textarea, select, button, option').map(({ tag, value, checked }) => [tag, value, checked])
