// What happens to a page, kept in it from its first moment on: the extension's events, as their names without "htmx:"
// and their elements' ids, and what scripts threw or said to the console as an error.
Object.assign(globalThis, { log: [], notices: [], errors: [] })

for (const name of 'Connecting Open Close Error BeforeMessage AfterMessage MessageError'.split(' ')) keep(name)
for (const name of 'ConfigSend BeforeSend AfterSend SendError'.split(' ')) keep(name)

// what the reference has not stands apart
for (const name of 'ConfigConnect QueueFull Acked'.split(' ')) keep(name, 'notices')

/**
 * @param {string} name
 * @param {'log' | 'notices'} [list]
 */
function keep(name, list = 'log') {
  document.addEventListener(`htmx:ws${name}`, ({ target }) => globalThis[list].push(`ws${name} ${target.id}`))
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
/** The public wrapper of the page's first connecting element. */
globalThis.wrapper = () => document.querySelector('[ws-connect]')['htmx-internal-data'].webSocket.publicInterface
