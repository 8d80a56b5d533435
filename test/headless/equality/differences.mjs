/**
 * What is known to differ between Chromium and a page without a browser, and why. Anything else is a defect of ours.
 *
 * @typedef {import('./compare.mjs').Difference} Difference
 * @typedef {import('./steps.mjs').Play} Play
 *
 * @typedef {object} Known
 * @property {string} name
 * @property {string} reason
 * @property {(difference: Difference, play: Play) => boolean} covers
 */

/** @type {Known[]} */
export const known = [
  {
    name: 'delayed triggers of elements that are gone',
    reason:
      'htmx runs a delay to its end when the element has left the page, and sends what the element, still in memory, ' +
      'says. Without a browser what has left the page is gone.',
    covers: (difference, play) =>
      onlyInBrowser(difference, 'sent') && onlyInHeadless(difference).length === 0 && hasText(play, 'delay:')
  },
  {
    name: 'sockets of what is put aside',
    reason:
      'An element that hx-preserve puts aside is behind the body meanwhile, outside of hx-ext="ws": where it goes ' +
      'there, Chromium closes its socket not at once, but when the socket is next heard of.',
    covers: (difference, play) =>
      onlyInBrowser(difference, '') &&
      onlyInHeadless(difference).every((line) => line.startsWith('["closed"')) &&
      hasText(play, 'hx-preserve')
  },
  {
    name: 'wrap="hard"',
    reason: 'The lines of a text area with wrap="hard" are those on the screen, and there is none.',
    covers: ({ part, browser, headless }, play) =>
      part === 'frames' && hasText(play, 'wrap="hard"') && withoutBreaks(browser) === withoutBreaks(headless)
  },
  {
    name: 'radio buttons with form= in a message',
    reason:
      'While a message is parsed, form= names no form yet: such a radio button is one of the group of the form around ' +
      'it, of which a later one that is checked unchecks it. Without a browser it is of its own form from the beginning.',
    covers: ({ part }, play) => part === 'controls' && /type="radio"[^>]* form="[^>]* checked/.test(textOf(play))
  },
  {
    name: 'HTML in a drawing',
    reason:
      'What a message puts into an element of SVG is HTML in a browser. Without one, what stands in a drawing is of SVG, ' +
      'where no element is without an end tag.',
    covers: ({ part, browser, headless }) => part === 'document' && headless.replaceAll(voidEnds, '') === browser
  },
  {
    name: 'a line break that begins a text in a template',
    reason:
      "A template's content is kept as HTML. Where it becomes a part of the page it is parsed again, and a line break " +
      'right behind <pre> or <textarea> is dropped once more.',
    covers: ({ part }, play) =>
      part !== 'frames' && hasText(play, '<template') && /<(?:pre|textarea|listing)[^>]*>\n/.test(textOf(play))
  }
]

/**
 * @param {Difference} difference
 * @param {Play} play
 */
export const reasonFor = (difference, play) => known.find(({ covers }) => covers(difference, play))

const voidEnds = /<\/(?:br|hr|img|input|wbr|col|source|embed|link|meta)>/g

/** @param {string} text */
const lines = (text) => text.split('\n').filter(Boolean)

/**
 * Whether what only the browser did is of that kind; there is nothing of it where the kind is empty.
 * @param {Difference} difference
 * @param {string} kind
 */
function onlyInBrowser({ part, browser, headless }, kind) {
  const found = lines(browser).filter((line) => !lines(headless).includes(line))
  return (
    part === 'frames' &&
    (kind ? found.length > 0 : found.length === 0) &&
    found.every((line) => line.startsWith(`["${kind}"`))
  )
}

/** @param {Difference} difference */
const onlyInHeadless = ({ browser, headless }) => lines(headless).filter((line) => !lines(browser).includes(line))

/** @param {string} frames as JSON in JSON */
const withoutBreaks = (frames) => frames.replaceAll('\\\\n', '')

/** @param {Play} play */
const textOf = ({ html, steps }) => html + steps.map((step) => ('text' in step ? step.text : '')).join('')

/** @param {Play} play @param {string} text */
const hasText = (play, text) => textOf(play).includes(text)
