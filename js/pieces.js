/**
 * The pieces of messages: their top-level elements as nodes, found by the core, or by htmx's own parser where the core is
 * unsure.
 */
import { ElementFlag, StepKind } from './codes.js'
import { isHtmxOne, parseInTemplate } from './htmx-one.js'

/** @typedef {import('./core.js').Core} Core */
/** @typedef {import('./core.js').BatchStep} BatchStep */
/** @typedef {import('./htmx.d.ts').HtmxApi} HtmxApi */

/**
 * An element to be swapped, its value of hx-swap-oob, and what is in it (ElementFlag) where that is known.
 * @typedef {{ node: Element, swap: string, flags?: number }} Piece
 */

/**
 * @param {Core} core
 * @param {HtmxApi} api
 */
export function createParser(core, api) {
  // What the core is sure of is the same in a div and in a template, and browsers are three times as quick with a div.
  const inert = document.implementation.createHTMLDocument('')

  return {
    piecesOf,

    /**
     * What is left to do of several messages (src/batch.hpp).
     * @param {string[]} messages oldest first
     * @returns {Piece[][]} of each message of which anything is left
     */
    planned(messages) {
      // without a doctype, ids that differ in case may be one
      const steps = document.compatMode === 'BackCompat' ? null : core.batch(messages)
      return steps ? piecesOfSteps(messages, steps) : messages.map(piecesOf)
    }
  }

  /**
   * @param {string} message
   * @returns {Piece[]}
   */
  function piecesOf(message) {
    const found = core.fragments(message)
    if (!found) {
      const flags = plainFlags(message)
      return parseByHost(message).flatMap((node) => pieceOf(node, undefined, flags))
    }
    if (found.separate) {
      return found.flatMap(({ start, end, flags, swap }) => {
        const [node] = parse(message.slice(start, end), flags)
        return node ? pieceOf(node, swap, flags) : []
      })
    }
    const flags = found.reduce((all, element) => all | element.flags, 0)
    const nodes = parse(message, flags)
    // htmx may have taken scripts out; then the order says nothing any more
    const paired = nodes.length === found.length
    return nodes.flatMap((node, index) =>
      paired ? pieceOf(node, found[index].swap, found[index].flags) : pieceOf(node)
    )
  }

  /**
   * @param {string[]} messages
   * @param {BatchStep[]} steps
   * @returns {Piece[][]}
   */
  function piecesOfSteps(messages, steps) {
    const sourceOf = (/** @type {BatchStep} */ { message, start, end }) => messages[message].slice(start, end)
    const piecesOfStep = (/** @type {BatchStep} */ step, node = parse(sourceOf(step), step.flags)[0]) =>
      node ? pieceOf(node, step.swap, step.flags) : []
    const together = steps.filter(isTogether)
    const nodes = parse(together.map(sourceOf).join(''), 0)
    const paired = nodes.length === together.length
    let next = 0
    /** Of each message. @type {Map<number, Piece[]>} */
    const found = new Map()
    /** The first of each step. @type {(Piece | undefined)[]} */
    const heads = []
    for (const step of steps) {
      const node = paired && isTogether(step) ? nodes[next++] : undefined
      const own = step.kind === StepKind.byHost ? piecesOf(messages[step.message]) : piecesOfStep(step, node)
      const head = heads[step.into]
      heads.push(own[0])
      if (head) join(head, own[0])
      else if (found.has(step.message)) found.get(step.message)?.push(...own)
      else found.set(step.message, own)
    }
    return [...found.values()]
  }

  /**
   * A template that neither has an id nor says where it goes is only there to hold parts of a table together: what it
   * holds is swapped.
   * @param {Element} node
   * @param {string | null} swap
   * @param {number} [flags]
   * @returns {Piece[]}
   */
  function pieceOf(node, swap = api.getAttributeValue(node, 'hx-swap-oob'), flags = undefined) {
    const isNamed = node.hasAttribute('id') || isHxElement(node)
    if (!(node instanceof HTMLTemplateElement) || swap || isNamed) return [{ node, swap: swap || 'true', flags }]
    // what stands in a template's content is out of reach for htmx's rules for scripts
    const scripts = node.content.querySelector('script') !== null
    const children = scripts ? parseByHost(node.innerHTML) : Array.from(node.content.children)
    return children.map((child) => ({
      node: child,
      swap: api.getAttributeValue(child, 'hx-swap-oob') || 'true'
    }))
  }

  /**
   * Scripts are left to htmx, which has its rules for which of them run, and when.
   * @param {string} html
   * @param {number} flags of ElementFlag
   * @returns {Element[]}
   */
  function parse(html, flags) {
    if ((flags & ElementFlag.script) !== 0) return parseByHost(html)
    if ((flags & ElementFlag.tablePart) !== 0) {
      const template = document.createElement('template')
      template.innerHTML = html
      return Array.from(template.content.children)
    }
    // one each: a listener of a swap may bring the next message
    const parent = inert.createElement('div')
    parent.innerHTML = html
    return Array.from(parent.children)
  }

  /**
   * @param {string} html
   * @returns {Element[]}
   */
  function parseByHost(html) {
    return Array.from((isHtmxOne() ? parseInTemplate(api, html) : api.makeFragment(html)).children)
  }
}

/**
 * @param {Piece} head
 * @param {Piece | undefined} later one with the same effect, whose children come behind those of the head
 */
function join(head, later) {
  if (!later) return
  while (later.node.firstChild) head.node.append(later.node.firstChild)
  head.flags = (head.flags ?? 0) | (later.flags ?? 0)
}

/** @param {BatchStep} step */
const isTogether = ({ kind, flags }) => kind === StepKind.together && (flags & ElementFlag.script) === 0

/** What may not be plain; what is left may hold links. */
const maybeNotPlain =
  /\b(?:hx|ws|sse)-|<\/?(?:script|template|form)|<[a-z][^\s/>]*-|[\s"'/](?:is\s*=|autofocus|style|type\s*=\s*["']?[s&])/i

/**
 * The flags of a message that only the host can parse, where it surely holds nothing that must be left to htmx: that may be
 * said of too few.
 * @param {string} message
 * @returns {number | undefined}
 */
const plainFlags = (message) => (maybeNotPlain.test(message) ? undefined : /<a\b/i.test(message) ? ElementFlag.link : 0)

/**
 * htmx 2 parses its own elements, such as <hx-partial>, as templates with this attribute, and has its own use for them.
 * @param {Element} node
 */
const isHxElement = (node) => node.hasAttribute('hx')
