import { clock, html } from '../html.mjs'

/** @typedef {{ name: string, readings: number[] }} Buoy */

const tickMilliseconds = 250
const changesPerTick = 40

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
export function createTable() {
  const buoys = landmarks.flatMap((landmark) => places.map((place) => createBuoy(`${place} ${landmark}`)))
  /** @type {Set<import('../client.mjs').Client>} */
  const watching = new Set()
  /** @type {NodeJS.Timeout | undefined} */
  let timer

  function tick() {
    const changes = Array.from({ length: changesPerTick }, () => changeOneReading(buoys)).join('')
    const markup = changes + updated(new Date())
    for (const client of watching) if (!client.isSlow()) client.send(markup)
  }

  /** @param {import('../client.mjs').Client} client */
  function resume(client) {
    client.send(`${board(buoys)}${pauseLabel(false)}`)
    watching.add(client)
    timer ??= setInterval(tick, tickMilliseconds)
  }

  /** @param {import('../client.mjs').Client} client */
  function leave(client) {
    watching.delete(client)
    if (watching.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  /** @param {import('../client.mjs').Client} client */
  function pause(client) {
    leave(client)
    client.send(pauseLabel(true))
  }

  /** @param {import('../client.mjs').Client} client */
  function join(client) {
    resume(client)
    client.onLeave(() => leave(client))
    client.onForm(({ action }) => {
      if (action !== 'pause or resume') return
      if (watching.has(client)) pause(client)
      else resume(client)
    })
  }

  return { join }
}

/** @param {string} name */
function createBuoy(name) {
  return { name, readings: quantities.map(({ lowest, highest }) => lowest + Math.random() * (highest - lowest)) }
}

/** @param {Buoy[]} buoys */
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

/** The whole table, once for each connection; afterwards only the cells that change. @param {Buoy[]} buoys */
function board(buoys) {
  return html`
    <table id="board">
      <caption>Forty fictitious buoys, eight readings each</caption>
      <thead>
        <tr>
          <th scope="col">Buoy</th>
          ${quantities.map(({ title, unit }) => html`<th scope="col">${title} <span class="unit">${unit}</span></th>`)}
        </tr>
      </thead>
      <tbody>${buoys.map(buoyRow)}</tbody>
    </table>`
}

/**
 * @param {Buoy} buoy
 * @param {number} row
 */
function buoyRow({ name, readings }, row) {
  const cells = quantities.map(
    ({ decimals }, column) => html`<td>${reading(row, column, readings[column], decimals, 'steady')}</td>`
  )
  return html`<tr><th scope="row">${name}</th>${cells}</tr>`
}

/**
 * A span inside the cell, so that what is replaced is small.
 * @param {number} row
 * @param {number} column
 * @param {number} value
 * @param {number} decimals
 * @param {'steady' | 'rose' | 'fell'} change the class that lets the style sheet flash the cell
 */
function reading(row, column, value, decimals, change) {
  return html`<span id="reading-${row}-${column}" class="${change}">${value.toFixed(decimals)}</span>`
}

/** @param {Date} time */
const updated = (time) => html`<time id="updated" datetime="${time.toISOString()}">${clock(time, 'medium')}</time>`

/** Only the label is replaced: replacing the focused button would take the focus away. @param {boolean} paused */
const pauseLabel = (paused) => html`<span id="pause-label">${paused ? 'Resume' : 'Pause'}</span>`
