// Packs the binding with core.wasm inside into one file, dist/ws.js, and its minified twin; and beside them the core's
// translation to JavaScript, dist/ws.nowasm.js.
import { mkdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import * as esbuild from 'esbuild'

const root = new URL('..', import.meta.url)
const { name, version } = JSON.parse(await readFile(new URL('package.json', root), 'utf8'))

const banner = `/*! ${name} ${version} | 0BSD
 *  with pugixml (MIT, Arseny Kapoulkine), JSON for Modern C++ (MIT, Niels Lohmann), libc++ (Apache-2.0 with LLVM
 *  exception) and musl (MIT) */`

/**
 * The module's bytes as base64 text, decoded by the browser itself where it can: an `atob` loop costs more than compiling.
 * @type {import('esbuild').Plugin}
 */
const embedWasm = {
  name: 'embed-wasm',
  setup({ onLoad }) {
    onLoad({ filter: /\.wasm$/ }, async ({ path }) => ({
      contents: `import { decodeBase64 } from './base64.js'
        export default decodeBase64('${(await readFile(path)).toString('base64')}')`,
      resolveDir: fileURLToPath(new URL('js', root)),
      loader: 'js'
    }))
  }
}

/** @param {{ source: string, file: string, minify: boolean }} options */
async function bundle({ source, file, minify }) {
  await esbuild.build({
    entryPoints: [fileURLToPath(new URL(source, root))],
    outfile: fileURLToPath(new URL(`dist/${file}`, root)),
    bundle: true,
    minify,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    banner: { js: banner },
    define: { VERSION: JSON.stringify(version) },
    plugins: [embedWasm]
  })
  const bytes = await readFile(new URL(`dist/${file}`, root))
  console.log(`  dist/${file}: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} gzip`)
}

/** Makes dist/ of js/ and build/wasm/core.wasm. */
export async function pack() {
  await mkdir(new URL('dist', root), { recursive: true })
  await bundle({ source: 'js/ws.js', file: 'ws.js', minify: false })
  await bundle({ source: 'js/ws.js', file: 'ws.min.js', minify: true })
  await bundle({ source: 'js/nowasm.js', file: 'ws.nowasm.js', minify: true })
}
