/** Text that is markup already, so it is not escaped again. */
class Markup {
  /** @param {string} text */
  constructor(text) {
    this.text = text
  }

  toString() {
    return this.text
  }
}

const entities = /** @type {Record<string, string>} */ ({
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
})

/**
 * A template for HTML. Every value is escaped unless it is markup itself, so no template can forget to.
 * @param {TemplateStringsArray} strings
 * @param {...unknown} values
 */
export function html(strings, ...values) {
  return new Markup(String.raw({ raw: strings }, ...values.map(render)))
}

/** Only for the server's own files: whatever a user sent would run as it is. @param {string} text */
export function trusted(text) {
  return new Markup(text)
}

/**
 * @param {Date} time
 * @param {'short' | 'medium'} timeStyle
 */
export function clock(time, timeStyle) {
  return time.toLocaleTimeString('en-GB', { timeStyle })
}

/**
 * @param {unknown} value
 * @returns {string}
 */
function render(value) {
  if (value instanceof Markup) return value.text
  if (Array.isArray(value)) return value.map(render).join('')
  return String(value).replace(/[&<>"']/g, (character) => entities[character])
}
