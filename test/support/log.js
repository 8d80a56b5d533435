// What happens to a page, kept in it from its first moment on: the extension's events, as their names without "htmx:"
// and their elements' ids, and what scripts threw or said to the console as an error.
Object.assign(globalThis, { log: [], errors: [] })

for (const name of 'Connecting Open Close Error BeforeMessage AfterMessage MessageError'.split(' ')) keep(name)
for (const name of 'ConfigSend BeforeSend AfterSend SendError'.split(' ')) keep(name)

/** @param {string} name */
function keep(name) {
  document.addEventListener(`htmx:ws${name}`, ({ target }) => globalThis.log.push(`ws${name} ${target.id}`))
}

addEventListener('pagehide', () => globalThis.log.push('pagehide'))
addEventListener('error', ({ message }) => globalThis.errors.push(message))
addEventListener('unhandledrejection', ({ reason }) => globalThis.errors.push(String(reason)))
console.error = new Proxy(console.error, {
  apply(log, console, words) {
    globalThis.errors.push(words.join(' '))
    return Reflect.apply(log, console, words)
  }
})
