/**
 * The tags of a page and the places of their attributes, by the rules of HTML's tokenizer (WHATWG HTML, section 13.2.5), with
 * templating stepped over. Positions are offsets in the text.
 */
import { createTemplating } from './templating.js'

/** @typedef {import('./kinds.js').Kind} Kind */

/** @typedef {{ start: number, end: number }} Span */

/**
 * @typedef {object} Value
 * @property {number} start without quotes
 * @property {number} end
 * @property {string} quote "", or "{" for an expression
 * @property {Span[]} holes templating in it
 */

/**
 * @typedef {object} Attribute
 * @property {string} name without templating; in small letters, but where case matters
 * @property {boolean} isDynamic its name has templating in it
 * @property {number} start
 * @property {number} nameEnd
 * @property {number} end behind the value's quote
 * @property {Value | null} value
 */

/**
 * @typedef {object} Tag
 * @property {string} name
 * @property {boolean} isEnd
 * @property {boolean} isSelfClosing it has no end tag
 * @property {number} start
 * @property {number} end
 * @property {Attribute[]} attributes as written, also those that browsers ignore
 * @property {boolean} hasTemplating between its attributes
 */

/**
 * What is no tag and no text.
 * @typedef {Span & { what: 'comment' | 'script' | 'style' | 'text field' | 'templating' | 'unfinished tag' }} Region
 */

/** Elements whose content is text, as in parsers that run no scripts. */
const raw = ['script', 'style', 'textarea', 'title', 'xmp', 'iframe', 'noembed', 'noframes', 'plaintext']

/** More than any tag in a program has, in characters: what only looks like one costs no more. */
const longest = 10_000

const isSpace = (/** @type {string} */ letter) => ' \n\t\r\f'.includes(letter)

/**
 * @param {string} text
 * @param {Kind} kind
 * @returns {{ tags: Tag[], regions: Region[] }} in the order of the text
 */
export function readTags(text, kind) {
  const templating = createTemplating(text, kind)
  /** @type {Tag[]} */
  const tags = []
  /** @type {Region[]} */
  const regions = []
  /** Elements of SVG and MathML, which have their own rules, that are open. */
  let foreign = 0
  let at = 0
  while (at < text.length) at = stepOver(at)
  return { tags, regions }

  /** @param {number} start @returns {number} behind what stands there */
  function stepOver(start) {
    const special = nextSpecial(start)
    if (special > start) return special
    const end = templating.endOf(start, 'data')
    if (end >= 0) return skip('templating', start, end)
    if (kind.isCode && text[start] === '/') return endOfCodeComment(start)
    return text[start] === '<' ? endOfMarkup(start) : start + 1
  }

  /** @param {number} from */
  function nextSpecial(from) {
    const letters = kind.isCode ? /[<{@/]/g : /[<{@]/g
    letters.lastIndex = from
    return letters.exec(text)?.index ?? text.length
  }

  /**
   * @param {Region['what']} what
   * @param {number} start
   * @param {number} end
   */
  function skip(what, start, end) {
    regions.push({ what, start, end })
    return end
  }

  /** @param {number} start of a slash */
  function endOfCodeComment(start) {
    const comment = /\/\*[\s\S]*?\*\/|(?<=^[ \t]*)\/\/[^\n]*/my
    comment.lastIndex = start
    return comment.test(text) ? skip('comment', start, comment.lastIndex) : start + 1
  }

  /** @param {number} start of "<" */
  function endOfMarkup(start) {
    if (text.startsWith('<!--', start)) return skip('comment', start, endOfComment(start))
    const isEnd = text[start + 1] === '/'
    const first = text[start + (isEnd ? 2 : 1)] ?? ''
    if (/[a-z]/i.test(first)) return endOfTag(start, isEnd)
    if (isEnd && first === '>') return start + 3
    const isSection = text.startsWith('<![CDATA[', start) && (foreign > 0 || Boolean(kind.isCaseSensitive))
    if (isSection) return skip('comment', start, behind(']]>', start))
    const isBogus = isEnd || text[start + 1] === '!' || text[start + 1] === '?'
    return isBogus && first !== '' ? skip('comment', start, behind('>', start + 2)) : start + 1
  }

  /** @param {number} start */
  function endOfComment(start) {
    const close = /--!?>/g
    const atOnce = /<!---?>/y
    atOnce.lastIndex = start
    if (atOnce.test(text)) return atOnce.lastIndex
    close.lastIndex = start + 4
    return close.test(text) ? close.lastIndex : text.length
  }

  /**
   * @param {string} what
   * @param {number} from
   */
  function behind(what, from) {
    const found = text.indexOf(what, from)
    return found < 0 ? text.length : found + what.length
  }

  /**
   * @param {number} start
   * @param {boolean} isEnd
   */
  function endOfTag(start, isEnd) {
    const tag = readTag(start, isEnd)
    // in a program, "a<b" is no tag
    if (!tag) return kind.isCode ? start + 1 : skip('unfinished tag', start, text.length)
    tags.push(tag)
    if (['svg', 'math'].includes(tag.name) && !tag.isSelfClosing) foreign = Math.max(0, foreign + (isEnd ? -1 : 1))
    // the rest is HTML's alone, so that something has ended SVG before it
    const isEmpty = tag.isSelfClosing && (Boolean(kind.selfCloses) || ['script', 'style', 'title'].includes(tag.name))
    return isEnd || isEmpty || !raw.includes(tag.name) ? tag.end : skipRaw(tag)
  }

  /** @param {Tag} tag */
  function skipRaw({ name, end }) {
    const what = name === 'script' || name === 'style' ? name : 'text field'
    return skip(what, end, name === 'script' ? endOfScript(end) : endOfRaw(name, end))
  }

  /**
   * @param {string} name
   * @param {number} from
   */
  function endOfRaw(name, from) {
    const close = new RegExp(`</${name}(?=[ \\n\\t\\r\\f/>])`, 'gi')
    close.lastIndex = from
    const found = name === 'plaintext' ? null : close.exec(text)
    return found?.index ?? text.length
  }

  /**
   * A script in a comment of a script does not end it.
   * @param {number} from
   */
  function endOfScript(from) {
    const parts = /<!--|-->|<(\/?)script(?=[ \n\t\r\f/>])/gi
    parts.lastIndex = from
    let isEscaped = false
    let isInner = false
    for (let part = parts.exec(text); part; part = parts.exec(text)) {
      if (part[0] === '<!--') {
        isEscaped = true
        // its dashes may also be those of the end
        parts.lastIndex -= 2
      } else if (part[0] === '-->') isEscaped = isInner = false
      else if (part[1] && !isInner) return part.index
      else isInner = isEscaped && !part[1]
    }
    return text.length
  }

  /**
   * @param {number} start
   * @param {boolean} isEnd
   * @returns {Tag | null} null where the text ends before it does
   */
  function readTag(start, isEnd) {
    const nameStart = start + (isEnd ? 2 : 1)
    let index = endOfName(nameStart, () => false).end
    const name = text.slice(nameStart, index)
    /** @type {Tag} */
    const tag = {
      name: kind.isCaseSensitive ? name : name.toLowerCase(),
      isEnd,
      isSelfClosing: false,
      start,
      end: start,
      attributes: [],
      hasTemplating: false
    }
    const limit = kind.isCode ? Math.min(text.length, start + longest) : text.length
    while (index < limit && text[index] !== '>') {
      const end = isGap(index) ? index + 1 : readPart(tag, index)
      if (end < 0) return null
      index = end
    }
    if (index >= limit) return null
    tag.isSelfClosing = text[index - 1] === '/' && tag.attributes.at(-1)?.end !== index && mayCloseItself(tag.name)
    tag.end = index + 1
    return tag
  }

  /** @param {number} index */
  function isGap(index) {
    return text[index] === '/' || isSpace(text[index])
  }

  /**
   * An attribute, or templating between attributes.
   * @param {Tag} tag gets it
   * @param {number} start
   * @returns {number} behind it; -1 where the text ends before it does
   */
  function readPart(tag, start) {
    const construct = templating.endOf(start, 'tag')
    if (construct >= 0 && standsAlone(start, construct)) {
      tag.hasTemplating = true
      return construct
    }
    // in a program, "a<b && c" is no tag
    const attribute = kind.isCode && !/[\w:@$.{[-]/.test(text[start]) ? null : readAttribute(start)
    if (!attribute) return -1
    tag.attributes.push(attribute)
    return attribute.end
  }

  /** @param {string} name */
  function mayCloseItself(name) {
    return Boolean(kind.selfCloses) || foreign > 0 || name === 'svg' || name === 'math'
  }

  /**
   * @param {number} start of templating between attributes
   * @param {number} end
   * @returns {boolean} whether it is no part of an attribute's name
   */
  function standsAlone(start, end) {
    return templating.isControl(start) || end >= text.length || isSpace(text[end]) || '/>='.includes(text[end])
  }

  /**
   * @param {number} start
   * @returns {Attribute | null} null where the text ends before it does
   */
  function readAttribute(start) {
    const { end: nameEnd, hasHoles } = endOfName(start, templating.isControl)
    const name = text.slice(start, nameEnd)
    const sign = behindSpace(nameEnd)
    const value = text[sign] === '=' ? readValue(behindSpace(sign + 1)) : null
    if (value && value.end > text.length) return null
    const isQuoted = value?.quote === '"' || value?.quote === "'"
    return {
      name: kind.isCaseSensitive ? name : name.toLowerCase(),
      isDynamic: hasHoles,
      start,
      nameEnd,
      end: value ? value.end + (isQuoted ? 1 : 0) : nameEnd,
      value
    }
  }

  /** @param {number} index */
  function behindSpace(index) {
    let end = index
    while (end < text.length && isSpace(text[end])) end += 1
    return end
  }

  /**
   * @param {number} start
   * @param {(at: number) => boolean} endsIt whether templating ends the name
   */
  function endOfName(start, endsIt) {
    let end = start
    let hasHoles = false
    while (end < text.length && !isSpace(text[end]) && !'/>'.includes(text[end])) {
      // a name may begin with "="
      if (text[end] === '=' && end > start) break
      const construct = templating.endOf(end, 'tag')
      if (construct >= 0 && end > start && endsIt(end)) break
      if (construct >= 0) hasHoles = true
      end = construct >= 0 ? construct : end + 1
    }
    return { end, hasHoles }
  }

  /**
   * @param {number} at
   * @returns {Value} that ends behind the text where its quote is missing
   */
  function readValue(at) {
    const quote = text[at] ?? ''
    if (quote === '"' || quote === "'") return readUntil(at + 1, quote, (letter) => letter === quote)
    const end = kind.hasBraces && quote === '{' ? templating.endOf(at, 'tag') : -1
    if (end >= 0) return { start: at, end, quote: '{', holes: [{ start: at, end }] }
    return readUntil(at, '', (letter) => letter === '>' || isSpace(letter))
  }

  /**
   * @param {number} start
   * @param {string} quote
   * @param {(letter: string) => boolean} isEnd
   * @returns {Value}
   */
  function readUntil(start, quote, isEnd) {
    /** @type {Span[]} */
    const holes = []
    let end = start
    while (end < text.length && !isEnd(text[end])) {
      const construct = templating.endOf(end, 'quoted')
      if (construct >= 0) holes.push({ start: end, end: construct })
      end = construct >= 0 ? construct : end + 1
    }
    return { start, end: end < text.length ? end : text.length + 1, quote, holes }
  }
}
