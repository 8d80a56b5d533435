// npm run simulate: how the clients of a restarted server come back, with each strategy of strategies.mjs, in simulated
// time and with the core's own code. Also draws demo/reconnects.svg.
//   --clients N     1000000 unless given
//   --seed N        1 unless given; the same seed prints the same table
//   --down N        seconds that the server is away; 5 unless given
//   --capacity N    connections that it then accepts in a second; 10000 unless given
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setup } from '../../wasm/setup.mjs'
import { Advice, root, runAsCommand } from '../../wasm/steps.mjs'
import { chart } from './chart.mjs'
import { head, line, verdict } from './report.mjs'
import { strategies } from './strategies.mjs'

await runAsCommand(import.meta.url, main)

async function main() {
  const situation = readSituation()
  await setup('test')
  const { buildSimulator, simulate } = await import('./run.mjs')
  await buildSimulator()
  console.log(`\n${head(situation.down)}`)
  const outcomes = []
  for (const strategy of strategies) {
    const outcome = await simulate(situation, strategy, (back) => show(strategy.name, back / situation.clients))
    show('', 0)
    console.log(line(outcome, situation.down))
    outcomes.push(outcome)
  }
  console.log(`\n${verdict(outcomes, situation.down)}`)
  const path = join(root, 'demo/reconnects.svg')
  writeFileSync(path, chart(situation, outcomes))
  console.log(`\nAs a picture: ${path}`)
}

function readSituation() {
  const { values } = parseArgs({
    options: {
      clients: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '1' },
      down: { type: 'string', default: '5' },
      capacity: { type: 'string', default: '10000' }
    }
  })
  const [clients, seed, down, capacity] = [values.clients, values.seed, values.down, values.capacity].map((text) => {
    const number = Number(text)
    if (Number.isInteger(number) && number > 0 && number < 2 ** 31) return number
    throw new Advice(`${text} is not a whole number above 0.`)
  })
  return { clients, seed, down, capacity }
}

/**
 * What a terminal shows while it waits, on a line that the next one replaces.
 * @param {string} name nothing clears the line
 * @param {number} share
 */
function show(name, share) {
  if (!process.stdout.isTTY) return
  process.stdout.write(`\r\x1b[K${name && `${name}: ${Math.floor(share * 100)} % are back`}`)
}
