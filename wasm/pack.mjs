// Packs dist/: the binding with core.wasm inside, for script tags and for modules, and beside it the core's translation to
// JavaScript.
import { existsSync } from 'node:fs'
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import * as esbuild from 'esbuild'
import { minify } from 'terser'
import { gzipSize } from './budget.mjs'
import { integrityOf } from './integrity.mjs'
import { packModule } from './pack-module.mjs'
import { root } from './steps.mjs'

/** @param {string} path from the project's root */
const fileOf = (path) => join(root, path)

const { name, version } = JSON.parse(await readFile(fileOf('package.json'), 'utf8'))

const banner = `/*! ${name} ${version} | 0BSD, with pugixml, JSON for Modern C++, musl (MIT) and libc++ (Apache-2.0 WITH
 *  LLVM-exception): see THIRD-PARTY-LICENSES */`

const headlessBanner = `/*! ${name} ${version} | 0BSD, with tough-cookie (BSD-3-Clause) and tldts (MIT), and in headless.wasm gumbo
 *  (Apache-2.0), pugixml, musl (MIT) and libc++ (Apache-2.0 WITH LLVM-exception): see THIRD-PARTY-LICENSES */`

/** Where a script looks for the translation, from its own place. */
const besideScript = 'ws.nowasm.js'

/**
 * The module, packed by xz and as text, and what unpacks it in the page.
 * @type {import('esbuild').Plugin}
 */
const embedWasm = {
  name: 'embed-wasm',
  setup({ onLoad }) {
    onLoad({ filter: /\.wasm$/ }, async ({ path }) => ({
      contents: JSON.stringify(packModule(await readFile(path))),
      loader: 'json'
    }))
  }
}

/**
 * A style sheet as a text for the page.
 * @type {import('esbuild').Plugin}
 */
const embedStyle = {
  name: 'embed-style',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await esbuild.transform(await readFile(path, 'utf8'), { loader: 'css', minify: true })
      return { contents: code.trim(), loader: 'text' }
    })
  }
}

/**
 * @param {string} source
 * @param {string} file made of it
 * @param {import('esbuild').BuildOptions & { nowasm?: string }} [options]
 */
async function bundle(source, file, { nowasm = besideScript, inject = [], ...options } = {}) {
  await esbuild.build({
    entryPoints: [fileOf(source)],
    outfile: fileOf(file),
    bundle: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    sourcemap: true,
    banner: { js: banner },
    define: { VERSION: JSON.stringify(version), NOWASM_PLACE: JSON.stringify(nowasm) },
    plugins: [embedWasm, embedStyle],
    // Its text comes first where it is used: gzip makes code and random letters larger where they share a block.
    inject: [fileOf('build/wasm/core.wasm'), ...inject],
    ...options
  })
  if (options.minify) await shorten(fileOf(file))
  await tell(file)
}

/** @param {string} file that was made */
async function tell(file) {
  const bytes = await readFile(fileOf(file))
  console.log(`  ${file}: ${bytes.length} bytes, ${gzipSize(bytes)} gzip, ${integrityOf(bytes)}`)
}

/**
 * What esbuild's minifier leaves is a tenth too much: it puts no numbers in the place of names of the core's codes.
 * @param {string} path
 */
async function shorten(path) {
  const hasMap = existsSync(`${path}.map`)
  const url = `${basename(path)}.map`
  const { code = '', map } = await minify(await readFile(path, 'utf8'), {
    toplevel: true,
    ecma: 2020,
    compress: { passes: 5, unsafe_arrows: true },
    format: { comments: /^!/ },
    sourceMap: hasMap && { content: await readFile(`${path}.map`, 'utf8'), filename: basename(path), url }
  })
  await writeFile(path, code)
  if (hasMap) await writeFile(`${path}.map`, String(map))
}

/**
 * @param {string} htmx the file that says what this name is
 * @returns {import('esbuild').BuildOptions} htmx.org itself, and the translation, are left to the page's bundler
 */
const asModule = (htmx) => ({ inject: [fileOf(htmx)], external: ['htmx.org', './ws.nowasm.js'] })

/** Makes dist/ of js/ and build/wasm/. */
export async function pack() {
  await rm(fileOf('dist'), { recursive: true, force: true })
  await mkdir(fileOf('dist'))
  await bundle('js/script.js', 'dist/ws.js')
  await bundle('js/script.js', 'dist/ws.min.js', { minify: true })
  await bundle('js/nowasm.js', 'dist/ws.nowasm.js', { minify: true, sourcemap: false })
  await bundle('js/inspector.js', 'dist/ws-inspector.js', { minify: true, sourcemap: false })
  await bundle('js/module.js', 'dist/ws.esm.js', { ...asModule('js/htmx-module.js'), format: 'esm' })
  await bundle('js/module.js', 'dist/ws.cjs', { ...asModule('js/htmx-required.js'), format: 'cjs' })
  await copyFile(fileOf('build/wasm/core.wasm'), fileOf('dist/ws.wasm'))
  await copyFile(fileOf('build/wasm/headless.wasm'), fileOf('dist/headless.wasm'))
  await copyFile(fileOf('js/node.js'), fileOf('dist/node.js'))
  await copyFile(fileOf('js/node.cjs'), fileOf('dist/node.cjs'))
  await packHeadless()
  for (const types of ['ws.d.ts', 'ws.d.cts']) await copyFile(fileOf('js/public.d.ts'), fileOf(`dist/${types}`))
}

/** The headless page: for Node, beside the two modules that it reads. */
async function packHeadless() {
  await esbuild.build({
    entryPoints: [fileOf('js/headless/headless.js')],
    outfile: fileOf('dist/headless.js'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    charset: 'utf8',
    legalComments: 'none',
    banner: { js: headlessBanner },
    define: { VERSION: JSON.stringify(version) }
  })
  await tell('dist/headless.js')
  await copyFile(fileOf('build/wasm/headless.wasm'), fileOf('dist/headless.wasm'))
  const types = await readFile(fileOf('js/headless/headless.d.ts'), 'utf8')
  await writeFile(fileOf('dist/headless.d.ts'), types.replace('../public.d.ts', './ws.d.ts'))
}

/** Makes ws.js at the top of the package, where the reference has it and pages load it from. */
export const packTop = () => bundle('js/script.js', 'ws.js', { nowasm: `dist/${besideScript}`, sourcemap: false })
