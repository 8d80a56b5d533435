/** htmx.config: what a page says in <meta name="htmx-config"> goes before what is given. */
import { PageError } from '../errors.js'

/**
 * @param {import('../tree.d.ts').Tree} tree
 * @param {Record<string, any>} [given] what the page's scripts would have set
 * @returns {Record<string, any>}
 * @throws {PageError} where it can't be read
 */
export function configOf(tree, given) {
  const meta = tree.query('meta[name="htmx-config"]')
  const content = meta && tree.attribute(meta, 'content')
  if (!content) return { ...given }
  try {
    return { ...given, ...JSON.parse(content) }
  } catch (cause) {
    throw new PageError('<meta name="htmx-config"> holds no JSON.', 'Correct its content.', { cause })
  }
}
