// Where the time of a case goes: the functions' own shares of it, sampled in Chromium. Readable builds are loaded, which
// do the same as those that are measured.
import { files, scriptsOf } from './contestants.mjs'
import { withDevtools } from './devtools.mjs'
import { listCases } from './measure.mjs'
import { serveBench } from './site.mjs'

const readable = {
  ...files,
  '/ours.js': 'dist/ws.js',
  '/htmx-2.js': 'node_modules/htmx.org/dist/htmx.js',
  '/htmx-1.9.js': 'node_modules/htmx-1.9.12/dist/htmx.js',
  '/htmx-4.js': 'node_modules/htmx-4.0.1/dist/htmx.js',
  '/hx-ws.js': 'node_modules/htmx-4.0.1/dist/ext/hx-ws.js',
  '/reference.js': 'node_modules/htmx-ext-ws/ws.js'
}

/** What is no work of the case, with all that it calls: preparing its page, and what is no JavaScript. */
const apart = new Set(['prepare', '(idle)', '(program)'])

/**
 * @typedef {object} ProfileNode as the protocol has it, a function in one stack of calls
 * @property {number} id
 * @property {{ functionName: string, url: string, lineNumber: number }} callFrame
 * @property {number[]} [children]
 */

/** @typedef {{ name: string, share: number }} Share */

/**
 * @param {import('./contestants.mjs').Contestant} contestant
 * @param {string} only a text in the names of the cases
 * @param {number} samples
 * @returns {Promise<{ name: string, shares: Share[] }[]>} the cases, each with the largest shares first
 */
export async function profile(contestant, only, samples) {
  const site = await serveBench(readable)
  try {
    const cases = (await listCases('Chromium', site)).filter(({ name }) => name.includes(only))
    const found = []
    for (const { name } of cases) {
      const shares = await withDevtools(site.page(scriptsOf(contestant)), async (page, session) => {
        await session.send('Profiler.enable')
        await session.send('Profiler.setSamplingInterval', { interval: 100 })
        await session.send('Profiler.start')
        await page.evaluate(`measure(${JSON.stringify(name)}, ${samples})`)
        const { profile } = await session.send('Profiler.stop')
        return sharesOf(profile)
      })
      found.push({ name, shares })
    }
    return found
  } finally {
    site.close()
  }
}

/**
 * @param {{ nodes: ProfileNode[], samples?: number[], timeDeltas?: number[] }} profile the first node is the root
 * @returns {Share[]} by function
 */
export function sharesOf({ nodes, samples = [], timeDeltas = [] }) {
  /** @type {Map<number, number>} */
  const own = new Map()
  for (const [index, id] of samples.entries()) own.set(id, (own.get(id) ?? 0) + timeDeltas[index])
  const byId = new Map(nodes.map((node) => [node.id, node]))
  /** @type {Map<string, number>} */
  const times = new Map()
  /** @param {ProfileNode | undefined} node */
  const visit = (node) => {
    if (!node || apart.has(node.callFrame.functionName)) return
    const name = nameOf(node)
    times.set(name, (times.get(name) ?? 0) + (own.get(node.id) ?? 0))
    for (const id of node.children ?? []) visit(byId.get(id))
  }
  visit(nodes[0])
  const whole = [...times.values()].reduce((sum, time) => sum + time, 0)
  return [...times].map(([name, time]) => ({ name, share: time / whole })).sort((one, other) => other.share - one.share)
}

/** @param {ProfileNode} node */
function nameOf({ callFrame: { functionName, url, lineNumber } }) {
  const file = url && ` ${url.replace(/^.*\//, '')}:${lineNumber + 1}`
  return `${functionName || '(anonymous)'}${file}`
}

/** @param {Awaited<ReturnType<typeof profile>>} profiled */
export function printProfile(profiled) {
  for (const { name, shares } of profiled) {
    console.log(`\n${name}: share of its time`)
    for (const { name, share } of shares.slice(0, 25)) console.log(`${(100 * share).toFixed(1).padStart(5)} %  ${name}`)
  }
}
