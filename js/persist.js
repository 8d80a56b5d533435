/**
 * What waits when the page is left survives a reload of it in sessionStorage (persist: 'session'). Passwords and HEADERS are not
 * written down, and what comes back has no sender.
 */

/** @typedef {import('./public.d.ts').QueuedMessage} QueuedMessage */
/** @typedef {{ unsent: () => QueuedMessage[], wrapper: { messageQueue: QueuedMessage[] } }} Queueing */

/** All that is written down for an element, in UTF-16 units. */
const mostUnits = 500_000

export function createPersistence() {
  /** @type {Map<string, Queueing>} */
  const kept = new Map()
  addEventListener('pagehide', () => {
    for (const [key, connection] of kept) write(key, connection.unsent())
  })
  // the page came back with all that it had
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) for (const key of kept.keys()) sessionStorage.removeItem(key)
  })

  return {
    /**
     * Puts into the queue what an earlier page of this tab left, and will write down what is there when this one goes.
     * @param {Element} elt
     * @param {string} url
     * @param {Queueing} connection
     */
    keep(elt, url, connection) {
      const key = `htmx-ext-ws-wasm ${elt.id} ${url}`
      connection.wrapper.messageQueue.push(...read(key).map((message) => ({ message })))
      kept.set(key, connection)
    },

    /** @param {Queueing} connection */
    forget(connection) {
      for (const [key, value] of kept) if (value === connection) kept.delete(key)
    }
  }
}

/**
 * @param {string} key
 * @param {QueuedMessage[]} items
 */
function write(key, items) {
  let units = 0
  const messages = items.map(withoutSecrets).filter((message) => {
    units += message?.length ?? 0
    return message !== null && units <= mostUnits
  })
  if (messages.length === 0) return
  try {
    sessionStorage.setItem(key, JSON.stringify(messages))
  } catch (error) {
    console.warn('htmx-ext-ws-wasm: what waits to be sent could not be kept for the next page.', error)
  }
}

/**
 * @param {string} key
 * @returns {string[]}
 */
function read(key) {
  try {
    const messages = JSON.parse(sessionStorage.getItem(key) ?? '[]')
    sessionStorage.removeItem(key)
    return messages
  } catch {
    return []
  }
}

/**
 * @param {QueuedMessage} item
 * @returns {string | null} null for what can't be looked into: who knows what is in it
 */
function withoutSecrets({ message, sendElt }) {
  if (typeof message !== 'string') return null
  if (!sendElt) return message
  try {
    const parameters = JSON.parse(message)
    delete parameters.HEADERS
    for (const root of [document, sendElt.getRootNode()]) {
      for (const field of /** @type {ParentNode} */ (root).querySelectorAll('input[type=password]')) {
        delete parameters[field.getAttribute('name') ?? '']
      }
    }
    return JSON.stringify(parameters)
  } catch {
    return null
  }
}
