// The module as text for the packed script: xz makes it small, js/unpack.js makes it a module again.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Advice, root } from './steps.mjs'

/**
 * @param {Buffer} bytes
 * @returns {import('../js/unpack.js').PackedModule} what unpack() makes the bytes of
 */
export function packModule(bytes) {
  // The format that wasm/unpack.cpp reads: no header, and the contexts of literals and positions as it has them.
  const { status, stdout, error } = spawnSync(
    'xz',
    ['--format=raw', '--lzma1=preset=9e,nice=64,lc=3,lp=0,pb=0', '--stdout'],
    {
      input: bytes
    }
  )
  if (status !== 0) throw new Advice(`xz could not pack the module: ${error?.message ?? `status ${status}`}`)
  const unpacker = readFileSync(join(root, 'build/wasm/unpack.wasm')).toString('hex')
  const packed = stdout.toString('base64').replace(/=+$/, '')
  return { packed, size: bytes.length, unpacker }
}
