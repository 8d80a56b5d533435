/**
 * One connection of an element: carries what its WebSocket, its timers and the page report to the core, and carries out
 * what the core answers. What it holds itself is only about how long the core's connection and its objects here are of
 * use. Knows neither htmx nor memory.
 */
import { createAlarm } from './alarm.js'
import { ConnectionAction, ConnectionEvent, ConnectionState } from './codes.js'
import { createOutbox } from './outbox.js'
import { policyWords } from './policy.js'
import { createResume } from './resume.js'

/** @typedef {import('./core.js').Core} Core */
/** @typedef {import('./core.js').ConnectionStep} ConnectionStep */
/** @typedef {import('./public.d.ts').WsMessage} Message */
/** @typedef {import('./public.d.ts').QueuedMessage} QueuedMessage */
/** @typedef {import('./public.d.ts').SocketWrapper} SocketWrapper */
/** @typedef {import('./public.d.ts').WsStatus} Status */

/**
 * The page's side of a connection.
 * @typedef {object} Host
 * @property {import('./options.js').Options} options
 * @property {import('./alarm.js').Clock} [clock] the page's own unless given
 * @property {boolean} closesLate close() waits for the end of the turn, and keep() may call it off
 * @property {() => string} presentUrl the attribute's value as it is now
 * @property {(url: string, retryCount: number, lastSeq: number | bigint) => Attempt | Promise<Attempt> | null} configure what to open; null where
 *   it was cancelled
 * @property {(attempt: Attempt) => WebSocket} createSocket may throw
 * @property {() => boolean} isAttached whether the element is in the page
 * @property {(connection: import('./core.js').CoreConnection, retryCount: number) => number} reconnectDelay milliseconds
 * @property {(name: string, detail: object) => boolean} announce an event on the element; false when it was cancelled
 * @property {(elt: Element | undefined, name: string, detail: object) => boolean} announceTo a sender, or the element;
 *   false when it was cancelled
 * @property {(error: unknown, wrapper: InnerWrapper) => void} announceError what the socket reports
 * @property {(status: Status) => void} showStatus
 * @property {(sender: Element | undefined, name: string, trouble: import('./report.js').Trouble) => void} refuse
 * @property {(sender: Element) => string | null} queueModeOf
 * @property {(count: number) => void} warnOfQueue
 * @property {(cause: unknown) => void} refuseConnect the socket could not be made
 * @property {(event: { data: any }) => void} receive
 * @property {() => void} removed nothing more is done for the element
 */

/** @typedef {{ url: string, protocols: string[] }} Attempt */
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

// RFC 6455, section 7.4.1: without a code the other side sees 1005, and Firefox holds back the next attempts.
const normalClosure = 1000
/** WebSocket.CLOSED, which a page's own sockets need not name. */
const closedState = 3
/** Many pages that come online together: each within a second. In milliseconds. */
const crowdTime = 1000

/**
 * A connection that has not begun: start() makes the first attempt.
 * @param {Core} core
 * @param {Host} host
 */
export function createConnection(core, host) {
  const { options } = host
  const connection = core.createConnection(policyWords(options))
  const outbox = createOutbox(core, connection, host, {
    socket: () => wrapper.socket,
    step,
    wrapper: () => wrapper.publicInterface
  })
  /** Each socket's attempt. @type {WeakMap<object, number>} */
  const generations = new WeakMap()
  /** The next attempt. */
  const retry = createAlarm(() => follow(step(ConnectionEvent.timer, newest)), host.clock)
  /** The core's tick. One that comes too early does no harm. */
  const sleeper = createAlarm(() => follow(step(ConnectionEvent.tick)), host.clock)
  const resume = createResume()
  /** The attempt that made the present socket, or is making it. */
  let newest = 0
  /** The core's retryCount that wrapper.retryCount has been told of. */
  let counted = 0
  let state = ConnectionState.idle
  let roundTrip = -1
  /** @type {Status | undefined} */
  let shownStatus
  /** The element is gone: what still comes of a socket is only to be closed. */
  let removed = false
  /** Removed, and the last socket is closed: the core knows the connection no longer. */
  let released = false
  /** A late close() waits for the end of the turn. */
  let closing = false

  /** @type {InnerWrapper} */
  const wrapper = {
    socket: null,
    messageQueue: outbox.messages,
    retryCount: 0,
    events: {},

    addEventListener(type, listener) {
      wrapper.socket?.addEventListener(type, listener)
      wrapper.events[type] = [...(wrapper.events[type] ?? []), listener]
    },

    sendImmediately: outbox.sendImmediately,
    send: outbox.send,
    handleQueuedMessages: outbox.flush,

    init() {
      attempt(step(ConnectionEvent.connect))
    },

    close() {
      const { socket } = wrapper
      if (!host.closesLate) return closeSocket(socket)
      closing = true
      queueMicrotask(() => {
        if (closing) closeSocket(socket)
        closing = false
      })
    }
  }

  /**
   * @param {number} event
   * @param {number} [subject]
   * @param {number} [value]
   * @returns {ConnectionStep}
   */
  function step(event, subject = 0, value = 0) {
    if (released) return unknown
    const next = core.step(connection, event, host.isAttached(), subject, value)
    state = next.state
    roundTrip = next.roundTrip
    if (next.sleep >= 0) sleeper.setAtMost(next.sleep)
    return next
  }

  /**
   * What may follow from what the page or a timer reports.
   * @param {ConnectionStep} next
   */
  function follow(next) {
    const { action } = next
    attempt(next)
    if (action === ConnectionAction.announce) outbox.tellLate(next.handle)
    if (action === ConnectionAction.flush) outbox.flush()
    if (action === ConnectionAction.ask && outbox.isOpen()) wrapper.socket?.send(options.heartbeatMessage)
    if (action === ConnectionAction.soon) retry.setAtMost(Math.random() * crowdTime)
    if (action === ConnectionAction.shut) state === ConnectionState.removed ? remove() : shut()
    if (action === ConnectionAction.retry) retryLater(next)
    if (action === ConnectionAction.retry || action === ConnectionAction.giveUp) closeSocket(wrapper.socket)
    tellStatus()
  }

  /** @param {WebSocket | null} socket */
  function closeSocket(socket) {
    if (options.strict) socket?.close()
    else socket?.close(normalClosure)
  }

  function remove() {
    if (removed) return
    removed = true
    const { action } = step(ConnectionEvent.remove)
    outbox.empty()
    if (action === ConnectionAction.shut) shut()
    host.removed()
  }

  function release() {
    if (released) return
    released = true
    sleeper.clear()
    outbox.forget()
    core.releaseConnection(connection)
  }

  function shut() {
    retry.clear()
    closeSocket(wrapper.socket)
    if (removed && (!wrapper.socket || wrapper.socket.readyState === closedState)) release()
  }

  /** @param {ConnectionStep} next */
  function attempt(next) {
    if (next.action !== ConnectionAction.attempt) return
    const { generation } = next
    countRetries(next.retryCount)
    newest = generation
    closing = false
    retry.clear()
    // a test's socket without states counts as open for ever
    if (next.abandon || outbox.isOpen()) closeSocket(wrapper.socket)
    const url = host.presentUrl()
    const configured = host.configure(url, wrapper.retryCount, resume.lastOf(url))
    if (!isNewest(generation)) return
    if (!configured) {
      fail(generation)
    } else if ('then' in configured) {
      tellStatus()
      configured.then(
        (attempt) => isNewest(generation) && open(generation, attempt),
        (cause) => isNewest(generation) && fail(generation, 1, { cause })
      )
    } else {
      open(generation, configured)
    }
  }

  /** @param {number} generation */
  function isNewest(generation) {
    // a listener may have removed the element or connected anew
    if (!removed && !host.isAttached()) remove()
    return newest === generation && state === ConnectionState.connecting
  }

  /**
   * @param {number} generation
   * @param {number} [mayRetry] 1 where it may
   * @param {{ cause: unknown }} [trouble] none where the page does not want it
   */
  function fail(generation, mayRetry = 0, trouble = undefined) {
    const next = step(ConnectionEvent.failed, generation, mayRetry)
    if (next.action === ConnectionAction.retry) retryLater(next)
    if (trouble) host.refuseConnect(trouble.cause)
    tellStatus()
  }

  /**
   * @param {number} generation
   * @param {Attempt} configured
   */
  function open(generation, configured) {
    let socket
    try {
      socket = host.createSocket(configured)
    } catch (cause) {
      return fail(generation, 0, { cause })
    }
    tellStatus()
    // "connecting" has no event of its own; with a type, one listener can handle all three
    host.announce('htmx:wsConnecting', { event: { type: 'connecting' } })
    if (!isNewest(generation)) return closeSocket(socket)
    wrapper.socket = socket
    generations.set(socket, generation)
    listen(socket, generation)
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
    if (next.action === ConnectionAction.discard) return closeSocket(socket)
    if (next.action !== ConnectionAction.flush) return
    if (next.retryCount === 0) wrapper.retryCount = counted = 0
    tellStatus()
    host.announce('htmx:wsOpen', { event, socketWrapper: wrapper.publicInterface })
    outbox.flush()
  }

  /**
   * @this {object} the socket, so that a message of a replaced one is known
   * @param {MessageEvent} event
   */
  function received(event) {
    if (!host.isAttached()) return remove()
    const { action } = step(ConnectionEvent.message, generations.get(this) ?? newest)
    if (action !== ConnectionAction.announce || isHeartbeat(event.data) || outbox.acknowledge(event.data)) return
    const unnumbered = options.resume ? resume.withoutNumber(event) : event
    if (unnumbered) host.receive(unnumbered)
  }

  /** @param {unknown} data */
  const isHeartbeat = (data) =>
    options.heartbeat > 0 && (data === options.heartbeatReply || data === options.heartbeatMessage)

  /**
   * @param {number} generation
   * @param {CloseEvent} event
   */
  function closed(generation, event) {
    if (!host.isAttached()) remove()
    const next = step(ConnectionEvent.close, generation, event.code)
    if (next.action === ConnectionAction.retry) retryLater(next)
    tellStatus()
    if (next.action !== ConnectionAction.nothing) {
      host.announce('htmx:wsClose', { event, socketWrapper: wrapper.publicInterface })
    }
    // where the newest attempt made no socket, the last one to close is of an earlier attempt
    if (removed && (generation === newest || wrapper.socket?.readyState === closedState)) release()
  }

  /** @param {ConnectionStep} next */
  function retryLater({ retryCount }) {
    countRetries(retryCount)
    retry.set(host.reconnectDelay(connection, wrapper.retryCount))
  }

  /**
   * The wrapper's count moves with the core's: a page may have set it, and it goes on from there.
   * @param {number} count
   */
  function countRetries(count) {
    if (count !== counted) wrapper.retryCount = count === 0 ? 0 : wrapper.retryCount + count - counted
    counted = count
  }

  /** @returns {Status} */
  function status() {
    if (state === ConnectionState.connecting) return 'connecting'
    if (state === ConnectionState.open) return 'open'
    return state === ConnectionState.waiting ? 'waiting' : 'closed'
  }

  function tellStatus() {
    const present = status()
    if (present === shownStatus || removed) return
    shownStatus = present
    host.showStatus(present)
  }

  /** @returns {SocketWrapper} what it has beyond the reference's does not show where pages list its members */
  function publicInterface() {
    const { send, sendImmediately, init, messageQueue } = wrapper
    const members = { send, sendImmediately, reconnect: init, queue: messageQueue }
    const more = {
      close: { value: () => follow(step(ConnectionEvent.stop)) },
      status: { get: status },
      retryCount: { get: () => wrapper.retryCount },
      nextRetryAt: { get: retry.at },
      rtt: { get: () => (roundTrip < 0 ? null : roundTrip) }
    }
    return /** @type {any} */ (Object.defineProperties(members, more))
  }

  return {
    wrapper,
    start() {
      wrapper.init()
      wrapper.addEventListener('message', received)
      wrapper.publicInterface = publicInterface()
    },
    /** The element is gone, or another connection takes this one's place: nothing is tried again. */
    remove,
    isRemoved: () => removed,
    /** Closed, and nothing will connect again by itself. */
    hasEnded: () => status() === 'closed',
    /** Calls off a late close(). */
    keep() {
      closing = false
    },
    /**
     * What happens to the whole page: wake, slept, hide, show.
     * @param {number} event one of ConnectionEvent
     * @param {number} [value]
     */
    report(event, value) {
      if (!removed) follow(step(event, 0, value))
    },
    unsent: outbox.unsent,
    drop: outbox.drop
  }
}

/** What the core would have said of a connection whose element is gone. @type {any} */
const unknown = { action: ConnectionAction.announce, state: ConnectionState.removed }
