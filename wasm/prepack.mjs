// Before npm pack: builds, and puts ws.js at the top of the package. After it, with --undo, takes that away again.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from './build.mjs'
import { root, runAsCommand } from './steps.mjs'

async function prepack() {
  if (process.argv.includes('--undo')) return rm(join(root, 'ws.js'), { force: true })
  await build()
  return (await import('./pack.mjs')).packTop()
}

await runAsCommand(import.meta.url, prepack)
