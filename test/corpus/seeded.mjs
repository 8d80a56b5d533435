/**
 * A stream of numbers in [0, 1) that is the same for the same seed.
 *
 * @param {number} seed
 * @returns {() => number}
 */
export function seededRandom(seed) {
  let state = (Math.imul(seed, 2654435761) ^ 0x5bd1e995) | 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
  // Near seeds give near first numbers; a few rounds tell them apart.
  for (let round = 0; round < 8; round++) next()
  return next
}

/**
 * What the generators ask of a stream of random numbers.
 *
 * @param {() => number} random
 */
export function createChooser(random) {
  const integer = (/** @type {number} */ low, /** @type {number} */ high) =>
    low + Math.floor(random() * (high - low + 1))
  return {
    /** A whole number from `low` to `high`, both included. */
    integer,
    /** True in this share of the calls. */
    chance: (/** @type {number} */ share) => random() < share,
    /** @template T @param {readonly T[]} list @returns {T} */
    pick: (list) => list[Math.floor(random() * list.length)],
    /** @template T @param {readonly (readonly [number, T])[]} choices weights and what they weigh @returns {T} */
    weighted(choices) {
      let rest = random() * choices.reduce((sum, [weight]) => sum + weight, 0)
      for (const [weight, choice] of choices) {
        rest -= weight
        if (rest < 0) return choice
      }
      return choices[choices.length - 1][1]
    },
    /** @template T @param {number} low @param {number} high @param {(index: number) => T} make @returns {T[]} */
    some: (low, high, make) => Array.from({ length: integer(low, high) }, (_, index) => make(index)),
    /** Text of `length` characters out of `alphabet`. */
    token: (
      /** @type {number} */ length,
      alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
    ) => Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('')
  }
}

/** @typedef {ReturnType<typeof createChooser>} Chooser */
