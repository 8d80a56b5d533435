/**
 * One connection of an element: carries what its WebSocket and its timer report to the core, and carries out what the
 * core answers. What it holds itself is only about how long the core's connection and its objects here are of use. Knows
 * neither htmx nor memory.
 */
import { ConnectionAction, ConnectionEvent } from './codes.js'
import { createQueueMirror } from './queue.js'

/** @typedef {import('./core.js').Core} Core */
/** @typedef {import('./core.js').ConnectionStep} ConnectionStep */
/** @typedef {import('./public.d.ts').WsMessage} Message */
/** @typedef {import('./public.d.ts').QueuedMessage} QueuedMessage */
/** @typedef {import('./public.d.ts').SocketWrapper} SocketWrapper */

/**
 * The page's side of a connection.
 * @typedef {object} Host
 * @property {boolean} closesLate close() waits for the end of the turn, and keep() may call it off
 * @property {() => WebSocket} createSocket may throw
 * @property {() => boolean} isAttached whether the element is in the page
 * @property {(retryCount: number) => number} reconnectDelay milliseconds
 * @property {(name: string, detail: object) => boolean} announce an event on the element; false when it was cancelled
 * @property {(error: unknown, wrapper: InnerWrapper) => void} announceError what the socket reports
 * @property {(sender: Element, name: string, detail: object) => boolean} announceSend
 * @property {(sender: Element | undefined, trouble: import('./report.js').Trouble) => void} refuseSend
 * @property {(cause: unknown) => void} refuseConnect the socket could not be made
 * @property {(event: MessageEvent) => void} receive
 */

/** @typedef {ReturnType<typeof createConnection>} Connection */

/**
 * What pages know from the reference: they reach it as the element's internal data and in htmx:wsError's detail.
 * @typedef {object} InnerWrapper
 * @property {WebSocket | null} socket
 * @property {QueuedMessage[]} messageQueue
 * @property {number} retryCount
 * @property {Record<string, ((event: any) => void)[]>} events
 * @property {(type: string, listener: (event: any) => void) => void} addEventListener to this socket and those after it
 * @property {(message: Message, sendElt?: Element) => void} sendImmediately whatever the state of the socket
 * @property {(message: Message, sendElt?: Element) => void} send now or, while the socket is not open, later
 * @property {() => void} handleQueuedMessages
 * @property {() => void} init connects, or connects anew
 * @property {() => void} close
 * @property {SocketWrapper} [publicInterface] not there yet during the first htmx:wsConnecting
 */

/**
 * A connection that has not begun: start() makes the first attempt.
 * @param {Core} core
 * @param {Host} host
 */
export function createConnection(core, host) {
  const connection = core.createConnection()
  /** @type {QueuedMessage[]} */
  const messageQueue = []
  const queue = createQueueMirror(core, connection, messageQueue)
  /** Each socket's attempt. @type {WeakMap<object, number>} */
  const generations = new WeakMap()
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  /** The attempt that made the present socket, or is making it. */
  let newest = 0
  /** The core's retryCount that wrapper.retryCount has been told of. */
  let counted = 0
  /** The element is gone: what still comes of a socket is only to be closed. */
  let removed = false
  /** Removed, and the last socket is closed: the core knows the connection no longer. */
  let released = false
  /** A late close() waits for the end of the turn. */
  let closing = false
  /** The newest attempt's socket is closed, or was never made, and no timer runs: what hasEnded() says. */
  let ended = false

  /** @type {InnerWrapper} */
  const wrapper = {
    socket: null,
    messageQueue,
    retryCount: 0,
    events: {},

    addEventListener(type, listener) {
      wrapper.socket?.addEventListener(type, listener)
      wrapper.events[type] = [...(wrapper.events[type] ?? []), listener]
    },

    sendImmediately(message, sendElt) {
      const socketWrapper = wrapper.publicInterface
      if (!wrapper.socket) return host.refuseSend(sendElt, { ...noSocket, message })
      if (sendElt && !host.announceSend(sendElt, 'htmx:wsBeforeSend', { message, socketWrapper })) return
      // looked up only now: a listener may have connected anew, and a replaced socket would drop the message silently
      wrapper.socket.send(/** @type {any} */ (message))
      if (sendElt) host.announceSend(sendElt, 'htmx:wsAfterSend', { message, socketWrapper })
    },

    send(message, sendElt) {
      queue.tell()
      const { action } = step(ConnectionEvent.send, 0, isOpen() ? 1 : 0)
      if (action !== ConnectionAction.send) return void messageQueue.push({ message, sendElt })
      try {
        wrapper.sendImmediately(message, sendElt)
      } catch (error) {
        if (isOpen()) throw error
        // a listener of htmx:wsBeforeSend has connected anew: the message waits for the new socket
        messageQueue.push({ message, sendElt })
      }
    },

    handleQueuedMessages() {
      try {
        for (;;) {
          queue.tell()
          const { action, handle } = step(ConnectionEvent.flush, 0, isOpen() ? 1 : 0)
          if (action !== ConnectionAction.sendFront || !sendQueued(queue.item(handle))) return
        }
      } finally {
        step(ConnectionEvent.flushed)
      }
    },

    init() {
      attempt(step(ConnectionEvent.connect))
    },

    close() {
      const { socket } = wrapper
      if (!host.closesLate) return socket?.close()
      closing = true
      queueMicrotask(() => {
        if (closing) socket?.close()
        closing = false
      })
    }
  }

  /**
   * @param {number} event
   * @param {number} [generation]
   * @param {number} [value]
   * @returns {ConnectionStep}
   */
  function step(event, generation = 0, value = 0) {
    // the core knows it no longer: what it would have said of a connection whose element is gone
    if (released) return { action: ConnectionAction.announce, generation, retryCount: 0, abandon: false, handle: -1 }
    return core.step(connection, event, host.isAttached(), generation, value)
  }

  /** `undefined === undefined` counts as open: sockets of tests often have neither property. */
  function isOpen() {
    return wrapper.socket !== null && wrapper.socket.readyState === wrapper.socket.OPEN
  }

  /**
   * @param {QueuedMessage} item
   * @returns {boolean} whether the next one can be sent
   */
  function sendQueued(item) {
    try {
      wrapper.sendImmediately(item.message, item.sendElt)
    } catch (cause) {
      // a socket that is not open keeps what waits; a message that an open socket refuses would block the others
      if (!isOpen()) return false
      host.refuseSend(item.sendElt, { ...notSendable, cause, message: item.message })
    }
    queue.remove(item)
    return true
  }

  function remove() {
    if (removed) return
    removed = true
    if (step(ConnectionEvent.remove).action === ConnectionAction.shut) shut()
  }

  function release() {
    if (released) return
    released = true
    queue.forget()
    core.releaseConnection(connection)
  }

  function shut() {
    clearTimeout(timer)
    wrapper.socket?.close()
    if (!wrapper.socket || wrapper.socket.readyState === WebSocket.CLOSED) release()
  }

  /** @param {ConnectionStep} next */
  function attempt(next) {
    if (next.action !== ConnectionAction.attempt) return
    newest = next.generation
    ended = false
    closing = false
    clearTimeout(timer)
    // a test's socket without states counts as open for ever
    if (next.abandon || isOpen()) wrapper.socket?.close()
    let socket
    try {
      socket = host.createSocket()
    } catch (error) {
      step(ConnectionEvent.failed, next.generation)
      ended = true
      host.refuseConnect(error)
      return
    }
    // "connecting" has no event of its own; with a type, one listener can handle all three
    host.announce('htmx:wsConnecting', { event: { type: 'connecting' } })
    // a listener may have removed the element or connected anew
    if (!host.isAttached()) remove()
    if (removed || newest !== next.generation) return socket.close()
    wrapper.socket = socket
    generations.set(socket, next.generation)
    listen(socket, next.generation)
  }

  /**
   * @param {WebSocket} socket
   * @param {number} generation
   */
  function listen(socket, generation) {
    socket.onopen = (event) => opened(socket, generation, event)
    socket.onclose = (event) => closed(generation, event)
    socket.onerror = (event) => {
      const { action } = step(ConnectionEvent.error, generation)
      if (action === ConnectionAction.announce) host.announceError(event, wrapper)
      if (!host.isAttached()) remove()
    }
    for (const [type, listeners] of Object.entries(wrapper.events)) {
      for (const listener of listeners) socket.addEventListener(type, listener)
    }
  }

  /**
   * @param {WebSocket} socket
   * @param {number} generation
   * @param {Event} event
   */
  function opened(socket, generation, event) {
    const next = step(ConnectionEvent.open, generation)
    if (next.action === ConnectionAction.discard) return socket.close()
    if (next.action !== ConnectionAction.flush) return
    wrapper.retryCount = 0
    counted = 0
    host.announce('htmx:wsOpen', { event, socketWrapper: wrapper.publicInterface })
    wrapper.handleQueuedMessages()
  }

  /**
   * @this {object} the socket, so that a message of a replaced one is known
   * @param {MessageEvent} event
   */
  function received(event) {
    if (!host.isAttached()) return remove()
    const { action } = step(ConnectionEvent.message, generations.get(this) ?? newest)
    if (action === ConnectionAction.announce) host.receive(event)
  }

  /**
   * @param {number} generation
   * @param {CloseEvent} event
   */
  function closed(generation, event) {
    if (!host.isAttached()) remove()
    const next = step(ConnectionEvent.close, generation, event.code)
    if (next.action === ConnectionAction.retry) retryLater(next.generation)
    if (next.action !== ConnectionAction.nothing) {
      host.announce('htmx:wsClose', { event, socketWrapper: wrapper.publicInterface })
    }
    // where the newest attempt made no socket, the last one to close is of an earlier attempt
    if (removed && (generation === newest || wrapper.socket?.readyState === WebSocket.CLOSED)) release()
    if (generation === newest) ended = next.action !== ConnectionAction.retry
  }

  /** @param {number} generation */
  function retryLater(generation) {
    timer = setTimeout(() => {
      const next = step(ConnectionEvent.timer, generation)
      if (next.action === ConnectionAction.shut) return remove()
      countRetries(next.retryCount)
      attempt(next)
    }, host.reconnectDelay(wrapper.retryCount))
  }

  /**
   * The wrapper's count moves with the core's: a page may have set it, and it goes on from there.
   * @param {number} count
   */
  function countRetries(count) {
    wrapper.retryCount += count - counted
    counted = count
  }

  return {
    wrapper,
    start() {
      wrapper.init()
      wrapper.addEventListener('message', received)
      wrapper.publicInterface = {
        send: wrapper.send,
        sendImmediately: wrapper.sendImmediately,
        reconnect: wrapper.init,
        queue: messageQueue
      }
    },
    /** The element is gone, or another connection takes this one's place: nothing is tried again. */
    remove,
    isRemoved: () => removed,
    /** Closed, and nothing will connect again by itself. */
    hasEnded: () => ended,
    /** Calls off a late close(). */
    keep() {
      closing = false
    }
  }
}

const noSocket = {
  kind: 'no socket yet',
  reason: 'The message was not sent: there is no socket yet.',
  remedy: 'Wait for htmx:wsOpen, or use send() instead of sendImmediately().'
}

const notSendable = {
  kind: 'refused by the socket',
  reason: 'A queued message was not sent: the socket refused it.',
  remedy: 'Send a string, a Blob or an ArrayBuffer.'
}
