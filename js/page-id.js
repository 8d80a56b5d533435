/**
 * Names the messages of one connection, so that a server knows which of them it has: the name, and numbers that rise. Two
 * connections of a page have different names: what one of them sends again is older than what the other sent.
 */
export const createName = () =>
  Array.from(crypto.getRandomValues(new Uint32Array(2)), (word) => word.toString(36)).join('')
