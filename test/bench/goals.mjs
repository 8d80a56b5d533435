// What ours is to reach: a share of the reference's time in the same run, unless a unit is said.

/**
 * By contestant: the geometric mean of the receiving cases, and each case's own.
 * @type {Partial<Record<import('./contestants.mjs').Contestant, { mean?: number, of?: (name: string) => number | undefined }>>}
 */
export const goals = {
  ours: { mean: 0.5, of: () => 1.05 },
  'ours-1.9': { mean: 0.7 },
  fast: {
    of: (name) => (['one element by id', 'innerHTML of one cell', 'append to a list'].includes(name) ? 0.2 : undefined)
  },
  frame: { of: () => 0.05 }
}

/** Milliseconds to load the script, cold. */
export const loadingGoal = 8

/** The same file against itself: how far from 1 it may come out. */
export const selfGoal = 0.05

/**
 * What may be held after 100,000 messages and was not after 1,000: of the heap less than 5 bytes for a message, since code
 * that is compiled late comes to 300 KB with each extension; one page of WebAssembly's memory; a node or listener for 10,000.
 */
export const memoryGoals = { heap: 500_000, wasm: 65_536, nodes: 10, listeners: 10 }
