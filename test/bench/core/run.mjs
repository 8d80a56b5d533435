// Runs a contestant's program on inputs, which reach it as a file.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pugixmlOption } from '../../../wasm/build.mjs'
import { Advice, collect, root, run } from '../../../wasm/steps.mjs'

const folder = join(root, 'build/bench')
const inputs = join(folder, 'inputs.json')
const native = join(folder, 'native')
const program = fileURLToPath(new URL('program.mjs', import.meta.url))

export async function buildNative() {
  const options = [
    '-DCMAKE_BUILD_TYPE=Release',
    '-DCMAKE_CXX_COMPILER=clang++',
    '-DHXWS_BENCH=ON',
    await pugixmlOption()
  ]
  await run('cmake', ['-S', root, '-B', folder, '-G', 'Ninja', ...options])
  await run('cmake', ['--build', folder, '--target', 'native'])
}

/** @param {import('./inputs.mjs').Group[]} groups what the contestants shall read from now on */
export function writeInputs(groups) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(inputs, JSON.stringify(groups))
}

/**
 * @param {string} name
 * @returns {Promise<Record<string, any[]>>} for each group what it finds in each input
 */
export const find = (name) => runProgram(name, ['find'])

/**
 * @param {string} name
 * @param {number} milliseconds for each group
 * @returns {Promise<Record<string, number>>} MB/s of each group that it can read
 */
export const measure = (name, milliseconds) => runProgram(name, ['measure', String(milliseconds)])

/**
 * @param {string} name
 * @param {string[]} parameters
 */
async function runProgram(name, parameters) {
  const [command, before] = name === 'core, native' ? [native, []] : [process.execPath, [program, name]]
  const { status, output } = await collect(command, [...before, inputs, ...parameters], { silent: true })
  if (status !== 0) throw new Advice(`${name} failed (${status}):\n${output}`)
  return JSON.parse(output)
}
