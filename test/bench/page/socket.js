// A socket in the benchmark's hands: no network, so that only the page's own work is measured.

/** Those that were made, newest last. @type {BenchSocket[]} */
globalThis.sockets = []

class BenchSocket extends EventTarget {
  static OPEN = 1
  static CONNECTING = 0
  static CLOSED = 3
  OPEN = 1
  readyState = 0
  /** @type {string[]} */
  sent = []

  constructor() {
    super()
    sockets.push(this)
  }

  open() {
    this.readyState = 1
    this.#tell(new Event('open'))
  }

  /** @param {string} data */
  receive(data) {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }

  /** @param {string} data */
  send(data) {
    this.sent.push(data)
  }

  close() {
    if (this.readyState === 3) return
    this.readyState = 3
    this.#tell(new CloseEvent('close', { code: 1000 }))
  }

  /** @param {Event} event */
  #tell(event) {
    this.dispatchEvent(event)
    this[`on${event.type}`]?.(event)
  }
}

globalThis.WebSocket = BenchSocket

// what a form sends holds the page's URL, which names the extension
history.replaceState(null, '', '/')
