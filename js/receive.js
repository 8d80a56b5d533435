/** Frames from the server, each in its turn: read, offered to the page as wsBeforeMessage, and applied at once or in a batch. */
import { createApplication } from './apply.js'
import { createBatches } from './batch.js'
import { reportUncaught } from './uncaught.js'

/** @typedef {import('./core.js').Core} Core */
/** @typedef {import('./public.d.ts').SocketWrapper} SocketWrapper */
/** @typedef {import('./htmx.d.ts').HtmxApi} HtmxApi */
/** @typedef {import('./htmx.d.ts').HtmxExtension} HtmxExtension */
/** @typedef {import('./report.js').Report} Report */

/**
 * Who a connection's frames are for.
 * @typedef {object} Owner
 * @property {Element} socketElt
 * @property {SocketWrapper | undefined} socketWrapper
 * @property {import('./options.js').Options} options
 * @property {boolean} [isAlone] whether no extension but ours was active on the element when that was asked first
 * @property {() => boolean} isAlive whether the connection is still the element's
 */

/**
 * @param {Core} core
 * @param {HtmxApi} api
 * @param {Report} report
 * @param {HtmxExtension} extension ours
 */
export function createReceiver(core, api, report, extension) {
  const apply = createApplication(core, api, report, extension)
  const batches = createBatches(apply)
  /** What each element is still reading, while it is. @type {WeakMap<Element, Promise<void>>} */
  const reading = new WeakMap()

  return {
    /**
     * Handles a frame at once, or, behind a Blob that is still being read, in its turn.
     * @param {Owner} owner
     * @param {{ data: any }} event
     */
    receive(owner, { data }) {
      const { socketElt } = owner
      const before = reading.get(socketElt)
      const work = () => handle(owner, data)
      const pending = before ? before.then(() => (owner.isAlive() ? work() : undefined)) : work()
      if (!pending) return
      const turn = pending.catch(reportUncaught).then(() => {
        if (reading.get(socketElt) === turn) reading.delete(socketElt)
      })
      reading.set(socketElt, turn)
    },

    /** Applies what waits for the next frame. */
    flush: batches.flush
  }

  /**
   * @param {Owner} owner
   * @param {string | Blob | ArrayBuffer} data
   * @returns {Promise<void> | undefined} for a Blob, which can only be read asynchronously
   */
  function handle(owner, data) {
    if (!apply.offer(owner, data)) return undefined
    if (data instanceof Blob) {
      return data.text().then(
        (text) => {
          if (owner.isAlive()) take(owner, text)
        },
        (cause) => report(owner.socketElt, 'htmx:wsMessageError', { ...unreadable, cause })
      )
    }
    take(owner, textOf(data))
    return undefined
  }

  /**
   * @param {Owner} owner
   * @param {string} text
   */
  function take(owner, text) {
    if (owner.options.batch === 'frame') batches.add(owner, text)
    else apply.one(owner, text)
  }
}

const unreadable = { kind: 'binary', reason: 'A binary message could not be read.', remedy: 'Send HTML as UTF-8 text.' }

/** @param {string | ArrayBuffer} data */
const textOf = (data) => (typeof data === 'string' ? data : new TextDecoder().decode(data))
