/** What went over the page's sockets: the last frames, and those that come, for whoever waits for them. */

/** @typedef {import('./headless.d.ts').Frame} Frame */

/** @param {number} most frames that are kept */
export function createFrames(most) {
  /** @type {Frame[]} */
  let kept = []
  /** @type {Set<Reader>} */
  const readers = new Set()
  let ended = false

  return {
    /** @returns {readonly Frame[]} oldest first */
    list: () => kept.slice(-most),

    /** @param {Frame} frame */
    add(frame) {
      // cut only now and then: this happens with each message
      if (kept.length >= 2 * most) kept = most > 0 ? kept.slice(-most) : []
      if (most > 0) kept.push(frame)
      if (frame.direction === 'received') for (const reader of readers) reader.push(frame)
    },

    /** @returns {AsyncIterableIterator<Frame>} those that are received from now on, until the end */
    received() {
      const reader = createReader(most, () => readers.delete(reader))
      if (ended) reader.end()
      else readers.add(reader)
      return reader.iterator
    },

    end() {
      ended = true
      for (const reader of readers) reader.end()
      readers.clear()
    }
  }
}

/** @typedef {ReturnType<typeof createReader>} Reader */

/**
 * One that reads frames as they come. Of those that it does not come round to read, the last ones are kept.
 * @param {number} most
 * @param {() => void} left nobody reads any more
 */
function createReader(most, left) {
  /** @type {Frame[]} */
  const waiting = []
  /** @type {((result: IteratorResult<Frame>) => void)[]} */
  const asked = []
  let ended = false
  const done = /** @type {IteratorReturnResult<undefined>} */ ({ done: true, value: undefined })

  function end() {
    ended = true
    for (const answer of asked.splice(0)) answer(done)
  }

  /** @type {AsyncIterableIterator<Frame>} */
  const iterator = {
    async next() {
      const frame = waiting.shift()
      if (frame) return { done: false, value: frame }
      return ended ? done : new Promise((answer) => asked.push(answer))
    },
    async return() {
      waiting.length = 0
      end()
      left()
      return done
    },
    [Symbol.asyncIterator]: () => iterator
  }

  return {
    iterator,
    end,
    /** @param {Frame} frame */
    push(frame) {
      const answer = asked.shift()
      if (answer) return answer({ done: false, value: frame })
      waiting.push(frame)
      if (waiting.length > Math.max(most, 1)) waiting.shift()
    }
  }
}
