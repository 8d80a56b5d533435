/**
 * Tells the core of the queue, which is a plain array that pages read and edit as they like: the array is the truth.
 */

/** @typedef {import('./connection.js').Message} Message */
/** @typedef {import('./public.d.ts').QueuedMessage} QueuedMessage */
/** @typedef {import('./core.js').Core} Core */

/**
 * @param {Core} core
 * @param {import('./core.js').CoreConnection} connection
 * @param {QueuedMessage[]} queue
 */
export function createQueueMirror(core, connection, queue) {
  /** @type {{ item: QueuedMessage, handle: number }[]} what the core was told */
  let told = []
  let nextHandle = 0
  let forgotten = false

  /** @param {QueuedMessage} item */
  const name = (item) => ({ item, handle: nextHandle++ })

  /** @param {number} index */
  const differs = (index) => told[index]?.item !== queue[index]

  return {
    /** Before each decision. The ends tell an edit that matters for it: what is sent next, and what comes last. */
    tell() {
      if (forgotten) return
      const last = told.length - 1
      if (queue.length === told.length && !differs(0) && !differs(last)) return
      if (queue.length === told.length + 1 && !differs(0) && !differs(last)) {
        const added = name(queue[queue.length - 1])
        core.queuePush(connection, { handle: added.handle, size: sizeOf(added.item.message) })
        told.push(added)
        return
      }
      const known = new Map(told.map((entry) => [entry.item, entry]))
      told = queue.map((item) => known.get(item) ?? name(item))
      core.queueAssign(
        connection,
        told.map(({ item, handle }) => ({ handle, size: sizeOf(item.message) }))
      )
    },

    /**
     * @param {number} handle
     * @returns {QueuedMessage}
     */
    item(handle) {
      const found = told.find((entry) => entry.handle === handle)
      if (!found) throw new Error(`The core named a message that is not queued: ${handle}`)
      return found.item
    },

    /** The core has released the connection. */
    forget() {
      forgotten = true
      told = []
    },

    /**
     * Takes a sent item off, wherever a handler of its events may have moved it, or the copy that took its place.
     * @param {QueuedMessage} item
     */
    remove(item) {
      const index = queue.includes(item) ? queue.indexOf(item) : isCopy(queue[0], item) ? 0 : -1
      if (index >= 0) queue.splice(index, 1)
      if (told[0]?.item !== item) return
      told.shift()
      core.queuePop(connection)
    }
  }
}

/**
 * @param {QueuedMessage | undefined} one
 * @param {QueuedMessage} other
 */
const isCopy = (one, other) => one?.message === other.message && one.sendElt === other.sendElt

/**
 * @param {Message} message
 * @returns {number} bytes; for a text its UTF-16 units, which are bytes where it is ASCII
 */
export function sizeOf(message) {
  if (typeof message === 'string') return message.length
  if (message instanceof Blob) return message.size
  return message?.byteLength ?? 0
}
