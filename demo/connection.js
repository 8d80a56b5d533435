// Says in words how the page's socket is. The extension reports it in events that bubble up to the document.

const words = { connecting: 'Connecting', open: 'Connected', closed: 'Disconnected' }

const connection = /** @type {HTMLElement} */ (document.querySelector('.connection'))
const status = /** @type {HTMLElement} */ (connection.querySelector('[role=status]'))
const button = /** @type {HTMLButtonElement} */ (connection.querySelector('button'))

/** @param {keyof typeof words} state */
function show(state) {
  connection.dataset.state = state
  status.textContent = words[state]
}

document.addEventListener('htmx:wsConnecting', () => show('connecting'))

document.addEventListener('htmx:wsOpen', () => {
  show('open')
  // A focused button that disappears would send the keyboard back to the top of the page.
  if (document.activeElement === button) document.querySelector('main')?.focus()
  button.hidden = true
})

document.addEventListener('htmx:wsClose', (event) => {
  const { socketWrapper } = /** @type {CustomEvent} */ (event).detail
  show('closed')
  button.onclick = () => socketWrapper.reconnect()
  button.hidden = false
})
