// npm run build: sets up, compiles the core to WebAssembly and packs dist/.
import { existsSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { emscripten, providePugixml, setup } from './setup.mjs'
import { root, run, runAsCommand, step } from './steps.mjs'

const folder = join(root, 'build/wasm')

/** Makes build/wasm/core.wasm, build/wasm/headless.wasm and dist/ from the sources, installing first what that needs. */
export async function build() {
  await setup('build')
  await compile(folder, 'core')
  await compile(folder, 'headless')
  // Imported this late because it needs npm packages, which setup may have just installed.
  await step('pack dist/', async () => (await import('./pack.mjs')).pack())
}

/**
 * Compiles to WebAssembly what CMake calls the target.
 * @param {string} buildFolder
 * @param {string} target
 * @param {string[]} [options] more options for CMake
 */
export async function compile(buildFolder, target, options = []) {
  const { toolchainFile, environment } = await emscripten()
  const given = [
    `-DCMAKE_TOOLCHAIN_FILE=${toolchainFile}`,
    // Debian's toolchain file would pass Node a flag that newer versions refuse.
    '-DCMAKE_CROSSCOMPILING_EMULATOR=node',
    '-DCMAKE_BUILD_TYPE=Release',
    await pugixmlOption(),
    ...options
  ]
  await forgetOtherToolchain(buildFolder, toolchainFile)
  await step('configure WebAssembly', () =>
    run('cmake', ['-S', root, '-B', buildFolder, '-G', 'Ninja', ...given], { environment })
  )
  await step('compile WebAssembly', () => run('cmake', ['--build', buildFolder, '--target', target], { environment }))
}

/**
 * CMake keeps the toolchain of its first run for good, so another one needs an empty folder.
 * @param {string} buildFolder
 * @param {string} toolchainFile
 */
async function forgetOtherToolchain(buildFolder, toolchainFile) {
  const cache = join(buildFolder, 'CMakeCache.txt')
  if (!existsSync(cache) || readFileSync(cache, 'utf8').includes(`=${toolchainFile}\n`)) return
  await rm(buildFolder, { recursive: true })
}

/** @returns {Promise<string>} CMake's option that names pugixml's source, or forgets an earlier one so that CMake fetches it */
export async function pugixmlOption() {
  const pugixmlFolder = await providePugixml()
  return pugixmlFolder ? `-DPUGIXML_DIR=${pugixmlFolder}` : '-UPUGIXML_DIR'
}

await runAsCommand(import.meta.url, build)
