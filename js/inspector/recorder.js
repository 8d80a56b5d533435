/**
 * Keeps what happens to each connection. It listens at the window, before all others, and changes nothing: what it keeps is
 * bounded, and elements are held weakly.
 */
import { sizeOf } from '../queue.js'
import { createLog } from './log.js'
import { closeText, durationText, nameOf, textOf } from './words.js'

/** @typedef {import('../connection.js').InnerWrapper} InnerWrapper */
/** @typedef {import('../public.d.ts').WsStatus} Status */
/** @typedef {Status | 'removed'} State */

/**
 * @typedef {object} Entry
 * @property {number} at in milliseconds of Date.now()
 * @property {Status | null} state that begins with it
 * @property {string} text
 */

/** @typedef {{ at: number, direction: 'in' | 'out', size: number, text: string }} Frame */
/** @typedef {ReturnType<typeof createConnection>} Connection */
/** @typedef {ReturnType<typeof createRecorder>} Recorder */

const connecting = '[ws-connect], [data-ws-connect], [hx-ws*=connect], [data-hx-ws*=connect]'

const mostConnections = 20
const mostEntries = 200
const mostFrames = 100

export function createRecorder() {
  /** Oldest first. @type {Connection[]} */
  const connections = []
  /** @type {WeakMap<Element, Connection>} */
  const ofElement = new WeakMap()
  /** @type {WeakMap<object, Connection>} */
  const ofSocket = new WeakMap()
  let tell = () => {}

  /** What each event of a connection adds to its time line. @type {Record<string, (detail: any, connection: Connection) => void>} */
  const listeners = {
    wsConfigConnect({ attempt }, connection) {
      connection.begin(attempt)
    },
    wsConnecting(_, connection) {
      // strict connections, and those of the reference, have no htmx:wsConfigConnect
      if (connection.last() !== 'connecting') connection.begin((connection.wrapper()?.retryCount ?? 0) + 1)
    },
    wsOpen(_, connection) {
      connection.opened()
      hearSocket(connection)
    },
    wsStatus({ status, nextRetryAt }, connection) {
      if (status === 'closed') connection.settle(status, 'Stays closed')
      if (status === 'waiting') connection.settle(status, `Next attempt in ${durationText(nextRetryAt - Date.now())}`)
    },
    wsClose({ event }, connection) {
      connection.closed(event)
    },
    wsError({ error, reason }, connection) {
      // of the socket's own nobody can say more than that it is closed, which follows
      if (reason || error instanceof Error) connection.note(null, textOf(reason ?? error.message))
    },
    wsQueueFull({ reason }, connection) {
      connection.note(null, textOf(reason))
    },
    wsSendError({ reason }, connection) {
      connection.note(null, textOf(reason))
    }
  }

  for (const [name, listener] of Object.entries(listeners)) {
    const hear = (/** @type {Event} */ event) => {
      const { detail } = /** @type {CustomEvent} */ (event)
      // an event from inside a shadow root has, out here, the root's host as its target
      const connection = connectionAt(detail?.elt ?? event.target)
      if (!connection) return
      listener(detail, connection)
      tell()
    }
    addEventListener(`htmx:${name}`, hear, true)
  }
  hearSends()
  for (const elt of document.querySelectorAll(connecting)) meet(elt)

  /**
   * An element that connected before this script was there.
   * @param {Element} elt
   */
  function meet(elt) {
    if (!wrapperOf(elt)) return
    const connection = add(elt)
    if (connection.state() === 'open') connection.note('open', 'Open before the inspector was')
    hearSocket(connection)
  }

  /**
   * Events of a sender are of the connection around it.
   * @param {Element} elt
   * @returns {Connection | null}
   */
  function connectionAt(elt) {
    /** @type {Node | null} */
    let node = elt
    while (node) {
      const known = ofElement.get(/** @type {Element} */ (node))
      if (known) return known
      if (node instanceof Element && node.matches(connecting)) return add(node)
      node = node.parentNode ?? (node instanceof ShadowRoot ? node.host : null)
    }
    return null
  }

  /** @param {Element} elt */
  function add(elt) {
    const connection = createConnection(elt)
    ofElement.set(elt, connection)
    connections.push(connection)
    if (connections.length > mostConnections) {
      const gone = connections.findIndex((each) => each.state() === 'removed')
      connections.splice(Math.max(gone, 0), 1)
    }
    return connection
  }

  /**
   * Each socket is listened to by itself: the inner wrapper, an element's internal data, names the present one. The wrapper has
   * an addEventListener for all sockets to come, but what is added there the page can see in its `events`. The extension's
   * listener was there before, and what it makes the page send is kept before the message: the event's time tells.
   * @param {Connection} connection
   */
  function hearSocket(connection) {
    const socket = connection.wrapper()?.socket
    if (!socket || ofSocket.has(socket)) return
    ofSocket.set(socket, connection)
    connection.url = socket.url
    socket.addEventListener('message', ({ data, timeStamp }) => {
      connection.frame('in', data, timeStamp)
      tell()
    })
  }

  /**
   * No event tells what is sent: the extension's are only of what has a sender, and of a message before it is numbered. So
   * this stands in the place of WebSocket.prototype.send; the proxy has its name and length.
   */
  function hearSends() {
    WebSocket.prototype.send = new Proxy(WebSocket.prototype.send, {
      apply(send, socket, parameters) {
        const result = Reflect.apply(send, socket, parameters)
        const connection = ofSocket.get(socket)
        connection?.frame('out', parameters[0], performance.now())
        if (connection) tell()
        return result
      }
    })
  }

  return {
    connections,
    /** @param {() => void} listener called after each change, often */
    onChange(listener) {
      tell = listener
    }
  }
}

/** @param {Element} elt */
function createConnection(elt) {
  /** @type {import('./log.js').Log<Entry>} */
  const entries = createLog(mostEntries)
  /** @type {import('./log.js').Log<Frame>} */
  const frames = createLog(mostFrames)
  const reference = new WeakRef(elt)
  let begun = 0
  /** The last state on the time line. @type {Status | null} */
  let last = null
  /** The entry that this turn has added: a status comes just before the close that is its cause. @type {Entry | null} */
  let fresh = null

  /**
   * @param {Status | null} state
   * @param {string} text
   */
  function note(state, text) {
    const entry = { at: Date.now(), state, text }
    entries.add(entry)
    last = state ?? last
    return entry
  }

  /** @returns {InnerWrapper | undefined} */
  function wrapper() {
    const present = reference.deref()
    return present?.isConnected ? wrapperOf(present) : undefined
  }

  return {
    name: nameOf(elt),
    url: elt.getAttribute('ws-connect') ?? elt.getAttribute('data-ws-connect') ?? '',
    entries,
    frames,
    note,
    wrapper,
    last: () => last,

    /** @returns {State} */
    state() {
      const { publicInterface, socket } = wrapper() ?? {}
      if (!reference.deref()?.isConnected) return 'removed'
      if (publicInterface?.status) return publicInterface.status
      // of the reference, and while the first attempt begins
      return stateOf(socket) ?? last ?? 'closed'
    },

    /** @param {number} attempt */
    begin(attempt) {
      begun = Date.now()
      note('connecting', `Attempt ${attempt}`)
    },

    opened() {
      note('open', `Open after ${durationText(Date.now() - begun)}`)
    },

    /**
     * @param {Status} state
     * @param {string} text
     */
    settle(state, text) {
      fresh = note(state, text)
      queueMicrotask(() => {
        fresh = null
      })
    },

    /** @param {CloseEvent} event */
    closed(event) {
      if (fresh) fresh.text = `${closeText(event)}. ${fresh.text}`
      else note(wrapper()?.publicInterface?.status ? null : 'closed', closeText(event))
    },

    /**
     * @param {'in' | 'out'} direction
     * @param {any} data
     * @param {number} time in milliseconds of performance.now()
     */
    frame(direction, data, time) {
      const at = performance.timeOrigin + time
      frames.add({ at, direction, size: sizeOf(data), text: textOf(data) }, (other) => other.at >= at)
    }
  }
}

const states = /** @type {const} */ (['connecting', 'open', 'closed', 'closed'])

/** @param {WebSocket | null | undefined} socket */
const stateOf = (socket) => (socket ? states[socket.readyState] : undefined)

/**
 * @param {Element} elt
 * @returns {InnerWrapper | undefined} not what htmx 1 itself makes of hx-ws: that is a plain socket
 */
function wrapperOf(elt) {
  const { webSocket } = /** @type {any} */ (elt)['htmx-internal-data'] ?? {}
  return webSocket?.messageQueue ? webSocket : undefined
}
