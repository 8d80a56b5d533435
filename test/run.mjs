// npm test: sets up, builds, runs every step and sums up. `npm test -- unit core` runs only the steps named.
import { existsSync, readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { extname, join, relative } from 'node:path'
import { run as runTestFiles } from 'node:test'
import { spec } from 'node:test/reporters'
import { build, pugixmlOption } from '../wasm/build.mjs'
import { setup } from '../wasm/setup.mjs'
import { Advice, collect, root, run, runAsCommand, step } from '../wasm/steps.mjs'
import { runFuzzers } from './fuzz/fuzzers.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number, failures: string[] }} Counts `failures` names what failed */
/** @typedef {{ title: string, needsBuild?: boolean, body: () => Promise<Counts> }} Step */

/**
 * @typedef {object} TestEvent what Node's test runner says about one test
 * @property {string} name
 * @property {string} [file]
 * @property {number} [line]
 * @property {string | boolean} [skip]
 * @property {string | boolean} [todo]
 * @property {{ type?: string, duration_ms?: number, error?: Error & { failureType?: string } }} details
 */

/** A file of tests that hangs must not hang the run: Node counts the time of a whole file, and the longest takes ten minutes. In milliseconds. */
const longestFile = 1_800_000

const nativeFolder = join(root, 'build/native')

/** The folders that must hold tests of the built WebAssembly; a further test/<name>/ is found by its files. */
const testFolders = [...new Set(['core', 'browser', ...foldersWithTests()])]

/** @type {Record<string, Step>} */
const steps = {
  style: { title: 'style of JavaScript and C++', body: checkStyle },
  types: { title: 'types of JavaScript', body: () => check(localCommand('tsc'), ['-p', '.']) },
  tidy: { title: 'static analysis of C++', body: analyse },
  unit: { title: 'native unit tests with sanitizers', body: runUnitTests },
  fuzz: { title: 'fuzzers of the C++ core with sanitizers', body: runFuzzers },
  ...Object.fromEntries(testFolders.map((name) => [name, folderStep(name)]))
}

async function main() {
  const names = selectedSteps(process.argv.slice(2))
  await setup('test')
  const isBuilt = !names.some((name) => steps[name].needsBuild) || (await tryBuild())
  const total = noCounts()
  for (const name of names) add(total, await runStep(name, isBuilt))
  if (total.failed > 0) process.exitCode = 1
  sumUp(total)
}

/**
 * Names again what failed: a run prints thousands of lines, and who looks at it from its end should not have to search.
 * @param {Counts} total
 */
function sumUp({ passed, failed, skipped, failures }) {
  if (failed > 0) console.log(`\nWhat failed:\n${failures.join('\n')}`)
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
}

/** @param {string[]} wanted */
function selectedSteps(wanted) {
  const unknown = wanted.filter((name) => !steps[name])
  if (unknown.length > 0) {
    throw new Advice(`There is no step ${unknown.join(', ')}. The steps are: ${Object.keys(steps).join(', ')}.`)
  }
  return wanted.length > 0 ? wanted : Object.keys(steps)
}

async function tryBuild() {
  try {
    await build()
    return true
  } catch (error) {
    console.log(error instanceof Advice ? error.message : error)
    return false
  }
}

/**
 * Runs one step. A step that could not run, or ran no test, counts as one failure.
 * @param {string} name
 * @param {boolean} isBuilt
 * @returns {Promise<Counts>}
 */
async function runStep(name, isBuilt) {
  const { title, needsBuild, body } = steps[name]
  console.log('')
  const counts = await step(`${name}: ${title}`, async () => {
    if (needsBuild && !isBuilt) return failure('The build failed, so this was not run.')
    return body().catch((error) => failure(error instanceof Advice ? error.message : String(error?.stack ?? error)))
  })
  if (counts.passed + counts.failed === 0) add(counts, failure('No test ran: every step must run one.'))
  console.log(`  ${name}: ${counts.passed} passed, ${counts.failed} failed`)
  return { ...counts, failures: counts.failures.map((text) => `  ${name}: ${text.replaceAll('\n', '\n    ')}`) }
}

/** @param {string} reason */
function failure(reason) {
  console.log(`  ${reason}`)
  return { ...noCounts(), failed: 1, failures: [reason] }
}

/** @returns {Counts} */
function noCounts() {
  return { passed: 0, failed: 0, skipped: 0, failures: [] }
}

/**
 * @param {Counts} total
 * @param {Counts} counts
 */
function add(total, counts) {
  total.passed += counts.passed
  total.failed += counts.failed
  total.skipped += counts.skipped
  total.failures.push(...counts.failures)
  return total
}

/**
 * A check is a test: it passes when its program says so.
 * @param {string} program
 * @param {string[]} parameters
 * @returns {Promise<Counts>}
 */
async function check(program, parameters) {
  const { status } = await collect(program, parameters)
  return status === 0 ? { ...noCounts(), passed: 1 } : failure(`Failed (${status}): ${program}`)
}

async function checkStyle() {
  const counts = await check(localCommand('biome'), ['check', '--error-on-warnings'])
  const sources = filesIn(['src', 'wasm', 'test'], ['.cpp', '.hpp'])
  return add(counts, await check('clang-format', ['--dry-run', '-Werror', ...sources]))
}

/** Runs clang-tidy on every source at once, as many as there are processors: it is the slowest of the checks. */
async function analyse() {
  await configureNative()
  const sources = filesIn(['src', 'wasm'], ['.cpp'])
  let areClean = sources.length > 0
  const worker = async () => {
    for (let source = sources.shift(); source; source = sources.shift()) {
      const { status, output } = await collect('clang-tidy', ['-p', nativeFolder, '--quiet', source], { silent: true })
      console.log(`  ${source.slice(root.length + 1)}${status === 0 ? '' : `\n${output}`}`)
      if (status !== 0) areClean = false
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
  return areClean ? { ...noCounts(), passed: 1 } : failure('clang-tidy found what stands above.')
}

async function configureNative() {
  const options = ['-DCMAKE_BUILD_TYPE=Debug', '-DCMAKE_CXX_COMPILER=clang++', await pugixmlOption()]
  await run('cmake', ['-S', root, '-B', nativeFolder, '-G', 'Ninja', ...options])
}

/** @returns {Promise<Counts>} */
async function runUnitTests() {
  await configureNative()
  await run('cmake', ['--build', nativeFolder])
  return add(await runUnitProgram('unit'), await runUnitProgram('unit_document'))
}

/** @param {string} name @returns {Promise<Counts>} */
async function runUnitProgram(name) {
  const { status, output } = await collect(join(nativeFolder, name), ['--no-colors=true'])
  const summary = output.match(/test cases:\s+\d+ \|\s+(\d+) passed \|\s+(\d+) failed \|\s+(\d+) skipped/)
  // A sanitizer ends the program before its summary, or after it with a status: both are failures.
  if (!summary) return failure(`The tests of ${name} ended (${status}) without a summary.`)
  const [passed, failed, skipped] = summary.slice(1).map(Number)
  if (status === 0 && failed === 0) return { ...noCounts(), passed, skipped }
  return { passed, skipped, failed: Math.max(failed, 1), failures: [`${name} ended with ${status}: see above.`] }
}

/**
 * @param {string} name
 * @returns {Step}
 */
function folderStep(name) {
  return { title: `node --test test/${name}`, needsBuild: true, body: () => runNodeTests(name) }
}

/**
 * Runs a folder's tests, one file after the other: a browser or a benchmark wants the machine for itself.
 * @param {string} name
 * @returns {Promise<Counts>}
 */
async function runNodeTests(name) {
  const files = testFilesIn(name)
  const counts = noCounts()
  const events = runTestFiles({ files, concurrency: 1, timeout: longestFile })
  events.on('test:pass', (event) => count(event, 'passed'))
  events.on('test:fail', (event) => count(event, 'failed'))
  for await (const text of events.compose(new spec())) process.stdout.write(text)
  return counts

  /**
   * @param {TestEvent} event
   * @param {'passed' | 'failed'} outcome
   */
  function count(event, outcome) {
    if (isSuiteOf(event)) return
    if (event.skip || event.todo) counts.skipped += 1
    // Node reports a file without tests as a test that passed.
    else if (outcome === 'passed' && files.includes(event.name)) add(counts, failure(`No test is in ${event.name}.`))
    else if (outcome === 'passed') counts.passed += 1
    else add(counts, { ...noCounts(), failed: 1, failures: [describe(event)] })
  }
}

/**
 * @param {TestEvent} event of a test that failed
 * @returns {string} where it stands, its name and the reason
 */
function describe({ file, line, name, details: { duration_ms: duration, error } }) {
  const place = file ? `${relative(root, file)}:${line}` : ''
  const seconds = ((duration ?? 0) / 1000).toFixed(1)
  const reason = error?.cause instanceof Error ? error.cause.message : error?.message
  return `${place}: ${name} (${seconds} s)\n${reason}`
}

/**
 * @param {TestEvent} event
 * @returns {boolean} whether it is only about tests that have events of their own; a suite may also fail by itself
 */
function isSuiteOf({ details: { type, error } }) {
  return type === 'suite' && (!error || error.failureType === 'subtestsFailed')
}

function foldersWithTests() {
  const folders = readdirSync(join(root, 'test'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders.map(({ name }) => name).filter((name) => testFilesIn(name).length > 0)
}

/** @param {string} name */
function testFilesIn(name) {
  return filesIn([`test/${name}`], ['.mjs']).filter((file) => file.endsWith('.test.mjs'))
}

/**
 * @param {string[]} folders
 * @param {string[]} extensions
 * @returns {string[]} the files below the folders, in order
 */
function filesIn(folders, extensions) {
  const existing = folders.map((folder) => join(root, folder)).filter((folder) => existsSync(folder))
  const files = existing.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file))
  )
  return files.filter((file) => extensions.includes(extname(file))).sort()
}

/** @param {string} name */
function localCommand(name) {
  return join(root, 'node_modules/.bin', name)
}

await runAsCommand(import.meta.url, main)
