/**
 * The document as text: attributes in the order of their names, without comments and empty class attributes, with what
 * markup does not say: values of fields, what is checked, the focus, and shadow roots.
 */

/** @returns {string} */
export function snapshot() {
  return textOf(document.documentElement)
}

/**
 * @param {Node} node
 * @returns {string}
 */
function textOf(node) {
  // the harness's own scripts leave white space in the head
  if (node.nodeType === Node.TEXT_NODE) return node.parentNode === document.head ? '' : (node.nodeValue ?? '')
  if (!(node instanceof Element) || node.hasAttribute('data-harness')) return ''
  const shadow = node.shadowRoot ? `<#shadow>${inside(node.shadowRoot)}</#shadow>` : ''
  const content = node instanceof HTMLTemplateElement ? inside(node.content) : inside(node)
  return `<${node.localName}${attributesOf(node)}${stateOf(node)}>${shadow}${content}</${node.localName}>`
}

/** @param {Node} node */
const inside = (node) => [...node.childNodes].map(textOf).join('')

/** @param {Element} element */
function attributesOf(element) {
  const attributes = [...element.attributes].filter(({ name, value }) => name !== 'class' || value.trim() !== '')
  return attributes
    .map(({ name, value }) => ` ${name}=${JSON.stringify(value)}`)
    .sort()
    .join('')
}

/** @param {any} element */
function stateOf(element) {
  const states = []
  const isField = ['input', 'textarea', 'select', 'option'].includes(element.localName)
  if (isField && element.localName !== 'option' && element.value !== (element.defaultValue ?? '')) {
    states.push(`value ${JSON.stringify(element.value)}`)
  }
  if (isField && (element.checked ?? false) !== (element.defaultChecked ?? false)) states.push('checked')
  if (isField && (element.selected ?? false) !== (element.defaultSelected ?? false)) states.push('selected')
  const root = /** @type {Document | ShadowRoot} */ (element.getRootNode())
  if (root.activeElement === element && element !== document.body) states.push('focus')
  return states.length > 0 ? ` (${states.join(', ')})` : ''
}
