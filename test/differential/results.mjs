// What the tests of mended defects ask of a played test's result.

/** @typedef {import('./harness.mjs').Result} Result */
/** @typedef {import('./harness.mjs').SeenEvent} SeenEvent */

/**
 * @param {Result} result
 * @returns {Record<string, any>[]} the fields of each frame, without its HEADERS
 */
export const sentFields = ({ frames }) =>
  frames.map((text) => {
    const { HEADERS, ...fields } = JSON.parse(text)
    return fields
  })

/**
 * @param {Result} result
 * @returns {any[]} what the steps noted, one after the other
 */
export const notes = ({ notes }) => notes.flat()

/**
 * @param {Result} result
 * @param {string} name without "htmx:"
 * @returns {SeenEvent[]}
 */
export const named = ({ events }, name) => events.filter((event) => event.name === `htmx:${name}`)

/**
 * @param {Result} result
 * @param {string} name without "htmx:"
 * @returns {string[]} the elements at which the event was fired
 */
export const targets = (result, name) => named(result, name).map(({ target }) => target)
