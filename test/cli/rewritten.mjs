// What "migrate" makes of a text, without files.
import { edited } from '../../js/cli/edits.js'
import { kindOf } from '../../js/cli/kinds.js'
import { positionOf } from '../../js/cli/position.js'
import { rewrite } from '../../js/cli/rewrite.js'

/**
 * @param {string} text
 * @param {string} [name] of the file
 * @returns {{ text: string, left: string[] }} what is left, with its place
 */
export function rewritten(text, name = 'page.html') {
  const { edits, left } = rewrite(text, kindOf(name))
  return { text: edited(text, edits), left: left.map(({ at, what }) => `${positionOf(text, at)} ${what}`) }
}
