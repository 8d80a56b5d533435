/** Whether a page in a browser and one without came to the same, and at which step they did not. */

/** @typedef {import('./steps.mjs').State} State */

/**
 * @typedef {object} Difference
 * @property {number} step 0 for the page as it was loaded; the rest are the play's
 * @property {'document' | 'controls' | 'frames'} part
 * @property {string} browser
 * @property {string} headless
 * @property {State['errors']} errors of both, in this step
 */

/** As serialized: only what stands in a script or a comment could look the same and be none. */
const startTag = /<([a-z][^\s<>/]*)((?: [^\s"=<>]+="[^"]*")+)>/gi

/**
 * The order of attributes means nothing, and a browser's depends on what set them: they are sorted by name.
 * @param {string} html
 */
export const normalized = (html) =>
  html.replace(
    startTag,
    (_, name, attributes) =>
      `<${name}${attributes
        .match(/ [^\s"=<>]+="[^"]*"/g)
        .sort()
        .join('')}>`
  )

/**
 * @param {State[]} browser
 * @param {State[]} headless
 * @returns {Difference | null} the first: all that follow may be its consequences
 */
export function compare(browser, headless) {
  for (const [step, seen] of browser.entries()) {
    const other = headless[step]
    for (const [part, read] of parts) {
      const [one, two] = [read(seen), read(other)]
      if (one !== two)
        return { step, part, browser: one, headless: two, errors: [...seen.errors, '/', ...other.errors] }
    }
  }
  return null
}

/** @type {[Difference['part'], (state: State) => string][]} */
const parts = [
  ['frames', ({ frames }) => frames.join('\n')],
  ['document', ({ html }) => normalized(html)],
  ['controls', ({ controls }) => controls.map((control) => JSON.stringify(control)).join('\n')]
]

/**
 * Where two texts part, for people.
 * @param {Difference} difference
 */
export function excerpts({ browser, headless }) {
  let at = 0
  while (at < browser.length && browser[at] === headless[at]) at += 1
  const from = Math.max(0, at - 100)
  return { browser: browser.slice(from, at + 160), headless: headless.slice(from, at + 160) }
}
