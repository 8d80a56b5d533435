/**
 * What is known to differ between Chromium and a page without a browser, and why. Anything else is a defect of ours.
 *
 * @typedef {object} Known
 * @property {string} name
 * @property {string} reason
 * @property {(difference: import('./compare.mjs').Difference, play: import('./steps.mjs').Play) => boolean} covers
 */

/** @type {Known[]} */
export const known = []

/**
 * @param {import('./compare.mjs').Difference} difference
 * @param {import('./steps.mjs').Play} play
 */
export const reasonFor = (difference, play) => known.find(({ covers }) => covers(difference, play))
