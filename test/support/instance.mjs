// What the core can do, and no page asks of it: read directly from an instance.
import { entriesToJson, entry } from '../../js/entries.js'
import { createInstance } from '../../js/instance.js'
import { engine } from './built.mjs'

const instance = createInstance(engine.instantiate())
const { exports, beginCall, write, read, word } = instance

/**
 * The JSON text of a form's entries as they stand in the form, where a name may come several times.
 * @param {Iterable<[string, string]>} fields
 */
export const payloadOfFields = (fields) =>
  entriesToJson(
    instance,
    Array.from(fields).flatMap(([name, value]) => entry(name, value) ?? [])
  )

/**
 * The attributes of a message's top-level elements, as the core has them in its tree.
 * @param {string} message that the core is sure of
 * @returns {[name: string, value: string][][]} of each element: names in lower case, values decoded
 */
export function attributesOf(message) {
  const size = write(message, beginCall(message.length * 3))
  exports.hxws_fragments(size, 0)
  return Array.from({ length: word(0) }, (_, element) => {
    /** @type {[string, string][]} */
    const attributes = []
    while (exports.hxws_fragment_attribute(element, attributes.length) === 0) {
      attributes.push([read(word(0), word(1)), read(word(2), word(3))])
    }
    return attributes
  })
}
