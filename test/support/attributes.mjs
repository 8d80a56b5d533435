// The attributes of a message's top-level elements, as the core has them in its tree.
import { createInstance } from '../../js/instance.js'
import { engine } from './built.mjs'

const { exports, beginCall, write, read, word } = createInstance(engine.instantiate())

/**
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
