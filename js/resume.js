/** The numbers of a server's messages (resume: true): what the page had last, and what it need not have again. */
export function createResume() {
  /** The last message's; numbers rise for one URL. @type {number | bigint} */
  let last = -1
  /** @type {string | undefined} */
  let url

  return {
    /**
     * @param {string} present the URL of the next attempt
     * @returns {number | bigint} the last message's number; -1 before the first
     */
    lastOf(present) {
      if (present !== url) last = -1
      url = present
      return last
    },

    /**
     * @param {{ data: any }} event
     * @returns {{ data: any } | null} null for a message that was here before
     */
    withoutNumber(event) {
      // what is no text has none: its name is looked at
      const found = /^<!--seq:(\d+)-->/.exec(event.data)
      if (!found) return event
      const seq = BigInt(found[1])
      if (seq <= last) return null
      last = seq
      return { data: event.data.slice(found[0].length) }
    }
  }
}
