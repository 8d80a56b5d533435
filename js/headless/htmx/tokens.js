/** The tokens of an hx-trigger: names, quoted texts (also between slashes), and every other character by itself. */

const token = /[_$a-zA-Z][\w$]*|(["'/])(?:\\[\s\S]?|(?!\1)[^\\])*\1?|[\s\S]/g

/** @typedef {ReturnType<typeof createTokens>} Tokens */

/** @param {string} text */
export function createTokens(text) {
  const tokens = text.match(token) ?? []
  let position = 0

  return {
    /** How many have been taken. */
    get position() {
      return position
    },

    isAtEnd: () => position >= tokens.length,

    /** @returns {string | undefined} the next token, which stays */
    peek: () => tokens[position],

    /** @returns {string | undefined} undefined at the end */
    take: () => (position < tokens.length ? tokens[position++] : undefined),

    /**
     * @param {RegExp} end
     * @returns {string} all before the first token in which it matches
     */
    takeUntil(end) {
      const start = position
      while (position < tokens.length && !end.test(tokens[position])) position++
      return tokens.slice(start, position).join('')
    }
  }
}
