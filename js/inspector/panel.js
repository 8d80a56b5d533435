/** The panel: a button at the window's corner, and the connections that it shows. */
import { createCard } from './card.js'
import { element, write } from './element.js'
import style from './style.css'

/** @typedef {import('./recorder.js').Connection} Connection */

const key = 'htmx-ext-ws-wasm inspector'
/** How often the countdowns are brought up to date. In milliseconds. */
const tick = 250

/** What a user does in the panel, the page must not take for its own: it may wait for a click anywhere. */
const userEvents = (
  'click dblclick auxclick contextmenu pointerdown pointerup mousedown mouseup keydown keyup keypress ' +
  'focusin focusout wheel touchstart touchend'
).split(' ')

/** @param {import('./recorder.js').Recorder} recorder */
export function createPanel({ connections, onChange }) {
  const list = element('div', { id: 'list', role: 'group', 'aria-label': 'Connections', tabindex: '0' })
  const box = element('div', { class: 'box', id: 'box' }, element('h2', {}, 'Connections'), list)
  const count = element('span', {})
  const toggle = element('button', { type: 'button', class: 'toggle', 'aria-controls': 'box' }, count)
  const aside = element('aside', { 'aria-label': 'Inspector of WebSocket connections' }, box, toggle)
  /** @type {WeakMap<Connection, import('./card.js').Card>} */
  const cards = new WeakMap()
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let ticker
  let isAsked = false

  toggle.addEventListener('click', () => expand(box.hidden === true))
  aside.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || box.hidden) return
    expand(false)
    toggle.focus()
  })
  put(aside)
  expand(recalled())
  onChange(ask)

  /** @param {boolean} isOpen */
  function expand(isOpen) {
    box.hidden = !isOpen
    toggle.setAttribute('aria-expanded', String(isOpen))
    keep(isOpen)
    clearInterval(ticker)
    if (isOpen) ticker = setInterval(update, tick)
    update()
  }

  /** Once a frame, however much happens. */
  function ask() {
    if (isAsked) return
    isAsked = true
    requestAnimationFrame(update)
  }

  function update() {
    isAsked = false
    const states = connections.map((connection) => connection.state())
    const open = states.filter((state) => state === 'open').length
    const present = states.filter((state) => state !== 'removed').length
    toggle.dataset.state = open === present ? 'open' : states.find((state) => state !== 'open')
    write(count, `Sockets: ${open} of ${present} open`)
    if (!box.hidden) showCards()
  }

  function showCards() {
    const present = connections.map((connection) => {
      const card = cards.get(connection) ?? createCard(connection)
      cards.set(connection, card)
      card.update()
      return card.root
    })
    for (const child of [...list.children]) if (!present.includes(/** @type {HTMLElement} */ (child))) child.remove()
    // moved, an element would lose the focus
    for (const root of present) if (!root.isConnected) list.append(root)
    if (present.length === 0) write(list, 'No element has connected yet.')
  }
}

/**
 * Behind the body, which htmx processes and swaps; in a shadow root, where the page's styles do not reach.
 * @param {Element} content
 */
function put(content) {
  const host = document.createElement('htmx-ws-inspector')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  // unlike a style element, allowed under any Content Security Policy
  sheet.replaceSync(style)
  root.adoptedStyleSheets = [sheet]
  root.append(content)
  for (const type of userEvents) root.addEventListener(type, (event) => event.stopPropagation())
  document.documentElement.append(host)
}

/** @param {boolean} isOpen */
function keep(isOpen) {
  try {
    sessionStorage.setItem(key, isOpen ? 'open' : '')
  } catch {
    // a page may have no storage: then the panel begins closed
  }
}

function recalled() {
  try {
    return sessionStorage.getItem(key) === 'open'
  } catch {
    return false
  }
}
