// What the commands share: where the repository is, running a program, and saying what happens and how long it took.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The repository's root folder, without a slash at its end. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')

/** An error whose message tells the user what to change: it is printed without a stack. */
export class Advice extends Error {}

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [environment]
 * @property {string} [folder] the working folder; the repository's root unless given
 * @property {boolean} [silent] keep the output from the screen
 */

/**
 * Runs a program in front of the user, who sees its own output and progress.
 * @param {string} program
 * @param {string[]} parameters
 * @param {RunOptions} [options]
 */
export async function run(program, parameters, { environment = process.env, folder = root } = {}) {
  const child = spawn(program, parameters, { cwd: folder, env: environment, stdio: 'inherit' })
  const status = await exitStatus(child)
  if (status !== 0) throw new Advice(`This command failed (${status}): ${[program, ...parameters].join(' ')}`)
}

/**
 * Runs a program and collects what it prints, which also goes to the screen unless silent.
 * @param {string} program
 * @param {string[]} parameters
 * @param {RunOptions} [options]
 * @returns {Promise<{ status: number | string, output: string }>}
 */
export async function collect(program, parameters, options = {}) {
  const { environment = process.env, folder = root, silent = false } = options
  const child = spawn(program, parameters, { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text
      if (!silent) process.stdout.write(text)
    })
  }
  return { status: await exitStatus(child), output }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number | string>} the exit status, or the signal or error that ended the program
 */
function exitStatus(child) {
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('close', (status, signal) => resolve(status ?? String(signal)))
  })
}

/**
 * Names a step, does it, and says how long it took.
 * @template Result
 * @param {string} name
 * @param {() => Result | Promise<Result>} body
 * @returns {Promise<Result>}
 */
export async function step(name, body) {
  console.log(`> ${name}`)
  const started = performance.now()
  try {
    return await body()
  } finally {
    console.log(`  ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`)
  }
}

/**
 * Runs a command's main function when its file is what Node was asked to run, not when it was imported.
 * @param {string} moduleUrl the file's import.meta.url
 * @param {() => unknown} main
 */
export async function runAsCommand(moduleUrl, main) {
  if (fileURLToPath(moduleUrl) !== process.argv[1]) return
  try {
    await main()
  } catch (error) {
    console.error(error instanceof Advice ? `\n${error.message}` : error)
    process.exitCode = 1
  }
}
