// Shows what the server sent last, as it came.

const longest = 1500
const place = /** @type {HTMLElement} */ (document.querySelector('#last-message'))

document.addEventListener('htmx:wsBeforeMessage', (event) => {
  const text = String(/** @type {CustomEvent} */ (event).detail.message).trim()
  place.textContent = text.length > longest ? `${text.slice(0, longest)}...` : text
})
