// Says how old the last beat is: a connection can be dead for long before it says so.

const lateMilliseconds = 2500
const age = /** @type {HTMLElement} */ (document.querySelector('#age'))
let last = 0

document.addEventListener('htmx:wsAfterMessage', () => {
  last = performance.now()
})

setInterval(() => {
  if (last === 0) return
  const text = performance.now() - last < lateMilliseconds ? 'in time' : 'late: is the connection still alive?'
  // a status that stays the same is not read out again
  if (age.textContent !== text) age.textContent = text
}, 500)
