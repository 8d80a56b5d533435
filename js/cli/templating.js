/**
 * Templating in a page: where a construct of Jinja, Twig, Liquid, Go, Handlebars, ERB, EJS, PHP, JSP, Blade, Razor, Svelte or
 * JSX ends. What is inside is not read.
 */

/** @typedef {import('./kinds.js').Kind} Kind */

/** @typedef {'data' | 'tag' | 'quoted'} Place */

/** What opens a construct and what ends it; the first that fits counts. @type {[RegExp, RegExp][]} */
const pairs = [
  [/\{\{~?!--/y, /--~?\}\}/g],
  [/\{\{--/y, /--\}\}/g],
  [/\{\{-?[ \t]*\/\*/y, /\*\/[ \t]*-?\}\}/g],
  [/\{\{/y, /\}\}/g],
  [/\{!!/y, /!!\}/g],
  [/\{%-?[ \t]*comment\b/y, /\{%-?[ \t]*endcomment[ \t]*-?%\}/g],
  [/\{%/y, /%\}/g],
  [/\{#/y, /#\}/g],
  [/<%!?--/y, /--%>/g],
  [/<%/y, /%>/g],
  [/<#--/y, /-->/g],
  [/<\?(?:php\b|=|[ \t\r\n])/y, /\?>/g]
]

const shortExpression = /[$#@]\{[^}\n]*\}/y
const directive = /<\/?[#@][a-z][^<>"\n]*>/y
const atExpression = /@[\w.]*[ \t]?\(/y

/** One that says what is there and what is not: no part of a name that stands beside it. */
const control = /\{%|\{#|<%(?!=)|<\?(?!=)|@|\{\{[-~]?\s*(?:[#/^!*-]|(?:if|else|end|with|range|block|unless|each)\b)/y

/**
 * @param {string} text
 * @param {Kind} kind
 */
export function createTemplating(text, kind) {
  /** What is nowhere in the rest of the text need not be looked for again. @type {Set<RegExp>} */
  const missing = new Set()
  /** Places of braces and parentheses without a partner. @type {Set<number>} */
  const single = new Set()

  return { endOf, isControl: (/** @type {number} */ at) => startsAt(control, at) }

  /**
   * @param {number} at
   * @param {Place} place
   * @returns {number} behind the construct that begins there; -1 where none does
   */
  function endOf(at, place) {
    const first = text[at]
    if (first === '<' && startsAt(directive, at)) return directive.lastIndex
    if (first === '{' || first === '<') return endOfPair(at, place)
    if (first === '@' && kind.hasAt && startsAt(atExpression, at)) return endOfBalanced(atExpression.lastIndex - 1)
    const isShort = (first === '$' || first === '#' || first === '@') && place !== 'data'
    return isShort && startsAt(shortExpression, at) ? shortExpression.lastIndex : -1
  }

  /**
   * @param {number} at
   * @param {Place} place
   */
  function endOfPair(at, place) {
    const isBlock = kind.hasBraces && text[at + 1] === '#'
    if (isBlock && place === 'data') return -1
    const hasBraces = place === 'tag' ? kind.hasBraces : place === 'quoted' && kind.hasBracesInQuotes
    if (hasBraces && text[at] === '{') return endOfBalanced(at)
    for (const [start, close] of pairs) {
      if (!startsAt(start, at)) continue
      const end = endBy(close, start.lastIndex)
      if (end > 0) return place === 'data' && hasLinesOfTags(at, end) ? -1 : end
    }
    // the rest of a program needs no end
    return place === 'data' && text.startsWith('<?php', at) ? text.length : -1
  }

  /**
   * Braces that somebody writes about are no construct.
   * @param {number} start
   * @param {number} end
   */
  function hasLinesOfTags(start, end) {
    const inside = text.slice(start, end)
    return /^\{\{(?![-~]?[ \t]*(?:!|--|\/\*))/.test(inside) && inside.includes('\n') && /<[a-z/!]/i.test(inside)
  }

  /**
   * @param {RegExp} close
   * @param {number} from
   * @returns {number} behind it; -1 where it does not come
   */
  function endBy(close, from) {
    if (missing.has(close)) return -1
    close.lastIndex = from
    if (close.test(text)) return close.lastIndex
    missing.add(close)
    return -1
  }

  /**
   * @param {number} at of a brace or parenthesis
   * @returns {number} behind its partner; -1 without one
   */
  function endOfBalanced(at) {
    if (single.has(at)) return -1
    const parts = /[{(]|[})]|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[\s\S])*`|\/\*[\s\S]*?\*\//g
    parts.lastIndex = at
    let depth = 0
    for (let part = parts.exec(text); part && part.index < at + longest; part = parts.exec(text)) {
      if ('{('.includes(part[0])) depth += 1
      if ('})'.includes(part[0])) depth -= 1
      if (depth === 0) return parts.lastIndex
    }
    single.add(at)
    return -1
  }

  /**
   * @param {RegExp} pattern sticky
   * @param {number} at
   */
  function startsAt(pattern, at) {
    pattern.lastIndex = at
    return pattern.test(text)
  }
}

/** More than any expression has, in characters: one without an end costs no more. */
const longest = 5000
