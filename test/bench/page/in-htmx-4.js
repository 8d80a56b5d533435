// The cases in the words of htmx 4's hx-ws. It works in promises, so the end of its work is an event.

globalThis.words = { byId: ' hx-swap-oob="true"', connect: 'hx-ws:connect', send: 'hx-ws:send' }

/**
 * @param {import('./cases.js').Case} found
 * @returns {Promise<number>} when a sample of the case is done, by performance.now()
 */
globalThis.whenDone = ({ kind, count, parts = 1 }) =>
  new Promise((resolve) => {
    const name = `htmx:ws:after:message:${kind === 'sending' ? 'outgoing' : 'incoming'}`
    let left = count * parts
    const listener = () => {
      if (--left > 0) return
      document.removeEventListener(name, listener)
      resolve(performance.now())
    }
    document.addEventListener(name, listener)
  })
