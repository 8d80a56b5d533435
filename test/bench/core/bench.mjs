// npm run bench:core: the core natively and as WebAssembly beside parse5, htmlparser2 and JSON.stringify, turn about, each run
// in a fresh process, medians of several rounds.
//   --rounds N          5 unless given
//   --milliseconds N    for each group of inputs in a round; 200 unless given
//   --only text         groups whose name holds it
import { parseArgs } from 'node:util'
import { build } from '../../../wasm/build.mjs'
import { setup } from '../../../wasm/setup.mjs'
import { runAsCommand } from '../../../wasm/steps.mjs'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    milliseconds: { type: 'string', default: '200' },
    only: { type: 'string', default: '' }
  }
})

await runAsCommand(import.meta.url, main)

async function main() {
  await setup('test')
  await build()
  const { buildNative } = await import('./run.mjs')
  const { compare } = await import('./compare.mjs')
  const { report } = await import('./report.mjs')
  const { writeCoreChart } = await import('./chart.mjs')
  await buildNative()
  const { rounds, milliseconds, only } = values
  const compared = await compare({ rounds: Number(rounds), milliseconds: Number(milliseconds), only })
  report(compared)
  console.log(`\nAs a page: ${writeCoreChart(compared)}`)
}
