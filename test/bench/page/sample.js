// Measures one case in the page that loaded it.
/* global htmx, cases, sockets */

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
    const work = prepare(found, index)
    // what the last sample left to timers, to the layout and to the garbage collector is not this one's
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    const start = performance.now()
    for (const unit of work) unit()
    const end = performance.now()
    if (index >= warmUpSamples) figures.push((end - start) / found.count)
  }
  return figures
}

/**
 * What the page looks like after a sample: the same with each extension.
 * @param {string} name
 * @returns {Promise<string>}
 */
globalThis.outcome = async (name) => {
  const found = cases.find((each) => each.name === name)
  for (const unit of prepare(found, 7)) unit()
  await new Promise((resolve) => setTimeout(resolve))
  const { innerHTML } = document.querySelector('main')
  return `${innerHTML} ${sockets.map(({ sent }) => sent)}`
}

/**
 * A fresh page, and the units of work of a sample.
 * @param {import('./cases.js').Case} found
 * @param {number} sample
 * @returns {(() => void)[]}
 */
function prepare(found, sample) {
  while (sockets.length > 0) sockets.pop().close()
  document.body.innerHTML = `<main hx-ext="ws" ws-connect="/bench">${found.body}</main>`
  htmx.process(document.body)
  const [socket] = sockets
  socket.open()
  return Array.from({ length: found.count }, (_, index) =>
    units[found.kind](found, socket, sample * found.count + index)
  )
}

const units = {
  receiving({ message, parts = 1 }, socket, round) {
    const messages = Array.from({ length: parts }, (_, part) => message(round, part))
    return () => {
      for (const each of messages) socket.receive(each)
    }
  },

  sending() {
    const form = document.querySelector('#form')
    return () => form.requestSubmit()
  },

  connecting(_, socket) {
    return () => {
      socket.receive('<div hx-swap-oob="beforeend:#place"><div id="inner" ws-connect="/inner"></div></div>')
      socket.receive('<div id="inner" hx-swap-oob="delete"></div>')
    }
  }
}
