// How clients may wait before they try again.

/**
 * @typedef {object} Strategy
 * @property {string} name
 * @property {number} first milliseconds of the first wait, which doubles from try to try
 * @property {number} longest milliseconds that no wait exceeds before jitter
 * @property {'full' | 'reference' | number} jitter full: anything up to the wait; else by how many thousandths it may be
 *   off; reference: as the reference computes it, instead of the core
 * @property {string} [line] the name of its line in the chart, where it has one
 */

/** @type {Strategy[]} */
export const strategies = [
  {
    name: 'ours: full jitter, 1 s to 64 s',
    first: 1000,
    longest: 64_000,
    jitter: 'full',
    line: 'full jitter, 1 to 64 s (ours)'
  },
  { name: "the reference's", first: 1000, longest: 64_000, jitter: 'reference' },
  {
    name: "htmx 4's: 30 %, 0.5 s to 60 s",
    first: 500,
    longest: 60_000,
    jitter: 300,
    line: '30 % jitter, 0.5 to 60 s (htmx 4)'
  },
  { name: 'no jitter, 1 s to 64 s', first: 1000, longest: 64_000, jitter: 0, line: 'no jitter, 1 to 64 s' },
  { name: 'full jitter, 1 s to 32 s', first: 1000, longest: 32_000, jitter: 'full' },
  { name: 'full jitter, 2 s to 32 s', first: 2000, longest: 32_000, jitter: 'full', line: 'full jitter, 2 to 32 s' },
  { name: 'full jitter, 4 s to 64 s', first: 4000, longest: 64_000, jitter: 'full' },
  { name: 'full jitter, 4 s to 32 s', first: 4000, longest: 32_000, jitter: 'full' }
]
