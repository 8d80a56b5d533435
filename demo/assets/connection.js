// Says in words how a socket is, and how many messages wait for it. The extension reports it in events on the element that
// connects; what shows it is inside that element.

const words = { connecting: 'Connecting', open: 'Connected', closed: 'Disconnected' }

/**
 * @param {Event} event
 * @param {keyof typeof words} state
 */
function show({ target }, state) {
  const box = /** @type {HTMLElement} */ (target).querySelector('.connection')
  if (!(box instanceof HTMLElement)) return
  const button = /** @type {HTMLButtonElement} */ (box.querySelector('button'))
  const status = /** @type {HTMLElement} */ (box.querySelector('[role=status]'))
  box.dataset.state = state
  status.textContent = words[state]
  // A focused button that disappears would send the keyboard back to the top of the page.
  if (state === 'open' && document.activeElement === button) document.querySelector('main')?.focus()
  if (state !== 'connecting') button.hidden = state === 'open'
}

/**
 * The queue changes right after the event, so it is counted once the extension is done.
 * @param {Event} event
 */
function countWaiting(event) {
  const { queue } = /** @type {CustomEvent} */ (event).detail.socketWrapper
  const waiting = /** @type {Element} */ (event.target)
    .closest('[ws-connect], [hx-ws^=connect]')
    ?.querySelector('.waiting')
  if (!waiting) return
  queueMicrotask(() => {
    const noun = queue.length === 1 ? 'message waits' : 'messages wait'
    waiting.textContent = queue.length > 0 ? `${queue.length} ${noun} for the connection` : ''
  })
}

document.addEventListener('htmx:wsConnecting', (event) => show(event, 'connecting'))

document.addEventListener('htmx:wsOpen', (event) => {
  show(event, 'open')
  countWaiting(event)
})

document.addEventListener('htmx:wsClose', (event) => {
  const { socketWrapper } = /** @type {CustomEvent} */ (event).detail
  show(event, 'closed')
  const button = /** @type {Element} */ (event.target).querySelector('.connection button')
  if (!(button instanceof HTMLElement)) return
  // on htmx 1 the reference cannot be told to connect again, so there the page is loaded anew
  button.onclick = () => (socketWrapper.reconnect ? socketWrapper.reconnect() : location.reload())
})

document.addEventListener('htmx:wsConfigSend', countWaiting)
