// Installs what is missing: npm packages, Debian packages, pugixml's source. Uses no network when nothing is missing.
// The commands call it before they import anything from npm, so this file imports nothing from there either.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { Advice, collect, root, run, runAsCommand, step } from './steps.mjs'

const dependencies = join(root, 'build/dependencies')

/** Where the header-only libraries are installed; HXWS_INCLUDE names another folder, as on systems other than Debian. */
const headers = process.env.HXWS_INCLUDE ?? '/usr/include'

// CMakeLists.txt reads the same file. Debian 12's original tarball is byte for byte the one that GitHub serves for the tag.
const pugixml = JSON.parse(readFileSync(join(root, 'wasm/pugixml.json'), 'utf8'))
const pugixmlArchive = `pugixml_${pugixml.version}.orig.tar.gz`

/** @typedef {'build' | 'test'} Need what is to be done; a test needs what a build needs, and more */

/** @type {{ name: string, need: Need, purpose: string, isPresent: () => boolean }[]} */
const debianPackages = [
  { name: 'cmake', need: 'build', purpose: 'configures the builds', isPresent: () => isCommand('cmake') },
  { name: 'ninja-build', need: 'build', purpose: 'runs the builds', isPresent: () => isCommand('ninja') },
  { name: 'emscripten', need: 'build', purpose: 'compiles C++ to WebAssembly', isPresent: hasEmscripten },
  { name: 'binaryen', need: 'build', purpose: 'makes the WebAssembly smaller', isPresent: hasBinaryen },
  { name: 'xz-utils', need: 'build', purpose: 'packs the WebAssembly', isPresent: () => isCommand('xz') },
  {
    name: 'nlohmann-json3-dev',
    need: 'build',
    purpose: 'form to JSON',
    isPresent: () => isHeader('nlohmann/json.hpp')
  },
  { name: 'doctest-dev', need: 'test', purpose: 'native tests', isPresent: () => isHeader('doctest/doctest.h') },
  { name: 'clang', need: 'test', purpose: 'compiles the native tests', isPresent: () => isCommand('clang++') },
  { name: 'libclang-rt-dev', need: 'test', purpose: 'sanitizers and libFuzzer', isPresent: hasSanitizers },
  { name: 'clang-format', need: 'test', purpose: 'style of C++', isPresent: () => isCommand('clang-format') },
  { name: 'clang-tidy', need: 'test', purpose: 'static analysis of C++', isPresent: () => isCommand('clang-tidy') },
  { name: 'chromium', need: 'test', purpose: 'browser tests', isPresent: () => isProgram('chromium', 'CHROMIUM') },
  { name: 'firefox-esr', need: 'test', purpose: 'browser tests', isPresent: () => isProgram('firefox-esr', 'FIREFOX') },
  {
    name: 'webkit2gtk-driver',
    need: 'test',
    purpose: 'browser tests, brings WebKitGTK',
    isPresent: () => isProgram('WebKitWebDriver', 'WEBKIT_DRIVER')
  },
  { name: 'xvfb', need: 'test', purpose: 'a screen for WebKitGTK', isPresent: () => isProgram('Xvfb', 'XVFB') }
]

/**
 * Makes everything ready for a build or for the tests.
 * @param {Need} need
 */
export async function setup(need) {
  await installNpmPackages()
  await installDebianPackages(need)
  await linkHeaders()
  await providePugixml()
}

/** Runs npm ci unless what is installed is what package-lock.json asks for. No script: gumbo-parser's would build it for Node. */
async function installNpmPackages() {
  if (npmPackagesAreCurrent()) return
  await step('install npm packages (npm ci)', () => run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']))
}

/** Contents are compared, not times: git and copies do not keep those. */
function npmPackagesAreCurrent() {
  const installedLock = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(installedLock)) return false
  const { '': _project, ...wanted } = readPackages(join(root, 'package-lock.json'))
  const installed = readPackages(installedLock)
  const hasWanted = Object.entries(wanted).every(([path, { integrity, optional }]) =>
    // npm leaves out the optional packages of other platforms.
    installed[path] ? installed[path].integrity === integrity : optional
  )
  return hasWanted && Object.keys(installed).every((path) => wanted[path])
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { integrity?: string, optional?: boolean }>}
 */
function readPackages(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages
}

/**
 * Installs the Debian packages that are missing, or says which they are.
 * @param {Need} need
 */
async function installDebianPackages(need) {
  const missing = debianPackages.filter((each) => (each.need === 'build' || need === 'test') && !each.isPresent())
  if (missing.length === 0) return
  for (const { name, purpose } of missing) console.log(`missing: ${name} (${purpose})`)
  const names = missing.map(({ name }) => name)
  if (!isCommand('apt-get')) throw new Advice(adviceWithoutApt(names))
  const prefix = await rootPrefix()
  if (!prefix) throw new Advice(adviceForApt('This user may not install packages.', names))
  await step(`install Debian packages: ${names.join(' ')}`, () => aptInstall(prefix, names))
}

/**
 * @param {string[]} prefix
 * @param {string[]} names
 */
async function aptInstall(prefix, names) {
  const apt = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-o', 'DPkg::Lock::Timeout=300']
  // A third party's broken source makes an update fail that served all we need: installing is what decides.
  await collect(apt[0], [...apt.slice(1), 'update'])
  const { status } = await collect(apt[0], [...apt.slice(1), 'install', '-y', '--no-install-recommends', ...names])
  if (status !== 0) throw new Advice(adviceForApt('apt-get failed; its reason stands above.', names))
  const absent = debianPackages.filter(({ name, isPresent }) => names.includes(name) && !isPresent())
  if (absent.length > 0) {
    const list = absent.map(({ name, purpose }) => `${name} (${purpose})`).join(', ')
    throw new Advice(`apt-get installed these, but what they should bring is still not there: ${list}. Check PATH.`)
  }
}

/** @returns {Promise<string[] | undefined>} what to put before a command to run it as root, if that is possible */
async function rootPrefix() {
  if (process.getuid?.() === 0) return []
  if (!isCommand('sudo')) return undefined
  const { status } = await collect('sudo', ['-n', 'true'], { silent: true })
  return status === 0 ? ['sudo', '-n'] : undefined
}

/**
 * @param {string} reason
 * @param {string[]} names
 */
function adviceForApt(reason, names) {
  const install = `apt-get install -y --no-install-recommends ${names.join(' ')}`
  return `${reason} Run this as root, then repeat the command:\n\n  apt-get update && ${install}\n`
}

/** @param {string[]} names */
function adviceWithoutApt(names) {
  return (
    `These are missing, and without apt-get they can't be installed from here: ${names.join(' ')}.\n` +
    "They are named as on Debian 12. Install them with your system's package manager and put the tools on PATH;\n" +
    'Emscripten may also be an SDK that the variable EMSDK points to. Then repeat the command.'
  )
}

/** emcc must never search /usr/include, so the header-only libraries get a folder of their own. */
async function linkHeaders() {
  const folder = join(dependencies, 'include')
  await mkdir(folder, { recursive: true })
  for (const library of ['nlohmann', 'doctest']) {
    const link = join(folder, library)
    const target = join(headers, library)
    if (!existsSync(target) || linkTarget(link) === target) continue
    await rm(link, { force: true })
    await symlink(target, link)
  }
}

/** @param {string} link */
function linkTarget(link) {
  try {
    return readlinkSync(link)
  } catch {
    return undefined
  }
}

/**
 * Finds pugixml's source: the user's own, else what was fetched before, else Debian's.
 * @returns {Promise<string | undefined>} the folder, or nothing: then CMake fetches the same version
 */
export async function providePugixml() {
  if (process.env.PUGIXML_DIR) return usersPugixml(process.env.PUGIXML_DIR)
  const folder = join(dependencies, 'pugixml')
  const stamp = join(folder, 'sha256')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === pugixml.sha256) return folder
  if (!isCommand('apt-get')) return undefined
  const problem = await step(`fetch pugixml ${pugixml.debianVersion} (source)`, () => fetchPugixml(folder))
  if (problem) {
    console.log(`${problem}\nSo CMake downloads pugixml; to use your own copy, set PUGIXML_DIR to its folder.`)
    return undefined
  }
  await writeFile(stamp, pugixml.sha256)
  return folder
}

/** @param {string} given */
function usersPugixml(given) {
  const folder = [given, join(given, 'src')].find((each) => existsSync(join(each, 'pugixml.cpp')))
  if (folder) return folder
  throw new Advice(`PUGIXML_DIR is ${given}, but neither it nor its src/ holds pugixml.cpp. Correct it or unset it.`)
}

/**
 * @param {string} folder where the source goes
 * @returns {Promise<string | undefined>} what went wrong, if anything did
 */
async function fetchPugixml(folder) {
  const apt = join(dependencies, 'apt')
  await rm(apt, { recursive: true, force: true })
  try {
    const log = await downloadSourcePackage(apt)
    const archive = join(apt, pugixmlArchive)
    if (!existsSync(archive)) return `${log}\napt-get has no source of pugixml ${pugixml.debianVersion}.`
    const sha256 = createHash('sha256').update(readFileSync(archive)).digest('hex')
    if (sha256 !== pugixml.sha256) return `${pugixmlArchive} has the SHA-256 ${sha256}, not ${pugixml.sha256}.`
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    await run('tar', ['-xzf', archive, '-C', folder, '--strip-components=2', `pugixml-${pugixml.version}/src`])
    return undefined
  } finally {
    await rm(apt, { recursive: true, force: true })
  }
}

/**
 * Downloads the original tarball with apt-get, which checks its signature. Lists and cache are the folder's own:
 * the system's configuration is only read, and no root is needed.
 * @param {string} folder
 * @returns {Promise<string>} what apt-get said
 */
async function downloadSourcePackage(folder) {
  for (const each of ['sources', 'lists/partial', 'cache/archives/partial']) {
    await mkdir(join(folder, each), { recursive: true })
  }
  await writeSourceEntries(join(folder, 'sources'))
  const settings = [
    'Dir::Etc::SourceList=/dev/null',
    `Dir::Etc::SourceParts=${folder}/sources`,
    `Dir::State::Lists=${folder}/lists`,
    `Dir::Cache=${folder}/cache`,
    'APT::Sandbox::User=root',
    'Acquire::Languages=none'
  ].flatMap((setting) => ['-o', setting])
  const update = await collect('apt-get', ['-q', ...settings, 'update'], { silent: true })
  const request = ['source', '--download-only', '--tar-only', `pugixml=${pugixml.debianVersion}`]
  const download = await collect('apt-get', ['-q', ...settings, ...request], { folder, silent: true })
  return `${update.output}${download.output}`
}

/**
 * Writes the system's package sources again, asking for source packages; keys, suites and mirrors stay as they are.
 * @param {string} folder
 */
async function writeSourceEntries(folder) {
  const parts = '/etc/apt/sources.list.d'
  const files = existsSync(parts) ? readdirSync(parts).map((name) => join(parts, name)) : []
  if (existsSync('/etc/apt/sources.list')) files.push('/etc/apt/sources.list')
  for (const [index, file] of files.filter((each) => /\.(list|sources)$/.test(each)).entries()) {
    const text = readFileSync(file, 'utf8')
    const entries = file.endsWith('.list')
      ? text.replace(/^deb\s/gm, 'deb-src ')
      : text.replace(/^Types:.*$/gim, 'Types: deb-src')
    await writeFile(join(folder, `${index}${file.slice(file.lastIndexOf('.'))}`), entries)
  }
}

/**
 * Finds the Emscripten that compiles: the SDK that EMSDK points to, else the one on PATH.
 * @returns {Promise<{ toolchainFile: string, environment: NodeJS.ProcessEnv }>}
 */
export async function emscripten() {
  const tools = sdkFolders()
  const folder = tools[0] ?? (await collect('em-config', ['EMSCRIPTEN_ROOT'], { silent: true })).output.trim()
  /** @type {NodeJS.ProcessEnv} */
  const environment = { ...process.env, PATH: [...tools, process.env.PATH].join(delimiter) }
  // Debian's cache is complete and marked as frozen; any other one must be writable for the libraries it lacks.
  if (!isWritable(folder) && folder !== '/usr/share/emscripten') {
    environment.EM_CACHE ??= join(root, 'build/emscripten-cache')
  }
  return {
    toolchainFile: join(folder, 'cmake/Modules/Platform/Emscripten.cmake'),
    environment
  }
}

/** @returns {string[]} where an SDK keeps its commands: Emscripten's, then binaryen's */
function sdkFolders() {
  const sdk = process.env.EMSDK
  return sdk ? [join(sdk, 'upstream/emscripten'), join(sdk, 'upstream/bin')] : []
}

function hasEmscripten() {
  const sdk = process.env.EMSDK
  if (!sdk) return isCommand('emcc')
  if (existsSync(join(sdk, 'upstream/emscripten/emcc'))) return true
  throw new Advice(
    `EMSDK is ${sdk}, but upstream/emscripten/emcc is not in it. Run "./emsdk install latest" there or unset EMSDK.`
  )
}

function hasBinaryen() {
  return ['wasm-opt', 'wasm-metadce', 'wasm2js'].every((name) => isCommand(name, sdkFolders()))
}

function hasSanitizers() {
  const { status, stdout } = spawnSync('clang++', ['--print-runtime-dir'], { encoding: 'utf8' })
  const folder = stdout.trim()
  // libclang-rt-dev brings libFuzzer with the sanitizers; other systems may lack it
  return status === 0 && existsSync(folder) && readdirSync(folder).some((file) => file.includes('fuzzer'))
}

/**
 * @param {string} name
 * @param {string} variable that may hold a path of it
 */
function isProgram(name, variable) {
  return Boolean(process.env[variable]) || isCommand(name)
}

/** @param {string} path */
function isHeader(path) {
  return existsSync(join(headers, path))
}

/**
 * @param {string} name
 * @param {string[]} [firstFolders] searched before PATH
 */
function isCommand(name, firstFolders = []) {
  const folders = [...firstFolders, ...(process.env.PATH ?? '').split(delimiter)]
  return folders.some((folder) => isAllowed(join(folder, name), constants.X_OK))
}

/** @param {string} path */
function isWritable(path) {
  return isAllowed(path, constants.W_OK)
}

/**
 * @param {string} path
 * @param {number} mode
 */
function isAllowed(path, mode) {
  try {
    accessSync(path, mode)
    return true
  } catch {
    return false
  }
}

await runAsCommand(import.meta.url, () => setup(process.argv[2] === 'test' ? 'test' : 'build'))
