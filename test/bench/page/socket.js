// A socket in the benchmark's hands: no network, so that only the page's own work is measured.
/* global htmx */

class BenchSocket extends EventTarget {
  readyState = 0
  OPEN = 1
  sent = 0

  open() {
    this.readyState = 1
    this.onopen?.(new Event('open'))
  }

  /** @param {string} data */
  receive(data) {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }

  /** @param {string} data */
  send(data) {
    this.sent += data.length
  }

  close() {
    if (this.readyState === 3) return
    this.readyState = 3
    this.onclose?.(new CloseEvent('close', { code: 1000 }))
  }
}

// what a form sends holds the page's URL, which names the extension
history.replaceState(null, '', '/')

/** Those that were made, newest last. @type {BenchSocket[]} */
globalThis.sockets = []
htmx.createWebSocket = () => {
  const socket = new BenchSocket()
  sockets.push(socket)
  return socket
}
