/** Names this page's messages, so that a server knows which of them it has: the page, and numbers that rise. */

const page = Array.from(crypto.getRandomValues(new Uint32Array(2)), (word) => word.toString(36)).join('')
let last = 0

/** @returns {number} above those before */
export const nextNumber = () => ++last

/** @param {number} number */
export const idOf = (number) => `${page}:${number}`

/**
 * @param {unknown} id
 * @returns {number} -1 where it is of another page
 */
export const numberOf = (id) =>
  typeof id === 'string' && id.startsWith(`${page}:`) ? Number(id.slice(page.length + 1)) : -1
