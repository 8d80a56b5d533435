/**
 * The core's memory: text in, numbers out. Knows the module's functions (wasm/exports.cpp) and nothing of pages.
 *
 * Every call writes its text at the address that hxws_text() gives, which ends the life of the last call's results; so
 * what a function here returns is its own, except where it says otherwise.
 */

const abiVersion = 1

/** What happened to a connection (ConnectionEvent in src/connection.hpp). */
export const ConnectionEvent = Object.freeze({
  connect: 0,
  failed: 1,
  open: 2,
  message: 3,
  close: 4,
  error: 5,
  timer: 6,
  remove: 7,
  send: 8,
  flush: 9,
  flushed: 10
})

/** What to do next (ConnectionAction in src/connection.hpp). */
export const ConnectionAction = Object.freeze({
  nothing: 0,
  discard: 1,
  attempt: 2,
  announce: 3,
  flush: 4,
  retry: 5,
  shut: 6,
  send: 7,
  enqueue: 8,
  sendFront: 9
})

/** What stands in an element of a message (ElementFlag in src/fragments.hpp). */
export const ElementFlag = Object.freeze({
  script: 1,
  htmx: 2,
  preserve: 4,
  autofocus: 8,
  id: 16,
  custom: 32,
  template: 64,
  tablePart: 128
})

const Certainty = Object.freeze({ unsure: 0, sure: 1, separate: 2 })
const Failure = Object.freeze({ outOfMemory: -1, badArgument: -2, notFound: -3, badUrl: -4 })
const urlPrefixes = ['', 'ws://', 'wss://']

// A longer text would leave the module's memory large for good: WebAssembly memory never shrinks.
const longestText = 1_000_000
const bytesPerUnit = 3
const elementWords = 9
const absent = -1

/**
 * @typedef {object} ConnectionStep
 * @property {number} action one of ConnectionAction
 * @property {number} generation of the newest attempt
 * @property {number} retryCount
 * @property {boolean} abandon an earlier socket is still alive and must be closed
 * @property {number} handle of the message to send
 */

/**
 * A top-level element of a message. Positions are UTF-16 offsets in the message.
 * @typedef {object} FragmentElement
 * @property {number} start of its source
 * @property {number} end
 * @property {string} tag in lower case
 * @property {number} flags of ElementFlag
 * @property {string | null} id
 * @property {string | null} swap the value of hx-swap-oob
 * @property {string | null} selector the selector in that value
 */

/** @typedef {FragmentElement[] & { separate: boolean }} FragmentElements */
/** @typedef {{ name: string, value: string, flags: number }} Entry */
/** @typedef {ReturnType<typeof createCore>} Core */

const EntryFlag = Object.freeze({ nameIsJson: 1, valueIsJson: 2, replaces: 4 })

/**
 * @param {Uint8Array<ArrayBuffer>} bytes of core.wasm
 * @throws {Error} when the bytes are of another version of this file
 */
export function createCore(bytes) {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes))
  const exports = /** @type {Record<string, (...words: number[]) => number>} */ (
    /** @type {unknown} */ (instance.exports)
  )
  const memory = /** @type {WebAssembly.Memory} */ (instance.exports.memory)
  if (exports.hxws_abi_version() !== abiVersion) throw new Error('core.wasm and core.js are of different versions')

  const encoder = new TextEncoder()
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const output = exports.hxws_output() >> 2
  let byteView = new Uint8Array(memory.buffer)
  let wordView = new Int32Array(memory.buffer)

  /** Views on a memory that has grown are empty: every look at memory begins here. */
  function look() {
    if (byteView.buffer === memory.buffer) return
    byteView = new Uint8Array(memory.buffer)
    wordView = new Int32Array(memory.buffer)
  }

  /** @param {number} index */
  const word = (index) => {
    look()
    return wordView[output + index]
  }

  /**
   * @param {number} capacity in bytes
   * @returns {number} the address for the call's text
   */
  function beginCall(capacity) {
    const address = exports.hxws_text(capacity)
    if (address === 0) throw new RangeError(`No memory for a text of ${capacity} bytes`)
    look()
    return address
  }

  /**
   * @param {string} text
   * @param {number} address
   * @returns {number} the bytes written
   */
  const write = (text, address) =>
    encoder.encodeInto(text, byteView.subarray(address, address + text.length * bytesPerUnit)).written

  /**
   * Writes texts one behind the other.
   * @param {string[]} texts
   * @returns {number[]} their sizes in bytes
   */
  function writeTexts(...texts) {
    const units = texts.reduce((sum, text) => sum + text.length, 0)
    if (units > longestText) throw new RangeError(`${units} characters are too long for a URL`)
    const address = beginCall(units * bytesPerUnit)
    let end = address
    return texts.map((text) => {
      const size = write(text, end)
      end += size
      return size
    })
  }

  /**
   * @param {number} address
   * @param {number} size
   */
  function read(address, size) {
    look()
    return decoder.decode(byteView.subarray(address, address + size))
  }

  /**
   * @param {number} result
   * @returns {number}
   */
  function checked(result) {
    if (result >= 0) return result
    if (result === Failure.outOfMemory) throw new RangeError('The core has no memory for this call')
    throw new Error(`The core refused a call: error ${result}`)
  }

  /**
   * @param {number} result
   * @param {string} base
   * @param {string} value
   */
  function url(result, base, value) {
    if (result === Failure.badUrl) return null
    checked(result)
    return urlPrefixes[word(0)] + base.slice(word(1), word(2)) + value.slice(word(3), word(4))
  }

  /**
   * @param {Entry[]} entries
   * @returns {string}
   */
  function entriesToJson(entries) {
    const recordBytes = entries.length * 12
    const textUnits = unitsOf(entries)
    const address = beginCall(recordBytes + textUnits * bytesPerUnit)
    let record = address >> 2
    let end = address + recordBytes
    for (const { name, value, flags } of entries) {
      const nameSize = write(name, end)
      const valueSize = write(value, end + nameSize)
      wordView[record++] = nameSize
      wordView[record++] = valueSize
      wordView[record++] = flags
      end += nameSize + valueSize
    }
    const size = checked(exports.hxws_payload(entries.length))
    return read(word(0), size)
  }

  /**
   * @param {number} element index
   * @returns {[name: string, value: string][]}
   */
  function attributesOf(element) {
    /** @type {[string, string][]} */
    const attributes = []
    while (exports.hxws_fragment_attribute(element, attributes.length) === 0) {
      attributes.push([read(word(0), word(1)), read(word(2), word(3))])
    }
    return attributes
  }

  /**
   * The value of hx-swap-oob where it is written with character references.
   * @param {number} element index
   */
  function decodedSwap(element) {
    const values = new Map(attributesOf(element))
    return values.get('hx-swap-oob') || values.get('data-hx-swap-oob') || ''
  }

  /**
   * @param {string} text
   * @param {number} first index of the first element's words
   * @param {number} index of the element
   * @returns {FragmentElement}
   */
  function fragmentElement(text, first, index) {
    const at = first + index * elementWords
    const words = wordView.subarray(at, at + elementWords)
    const [start, tagSize, flags, idStart, idEnd, swapStart, swapEnd, selectorStart, end] = words
    const swap = swapStart >= 0 ? text.slice(swapStart, swapEnd) : swapStart === absent ? null : decodedSwap(index)
    return {
      start,
      end,
      tag: text.slice(start + 1, start + 1 + tagSize).toLowerCase(),
      flags,
      id: idStart === absent ? null : text.slice(idStart, idEnd),
      swap,
      selector: swap === null || selectorStart === absent ? null : swap.slice(selectorStart)
    }
  }

  return {
    /**
     * What a page's own htmx.createWebSocket is given for a value of ws-connect.
     * @param {string} location location.href
     * @param {string} value
     * @returns {string | null} null where the location has no host
     */
    connectUrl(location, value) {
      const [locationSize, valueSize] = writeTexts(location, value)
      return url(exports.hxws_connect_url(locationSize, valueSize), location, value)
    },

    /**
     * What the default htmx.createWebSocket opens.
     * @param {string} location location.href
     * @param {string} base document.baseURI
     * @param {string} value
     * @returns {string | null} null where no WebSocket can be opened on it
     */
    socketUrl(location, base, value) {
      const [locationSize, baseSize, valueSize] = writeTexts(location, base, value)
      const result = exports.hxws_socket_url(locationSize, baseSize, valueSize)
      return url(result, word(5) === 1 ? base : location, value)
    },

    /**
     * @param {string} value of hx-ws
     * @returns {{ connect: string | null, send: boolean }}
     */
    legacyValue(value) {
      if (value.length > longestText) return { connect: null, send: false }
      const [size] = writeTexts(value)
      const found = checked(exports.hxws_legacy_value(size))
      return { connect: (found & 1) === 0 ? null : value.slice(word(0), word(1)), send: (found & 2) !== 0 }
    },

    /**
     * A value of hx-swap-oob that as a whole names an extension's style, as morph:outerHTML does.
     * @param {string} value
     * @returns {boolean} false for all others: "true", a style, or a style with a selector
     */
    isStyleWithColon(value) {
      if (!value.includes(':') || value.length > longestText) return false
      const [size] = writeTexts(value)
      return checked(exports.hxws_swap_is_style(size)) === 1
    },

    /**
     * @param {number} retryCount
     * @param {number} random in [0, 1)
     * @returns {number} milliseconds
     */
    backoffDelay: (retryCount, random) => exports.hxws_backoff_delay(retryCount, random),

    /**
     * What a form sends: the JSON text of the parameters with the headers under the name HEADERS.
     * @param {object} parameters
     * @param {object | null | undefined | false} headers none where falsy
     * @returns {string}
     */
    payload(parameters, headers) {
      const last = headers ? entry('HEADERS', headers) : null
      const entries = Object.entries(Object(parameters)).flatMap(([name, value]) =>
        // the headers take the place of a field of that name, which counts even where its value would be left out
        last && name === 'HEADERS' ? { ...last, value: 'null' } : (entry(name, value) ?? [])
      )
      if (last) entries.push({ ...last, flags: last.flags | EntryFlag.replaces })
      return unitsOf(entries) > longestText ? longPayload(parameters, headers) : entriesToJson(entries)
    },

    /**
     * The same of a form's entries as they stand in the form, where a name may come several times.
     * @param {Iterable<[string, string]>} entries
     * @returns {string}
     */
    payloadEntries: (entries) => entriesToJson([...entries].flatMap(([name, value]) => entry(name, value) ?? [])),

    /**
     * A message's top-level elements, or null where the core is unsure and the host's parser must decide. `separate` is
     * true where each element is right only when its source is parsed alone.
     * @param {string} message
     * @returns {FragmentElements | null}
     */
    fragments(message) {
      if (message.length > longestText) return null
      const address = exports.hxws_text(message.length * bytesPerUnit)
      // No memory is no reason to lose a message: the host's parser has its own.
      if (address === 0) return null
      look()
      const size = write(message, address)
      const certainty = exports.hxws_fragments(size, size === message.length ? 1 : 0)
      if (certainty === Certainty.unsure || certainty === Failure.outOfMemory) return null
      checked(certainty)
      const first = word(1) >> 2
      const elements = Array.from({ length: word(0) }, (_, index) => fragmentElement(message, first, index))
      return Object.assign(elements, { separate: certainty === Certainty.separate })
    },

    /**
     * The attributes of an element that the last call of fragments() found; valid until any other call.
     * @param {number} element index
     * @returns {[name: string, value: string][]} names in lower case, values decoded
     */
    fragmentAttributes: attributesOf,

    /** @returns {number} a new connection's number, to be given back with releaseConnection */
    createConnection: () => checked(exports.hxws_connection_create()),

    /** @param {number} connection */
    releaseConnection: (connection) => void exports.hxws_connection_release(connection),

    /**
     * @param {number} connection
     * @param {number} event one of ConnectionEvent
     * @param {{ generation?: number, value?: number, attached?: boolean }} [about] the attempt that the event belongs to,
     *   the close code or whether the socket is open, and whether the element is in the page
     * @returns {ConnectionStep}
     */
    step(connection, event, { generation = 0, value = 0, attached = true } = {}) {
      const action = checked(exports.hxws_connection_step(connection, event, generation, value, attached ? 1 : 0))
      return { action, generation: word(0), retryCount: word(1), abandon: word(2) === 1, handle: word(3) }
    },

    /**
     * @param {number} connection
     * @param {number} handle
     * @param {number} size in bytes
     */
    queuePush: (connection, handle, size) => void checked(exports.hxws_queue_push(connection, handle, size)),

    /** @param {number} connection */
    queuePop: (connection) => void checked(exports.hxws_queue_pop(connection)),

    /**
     * Makes the messages the connection's whole queue.
     * @param {number} connection
     * @param {{ handle: number, size: number }[]} messages
     */
    queueAssign(connection, messages) {
      let record = beginCall(messages.length * 8) >> 2
      for (const { handle, size } of messages) {
        wordView[record++] = handle
        wordView[record++] = size
      }
      checked(exports.hxws_queue_assign(connection, messages.length))
    },

    /** @param {number} connection */
    queueCount: (connection) => checked(exports.hxws_queue_count(connection))
  }
}

/**
 * What is too long for the core is left to the host, as a message is.
 * @param {object} parameters
 * @param {object | null | undefined | false} headers
 */
const longPayload = (parameters, headers) =>
  JSON.stringify(Object.assign({}, parameters, headers ? { HEADERS: headers } : null))

/** @param {Entry[]} entries */
const unitsOf = (entries) => entries.reduce((sum, { name, value }) => sum + name.length + value.length, 0)

/**
 * UTF-8 cannot carry a lone surrogate, so a text with one crosses as the JSON text that JSON.stringify makes of it.
 * @param {string} text
 */
const isWellFormed = (text) => !/\p{Surrogate}/u.test(text)

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {Entry | null} null for what JSON leaves out (undefined, functions, symbols)
 */
function entry(name, value) {
  const plainName = isWellFormed(name)
  const nameFlag = plainName ? 0 : EntryFlag.nameIsJson
  const nameText = plainName ? name : JSON.stringify(name)
  if (typeof value === 'string' && isWellFormed(value)) return { name: nameText, value, flags: nameFlag }
  // as a member, since a value's toJSON is told its name
  const member = JSON.stringify(Object.fromEntries([[name, value]]))
  if (member === '{}') return null
  const json = member.slice(JSON.stringify(name).length + 2, -1)
  return { name: nameText, value: json, flags: nameFlag | EntryFlag.valueIsJson }
}
