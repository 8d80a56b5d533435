// Builds the fuzzers and runs each for a minute, or for as long as HXWS_FUZZ_SECONDS says. On a fresh checkout each tries the
// same inputs every time, as far as the minute reaches, unless HXWS_SEED asks for others: so what fails, fails again.
//
// The seeds in corpus/ are copied to build/fuzz/corpus/, where a fuzzer adds what reaches new code. To keep in the tree
// the few short inputs that reach code which no seed reaches:
//
//   build/fuzz/fragments -merge=1 -use_counters=0 -max_len=600 test/fuzz/corpus/fragments build/fuzz/corpus/fragments
import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { pugixmlOption } from '../../wasm/build.mjs'
import { Advice, collect, root, run } from '../../wasm/steps.mjs'
import { seed } from '../support/seed.mjs'

const folder = join(root, 'build/fuzz')
const sources = join(root, 'test/fuzz')

/**
 * @returns {Promise<{ passed: number, failed: number, skipped: number, failures: string[] }>} each fuzzer is one test
 */
export async function runFuzzers() {
  const seconds = Number(process.env.HXWS_FUZZ_SECONDS ?? 60)
  if (!Number.isInteger(seconds) || seconds < 1) throw new Advice('HXWS_FUZZ_SECONDS must be a whole number above 0.')
  await buildFuzzers()
  const names = fuzzerNames()
  const counts = { passed: 0, failed: 0, skipped: 0, failures: /** @type {string[]} */ ([]) }
  const worker = async () => {
    for (let name = names.shift(); name; name = names.shift()) {
      if (await runFuzzer(name, seconds)) {
        counts.passed += 1
        continue
      }
      counts.failed += 1
      counts.failures.push(`the fuzzer ${name}: see above.`)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
  return counts
}

function fuzzerNames() {
  const suffix = '.fuzz.cpp'
  const files = readdirSync(sources).filter((file) => file.endsWith(suffix))
  return files.map((file) => file.slice(0, -suffix.length)).sort()
}

async function buildFuzzers() {
  const options = ['-DCMAKE_BUILD_TYPE=Debug', '-DCMAKE_CXX_COMPILER=clang++', '-DHXWS_FUZZ=ON', await pugixmlOption()]
  await run('cmake', ['-S', root, '-B', folder, '-G', 'Ninja', ...options])
  await run('cmake', ['--build', folder])
}

/**
 * @param {string} name
 * @param {number} seconds
 * @returns {Promise<boolean>} whether it found nothing
 */
async function runFuzzer(name, seconds) {
  const program = join(folder, name)
  const corpus = join(folder, 'corpus', name)
  const found = join(folder, 'found', name)
  mkdirSync(found, { recursive: true })
  cpSync(join(sources, 'corpus', name), corpus, { recursive: true })
  const parameters = [
    corpus,
    `-dict=${join(sources, name)}.dict`,
    `-artifact_prefix=${found}/`,
    `-max_total_time=${seconds}`,
    `-seed=${seed}`,
    '-timeout=120',
    '-print_final_stats=1'
  ]
  const { status, output } = await collect(program, parameters, { silent: true })
  const executions = Number(output.match(/number_of_executed_units: (\d+)/)?.[1] ?? 0)
  const [, edges, features, inputs] = [...output.matchAll(/cov: (\d+) ft: (\d+) corp: (\d+)/g)].at(-1) ?? []
  console.log(`  ${name}: ${executions} executions, ${edges} edges, ${features} features, ${inputs} inputs`)
  if (status === 0 && executions > 0) return true
  const input = output.match(/Test unit written to (.*)/)?.[1]
  console.log(`${output.split('\n').slice(-60).join('\n')}\n  ${name} failed (${status}).`)
  if (input) console.log(`  The input is ${input}. To replay it:\n\n  ${program} ${input}\n`)
  return false
}
