// npm run bench: the reference and ours turn about, each run in a fresh browser, medians of several rounds.
//   --browser firefox   instead of Chromium
//   --rounds N          5 unless given
//   --samples N         of each case in a round; 15 unless given
//   --only text         cases whose name holds it
//   --self              the reference against itself: what the noise is
import { parseArgs } from 'node:util'
import { build } from '../../wasm/build.mjs'
import { setup } from '../../wasm/setup.mjs'
import { runAsCommand } from '../../wasm/steps.mjs'

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    rounds: { type: 'string', default: '5' },
    samples: { type: 'string', default: '15' },
    only: { type: 'string', default: '' },
    self: { type: 'boolean', default: false }
  }
})

await runAsCommand(import.meta.url, main)

async function main() {
  await setup('test')
  await build()
  const { compare } = await import('./compare.mjs')
  const { report } = await import('./report.mjs')
  const { writeChart } = await import('./chart.mjs')
  const browser = values.browser === 'firefox' ? 'Firefox' : 'Chromium'
  const { only, self } = values
  const compared = await compare({
    browser,
    rounds: Number(values.rounds),
    samples: Number(values.samples),
    only,
    self
  })
  report(compared)
  console.log(`\nAs a page: ${writeChart(compared)}`)
}
