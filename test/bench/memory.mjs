// What a page holds after many messages more than after few, in Chromium: Firefox tells a page's heap to nobody outside of
// it, and collects garbage on nobody's command.
import { withDevtools } from './devtools.mjs'

/** @typedef {Record<'heap' | 'wasm' | 'nodes' | 'listeners', number>} Holding the first two in bytes */

export const [few, many] = [1000, 100_000]

/**
 * @param {import('./site.mjs').Site} site
 * @param {string[]} scripts of the page
 * @param {number} [times] messages in the end
 * @returns {Promise<Holding>} what it has grown by
 */
export const measureGrowth = (site, scripts, times = many) =>
  withDevtools(site.page(['/memory.js', ...scripts]), async (page, session) => {
    await session.send('Performance.enable')
    await page.evaluate(`receiveMany(${few})`)
    const before = await look(page, session)
    await page.evaluate(`receiveMany(${times - few})`)
    const after = await look(page, session)
    return {
      heap: after.heap - before.heap,
      wasm: after.wasm - before.wasm,
      nodes: after.nodes - before.nodes,
      listeners: after.listeners - before.listeners
    }
  })

/**
 * @param {import('playwright-core').Page} page
 * @param {import('playwright-core').CDPSession} session
 * @returns {Promise<Holding>}
 */
async function look(page, session) {
  // what one collection sets free may hold what only the next one finds
  for (let count = 0; count < 3; count++) await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  /** @param {string} name */
  const metric = (name) => metrics.find((one) => one.name === name)?.value ?? Number.NaN
  return {
    heap: metric('JSHeapUsedSize'),
    wasm: Number(await page.evaluate('wasmBytes()')),
    nodes: metric('Nodes'),
    listeners: metric('JSEventListeners')
  }
}
