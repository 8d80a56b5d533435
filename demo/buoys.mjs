import { readForm } from './form.mjs'
import { board, pauseLabel, reading, updated } from './templates.mjs'

const tickMilliseconds = 250
const changesPerTick = 40
// A reader slower than this misses changes instead of filling the server's memory.
const maximumBufferedBytes = 256 * 1024

const places = ['North', 'South', 'Outer', 'Inner', 'Grey', 'White', 'Heron', 'Long']
const landmarks = ['Reef', 'Shoal', 'Point', 'Bank', 'Sound']

const quantities = [
  { title: 'Waves', unit: 'm', decimals: 1, lowest: 0.4, highest: 6 },
  { title: 'Period', unit: 's', decimals: 1, lowest: 3, highest: 14 },
  { title: 'Wind', unit: 'kn', decimals: 0, lowest: 4, highest: 28 },
  { title: 'Gusts', unit: 'kn', decimals: 0, lowest: 29, highest: 48 },
  { title: 'Air', unit: '°C', decimals: 1, lowest: 4, highest: 19 },
  { title: 'Water', unit: '°C', decimals: 1, lowest: 8, highest: 17 },
  { title: 'Pressure', unit: 'hPa', decimals: 0, lowest: 985, highest: 1032 },
  { title: 'Sight', unit: 'nmi', decimals: 1, lowest: 0.5, highest: 12 }
]

/** Buoys whose readings wander; a watcher gets the table once and then the changed readings. */
export function createBuoys() {
  const buoys = landmarks.flatMap((landmark) => places.map((place) => createBuoy(`${place} ${landmark}`)))
  /** @type {Set<import('ws').WebSocket>} */
  const watching = new Set()
  /** @type {NodeJS.Timeout | undefined} */
  let timer

  function tick() {
    const changes = Array.from({ length: changesPerTick }, () => changeOneReading(buoys)).join('')
    const markup = changes + updated(new Date())
    for (const socket of watching) if (socket.bufferedAmount < maximumBufferedBytes) socket.send(markup)
  }

  /** @param {import('ws').WebSocket} socket */
  function resume(socket) {
    socket.send(`${board(quantities, buoys)}${pauseLabel(false)}`)
    watching.add(socket)
    timer ??= setInterval(tick, tickMilliseconds)
  }

  /** @param {import('ws').WebSocket} socket */
  function leave(socket) {
    watching.delete(socket)
    if (watching.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  /** @param {import('ws').WebSocket} socket */
  function pause(socket) {
    leave(socket)
    socket.send(String(pauseLabel(true)))
  }

  /** @param {import('ws').WebSocket} socket */
  function join(socket) {
    resume(socket)
    socket.on('close', () => leave(socket))
    socket.on('message', (data) => {
      if (readForm(data)?.action !== 'pause or resume') return
      if (watching.has(socket)) pause(socket)
      else resume(socket)
    })
  }

  return { join }
}

/** @param {string} name */
function createBuoy(name) {
  return { name, readings: quantities.map(({ lowest, highest }) => lowest + Math.random() * (highest - lowest)) }
}

/** @param {import('./templates.mjs').Buoy[]} buoys */
function changeOneReading(buoys) {
  const row = Math.floor(Math.random() * buoys.length)
  const column = Math.floor(Math.random() * quantities.length)
  const { lowest, highest, decimals } = quantities[column]
  const before = buoys[row].readings[column]
  const step = (Math.random() - 0.5) * 0.1 * (highest - lowest)
  const after = Math.min(highest, Math.max(lowest, before + step))
  buoys[row].readings[column] = after
  return reading(row, column, after, decimals, after < before ? 'fell' : 'rose')
}
