// Measures one case in the page that loaded it.
/* global htmx, cases, sockets, connect, frameWork */

const warmUpSamples = 4

/**
 * The page's main thread's milliseconds for a unit of work, a figure for each sample.
 * @param {string} name of the case
 * @param {number} samples
 * @returns {Promise<number[]>}
 */
globalThis.measure = async (name, samples) => {
  const found = cases.find((each) => each.name === name)
  const figures = []
  for (let index = 0; index < warmUpSamples + samples; index++) {
    const time = await run(found, index)
    if (index >= warmUpSamples) figures.push(time / found.count)
  }
  return figures
}

/**
 * What the page looks like after a sample, and what was sent, as JSON: the same with each extension.
 * @param {string} name
 * @returns {Promise<string>}
 */
globalThis.outcome = async (name) => {
  await run(
    cases.find((each) => each.name === name),
    7
  )
  await new Promise((resolve) => setTimeout(resolve))
  const { innerHTML: html } = document.querySelector('main')
  return JSON.stringify({ html, sent: sockets.flatMap(({ sent }) => sent) })
}

/**
 * Runs a sample, in a page of its own.
 * @param {import('./cases.js').Case} found
 * @param {number} sample
 * @returns {Promise<number>} the milliseconds of work: waiting for a frame is none
 */
async function run(found, sample) {
  const units = prepare(found, sample)
  // what the last sample left to timers, to the layout and to the garbage collector is not this one's
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  const done = globalThis.whenDone?.(found)
  frameWork.time = 0
  const start = performance.now()
  runUnits(units)
  const end = performance.now()
  const later = await done
  await frameWork.done()
  return (later ?? end) - start + frameWork.time
}

/** @param {(() => void)[]} units */
function runUnits(units) {
  for (const unit of units) unit()
}

/**
 * A fresh page, and the units of work of a sample.
 * @param {import('./cases.js').Case} found
 * @param {number} sample
 * @returns {(() => void)[]}
 */
function prepare({ body, count, parts = 1, message }, sample) {
  const socket = openPage(body)
  return Array.from({ length: count }, (_, index) => {
    if (!message) return () => document.querySelector('#form').requestSubmit()
    const messages = Array.from({ length: parts }, (_, part) => message(sample * count + index, part))
    return () => {
      for (const each of messages) socket.receive(each)
    }
  })
}

/**
 * @param {string} body what the connecting element holds
 * @returns {BenchSocket} its socket, open
 */
function openPage(body) {
  while (sockets.length > 0) sockets.pop().close()
  document.body.innerHTML = `<main hx-ext="ws" ${connect}="/bench">${body}</main>`
  htmx.process(document.body)
  const [socket] = sockets
  socket.open()
  return socket
}
