/**
 * What a connection sends: at once, or from its queue when the socket is open, or once more when the server has not
 * acknowledged it. What is to be done with a message the core decides.
 */
import { ConnectionAction, ConnectionEvent } from './codes.js'
import { createName } from './page-id.js'
import { createQueueMirror, sizeOf } from './queue.js'

/** @typedef {import('./public.d.ts').WsMessage} Message */
/** @typedef {import('./public.d.ts').QueuedMessage} QueuedMessage */

// The core's numbers.
const mostBuffered = 2 ** 31 - 1
/** A queue without a limit that holds so many has been forgotten. */
const manyMessages = 1000

/**
 * @param {import('./core.js').Core} core
 * @param {import('./core.js').CoreConnection} connection
 * @param {import('./connection.js').Host} host
 * @param {object} link
 * @param {() => WebSocket | null} link.socket
 * @param {(event: number, subject?: number, value?: number) => import('./core.js').ConnectionStep} link.step
 * @param {() => import('./connection.js').SocketWrapper | undefined} link.wrapper the public one
 */
export function createOutbox(core, connection, host, { socket, step, wrapper }) {
  const { ack } = host.options
  const name = createName()
  let lastNumber = 0
  /** @type {QueuedMessage[]} */
  const messages = []
  const queue = createQueueMirror(core, connection, messages)
  /** What the server has not acknowledged, by number. @type {Map<number, QueuedMessage>} */
  const unacknowledged = new Map()
  let warned = false

  /** `undefined === undefined` counts as open: sockets of tests often have neither property. */
  function isOpen() {
    const present = socket()
    return present !== null && present.readyState === present.OPEN
  }

  /** Bytes that the open socket has not passed on; -1 where it is not open. */
  const buffered = () => (isOpen() ? Math.min(socket()?.bufferedAmount || 0, mostBuffered) : -1)

  /**
   * @param {QueuedMessage} item
   * @param {{ kind: string, reason: string, remedy: string, cause?: unknown }} trouble
   */
  function refuse({ message, sendElt }, trouble) {
    host.refuse(sendElt, trouble === queueFull ? 'htmx:wsQueueFull' : 'htmx:wsSendError', { ...trouble, message })
  }

  /**
   * @param {Message} message
   * @param {Element} [sendElt]
   */
  function sendImmediately(message, sendElt) {
    const socketWrapper = wrapper()
    if (!socket()) return refuse({ message, sendElt }, noSocket)
    if (sendElt && !host.announceTo(sendElt, 'htmx:wsBeforeSend', { message, socketWrapper })) return
    // looked up only now: a listener may have connected anew, and a replaced socket would drop the message silently
    if (ack) transmitNumbered({ message, sendElt })
    else socket()?.send(/** @type {any} */ (message))
    if (sendElt) host.announceTo(sendElt, 'htmx:wsAfterSend', { message, socketWrapper })
  }

  /** @param {number} number */
  const idOf = (number) => `${name}:${number}`

  /**
   * @param {number} number
   * @param {Message} message
   */
  const frameOf = (number, message) => JSON.stringify({ id: idOf(number), message })

  /** @param {QueuedMessage} item */
  function transmitNumbered(item) {
    if (typeof item.message !== 'string') throw new TypeError('With "ack" only texts can be sent.')
    const number = ++lastNumber
    socket()?.send(frameOf(number, item.message))
    unacknowledged.set(number, item)
    step(ConnectionEvent.sent, sizeOf(item.message), number)
  }

  /**
   * @param {Message} message
   * @param {Element} [sendElt]
   */
  function send(message, sendElt) {
    if (sendElt && !isOpen() && !mayWait(sendElt)) return
    const item = { message, sendElt }
    /** @type {QueuedMessage[]} */
    const dropped = []
    let next = askToSend(message)
    while (next.action === ConnectionAction.dropFront) {
      const oldest = queue.item(next.handle)
      queue.remove(oldest)
      dropped.push(oldest)
      next = askToSend(message)
    }
    if (next.action === ConnectionAction.send) sendNow(item)
    else if (next.action === ConnectionAction.refuse) dropped.push(item)
    else enqueue(item)
    // only now: a listener that sends it again would keep the queue full for ever
    for (const each of dropped) refuse(each, queueFull)
  }

  /** @param {Message} message */
  function askToSend(message) {
    queue.tell()
    return step(ConnectionEvent.send, sizeOf(message), buffered())
  }

  /**
   * What ws-queue says of a sender's messages while the socket is not open.
   * @param {Element} sendElt
   */
  function mayWait(sendElt) {
    const mode = host.queueModeOf(sendElt)
    if (mode === 'last') messages.filter((item) => item.sendElt === sendElt).forEach(queue.remove)
    return mode !== 'none'
  }

  /** @param {QueuedMessage} item */
  function sendNow(item) {
    try {
      sendImmediately(item.message, item.sendElt)
    } catch (error) {
      if (isOpen()) throw error
      // a listener of htmx:wsBeforeSend has connected anew: the message waits for the new socket
      enqueue(item)
    }
  }

  /** @param {QueuedMessage} item */
  function enqueue(item) {
    messages.push(item)
    // it grows old from now on
    queue.tell()
    if (messages.length < manyMessages || warned) return
    warned = true
    host.warnOfQueue(messages.length)
  }

  /** Sends what waits, until there is nothing more or the socket is not open. */
  function flush() {
    try {
      for (;;) {
        queue.tell()
        const { action, handle } = step(ConnectionEvent.flush, 0, buffered())
        if (action === ConnectionAction.sendAgain) sendAgain(handle)
        else if (action === ConnectionAction.dropFront) dropOld(queue.item(handle))
        else if (action !== ConnectionAction.sendFront || !sendQueued(queue.item(handle))) return
      }
    } finally {
      step(ConnectionEvent.flushed)
    }
  }

  /** @param {number} number of a message that needs no acknowledgement any more */
  function settle(number) {
    unacknowledged.delete(number)
    step(ConnectionEvent.acked, 0, number)
  }

  /** @param {number} number */
  function sendAgain(number) {
    const item = unacknowledged.get(number)
    if (item) socket()?.send(frameOf(number, item.message))
  }

  /** @param {QueuedMessage} item */
  function dropOld(item) {
    queue.remove(item)
    refuse(item, tooOld)
  }

  /**
   * @param {QueuedMessage} item
   * @returns {boolean} whether the next one can be sent
   */
  function sendQueued(item) {
    try {
      sendImmediately(item.message, item.sendElt)
    } catch (cause) {
      // a socket that is not open keeps what waits; a message that an open socket refuses would block the others
      if (!isOpen()) return false
      refuse(item, { ...notSendable, cause })
    }
    queue.remove(item)
    return true
  }

  return {
    messages,
    isOpen,
    send,
    // numbers must rise: what is to be sent again goes before
    sendImmediately: ack ? send : sendImmediately,
    flush,

    /**
     * @param {unknown} data of a message
     * @returns {boolean} whether it is an acknowledgement
     */
    acknowledge(data) {
      if (!ack || typeof data !== 'string' || !data.startsWith('{"ack":')) return false
      const id = idIn(data)
      const number = Number(String(id).slice(name.length + 1))
      const item = unacknowledged.get(number)
      if (!item || id !== idOf(number)) return true
      settle(number)
      host.announceTo(item.sendElt, 'htmx:wsAcked', { id, message: item.message, socketWrapper: wrapper() })
      return true
    },

    /** @param {number} number of a message whose acknowledgement is missing */
    tellLate(number) {
      const item = unacknowledged.get(number)
      if (item) refuse(item, notAcknowledged)
    },

    /** All that the server may not have, oldest first. @returns {QueuedMessage[]} */
    unsent: () => [...unacknowledged.values(), ...messages],

    /** @param {QueuedMessage[]} items of what is unsent: another page sends them */
    drop(items) {
      for (const [number, item] of unacknowledged) if (items.includes(item)) settle(number)
      for (const item of items) if (messages.includes(item)) queue.remove(item)
    },

    /** The core knows the connection no longer. */
    forget: queue.forget,

    /** The element is gone, and with it what it would have sent. */
    empty() {
      if (!host.options.strict) messages.length = 0
      unacknowledged.clear()
    }
  }
}

/**
 * @param {string} text
 * @returns {unknown}
 */
function idIn(text) {
  try {
    return JSON.parse(text).ack
  } catch {
    return undefined
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

const queueFull = {
  kind: 'queue full',
  reason: 'A message was dropped: the queue is full.',
  remedy: 'Send less while the socket is closed, or raise the limits of the queue.'
}

const tooOld = {
  kind: 'too old',
  reason: 'A queued message was dropped: it waited longer than outgoingMessagesTimeToLive.',
  remedy: 'Send it again if it still matters.'
}

const notAcknowledged = {
  kind: 'not acknowledged',
  reason: 'The server has not acknowledged a message within ackTimeout.',
  remedy: 'Let it answer {"ack": id}; the message is sent again when the connection is.'
}
