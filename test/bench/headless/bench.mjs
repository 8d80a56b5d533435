// npm run bench:headless: pages without a browser beside jsdom with htmx and the reference extension: messages per second,
// memory, and how many connected pages a process holds.
//   --rounds N          5 unless given
//   --milliseconds N    for each script in a round; 300 unless given
//   --only text         scripts whose name holds it; also "memory" and "crowd"
//   --pages N           of the crowd: 10000 unless given
import { parseArgs } from 'node:util'
import { build } from '../../../wasm/build.mjs'
import { setup } from '../../../wasm/setup.mjs'
import { runAsCommand } from '../../../wasm/steps.mjs'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    milliseconds: { type: 'string', default: '300' },
    only: { type: 'string', default: '' },
    pages: { type: 'string', default: '10000' }
  }
})

await runAsCommand(import.meta.url, main)

async function main() {
  await setup('test')
  await build()
  const { compareSpeed } = await import('./speed.mjs')
  const { memoryPerPage, usualCounts } = await import('./memory.mjs')
  const { crowd } = await import('./crowd.mjs')
  const { crowdLines, memoryLines, speedLines } = await import('./report.mjs')
  const { rounds, milliseconds, only, pages } = values
  const rows = await compareSpeed({ rounds: Number(rounds), milliseconds: Number(milliseconds), only })
  if (rows.length > 0) console.log(speedLines(rows, Number(rounds)))
  if ('memory'.includes(only)) {
    const headless = await memoryPerPage('headless', usualCounts.headless)
    console.log(memoryLines(headless, await memoryPerPage('jsdom', usualCounts.jsdom)))
  }
  if ('crowd'.includes(only)) console.log(crowdLines(await crowd(Number(pages)), Number(pages)))
}
