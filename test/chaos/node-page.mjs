// A page without a browser: a client that keeps both protocols of the extension, and little else.
import { WebSocket } from 'ws'

/** @typedef {ReturnType<typeof openPage>} NodePage */

/** In milliseconds. */
const connectTimeout = 500
const heartbeat = 200
const firstWait = 20
const longestWait = 200

/**
 * Connects and keeps connecting until it is closed.
 * @param {string} url
 * @param {() => number} [random] in [0, 1), for the waits between connections
 */
export function openPage(url, random = Math.random) {
  /** @type {Map<string, string>} messages by their ids, in order, until they are acknowledged */
  const unacknowledged = new Map()
  /** @type {number[]} */
  const received = []
  let count = 0
  let retries = 0
  let connections = 0
  /** @type {WebSocket} */
  let socket
  /** @type {NodeJS.Timeout} */
  let timer
  connect()

  return {
    /** The numbers of the server's messages, as they came. */
    received,
    unacknowledged,
    get connections() {
      return connections
    },
    /** @param {string} message */
    send(message) {
      count += 1
      const id = `page:${count}`
      unacknowledged.set(id, message)
      if (socket.readyState === WebSocket.OPEN) transmit([id, message])
    },
    close() {
      clearTimeout(timer)
      socket.onopen = socket.onmessage = socket.onclose = null
      socket.terminate()
    }
  }

  function connect() {
    const last = received.at(-1)
    const mine = new WebSocket(last === undefined ? url : `${url}?last-seq=${last}`)
    socket = mine
    mine.on('error', () => {})
    mine.onopen = opened
    mine.onmessage = ({ data }) => heard(String(data))
    mine.onclose = retry
    after(connectTimeout, retry)
  }

  function opened() {
    retries = 0
    connections += 1
    for (const entry of unacknowledged) transmit(entry)
    listen()
  }

  /** @param {string} text */
  function heard(text) {
    listen()
    const seq = text.match(/^<!--seq:(\d+)-->/)
    if (seq) received.push(Number(seq[1]))
    else if (text !== 'pong') unacknowledged.delete(JSON.parse(text).ack)
  }

  function listen() {
    after(heartbeat, () => {
      socket.send('ping')
      after(heartbeat, retry)
    })
  }

  /** Leaves the socket, whatever may still come from it, for a new one. */
  function retry() {
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.terminate()
    after(random() * Math.min(longestWait, firstWait * 2 ** retries), connect)
    retries += 1
  }

  /** The one thing that is waited for. @param {number} milliseconds @param {() => void} act */
  function after(milliseconds, act) {
    clearTimeout(timer)
    timer = setTimeout(act, milliseconds)
  }

  /** @param {[id: string, message: string]} entry */
  function transmit([id, message]) {
    socket.send(JSON.stringify({ id, message }))
  }
}
