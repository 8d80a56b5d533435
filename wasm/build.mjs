// npm run build: sets up, compiles the core to WebAssembly and packs dist/.
import { existsSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { emscripten, setup } from './setup.mjs'
import { root, run, runAsCommand, step } from './steps.mjs'

const folder = join(root, 'build/wasm')

/** Makes build/wasm/core.wasm and dist/ from the sources, installing first what that needs. */
export async function build() {
  const { pugixmlFolder } = await setup('build')
  const { toolchainFile, environment } = await emscripten()
  await step('configure WebAssembly', () => configure(toolchainFile, pugixmlFolder, environment))
  await step('compile WebAssembly', () => run('cmake', ['--build', folder], { environment }))
  // Imported this late because it needs npm packages, which setup may have just installed.
  await step('pack dist/', async () => (await import('./pack.mjs')).pack())
}

/**
 * @param {string} toolchainFile
 * @param {string | undefined} pugixmlFolder
 * @param {NodeJS.ProcessEnv} environment
 */
async function configure(toolchainFile, pugixmlFolder, environment) {
  await forgetOtherToolchain(toolchainFile)
  const options = [
    `-DCMAKE_TOOLCHAIN_FILE=${toolchainFile}`,
    // Debian's toolchain file would pass Node a flag that newer versions refuse.
    '-DCMAKE_CROSSCOMPILING_EMULATOR=node',
    '-DCMAKE_BUILD_TYPE=Release',
    pugixmlOption(pugixmlFolder)
  ]
  await run('cmake', ['-S', root, '-B', folder, '-G', 'Ninja', ...options], { environment })
}

/**
 * CMake keeps the toolchain of its first run for good, so another one needs an empty folder.
 * @param {string} toolchainFile
 */
async function forgetOtherToolchain(toolchainFile) {
  const cache = join(folder, 'CMakeCache.txt')
  if (!existsSync(cache) || readFileSync(cache, 'utf8').includes(`=${toolchainFile}\n`)) return
  await rm(folder, { recursive: true })
}

/**
 * @param {string | undefined} pugixmlFolder
 * @returns {string} the option for CMake that names pugixml's source, or forgets an earlier one
 */
export function pugixmlOption(pugixmlFolder) {
  return pugixmlFolder ? `-DPUGIXML_DIR=${pugixmlFolder}` : '-UPUGIXML_DIR'
}

await runAsCommand(import.meta.url, build)
