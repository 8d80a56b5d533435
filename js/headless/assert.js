/** Assertions of a page's elements, with the difference as node:assert shows it. */
import { AssertionError } from 'node:assert'
import { isDeepStrictEqual } from 'node:util'
import { collapse } from './expectation.js'

/** @typedef {import('./headless.d.ts').ElementExpectations} Expectations */
/** @typedef {import('./headless.d.ts').PageElement} PageElement */

/**
 * @param {import('./page.js').Page} page
 * @param {string} selector
 * @param {Expectations} expected
 * @throws {AssertionError}
 */
export function assertElement(page, selector, expected) {
  const all = page.queryAll(selector)
  const wanted = withDefaults(expected)
  const actual = actualOf(all, wanted)
  const expectedShown = Object.fromEntries(
    Object.entries(wanted).map(([name, value]) => [name, shown(name, value, actual)])
  )
  if (isDeepStrictEqual(actual, expectedShown)) return
  const error = new AssertionError({
    actual,
    expected: expectedShown,
    operator: 'deepStrictEqual',
    stackStartFn: assertElement
  })
  const others = all.length > 1 ? ` (the first of ${all.length})` : ''
  error.message = `${JSON.stringify(selector)}${others} is not as expected.\n${error.message}`
  throw error
}

/** Something is expected to be there, unless it says that it is not. @param {Expectations} expected */
const withDefaults = (expected) =>
  'exists' in expected || 'count' in expected ? expected : { exists: true, ...expected }

/**
 * Of what is there, what is expected to be something.
 * @param {PageElement[]} all
 * @param {Expectations} wanted
 * @returns {Record<string, unknown>}
 */
function actualOf(all, wanted) {
  const [elt] = all
  /** @type {Record<string, () => unknown>} */
  const read = {
    exists: () => elt !== undefined,
    count: () => all.length,
    text: () => elt && collapse(elt.text),
    value: () => elt?.value,
    checked: () => elt?.checked,
    attributes: () =>
      elt &&
      Object.fromEntries(Object.keys(wanted.attributes ?? {}).map((name) => [name, elt.attributes[name] ?? null]))
  }
  for (const name of Object.keys(wanted)) {
    if (!Object.hasOwn(read, name))
      throw new TypeError(`assertElement knows no "${name}": there are ${Object.keys(read).join(', ')}.`)
  }
  return Object.fromEntries(Object.keys(wanted).map((name) => [name, read[name]()]))
}

/**
 * A text as a reader sees it; an expression that matches is as good as the text itself.
 * @param {string} name
 * @param {unknown} wanted
 * @param {Record<string, unknown>} actual
 */
function shown(name, wanted, actual) {
  const value = actual[name]
  if (name !== 'text') return wanted
  if (wanted instanceof RegExp) return typeof value === 'string' && value.search(wanted) >= 0 ? value : wanted
  return collapse(String(wanted))
}
