/**
 * A page and what is done with it, as the generator makes it and both sides play it.
 *
 * @typedef {object} Play
 * @property {number} index
 * @property {string} html the whole page
 * @property {Step[]} steps
 */

/**
 * `pick` in [0, 1) chooses one of what is there when it comes to it.
 *
 * @typedef {{ do: 'message', pick: number, text: string }
 *   | { do: 'fill', pick: number, text: string, values: Record<string, string> }
 *   | { do: 'check' | 'uncheck' | 'click' | 'submit', pick: number }
 *   | { do: 'select', pick: number, picks: number[] }
 *   | { do: 'trigger', pick: number, event: string }
 *   | { do: 'open', pick: number }
 *   | { do: 'drop', pick: number }
 *   | { do: 'tick', pick: number, milliseconds: number }} Step
 */

/**
 * What is there after a step.
 *
 * @typedef {object} State
 * @property {{ selector: string, values: string[] } | null} done what the browser's user did: the headless one does the same
 * @property {string} html the document
 * @property {unknown[]} controls of each control its name, value and checkedness
 * @property {string[]} frames what became of sockets in this step: made, sent, closed; as JSON
 * @property {string[]} errors that the page has shown; not compared
 */

export {}
