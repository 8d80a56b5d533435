/**
 * What is around a page, the same in a browser and without one: a clock that stands still until it is moved, and sockets in
 * the test's hands. Runs in both.
 */

/** @typedef {{ id: number, due: number, every: number | null, run: () => void }} Timer */
/** @typedef {(what: string, socket: number, ...values: unknown[]) => void} Record */

/** A page that sets timers without end would never come back. */
const mostRuns = 10_000

/** Where the clocks begin, in milliseconds. */
const beginning = 1_700_000_000_000

export function createClock() {
  let now = beginning
  let nextId = 1
  /** @type {Map<number, Timer>} */
  const timers = new Map()

  /**
   * @param {() => void} run
   * @param {number | null} every how often, in milliseconds; null for once
   * @param {number} delay
   */
  function set(run, every, delay) {
    const id = nextId++
    timers.set(id, { id, due: now + delay, every, run })
    return id
  }

  /** @param {number} end @returns {Timer | undefined} */
  const nextDue = (end) =>
    [...timers.values()]
      .filter(({ due }) => due <= end)
      .sort((one, other) => one.due - other.due || one.id - other.id)[0]

  return {
    Date: { now: () => now },
    setTimeout: (/** @type {() => void} */ run, delay = 0) => set(run, null, Math.max(0, Number(delay) || 0)),
    setInterval: (/** @type {() => void} */ run, delay = 0) => set(run, Math.max(1, delay), Math.max(1, delay)),
    clearTimeout: (/** @type {any} */ id) => void timers.delete(id),

    /**
     * Moves the clock and runs what is due: what is due at once in the order in which it was set.
     * @param {number} milliseconds
     */
    tick(milliseconds) {
      const end = now + milliseconds
      for (let runs = 0, timer = nextDue(end); timer && runs < mostRuns; runs++, timer = nextDue(end)) {
        now = Math.max(now, timer.due)
        if (timer.every === null) timers.delete(timer.id)
        else timer.due = now + timer.every
        timer.run()
      }
      now = end
    }
  }
}

/** @typedef {ReturnType<typeof createSockets>} Sockets */

/** @param {Record} record is told of all that the page does with them */
export function createSockets(record) {
  /** @type {FakeSocket[]} */
  const all = []

  class FakeSocket extends EventTarget {
    static CONNECTING = 0
    static OPEN = 1
    static CLOSING = 2
    static CLOSED = 3
    OPEN = 1
    readyState = 0
    bufferedAmount = 0
    binaryType = 'blob'
    index = all.length
    /** @type {((event: Event) => void) | null} */
    onopen = null
    /** @type {((event: Event) => void) | null} */
    onmessage = null
    /** @type {((event: Event) => void) | null} */
    onclose = null
    /** @type {((event: Event) => void) | null} */
    onerror = null

    /** @param {string} url @param {string | string[]} [protocols] */
    constructor(url, protocols = []) {
      super()
      all.push(this)
      // as a socket's own url has it
      record('socket', this.index, new URL(url).href, [protocols].flat())
    }

    /** @param {unknown} data */
    send(data) {
      record('sent', this.index, data)
    }

    close(code = 1005) {
      if (this.readyState >= FakeSocket.CLOSING) return
      record('closed', this.index, code)
      this.readyState = FakeSocket.CLOSING
    }

    /** @param {string} type @param {object} [values] */
    tell(type, values = {}) {
      const event = Object.assign(new Event(type), values)
      // as an attribute's handler, which is called in its turn: none of the page's is set after the others
      const handler = /** @type {any} */ (this)[`on${type}`]
      if (handler) handler.call(this, event)
      this.dispatchEvent(event)
    }

    /** @param {number} code */
    end(code) {
      this.readyState = FakeSocket.CLOSED
      this.tell('close', { code, reason: '', wasClean: code !== 1006 })
    }
  }

  /** @param {number} state */
  const inState = (state) => all.filter(({ readyState }) => readyState === state)

  /** @param {number} share of those that are open, in [0, 1) */
  const open = (share) => {
    const found = inState(FakeSocket.OPEN)
    return found[Math.floor(share * found.length)]
  }

  return {
    FakeSocket,

    /** Those that the page opens are open. */
    open() {
      for (const socket of inState(FakeSocket.CONNECTING)) {
        socket.readyState = FakeSocket.OPEN
        socket.tell('open')
      }
    },

    /** @param {number} share @param {string} data */
    receive: (share, data) => open(share)?.tell('message', { data }),

    /** The network is gone. @param {number} share */
    drop: (share) => open(share)?.end(1006),

    /** The page hears of the end of what it has closed. */
    settle() {
      for (const socket of inState(FakeSocket.CLOSING)) socket.end(1005)
    }
  }
}
