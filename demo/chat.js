// The two things that the chat does beyond its attributes: it clears the field and counts the messages that wait.

const form = /** @type {HTMLFormElement} */ (document.querySelector('form[ws-send]'))
const field = /** @type {HTMLInputElement} */ (form.elements.namedItem('text'))
const waiting = /** @type {HTMLElement} */ (document.querySelector('#waiting'))

form.addEventListener('htmx:wsConfigSend', (event) => {
  const { errors, socketWrapper } = /** @type {CustomEvent} */ (event).detail
  if (errors.length > 0) return
  // The fields have been read already. Clearing after the send would leave the text there while it waits in the queue.
  field.value = ''
  field.focus()
  countWaiting(socketWrapper)
})

document.addEventListener('htmx:wsOpen', (event) =>
  countWaiting(/** @type {CustomEvent} */ (event).detail.socketWrapper)
)

/**
 * The queue changes right after the event, so it is counted once the extension is done.
 * @param {{ queue: unknown[] }} socketWrapper
 */
function countWaiting({ queue }) {
  queueMicrotask(() => {
    const noun = queue.length === 1 ? 'message waits' : 'messages wait'
    waiting.textContent = queue.length > 0 ? `${queue.length} ${noun} for the connection` : ''
  })
}
