// The test's end of a site whose server is another process: what came from pages, what goes to them, and the kill.
import { fork } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { inTime } from '../support/site.mjs'

/** @typedef {import('./server.mjs').Report} Report */
/** @typedef {import('./server.mjs').Order} Order */
/** @typedef {import('./server.mjs').Started} Started */
/** @typedef {import('./server.mjs').SiteOptions} SiteOptions */
/** @typedef {Awaited<ReturnType<typeof openFarSite>>} FarSite */
/** @typedef {ReturnType<typeof connection>} Connection */

const server = fileURLToPath(new URL('server.mjs', import.meta.url))

/**
 * @param {string} body of the page
 * @param {SiteOptions} options
 */
export async function openFarSite(body, options) {
  /** @type {Connection[]} */
  const connections = []
  const changes = new EventEmitter()
  let { child, host } = await start(options)

  return {
    host,
    url: `http://${host}/`,
    connections,
    /**
     * The connection of that number, counted from 0 over all the server's lives, as soon as it is there.
     * @param {number} index
     */
    async connection(index) {
      while (connections.length <= index) await inTime(changes, 'connection', `connection ${index}`)
      return connections[index]
    },
    /** Kills the server at once, so that nobody says goodbye. What it did not report yet is never known: wait for it. */
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
    /** Starts it again where it was. */
    async restart() {
      const port = Number(host.split(':')[1])
      ;({ child } = await start({ ...options, port }))
    },
    /** Lets the server do nothing: its system goes on to accept and to acknowledge, so nobody is told. */
    stall: () => child.kill('SIGSTOP'),
    goOn: () => child.kill('SIGCONT'),
    close: () => child.kill('SIGKILL')
  }

  /** @param {SiteOptions} options */
  async function start(options) {
    const child = fork(server, { serialization: 'advanced' })
    const first = connections.length
    child.send({ body, options })
    // heard from the beginning: a page that waits for the server may come in the same breath as the word that it started
    child.on('message', (/** @type {Started | Report} */ what) => {
      if ('index' in what) heard(what)
    })
    const [{ host }] = await once(child, 'message')
    return { child, host }

    /** @param {Report} report */
    function heard({ index, opened, frame, closed }) {
      if (opened) {
        connections.push(connection(opened, (order) => child.send({ index, ...order })))
        changes.emit('connection')
      }
      if (frame !== undefined) connections[first + index].receive(frame)
      if (closed !== undefined) connections[first + index].end(closed)
    }
  }
}

/**
 * @param {import('./server.mjs').Handshake} handshake
 * @param {(order: Omit<Order, 'index'>) => void} order
 */
function connection({ url, headers }, order) {
  /** @type {string[]} */
  const frames = []
  const changes = new EventEmitter()
  /** @type {number | undefined} */
  let code
  return {
    url,
    headers,
    frames,
    /** Resolves with the code once it is closed. */
    async closed() {
      if (code === undefined) await inTime(changes, 'closed', `the close of ${url}`)
      return code
    },
    /** @param {string | Uint8Array} data */
    send: (data) => order({ data }),
    /** @param {number} code */
    close: (code) => order({ code }),
    /**
     * Resolves once there are so many.
     * @param {number} count
     */
    async received(count) {
      while (frames.length < count) await inTime(changes, 'frame', `frame ${frames.length} of ${url}`)
      return frames
    },
    /** @param {string} frame */
    receive(frame) {
      frames.push(frame)
      changes.emit('frame')
    },
    /** @param {number} given */
    end(given) {
      code = given
      changes.emit('closed')
    }
  }
}
