// A command is for now: one that waited for the connection would be carried out when nobody expects it.

const main = /** @type {HTMLElement} */ (document.querySelector('main'))
const notice = /** @type {HTMLElement} */ (document.querySelector('.notice'))

main.addEventListener('htmx:wsConfigSend', (event) => {
  const isOpen = main.querySelector('[data-state=open]') !== null
  notice.textContent = isOpen ? '' : 'Not sent: there is no connection.'
  if (!isOpen) event.preventDefault()
})
