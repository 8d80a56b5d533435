/**
 * What waits when the page is left survives a reload of it in sessionStorage (persist: 'session'). Passwords and HEADERS are not
 * written down, and what comes back has no sender.
 */

/** @typedef {import('./public.d.ts').QueuedMessage} QueuedMessage */

/**
 * @typedef {object} Queueing
 * @property {() => QueuedMessage[]} unsent
 * @property {(items: QueuedMessage[]) => void} drop of what is unsent
 * @property {{ messageQueue: QueuedMessage[] }} wrapper
 */

/**
 * What a page that went wrote down for a connection: the page that comes takes it, and no other.
 * @typedef {{ connection: Queueing, items: QueuedMessage[], text: string | null }} Kept
 */

/** All that is written down for an element, in UTF-16 units. */
const mostUnits = 500_000

export function createPersistence() {
  /** @type {Map<string, Kept>} */
  const kept = new Map()
  addEventListener('pagehide', () => {
    for (const [key, each] of kept) write(key, each)
  })
  // the page came back with all that it had, unless another one took it meanwhile, and left its own
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) for (const [key, each] of kept) takeBack(key, each)
  })

  return {
    /**
     * Puts into the queue what an earlier page of this tab left, and will write down what is there when this one goes.
     * @param {Element} elt
     * @param {string} url
     * @param {Queueing} connection
     */
    keep(elt, url, connection) {
      let key = `htmx-ext-ws-wasm ${elt.id} ${url}`
      while (kept.has(key)) key += ' '
      const each = { connection, items: [], text: null }
      takeBack(key, each)
      kept.set(key, each)
    },

    /** @param {Queueing} connection */
    forget(connection) {
      for (const [key, each] of kept) if (each.connection === connection) kept.delete(key)
    }
  }
}

/**
 * @param {string} key
 * @param {Kept} each
 */
function write(key, each) {
  let units = 0
  /** @type {string[]} */
  const messages = []
  each.items = each.connection.unsent().filter((item) => {
    const message = withoutSecrets(item)
    units += message?.length ?? 0
    return message !== null && units <= mostUnits && messages.push(message)
  })
  each.text = messages.length > 0 ? JSON.stringify(messages) : null
  try {
    if (each.text) sessionStorage.setItem(key, each.text)
  } catch (error) {
    each.items = []
    console.warn('htmx-ext-ws-wasm: what waits to be sent could not be kept for the next page.', error)
  }
}

/**
 * @param {string} key
 * @param {Kept} each
 */
function takeBack(key, { connection, items, text }) {
  try {
    const found = sessionStorage.getItem(key)
    sessionStorage.removeItem(key)
    if (found === text) return
    connection.drop(items)
    for (const message of JSON.parse(found ?? '[]')) connection.wrapper.messageQueue.push({ message: String(message) })
  } catch {
    // a page may be denied its storage, and another script may have written there
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
