// Plays a page in the headless page.
import { Page, PageError } from 'htmx-ext-ws-wasm/headless'
import { createWorld } from '../fake-socket.mjs'

/** @typedef {import('./play.d.ts').Act} Act */
/** @typedef {import('./play.d.ts').Outcome} Outcome */

/**
 * @param {string} html
 * @param {string} url
 * @param {Act[]} acts
 * @returns {Promise<{ outcomes: Outcome[], errors: string[] }>} with what was said to be wrong, but forms that leave the
 *   page and those that are not valid
 */
export async function playHeadless(html, url, acts) {
  const world = createWorld()
  let left = false
  /** @type {string[]} */
  const errors = []

  /** @param {string} message */
  function keep(message) {
    if (message.includes('leave the page')) left = true
    else if (!message.includes('Nothing was sent')) errors.push(message)
  }

  function takeOutcome() {
    const frames = world.sockets.flatMap(({ sent }) => sent.splice(0))
    const outcome = { frames, left }
    left = false
    return outcome
  }

  const { clock, createWebSocket } = world
  const page = Page.fromHTML(html, { url, clock, createWebSocket })
  for (const { message } of page.errors) keep(message)
  page.on('error', ({ message }) => keep(message))
  for (const socket of world.sockets) socket.opens()
  const outcomes = [takeOutcome()]
  for (const act of acts) {
    try {
      if (act[0] === 'advance') world.pass(act[1])
      else perform(page, act)
    } catch (error) {
      if (!(error instanceof PageError)) throw error
      keep(error.message)
    }
    outcomes.push(takeOutcome())
  }
  await page.close()
  return { outcomes, errors }
}

/**
 * @param {Page} page
 * @param {Exclude<Act, ['advance', number]>} act
 */
function perform(page, [verb, selector, ...values]) {
  if (verb === 'fill' || verb === 'trigger') page[verb](selector, String(values[0]))
  else if (verb === 'select') page.select(selector, ...values)
  else page[verb](selector)
}
