/** What the panel shows of one connection. */
import { sizeOf } from '../queue.js'
import { element, write } from './element.js'
import { clockText, durationText, sizeText, textOf } from './words.js'

/** @typedef {import('./recorder.js').Connection} Connection */
/** @typedef {ReturnType<typeof createCard>} Card */

const mostQueued = 3
/** Of the strip: more would be too narrow to see. */
const mostSpans = 40

/** @param {Connection} connection */
export function createCard(connection) {
  const { entries, frames } = connection
  const state = element('span', {})
  const url = element('p', { class: 'url' })
  const facts = element('p', { class: 'facts' })
  const strip = element('div', { class: 'strip', 'aria-hidden': 'true' })
  const queue = element('p', {})
  const queued = element('ol', {})
  const close = button('Close', () => connection.wrapper()?.publicInterface?.close())
  const reconnect = button('Reconnect', () => connection.wrapper()?.publicInterface?.reconnect())
  const name = element('h3', {}, connection.name)
  const timeLine = createList(`Time line of ${connection.name}`, entries, (entry) =>
    row(entry.at, entry.state ?? 'note', element('span', {}, entry.text))
  )
  const frameList = createList(`Frames of ${connection.name}`, frames, ({ at, direction, size, text }) =>
    row(at, direction, element('b', {}, direction), element('i', {}, sizeText(size)), element('code', {}, text))
  )
  const root = element(
    'section',
    { 'aria-label': connection.name },
    element('header', {}, name, state, close, reconnect),
    url,
    facts,
    strip,
    element('div', { class: 'waits' }, queue, queued),
    element(
      'div',
      { class: 'lists' },
      element('div', {}, element('h4', {}, 'Time line'), timeLine.root),
      element('div', {}, element('h4', {}, 'Frames'), frameList.root)
    )
  )

  return {
    root,

    /** Brings it up to date. */
    update() {
      const present = connection.state()
      const wrapper = connection.wrapper()
      const { publicInterface } = wrapper ?? {}
      root.dataset.state = present
      write(state, present)
      write(url, connection.url)
      write(facts, factsOf(wrapper))
      close.disabled = !publicInterface?.close
      reconnect.disabled = !publicInterface?.reconnect
      showQueue(wrapper?.messageQueue ?? [])
      showStrip()
      timeLine.update()
      frameList.update()
    }
  }

  /** @param {import('../public.d.ts').QueuedMessage[]} messages */
  function showQueue(messages) {
    const size = messages.reduce((sum, { message }) => sum + sizeOf(message), 0)
    write(queue, messages.length > 0 ? `Queue: ${messages.length}, ${sizeText(size)}` : 'Queue: empty')
    const texts = messages.slice(0, mostQueued).map(({ message }) => textOf(message))
    while (queued.children.length > texts.length) queued.lastChild?.remove()
    texts.forEach((text, index) => {
      write(queued.children[index] ?? queued.appendChild(element('li', {})), text)
    })
  }

  /** The last states, as wide as they are long: the root of the time, or a night would leave no room for a second. */
  function showStrip() {
    const spans = entries.items.filter((entry) => entry.state).slice(-mostSpans)
    while (strip.children.length > spans.length) strip.lastChild?.remove()
    spans.forEach((entry, index) => {
      const span = /** @type {HTMLElement} */ (strip.children[index] ?? strip.appendChild(element('span', {})))
      const end = spans[index + 1]?.at ?? Date.now()
      span.dataset.state = String(entry.state)
      span.style.flexGrow = String(Math.sqrt(end - entry.at) + 1)
    })
  }
}

/** @param {import('../connection.js').InnerWrapper | undefined} wrapper */
function factsOf(wrapper) {
  if (!wrapper) return ''
  const { rtt, nextRetryAt } = wrapper.publicInterface ?? {}
  const facts = [`Retries: ${wrapper.retryCount}`, `round trip: ${rtt == null ? '-' : durationText(rtt)}`]
  if (nextRetryAt) facts.push(`next attempt in ${durationText(nextRetryAt - Date.now())}`)
  return facts.join(', ')
}

/**
 * @param {string} text
 * @param {() => void} act
 */
function button(text, act) {
  const made = element('button', { type: 'button' }, text)
  made.addEventListener('click', act)
  return made
}

/**
 * @param {number} at
 * @param {string} kind
 * @param {...Node} children
 */
const row = (at, kind, ...children) =>
  element('li', { 'data-state': kind }, element('time', {}, clockText(at)), ...children)

/**
 * A list of a log's items, newest first. Only what is new is made.
 * @template T
 * @param {string} label
 * @param {import('./log.js').Log<T>} log
 * @param {(item: T) => Node} show
 */
function createList(label, log, show) {
  const list = element('ol', {})
  let shown = 0
  return {
    // a box that scrolls has to be within reach of the keyboard
    root: element('div', { class: 'scroll', role: 'group', 'aria-label': label, tabindex: '0' }, list),

    update() {
      const { items, total } = log
      const added = items.slice(Math.max(0, items.length - (total - shown)))
      for (const item of added) list.prepend(show(item))
      while (list.children.length > items.length) list.lastChild?.remove()
      shown = total
    }
  }
}
