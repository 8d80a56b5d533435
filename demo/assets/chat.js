// The one thing that the chat does beyond its attributes: it clears the field.

const form = /** @type {HTMLFormElement} */ (document.querySelector('form[ws-send]'))
const field = /** @type {HTMLInputElement} */ (form.elements.namedItem('text'))

form.addEventListener('htmx:wsConfigSend', (event) => {
  if (/** @type {CustomEvent} */ (event).detail.errors.length > 0) return
  // The fields have been read already. Clearing after the send would leave the text there while it waits in the queue.
  field.value = ''
  field.focus()
})
