// Shows what the extension knows of the connection, and what becomes of each message: its number goes with it as a field.

const shownMessages = 5
const heardMessages = 8
const sent = /** @type {HTMLElement} */ (document.querySelector('#sent'))
const heard = /** @type {HTMLElement} */ (document.querySelector('#heard'))
const queueNotice = /** @type {HTMLElement} */ (document.querySelector('.notice'))
const roundTrip = /** @type {HTMLElement} */ (document.querySelector('#round-trip'))
const nextAttempt = /** @type {HTMLElement} */ (document.querySelector('#next-attempt'))
const messageField = /** @type {HTMLInputElement} */ (document.querySelector('[name=text]'))
/** @type {any} */
let connection
let lastNumber = 0

/**
 * @param {string} name
 * @param {(detail: any) => void} handle
 */
const on = (name, handle) =>
  document.addEventListener(`htmx:${name}`, (event) => handle(/** @type {CustomEvent} */ (event).detail))

on('wsOpen', ({ socketWrapper }) => {
  connection = socketWrapper
  queueNotice.textContent = ''
})

on('wsConfigSend', ({ parameters, errors }) => {
  if (parameters.action !== 'say' || errors.length > 0) return
  parameters.number = ++lastNumber
  const item = document.createElement('li')
  item.dataset.number = String(lastNumber)
  item.append(parameters.text, ' ', document.createElement('em'))
  sent.prepend(item)
  if (sent.children.length > shownMessages) sent.lastChild?.remove()
  mark(lastNumber, 'waits')
  // read already: clearing it after the send would leave it there while the message waits
  messageField.value = ''
})

on('wsAfterSend', ({ message }) => mark(numberIn(message), 'on its way'))
on('wsAcked', ({ message }) => mark(numberIn(message), 'the server has it'))

on('wsAfterMessage', () => {
  while (heard.children.length > heardMessages) heard.firstElementChild?.remove()
})

on('wsQueueFull', ({ message, reason }) => {
  mark(numberIn(message), 'dropped')
  queueNotice.textContent = reason
})

/**
 * @param {unknown} number
 * @param {string} words
 */
function mark(number, words) {
  const place = sent.querySelector(`[data-number="${Number(number)}"] em`)
  if (place) place.textContent = words
}

/** @param {unknown} message */
const numberIn = (message) => JSON.parse(String(message)).number

setInterval(() => {
  // the reference's wrapper knows neither
  const { rtt, nextRetryAt } = connection ?? {}
  roundTrip.textContent = typeof rtt === 'number' ? `${rtt} ms` : '-'
  nextAttempt.textContent = nextRetryAt ? `in ${Math.max(0, (nextRetryAt - Date.now()) / 1000).toFixed(1)} s` : '-'
}, 250)
