import { readForm } from './fields.mjs'

// A reader slower than this misses what can be missed, instead of filling the server's memory.
const maximumBufferedBytes = 256 * 1024

/** @typedef {ReturnType<typeof createClient>} Client */

/**
 * A page at the other end of a socket: HTML goes out, forms come in.
 * @param {import('ws').WebSocket} socket
 * @param {import('node:http').IncomingMessage} handshake
 */
export function createClient(socket, handshake) {
  let isFrozen = false

  return {
    handshake,

    /** Of the address that the page connected to. */
    parameters: new URLSearchParams(handshake.url?.split('?')[1]),

    /** @param {unknown} markup */
    send(markup) {
      if (!isFrozen) socket.send(String(markup))
    },

    isSlow: () => socket.bufferedAmount > maximumBufferedBytes,

    /** @param {(form: Record<string, unknown>) => void} handle */
    onForm(handle) {
      socket.on('message', (data) => {
        const form = readForm(data)
        if (form) handle(form)
        else socket.close(1007, 'Send a form as JSON')
      })
    },

    /** @param {(text: string) => void} handle */
    onText(handle) {
      socket.on('message', (data) => handle(String(data)))
    },

    /** @param {() => void} handle */
    onLeave(handle) {
      socket.on('close', handle)
    },

    /** @returns {Promise<number>} milliseconds until the browser answered a ping, which it does by itself */
    ping: () =>
      new Promise((resolve) => {
        const start = performance.now()
        socket.once('pong', () => resolve(performance.now() - start))
        socket.ping()
      }),

    /** @param {number} code */
    close(code) {
      socket.close(code)
    },

    /** From now on nothing goes out, and nothing is read, not even a close: a server that hangs, or a line that is half-open. */
    freeze() {
      isFrozen = true
      socket.pause()
    },

    /** Ends the connection without a word, which a browser reports as 1006. */
    cut() {
      socket.terminate()
    }
  }
}
