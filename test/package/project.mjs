// An empty project with the packed tarball installed in it, as a user has it. What else it depends on is this repository's
// own, so that no test needs the network.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../../', import.meta.url))
const modules = join(root, 'node_modules')

const execute = promisify(execFile)

/** @type {Promise<string> | undefined} the tarball's path */
let packed

/** @param {string} folder that gets the tarball */
async function pack(folder) {
  const { stdout } = await execute('npm', ['pack', '--json', '--pack-destination', folder], { cwd: root })
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('[\n')))
  return join(folder, filename)
}

/** @returns {Promise<string>} the tarball, made once a run */
export function tarball() {
  packed ??= mkdtemp(join(tmpdir(), 'hxws-pack-')).then(pack)
  return packed
}

/** @param {string} file a tarball */
export async function filesIn(file) {
  const { stdout } = await execute('tar', ['-tzf', file])
  return stdout.trim().split('\n')
}

/**
 * @param {import('node:test').TestContext} t removes the project at its end
 * @param {Record<string, string>} files by their path
 * @param {{ name?: string, needs?: string[] }} [options] the folder in node_modules that the package gets, and what stands
 *   beside it
 */
export async function openProject(t, files, { name = 'htmx-ext-ws-wasm', needs = ['htmx.org'] } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'hxws-project-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const target = join(folder, 'node_modules', name)
  await mkdir(target, { recursive: true })
  await execute('tar', ['-xzf', await tarball(), '-C', target, '--strip-components=1'])
  for (const need of needs) {
    const link = join(folder, 'node_modules', need)
    await mkdir(dirname(link), { recursive: true })
    await symlink(join(modules, need), link)
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return {
    folder,
    /**
     * @param {string} command of this repository's packages, or node
     * @param {string[]} parameters
     * @returns {Promise<{ failed: boolean, output: string }>}
     */
    async run(command, ...parameters) {
      const program = command === 'node' ? process.execPath : join(modules, '.bin', command)
      try {
        const { stdout, stderr } = await execute(program, parameters, { cwd: folder, env: withoutRunner() })
        return { failed: false, output: stdout + stderr }
      } catch (error) {
        const { stdout, stderr } = /** @type {{ stdout: string, stderr: string }} */ (error)
        return { failed: true, output: stdout + stderr }
      }
    }
  }
}

/**
 * What a project of TypeScript says that wants to know all.
 * @param {string} resolution 'bundler' or 'nodenext'
 */
export const strictOptions = (resolution) => ({
  strict: true,
  noEmit: true,
  target: 'es2022',
  lib: ['es2022', 'dom'],
  types: [],
  module: resolution === 'bundler' ? 'esnext' : 'nodenext',
  moduleResolution: resolution
})

/** The runner of the tests would take a child's output for a report. */
function withoutRunner() {
  const { NODE_TEST_CONTEXT: _, ...environment } = process.env
  return environment
}
