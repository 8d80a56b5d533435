/** What a headless page can't do: why, and what to do about it. */

export class PageError extends Error {
  name = 'PageError'

  /**
   * @param {string} reason a sentence
   * @param {string} remedy a sentence
   * @param {{ cause?: unknown }} [options]
   */
  constructor(reason, remedy, options) {
    super(`${reason} ${remedy}`, options)
    this.reason = reason
    this.remedy = remedy
  }
}

/** What only a browser can do: scripts, js: values, filters of triggers, "revealed". */
export class NeedsBrowserError extends PageError {
  name = 'NeedsBrowserError'
}

/** A selector that can't be read. */
export class SelectorError extends PageError {
  name = 'SelectorError'

  /**
   * @param {string} selector
   * @param {number} position an index of the selector: where it is wrong
   * @param {string} reason what is wrong there
   */
  constructor(selector, position, reason) {
    const place = `${' '.repeat(position)}^`
    super(`${JSON.stringify(selector)} is no selector: ${reason}, at ${position}.`, 'Correct it there.')
    this.selector = selector
    this.position = position
    this.message += `\n  ${selector}\n  ${place}`
  }
}
