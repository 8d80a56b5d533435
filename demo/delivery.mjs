// What a server does for pages with ws-config="ack:true resume:true". To use it in one of your own, copy this file: it knows
// nothing of sockets. With more than one server process, what it keeps has to be where all of them find it.

const maximumPages = 1000
const maximumHistory = 100

/**
 * What comes in. A page names its messages "<page>:<n>" with numbers that rise, and sends one again until it is acknowledged:
 * whatever is not above the highest number of its page was here before.
 */
export function createInbox() {
  /** The highest number of each page; the page heard of last stands last. @type {Map<string, number>} */
  const highest = new Map()

  return {
    /**
     * @param {string} frame
     * @returns {{ answer?: string, message?: string }} what to send back, and what is new
     */
    accept(frame) {
      const { id, message } = envelope(frame)
      const [, page, digits] = /^(\w{1,32}):(\d{1,15})$/.exec(String(id)) ?? []
      // of a page without ack
      if (!page || typeof message !== 'string') return { message: frame }
      const answer = JSON.stringify({ ack: id })
      const before = highest.get(page) ?? 0
      highest.delete(page)
      highest.set(page, Math.max(before, Number(digits)))
      if (highest.size > maximumPages) highest.delete([...highest.keys()][0])
      return Number(digits) > before ? { answer, message } : { answer }
    }
  }
}

/** What goes out: each message has a number, and who comes back with the last one that it got is sent those after it. */
export function createHistory() {
  /** Oldest first. @type {{ seq: number, text: string }[]} */
  const history = []
  // above whatever an earlier process has given
  let last = Date.now()

  return {
    /**
     * @param {unknown} markup
     * @returns {string} the message to send
     */
    add(markup) {
      const seq = ++last
      const text = `<!--seq:${seq}-->${markup}`
      history.push({ seq, text })
      history.splice(0, history.length - maximumHistory)
      return text
    },

    /**
     * @param {string | null} seq the parameter last-seq of the page's address; null of a page that is new
     * @returns {string[]} the messages that it has missed, as far as they are kept
     */
    since: (seq) => (seq === null ? [] : history.filter((message) => message.seq > Number(seq)).map(({ text }) => text))
  }
}

/**
 * @param {string} frame
 * @returns {{ id?: unknown, message?: unknown }}
 */
function envelope(frame) {
  try {
    return Object(JSON.parse(frame))
  } catch {
    return {}
  }
}
