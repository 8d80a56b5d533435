// npm run readme: builds, and writes into README.md the sizes and the integrity of what it tells users to load. A test
// fails where they are others.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSize } from './budget.mjs'
import { build } from './build.mjs'
import { integrityOf } from './integrity.mjs'
import { root, runAsCommand } from './steps.mjs'

/**
 * @param {string} readme
 * @returns {Promise<string>} the same with the figures of dist/ as it is
 */
export async function withFigures(readme) {
  const script = await readFile(join(root, 'dist/ws.min.js'))
  const translation = await readFile(join(root, 'dist/ws.nowasm.js'))
  return readme
    .replace(/(?<=integrity=")[^"]*/, integrityOf(script))
    .replace(/(?<=one file of )\S+(?= KB gzip)/, kilobytes(script))
    .replace(/(?<=translated to JavaScript \()\S+(?= KB gzip)/, kilobytes(translation))
}

/** @param {Uint8Array} bytes */
const kilobytes = (bytes) => String(Math.round(gzipSize(bytes) / 1000))

async function main() {
  await build()
  const file = join(root, 'README.md')
  await writeFile(file, await withFigures(await readFile(file, 'utf8')))
}

await runAsCommand(import.meta.url, main)
