/**
 * Names of messages by which a server knows those that it has. They are unique: each connection has a word of its own, since what one of them
 * lost another one on the same URL must not overtake; and they rise.
 */
export function createNames() {
  const word = Array.from(crypto.getRandomValues(new Uint32Array(2)), (part) => part.toString(36)).join('')
  let last = 0
  return {
    /** @returns {number} above those before */
    next: () => ++last,

    /** @param {number} number */
    idOf: (number) => `${word}:${number}`,

    /**
     * @param {unknown} id
     * @returns {number} -1 where it is another connection's
     */
    numberOf: (id) => (typeof id === 'string' && id.startsWith(`${word}:`) ? Number(id.slice(word.length + 1)) : -1)
  }
}
