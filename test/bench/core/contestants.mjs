// Who is compared, and what each does. The native core is a program of its own: native.cpp.
import { parseDocument } from 'htmlparser2'
import { parseFragment } from 'parse5'
import { openCore } from '../../support/built.mjs'
import { attributesOf } from '../../support/instance.mjs'

/** @typedef {import('./inputs.mjs').Form} Form */
/** @typedef {[tag: string, id: string]} Found a top-level element */

/**
 * @typedef {object} Contestant
 * @property {(message: string) => unknown} [fragments]
 * @property {(message: string) => Found[] | null} [found] null where it is unsure
 * @property {(form: Form) => string} [payload]
 */

const core = openCore()

/** @param {string} message @returns {Found[] | null} */
function elementsOf(message) {
  const found = core.fragments(message)
  const attributes = found ? attributesOf(message) : []
  return (
    found?.map(({ start }, index) => {
      const [tag] = message.slice(start + 1).split(/[\s/>]/, 1)
      return [tag.toLowerCase(), new Map(attributes[index]).get('id') ?? '']
    }) ?? null
  )
}

/** @type {Record<string, Contestant>} */
export const contestants = {
  'core.wasm': {
    fragments: core.fragments,
    found: (message) => elementsOf(message),
    payload: ({ parameters, headers }) => core.payload(parameters, headers)
  },
  parse5: {
    fragments: (message) => parseFragment(message),
    found: (message) =>
      parseFragment(message).childNodes.flatMap((node) =>
        'attrs' in node ? [[node.tagName, node.attrs.find(({ name }) => name === 'id')?.value ?? '']] : []
      )
  },
  htmlparser2: {
    fragments: (message) => parseDocument(message),
    found: (message) =>
      parseDocument(message).children.flatMap((node) => ('attribs' in node ? [[node.name, node.attribs.id ?? '']] : []))
  },
  'JSON.stringify': {
    payload: ({ parameters, headers }) => JSON.stringify(Object.assign({}, parameters, { HEADERS: headers }))
  }
}

/** All of them, in the order of the tables. */
export const names = ['core, native', ...Object.keys(contestants)]

/** What each does, in the words of the tables. */
export const work = {
  fragments: {
    'core, native':
      'finds the top-level elements: where they stand, their attributes, what is inside as flags; copies the message first',
    'core.wasm': 'the same as the page calls it: text copied in, elements as JavaScript objects',
    parse5: 'parseFragment: a tree of the whole message, as the HTML standard says',
    htmlparser2: 'parseDocument: a tree of the whole message, without the repairs of the standard'
  },
  payload: {
    'core, native': 'entries to JSON text; copies them first',
    'core.wasm': 'an object to its JSON text as the page calls it, copying in and out',
    'JSON.stringify': 'the same object, by the host'
  }
}
