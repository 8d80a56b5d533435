// A morph would give the field the server's value: what the visitor has typed stays.

const { Idiomorph } = /** @type {any} */ (globalThis)

Idiomorph.defaults.callbacks.beforeAttributeUpdated = (/** @type {string} */ name, /** @type {Element} */ element) =>
  name !== 'value' || element.localName !== 'input'
