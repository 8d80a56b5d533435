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
    name: 'emoji typed over in a password',
    reason:
      'Chromium counts what is selected in a password by its dots, one for an emoji of two code units: with maxlength ' +
      'there is less room for what takes its place.',
    covers: ({ part, step }, play) =>
      part === 'controls' &&
      play.steps[step - 1]?.do === 'fill' &&
      /type="password"[^>]*[\ud800-\udbff]/.test(textOf(play))
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

/**
 * The lines of one text that another has not, or not as often.
 * @param {string} text
 * @param {string} other
 */
function onlyIn(text, other) {
  const rest = other.split('\n')
  return text.split('\n').filter((line) => {
    const at = rest.indexOf(line)
    if (at >= 0) rest.splice(at, 1)
    return at < 0 && line !== ''
  })
}

/**
 * Whether what only the browser did is of that kind; there is nothing of it where the kind is empty.
 * @param {Difference} difference
 * @param {string} kind
 */
function onlyInBrowser({ part, browser, headless }, kind) {
  const found = onlyIn(browser, headless)
  const isThere = kind ? found.length > 0 : found.length === 0
  return part === 'frames' && isThere && found.every((line) => line.startsWith(`["${kind}"`))
}

/** @param {Difference} difference */
const onlyInHeadless = ({ browser, headless }) => onlyIn(headless, browser)

/** @param {string} frames as JSON in JSON */
const withoutBreaks = (frames) => frames.replaceAll('\\\\n', '')

/** @param {Play} play */
const textOf = ({ html, steps }) => html + steps.map((step) => ('text' in step ? step.text : '')).join('')

/** @param {Play} play @param {string} text */
const hasText = (play, text) => textOf(play).includes(text)
