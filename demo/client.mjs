import { readForm } from './fields.mjs'

// A reader slower than this misses what can be missed, instead of filling the server's memory.
const maximumBufferedBytes = 256 * 1024

/** @typedef {ReturnType<typeof createClient>} Client */

/**
 * A page at the other end of a socket: HTML goes out, forms come in.
 * @param {import('ws').WebSocket} socket
 */
export function createClient(socket) {
  return {
    /** @param {unknown} markup */
    send(markup) {
      socket.send(String(markup))
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

    /** Ends the connection without a word, which a browser reports as 1006. */
    cut() {
      socket.terminate()
    }
  }
}
