/** Messages that wait for the page's next frame, and are applied together. */
import { longestText } from './core.js'

/** @typedef {import('./receive.js').Owner} Owner */
/** @typedef {ReturnType<typeof import('./apply.js').createApplication>} Application */

/** More than that does not wait. */
const mostMessages = 10_000
/** A page that is not painted, such as one in a hidden tab, has no frames. */
const longestWait = 100 // milliseconds

/** @typedef {{ owner: Owner, texts: string[], units: number, cancel: () => void }} Batch */

/** @param {Application} apply */
export function createBatches(apply) {
  /** @type {Map<Element, Batch>} */
  const waiting = new Map()

  /** @param {Owner} owner */
  function begin(owner) {
    /** @type {Batch} */
    const batch = { owner, texts: [], units: 0, cancel: atNextFrame(() => flush(owner.socketElt)) }
    waiting.set(owner.socketElt, batch)
    return batch
  }

  /** @param {Element} socketElt */
  function flush(socketElt) {
    const batch = waiting.get(socketElt)
    if (!batch) return
    waiting.delete(socketElt)
    batch.cancel()
    const { owner, texts } = batch
    if (owner.isAlive()) apply.batch(owner, texts)
  }

  return {
    flush,

    /**
     * @param {Owner} owner
     * @param {string} text
     */
    add(owner, text) {
      const present = waiting.get(owner.socketElt)
      const isLarge = present && present.units + text.length > longestText
      // messages of an earlier connection are not told of as this one's
      if (present && (isLarge || present.owner !== owner)) flush(owner.socketElt)
      const batch = waiting.get(owner.socketElt) ?? begin(owner)
      batch.texts.push(text)
      batch.units += text.length
      if (batch.units > longestText || batch.texts.length >= mostMessages) flush(owner.socketElt)
    }
  }
}

/**
 * @param {() => void} work
 * @returns {() => void} calls it off
 */
function atNextFrame(work) {
  const frame = requestAnimationFrame(work)
  const timer = setTimeout(work, longestWait)
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}
