/** A socket's messages, each in its turn: offered to listeners, put into the page, and what could not be swapped reported. */
import { Trouble } from './document.js'
import { PageError } from './errors.js'

/** @typedef {import('./tree.d.ts').HeadlessElement} HeadlessElement */
/** @typedef {import('./document.js').Tree} Tree */

/**
 * @param {object} page
 * @param {Tree} page.tree
 * @param {import('./reports.js').Reports} page.reports
 * @param {(message: string, change: ReturnType<Tree['apply']>) => void} page.applied
 */
export function createReceiving({ tree, reports, applied }) {
  /** Ends when what a Blob holds has been read, where there was one. @type {Promise<void> | undefined} */
  let reading

  /**
   * @param {HeadlessElement} elt of the socket
   * @param {string} message
   */
  function apply(elt, message) {
    const change = tree.apply(message)
    for (const each of change.unswapped) reports.error(elt, 'htmx:wsMessageError', unswapped(message, each))
    applied(message, change)
    if (tree.isAttached(elt)) reports.announce(elt, 'htmx:wsAfterMessage', { message })
  }

  /**
   * @param {HeadlessElement} elt
   * @param {unknown} data
   * @returns {Promise<void> | undefined}
   */
  function handle(elt, data) {
    if (!reports.announce(elt, 'htmx:wsBeforeMessage', { message: data })) return undefined
    if (data instanceof Blob) return data.text().then((text) => void (tree.isAttached(elt) && apply(elt, text)))
    return void apply(
      elt,
      typeof data === 'string' ? data : new TextDecoder().decode(/** @type {ArrayBuffer} */ (data))
    )
  }

  return {
    /**
     * @param {HeadlessElement} elt of the socket
     * @param {unknown} data of a frame
     */
    receive(elt, data) {
      const work = () => (tree.isAttached(elt) ? handle(elt, data) : undefined)
      const pending = reading ? reading.then(work) : work()
      if (!pending) return
      const turn = pending.then(() => {
        if (reading === turn) reading = undefined
      })
      reading = turn
    }
  }
}

/**
 * @param {string} message
 * @param {import('./document.js').Unswapped} element
 */
function unswapped(message, { kind, start, end }) {
  const [reason, remedy] = reasons[kind]
  return new PageError(`${startTag(message.slice(start, end))} can't be swapped: ${reason}.`, remedy)
}

/** @param {string} source of an element */
const startTag = (source) => /^<[^>]*>/.exec(source)?.[0] ?? source.slice(0, 80)

/** @type {Record<number, [reason: string, remedy: string]>} */
const reasons = {
  [Trouble.noTarget]: ['nothing in the page has its id, or matches its selector', 'Give it an id that is in the page.'],
  [Trouble.badSelector]: ['the selector of its hx-swap-oob is none', 'Correct it.'],
  [Trouble.extensionStyle]: ['its style is that of an extension', 'Test that in a browser.'],
  [Trouble.refused]: ['a browser can not put it there either', 'Choose another place for it.']
}
