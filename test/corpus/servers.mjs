// How each server stack writes HTML: what it escapes to what, what its template tags leave behind, its ids and tokens.

import { createChooser } from './seeded.mjs'

/** Markup that needs no escaping any more. */
export class Markup {
  /** @param {string} source */
  constructor(source) {
    this.source = source
  }
}

/**
 * @typedef {object} Manner
 * @property {string} name
 * @property {Record<string, string>} entities what the template engine escapes, and to what
 * @property {'blank' | 'trimmed' | 'indented' | 'joined'} loop what a loop tag leaves around each item
 * @property {'bare' | 'named'} flag how a boolean attribute is written
 * @property {string} slash how a void element ends
 * @property {(model: string, number: number) => string} id
 * @property {(choose: import('./seeded.mjs').Chooser) => string} forgeryField the hidden field against forged requests
 * @property {string[]} extras attributes that this stack's front end libraries put on elements
 * @property {[string, string][]} comments what the stack writes around a fragment while developing
 * @property {number} unescapedLinks the share of links whose query is not escaped
 * @property {number} minified the share of messages that a minifier went over
 */

const basic = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** @type {Manner[]} */
export const manners = [
  {
    name: 'django',
    entities: { ...basic, '"': '&quot;', "'": '&#x27;' },
    loop: 'blank',
    flag: 'bare',
    slash: '>',
    id: (model, number) => `${model}-${number}`,
    forgeryField: ({ token }) => `<input type="hidden" name="csrfmiddlewaretoken" value="${token(64)}">`,
    extras: ['data-url="/api/v1/"', 'hx-headers=\'{"X-CSRFToken": "kq3"}\'', 'hx-target="closest li"'],
    comments: [['<!-- chat/partials/message.html -->\n', '']],
    unescapedLinks: 0.15,
    minified: 0.05
  },
  {
    name: 'rails',
    entities: { ...basic, '"': '&quot;', "'": '&#39;' },
    loop: 'trimmed',
    flag: 'named',
    slash: ' />',
    id: (model, number) => `${model}_${number}`,
    forgeryField: ({ token }) =>
      `<input type="hidden" name="authenticity_token" value="${token(86, base64)}" autocomplete="off" />`,
    extras: [
      'data-controller="dropdown"',
      'data-action="click->dropdown#toggle keydown.esc@window->dropdown#hide"',
      'data-confirm="Are you sure?" rel="nofollow" data-method="delete"',
      'data-turbo="false"'
    ],
    comments: [
      ['<!-- BEGIN app/views/messages/_message.html.erb\n-->', '<!-- END app/views/messages/_message.html.erb -->']
    ],
    unescapedLinks: 0.1,
    minified: 0.02
  },
  {
    name: 'go',
    entities: { ...basic, '"': '&#34;', "'": '&#39;', '+': '&#43;' },
    loop: 'blank',
    flag: 'bare',
    slash: '>',
    id: (model, number) => `${model.slice(0, 3)}-${number}`,
    forgeryField: ({ token }) => `<input type="hidden" name="gorilla.csrf.Token" value="${token(88, base64)}">`,
    extras: ['hx-trigger="click delay:200ms"', 'hx-target="#main"', '_="on click remove me"', 'data-i=3'],
    comments: [],
    unescapedLinks: 0.1,
    minified: 0.12
  },
  {
    name: 'laravel',
    entities: { ...basic, '"': '&quot;', "'": '&#039;' },
    loop: 'indented',
    flag: 'bare',
    slash: ' />',
    id: (model, number) => `${model}-${number}`,
    forgeryField: ({ token }) => `<input type="hidden" name="_token" value="${token(40)}" autocomplete="off">`,
    extras: [
      'x-data="{ open: false, count: 3 }"',
      'x-on:click="open = ! open"',
      '@click.prevent="$dispatch(\'close\', { id: 3 })" :class="{ \'active\': open && count > 1 }"',
      'wire:key="row-3"',
      'x-show="open" x-transition.opacity style="display: none;"'
    ],
    comments: [['<!-- resources/views/components/item.blade.php -->\n', '']],
    unescapedLinks: 0.2,
    minified: 0.03
  },
  {
    name: 'phoenix',
    entities: { ...basic, '"': '&quot;', "'": '&#39;' },
    loop: 'joined',
    flag: 'bare',
    slash: '>',
    id: (model, number) => `${model}s-${number}`,
    forgeryField: ({ token }) => `<input name="_csrf_token" type="hidden" hidden="" value="${token(56, base64)}">`,
    extras: [
      'phx-click="delete" phx-value-id="12"',
      'phx-hook="ScrollDown"',
      'phx-click="[[&quot;push&quot;,{&quot;event&quot;:&quot;open&quot;}],[&quot;hide&quot;,{&quot;to&quot;:&quot;#menu&quot;}]]"',
      'data-phx-id="m4-phx-GA1b" phx-mounted="[]"'
    ],
    comments: [
      [
        '<!-- <DemoWeb.CoreComponents.flash> lib/demo_web/components/core_components.ex:48 (demo) -->',
        '<!-- </DemoWeb.CoreComponents.flash> -->'
      ]
    ],
    unescapedLinks: 0.05,
    minified: 0.02
  },
  {
    name: 'flask',
    entities: { ...basic, '"': '&#34;', "'": '&#39;' },
    loop: 'blank',
    flag: 'bare',
    slash: '>',
    id: (model, number) => `${model}-${number}`,
    forgeryField: ({ token }) =>
      `<input id="csrf_token" name="csrf_token" type="hidden" value="${token(36, base64)}.${token(6)}.${token(27, base64)}">`,
    extras: ['data-bs-toggle="tooltip" title="Edit"', 'hx-indicator="#spinner"', 'hx-params=*'],
    comments: [['<!-- macro: row -->', '']],
    unescapedLinks: 0.2,
    minified: 0.08
  },
  {
    name: 'spring',
    entities: { ...basic, '"': '&quot;', "'": '&#39;' },
    loop: 'trimmed',
    flag: 'named',
    slash: '/>',
    id: (model, number) => `${model}${number}`,
    forgeryField: ({ token }) => `<input type="hidden" name="_csrf" value="${token(96, base64)}"/>`,
    extras: ['data-th-id="3"', 'hx-swap="outerHTML swap:300ms"', 'aria-live="polite"'],
    comments: [['<!--/* fragments/item */-->', '']],
    unescapedLinks: 0.08,
    minified: 0.02
  },
  {
    name: 'concatenated',
    entities: { ...basic, '"': '&quot;' },
    loop: 'joined',
    flag: 'bare',
    slash: '>',
    id: (model, number) => `${model[0]}${number}`,
    forgeryField: () => '',
    extras: ['onclick="pick(this, \'a\')"', 'onclick=\'go("top")\'', 'style="color:red"', 'draggable=true', 'hidden'],
    comments: [['<!-- start -->', '<!-- end -->']],
    unescapedLinks: 0.5,
    minified: 0.6
  }
]

/** @param {readonly string[]} strings the literal parts of a template; the indentation they share goes away */
function dedent(strings) {
  const hole = '\u0000'
  const lines = strings.join(hole).replace(/^\n/, '').split('\n')
  const depths = lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length)
  const depth = Math.min(...depths)
  return lines
    .map((line) => line.slice(depth))
    .join('\n')
    .split(hole)
}

const voidTag =
  /<(area|br|col|hr|img|input|link|meta|source|track|wbr)((?:\s[^\s"'>/=]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*>/g

/** @param {string} source */
const withoutGaps = (source) =>
  source
    .replace(/>\s+</g, '><')
    .replace(/\s*\n\s*/g, ' ')
    .trim()

/** What a thorough minifier does: no end tags and no quotes where the standard lets them go. @param {string} source */
const withoutOptionalParts = (source) =>
  withoutGaps(source)
    .replace(/<\/(li|dt|dd|option)>(?=<(?:li|dt|dd|option|\/ul|\/ol|\/dl|\/select|\/datalist)\b)/g, '')
    .replace(/<\/(td|th|tr)>(?=<(?:td|th|tr|\/tr|\/tbody|\/thead)\b)/g, '')
    .replace(/ ([a-z-]+)="([\w#:./-]+)"(?=[^<]*>)/g, ' $1=$2')

/**
 * A server that renders templates in this manner.
 *
 * @param {Manner} manner
 * @param {() => number} random
 */
export function createServer(manner, random) {
  const choose = createChooser(random)
  const { chance, pick, integer } = choose
  const escaped = (/** @type {string} */ text) =>
    text.replace(/[&<>"'+]/g, (letter) => manner.entities[letter] ?? letter)

  /** @param {unknown} value @returns {string} */
  const fill = (value) => {
    if (value instanceof Markup) return value.source
    return value === null || value === undefined || value === false ? '' : escaped(String(value))
  }

  /** @param {string} item */
  const looped = (item) => {
    if (manner.loop === 'joined') return item.trim()
    if (manner.loop === 'trimmed') return `${item.trimEnd()}\n`
    if (manner.loop === 'indented') return `    ${item.trimEnd()}\n        `
    return `\n    ${item.trimEnd()}\n  `
  }

  const server = {
    ...choose,
    random,
    name: manner.name,
    /** A template: what is filled in is escaped unless it is markup. */
    html(/** @type {TemplateStringsArray} */ strings, /** @type {unknown[]} */ ...values) {
      const parts = dedent(strings)
      return new Markup(parts.map((part, index) => part + (index < values.length ? fill(values[index]) : '')).join(''))
    },
    raw: (/** @type {string} */ source) => new Markup(source),
    /** @template T @param {readonly T[]} items @param {(item: T, index: number) => Markup} render */
    each: (items, render) => new Markup(items.map((item, index) => looped(render(item, index).source)).join('')),
    /** @param {boolean} condition @param {() => Markup} render */
    when: (condition, render) => new Markup(condition ? looped(render().source) : looped('')),
    /** @param {string} model @param {number} [number] */
    id: (model, number = integer(1, 4000)) => manner.id(model, number),
    /** A boolean attribute with the blank before it, or nothing. */
    flag(/** @type {string} */ name, /** @type {boolean} */ on) {
      const written = { bare: ` ${name}`, named: ` ${name}="${name}"` }
      return new Markup(on ? written[manner.flag] : '')
    },
    /** The attribute that says how the element is swapped, with the blank before it. */
    oob(/** @type {string} */ value) {
      const name = chance(0.06) ? 'data-hx-swap-oob' : 'hx-swap-oob'
      if (manner.name === 'concatenated' && chance(0.5)) {
        return new Markup(/^[\w-]+$/.test(value) && chance(0.5) ? ` ${name}=${value}` : ` ${name}='${value}'`)
      }
      // A helper such as Rails' content_tag escapes what a template would hold as it is.
      return new Markup(` ${name}="${manner.name === 'rails' && chance(0.3) ? escaped(value) : value}"`)
    },
    /** An attribute whose value is JSON, with the blank before it. */
    json(/** @type {string} */ name, /** @type {unknown} */ value) {
      const text = JSON.stringify(value)
      return new Markup(
        chance(0.5)
          ? ` ${name}='${text.replaceAll("'", '&#39;')}'`
          : ` ${name}="${text.replaceAll('"', manner.entities['"'] ?? '&quot;')}"`
      )
    },
    /** A link with a query. */
    url(/** @type {string} */ path, /** @type {Record<string, string | number>} */ query) {
      const joined = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      return new Markup(`${path}?${joined.join(chance(manner.unescapedLinks) ? '&' : '&amp;')}`)
    },
    /** The hidden field against forged requests, or nothing. */
    forgeryField: () => new Markup(manner.forgeryField(choose)),
    /** An attribute or two of the front end libraries in use, or nothing. */
    extra: () => new Markup(chance(0.3) ? ` ${pick(manner.extras)}` : ''),
    /** @param {Markup} markup the message as it goes out: void elements, comments and white space in the stack's way */
    finish(markup) {
      const [before, after] = manner.comments.length && chance(0.04) ? pick(manner.comments) : ['', '']
      const source = before + markup.source.replace(voidTag, `<$1$2${chance(0.8) ? manner.slash : '>'}`) + after
      if (/<(pre|textarea|script|style)\b/.test(source)) return source
      if (!chance(manner.minified)) return chance(0.5) ? source.trim() : source
      return manner.name === 'go' && chance(0.3) ? withoutOptionalParts(source) : withoutGaps(source)
    }
  }
  return server
}

/** @typedef {ReturnType<typeof createServer>} Server */
