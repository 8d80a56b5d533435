/**
 * The core's functions (wasm/exports.cpp) as functions of texts. Knows memory and nothing of pages. What a function
 * returns is its own, except where it says otherwise.
 *
 * A trap is a defect of the core. Its instance is then thrown away, and a new one is given what is known outside: what
 * each connection remembered after its last step, and its queue. The call that failed is made once more.
 */

import { readBatch } from './batch-steps.js'
import { ConnectionEvent, Failure, LegacyFlag, urlPrefixes } from './codes.js'
import { entriesOf, entriesToJson, isJsonItself, payloadByHost, unitsOf } from './entries.js'
import { readFragments } from './fragments.js'
import { checked, createInstance, Refusal } from './instance.js'

// A longer text would leave the module's memory large for good: WebAssembly memory never shrinks.
export const longestText = 1_000_000 // UTF-16 units

/**
 * @typedef {object} ConnectionStep
 * @property {number} action one of ConnectionAction
 * @property {number} generation of the newest attempt
 * @property {number} retryCount
 * @property {boolean} abandon an earlier socket is still alive and must be closed
 * @property {number} handle of the message to send
 * @property {number} state one of ConnectionState
 * @property {number} sleep milliseconds to the next tick; -1 for ever
 * @property {number} roundTrip milliseconds that the last heartbeat took; -1 where there was none
 */

/** @typedef {import('./engine.js').Engine} Engine */
/** @typedef {import('./instance.js').Instance} Instance */
/** @typedef {{ handle: number, size: number, since: number }} QueueRecord its size in bytes, and when it came */

/**
 * A connection: its number in the present instance, and what a new one must be told.
 * @typedef {object} CoreConnection
 * @property {number} number
 * @property {number[]} policy
 * @property {Int32Array | null} memory null before its first step
 * @property {QueueRecord[]} queue
 * @property {QueueRecord[]} unacknowledged
 */

/** @typedef {import('./batch-steps.js').BatchStep} BatchStep */
/** @typedef {import('./fragments.js').FragmentElements} FragmentElements */
/** @typedef {ReturnType<typeof createCore>} Core */

/**
 * A core that works once it has been started.
 * @param {object} [options]
 * @param {Engine} [options.engine] starts it at once
 * @param {(cause: unknown) => void} [options.reportTrap] a new instance has taken the place of one that failed
 * @param {() => number} [options.now] milliseconds, also while the machine sleeps
 */
export function createCore({ engine, reportTrap = () => {}, now = createClock() } = {}) {
  /** Undefined before the start. @type {Instance} */
  let instance
  /** Those that live. @type {Set<CoreConnection>} */
  const connections = new Set()

  /**
   * @param {Engine} given
   * @throws {Error} when it is of another version of this file
   */
  function start(given) {
    engine = given
    instance = createInstance(engine.instantiate())
  }

  /** @param {unknown} cause */
  function replaceInstance(cause) {
    start(/** @type {Engine} */ (engine))
    for (const connection of connections) restore(connection)
    reportTrap(cause)
  }

  /**
   * @param {CoreConnection} connection
   * @param {Int32Array} memory a view
   */
  function remember(connection, memory) {
    const { memory: kept } = connection
    if (!kept) connection.memory = memory.slice()
    else for (let index = 0; index < kept.length; index++) kept[index] = memory[index]
  }

  /** @param {CoreConnection} connection */
  function restore(connection) {
    const { policy, memory, queue, unacknowledged } = connection
    const number = begin(policy)
    connection.number = number
    if (memory) {
      giveWords(memory)
      checked(instance.exports.hxws_connection_restore(number, memory.byteLength))
    }
    assign(number, queue, false)
    assign(number, unacknowledged, true)
  }

  /**
   * @param {number[]} policy
   * @returns {number} a new connection
   */
  function begin(policy) {
    const number = checked(instance.exports.hxws_connection_create())
    giveWords(policy)
    checked(instance.exports.hxws_connection_policy(number, policy.length * 4))
    return number
  }

  /** @param {ArrayLike<number>} words */
  const giveWords = (words) => instance.words(instance.beginCall(words.length * 4), words.length).set(words)

  /**
   * Makes a call, and after a trap once more.
   * @template T
   * @param {() => T} call
   * @returns {T}
   */
  function guarded(call) {
    try {
      return call()
    } catch (error) {
      if (!isTrap(error)) throw error
      replaceInstance(error)
    }
    try {
      return call()
    } catch (error) {
      if (isTrap(error)) replaceInstance(error)
      throw error
    }
  }

  /**
   * @template T
   * @param {() => T} call
   * @param {() => T} otherwise what the host can do itself where the core fails each time
   * @returns {T}
   */
  function guardedOr(call, otherwise) {
    try {
      return guarded(call)
    } catch (error) {
      if (!isTrap(error)) throw error
      return otherwise()
    }
  }

  /** @param {unknown} error */
  const isTrap = (error) => !(error instanceof Refusal) && engine?.isTrap(error) === true

  /**
   * @param {string[]} texts
   * @returns {number[]} their sizes in bytes
   */
  function writeUrls(...texts) {
    const units = texts.reduce((sum, text) => sum + text.length, 0)
    if (units > longestText) throw new Refusal(`${units} characters are too long for a URL`)
    return instance.writeTexts(...texts)
  }

  /**
   * @param {number} result
   * @param {string} base
   * @param {string} value
   */
  function url(result, base, value) {
    if (result === Failure.badUrl) return null
    checked(result)
    const [prefix, baseStart, baseEnd, start, end] = [0, 1, 2, 3, 4].map(instance.word)
    return urlPrefixes[prefix] + base.slice(baseStart, baseEnd) + value.slice(start, end)
  }

  /**
   * @param {number} number
   * @param {QueueRecord[]} messages
   * @param {boolean} unacknowledged
   */
  function assign(number, messages, unacknowledged) {
    const records = messages.flatMap(({ handle, size, since }) => [handle, size, since])
    instance.doubles(instance.beginCall(records.length * 8), records.length).set(records)
    checked(instance.exports.hxws_queue_assign(number, messages.length, unacknowledged ? 1 : 0))
  }

  if (engine) start(engine)

  return {
    start,

    isStarted: () => instance !== undefined,

    /**
     * What a page's own htmx.createWebSocket is given for a value of ws-connect.
     * @param {string} location location.href
     * @param {string} value
     * @returns {string | null} null where the location has no host
     */
    connectUrl: (location, value) =>
      guarded(() => {
        const [locationSize, valueSize] = writeUrls(location, value)
        return url(instance.exports.hxws_connect_url(locationSize, valueSize), location, value)
      }),

    /**
     * What the default htmx.createWebSocket opens.
     * @param {string} location location.href
     * @param {string} base document.baseURI
     * @param {string} value
     * @returns {string | null} null where no WebSocket can be opened on it
     */
    socketUrl: (location, base, value) =>
      guarded(() => {
        const [locationSize, baseSize, valueSize] = writeUrls(location, base, value)
        const result = instance.exports.hxws_socket_url(locationSize, baseSize, valueSize)
        return url(result, instance.word(5) === 1 ? base : location, value)
      }),

    /**
     * @param {string} value of hx-ws
     * @returns {{ connect: string | null, send: boolean }}
     */
    legacyValue(value) {
      if (value.length > longestText) return { connect: null, send: false }
      return guarded(() => {
        const [size] = instance.writeTexts(value)
        const found = checked(instance.exports.hxws_legacy_value(size))
        const url = value.slice(instance.word(0), instance.word(1))
        return { connect: (found & LegacyFlag.connect) === 0 ? null : url, send: (found & LegacyFlag.send) !== 0 }
      })
    },

    /**
     * A value of hx-swap-oob that as a whole names an extension's style, as morph:outerHTML does.
     * @param {string} value
     * @returns {boolean} false for all others: "true", a style, or a style with a selector
     */
    isStyleWithColon: (value) =>
      value.includes(':') &&
      value.length <= longestText &&
      guarded(() => {
        const [size] = instance.writeTexts(value)
        return checked(instance.exports.hxws_is_style_with_colon(size)) === 1
      }),

    /**
     * @param {CoreConnection} connection by whose policy
     * @param {number} retryCount
     * @param {number} random in [0, 1)
     * @returns {number} milliseconds
     */
    backoffDelay: (connection, retryCount, random) =>
      guarded(() => instance.exports.hxws_backoff_delay(connection.number, retryCount, random)),

    /**
     * What a form sends: the JSON text of the parameters with the headers under the name HEADERS.
     * @param {object} parameters
     * @param {object | null | undefined | false} headers none where falsy
     * @returns {string}
     */
    payload(parameters, headers) {
      const byHost = () => payloadByHost(parameters, headers)
      if (isJsonItself(parameters)) return byHost()
      const entries = entriesOf(parameters, headers)
      return unitsOf(entries) > longestText ? byHost() : guardedOr(() => entriesToJson(instance, entries), byHost)
    },

    /**
     * A message's top-level elements, or null where the core is unsure and the host's parser must decide. `separate` is
     * true where each element is right only when its source is parsed alone.
     * @param {string} message
     * @returns {FragmentElements | null}
     */
    fragments: (message) =>
      message.length > longestText
        ? null
        : guardedOr(
            () => readFragments(instance, message),
            () => null
          ),

    /**
     * What is left to do of several messages, or null where the core has no room for them.
     * @param {string[]} messages oldest first
     * @returns {BatchStep[] | null}
     */
    batch: (messages) =>
      messages.reduce((units, message) => units + message.length, 0) > longestText
        ? null
        : guardedOr(
            () => readBatch(instance, messages),
            () => null
          ),

    /**
     * @param {number[]} policy the words of a Policy (src/policy.hpp)
     * @returns {CoreConnection} to be given back with releaseConnection
     */
    createConnection(policy) {
      const number = guarded(() => begin(policy))
      /** @type {CoreConnection} */
      const connection = { number, policy, memory: null, queue: [], unacknowledged: [] }
      connections.add(connection)
      return connection
    },

    /** @param {CoreConnection} connection */
    releaseConnection(connection) {
      // a new instance gives out its own numbers: after a trap it must know this one too
      guarded(() => void instance.exports.hxws_connection_release(connection.number))
      connections.delete(connection)
    },

    /**
     * @param {CoreConnection} connection
     * @param {number} event one of ConnectionEvent, where what the others are is said
     * @param {boolean} attached whether the element is in the page
     * @param {number} [subject] the attempt that the event belongs to
     * @param {number} [value]
     * @returns {ConnectionStep}
     */
    step: (connection, event, attached, subject = 0, value = 0) =>
      guarded(() => {
        const { exports, results, words } = instance
        const { number, unacknowledged } = connection
        const action = checked(exports.hxws_connection_step(number, event, subject, value, attached ? 1 : 0, now()))
        const left = results()
        const step = {
          action,
          generation: left[0],
          retryCount: left[1],
          abandon: left[2] === 1,
          handle: left[3],
          state: left[4],
          sleep: left[7],
          roundTrip: left[8]
        }
        remember(connection, words(left[5], left[6] / 4))
        if (event === ConnectionEvent.sent) unacknowledged.push({ handle: value, size: subject, since: now() })
        if (event === ConnectionEvent.acked) {
          connection.unacknowledged = unacknowledged.filter((message) => message.handle !== value)
        }
        return step
      }),

    /**
     * @param {CoreConnection} connection
     * @param {{ handle: number, size: number }} message
     */
    queuePush(connection, { handle, size }) {
      const since = now()
      guarded(() => checked(instance.exports.hxws_queue_push(connection.number, handle, size, since)))
      connection.queue.push({ handle, size, since })
    },

    /** @param {CoreConnection} connection */
    queuePop(connection) {
      guarded(() => checked(instance.exports.hxws_queue_pop(connection.number)))
      connection.queue.shift()
    },

    /**
     * Makes the messages the connection's whole queue. Those that it knew by their handles are as old as they were.
     * @param {CoreConnection} connection
     * @param {{ handle: number, size: number }[]} messages
     */
    queueAssign(connection, messages) {
      const known = new Map(connection.queue.map(({ handle, since }) => [handle, since]))
      const records = messages.map((message) => ({ ...message, since: known.get(message.handle) ?? now() }))
      guarded(() => assign(connection.number, records, false))
      connection.queue = records
    },

    /** @param {CoreConnection} connection */
    queueCount: (connection) => guarded(() => checked(instance.exports.hxws_queue_count(connection.number)))
  }
}

/** Date.now() counts while the machine sleeps, and may be set back: then what is due would wait for as long. */
function createClock() {
  let latest = 0
  let lead = 0
  return () => {
    lead = Math.max(lead, latest - Date.now())
    latest = Date.now() + lead
    return latest
  }
}
