// npm run bench: the reference and ours turn about, each run in a fresh browser, medians of several rounds.
//   --browser firefox   instead of Chromium
//   --rounds N          5 unless given
//   --samples N         of each case in a round; 15 unless given
//   --only text         cases whose name holds it
//   --self              the reference against itself: what the noise is
//   --profile           no comparison, but where the time of the cases goes, in Chromium; with --contestant another than ours
import { parseArgs } from 'node:util'
import { build } from '../../wasm/build.mjs'
import { setup } from '../../wasm/setup.mjs'
import { Advice, runAsCommand } from '../../wasm/steps.mjs'

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    rounds: { type: 'string', default: '5' },
    samples: { type: 'string', default: '15' },
    only: { type: 'string', default: '' },
    self: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    contestant: { type: 'string', default: 'ours' }
  }
})

await runAsCommand(import.meta.url, main)

async function main() {
  await setup('test')
  await build()
  return values.profile ? profileCases() : compareAll()
}

async function compareAll() {
  const { compare } = await import('./compare.mjs')
  const { report } = await import('./report.mjs')
  const { writeChart } = await import('./chart.mjs')
  const { only, self } = values
  const result = await compare({
    browser: values.browser === 'firefox' ? 'Firefox' : 'Chromium',
    rounds: Number(values.rounds),
    samples: Number(values.samples),
    only,
    self
  })
  report(result)
  console.log(`\nAs a page: ${writeChart(result)}`)
}

async function profileCases() {
  const { contestants } = await import('./contestants.mjs')
  const { profile, printProfile } = await import('./profile.mjs')
  const { contestant, only, samples } = values
  if (!Object.hasOwn(contestants, contestant)) {
    throw new Advice(`There is no ${contestant}. The contestants are: ${Object.keys(contestants).join(', ')}.`)
  }
  const name = /** @type {keyof typeof contestants} */ (contestant)
  printProfile(await profile(name, only, Number(samples)))
}
