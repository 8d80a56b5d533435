// A socket whose server is the test.

export class FakeSocket {
  OPEN = 1
  readyState = 0
  /** @type {any[]} */
  sent = []
  /** @type {number[]} the codes it was closed with */
  closes = []
  /** @type {Record<string, ((event: object) => void)[]>} */
  #listeners = {}
  /** @type {any} */
  onopen
  /** @type {any} */
  onclose
  /** @type {any} */
  onerror

  /**
   * @param {string} url
   * @param {string[]} protocols
   * @param {{ headers: Record<string, string> }} options
   */
  constructor(url, protocols = [], options = { headers: {} }) {
    this.url = url
    this.protocols = protocols
    this.headers = options.headers
  }

  /** @param {string} type @param {(event: any) => void} listener */
  addEventListener(type, listener) {
    this.#listeners[type] = [...(this.#listeners[type] ?? []), listener]
  }

  /** @param {any} data */
  send(data) {
    if (this.readyState !== 1) throw new Error('It is not open.')
    this.sent.push(data)
  }

  /** @param {number} code */
  close(code) {
    this.closes.push(code)
    if (this.readyState < 2) this.readyState = 2
  }

  opens() {
    this.readyState = 1
    this.#dispatch('open', {})
  }

  /** @param {any} data */
  receives(data) {
    this.#dispatch('message', { data })
  }

  /** @param {number} code */
  ends(code) {
    this.readyState = 3
    this.#dispatch('close', { code, reason: '', wasClean: code === 1000 })
  }

  /** @param {'open' | 'message' | 'close'} type @param {object} detail */
  #dispatch(type, detail) {
    const event = { type, ...detail }
    if (type !== 'message') this[`on${type}`]?.(event)
    for (const listener of this.#listeners[type] ?? []) listener.call(this, event)
  }
}

/** A clock that the test moves, and what a page's sockets are made by. */
export function createWorld() {
  let time = 1_000_000
  let next = 1
  /** @type {Map<number, { at: number, callback: () => void }>} */
  const timers = new Map()
  /** @type {FakeSocket[]} */
  const sockets = []

  return {
    sockets,
    timers,
    clock: {
      Date: { now: () => time },
      /** @param {() => void} callback @param {number} milliseconds */
      setTimeout(callback, milliseconds) {
        timers.set(next, { at: time + milliseconds, callback })
        return next++
      },
      /** @param {any} timer */
      clearTimeout: (timer) => void timers.delete(timer)
    },
    /** @param {string} url @param {string[]} protocols @param {{ headers: Record<string, string> }} options */
    createWebSocket(url, protocols, options) {
      const socket = new FakeSocket(url, protocols, options)
      sockets.push(socket)
      return socket
    },
    /** @param {number} milliseconds */
    pass(milliseconds) {
      const end = time + milliseconds
      for (;;) {
        const [due] = [...timers].filter(([, { at }]) => at <= end).sort(([, one], [, other]) => one.at - other.at)
        if (!due) break
        timers.delete(due[0])
        time = Math.max(time, due[1].at)
        due[1].callback()
      }
      time = end
    }
  }
}
