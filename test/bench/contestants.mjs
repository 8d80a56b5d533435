// Who is compared with whom: extensions, each on an htmx, as the scripts of a page.

/**
 * The files that the pages load, by path.
 * @type {Record<string, string>}
 */
export const files = {
  '/htmx-2.js': 'node_modules/htmx.org/dist/htmx.min.js',
  '/htmx-1.9.js': 'node_modules/htmx-1.9.12/dist/htmx.min.js',
  '/htmx-4.js': 'node_modules/htmx-4.0.1/dist/htmx.min.js',
  '/hx-ws.js': 'node_modules/htmx-4.0.1/dist/ext/hx-ws.min.js',
  '/reference.js': 'node_modules/htmx-ext-ws/dist/ws.min.js',
  '/ours.js': 'dist/ws.min.js',
  ...Object.fromEntries(
    ['cases', 'fast', 'frame', 'frames', 'in-htmx-4', 'load', 'memory', 'sample', 'socket'].map((name) => [
      `/${name}.js`,
      `test/bench/page/${name}.js`
    ])
  )
}

export const contestants = {
  reference: ['/htmx-2.js', '/reference.js'],
  ours: ['/htmx-2.js', '/ours.js'],
  fast: ['/htmx-2.js', '/fast.js', '/ours.js'],
  frame: ['/htmx-2.js', '/frame.js', '/ours.js'],
  'reference-1.9': ['/htmx-1.9.js', '/reference.js'],
  'ours-1.9': ['/htmx-1.9.js', '/ours.js'],
  'hx-ws': ['/htmx-4.js', '/hx-ws.js', '/in-htmx-4.js']
}

/** @typedef {keyof typeof contestants} Contestant */

/**
 * @param {Contestant} contestant
 * @returns {string[]} the scripts of the page that measures it
 */
export const scriptsOf = (contestant) => [
  '/frames.js',
  '/socket.js',
  ...contestants[contestant],
  '/cases.js',
  '/sample.js'
]

/**
 * @typedef {object} Comparison
 * @property {string} title
 * @property {Contestant} reference
 * @property {Contestant} compared
 * @property {string[]} [cases] by name; all where it says none
 * @property {string} [note]
 */

/** @type {Comparison[]} */
export const comparisons = [
  { title: 'htmx 2.0.11', reference: 'reference', compared: 'ours' },
  {
    title: "htmx 2.0.11, swap: 'fast'",
    reference: 'reference',
    compared: 'fast',
    cases: [
      'one element by id',
      'innerHTML of one cell',
      'append to a list',
      '20 cells in a message',
      'table body of 100 rows',
      'table body of 1,000 rows'
    ]
  },
  {
    title: "htmx 2.0.11, batch: 'frame'",
    reference: 'reference',
    compared: 'frame',
    cases: ['burst: 1,000 messages to 10 ids'],
    note: 'What is done in the animation frame that applies them is counted, the time until it comes is not.'
  },
  { title: 'htmx 1.9.12', reference: 'reference-1.9', compared: 'ours-1.9' },
  {
    title: "htmx 4.0.1's hx-ws beside the reference on htmx 2.0.11",
    reference: 'reference',
    compared: 'hx-ws',
    note: 'As it comes. Its messages say hx-swap-oob for each element; what it does in promises is waited for and counted.'
  }
]
