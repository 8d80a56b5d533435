// npm run size: builds, then prints what the bytes of dist/ws.min.js are spent on.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { budget, gzipSize } from './budget.mjs'
import { build, compile } from './build.mjs'
import { packModule } from './pack-module.mjs'
import { emscripten } from './setup.mjs'
import { Advice, collect, root, runAsCommand } from './steps.mjs'

const lineTablesFolder = join(root, 'build/size')

async function main() {
  await build()
  const script = readFileSync(join(root, 'dist/ws.min.js'), 'utf8')
  const wasm = readFileSync(join(root, 'build/wasm/core.wasm'))
  // The same sources once more, with the linker told to keep which source line each instruction is from.
  await compile(lineTablesFolder, 'core_linked', [
    '-DCMAKE_CXX_FLAGS=-gline-tables-only',
    '-DCMAKE_EXE_LINKER_FLAGS=-g'
  ])
  const parts = await bytesByPart(join(lineTablesFolder, 'core_linked.wasm'))
  const sections = sectionSizes(wasm)
  printSections(sections, wasm.length)
  printCode(parts, sections.get(codeSection) ?? 0)
  printPackage(script, wasm, parts)
}

/**
 * @param {string} script dist/ws.min.js
 * @param {Buffer} wasm the module that is packed in it
 * @param {Map<string, number>} parts of the module's code
 */
function printPackage(script, wasm, parts) {
  const { packed, unpacker } = packModule(wasm)
  const binding = script.replace(packed, '').replace(unpacker, '')
  const whole = gzipSize(script)
  const [alone, withUnpacker] = [binding, script.replace(packed, '')].map(gzipSize)
  const module = whole - withUnpacker
  // The module is compressed as one: each part has the share that it has of the code.
  const shares = Object.entries(bytesByOrigin(parts)).map(([origin, share]) => [
    `  ${origin}`,
    '',
    Math.round(module * share)
  ])
  printTable(
    ['dist/ws.min.js', 'bytes', 'gzip'],
    [
      ['the whole', script.length, whole],
      ['binding (JavaScript)', binding.length, alone],
      ['packing (unpack.wasm)', unpacker.length, withUnpacker - alone],
      ['core.wasm, packed', packed.length, module],
      ...shares,
      ['core.wasm, were it not packed', wasm.length, gzipSize(wasm)],
      ['budget', '', budget]
    ]
  )
  if (whole > budget) throw new Advice(`dist/ws.min.js is ${whole - budget} bytes above its budget (wasm/budget.mjs).`)
}

/**
 * @param {Map<string, number>} parts
 * @returns {Record<string, number>} shares of the whole by who wrote it
 */
function bytesByOrigin(parts) {
  const sum = [...parts.values()].reduce((left, right) => left + right, 0)
  const libraries = ['pugixml', 'nlohmann/json', 'C++ library', 'C library']
  const shares = libraries.map((library) => (parts.get(library) ?? 0) / sum)
  const ours = 1 - shares.reduce((left, right) => left + right, 0)
  return Object.fromEntries([['our own code', ours], ...libraries.map((library, index) => [library, shares[index]])])
}

const codeSection = 10
const dataSection = 11

/**
 * Reads the sections' headers (WebAssembly Core Specification, section 5.5).
 * @param {Buffer} wasm
 * @returns {Map<number, number>} the bytes of each section, with its header, by its number
 */
function sectionSizes(wasm) {
  const sizes = new Map()
  for (let start = 8, end = start; start < wasm.length; start = end) {
    let position = start + 1
    let size = 0
    // An unsigned LEB128 number: seven bits a byte, the last byte is below 0x80.
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[position++]
      size += (byte & 0x7f) << shift
      if (byte < 0x80) break
    }
    end = position + size
    sizes.set(wasm[start], end - start)
  }
  return sizes
}

/**
 * @param {Map<number, number>} sections
 * @param {number} total
 */
function printSections(sections, total) {
  const code = sections.get(codeSection) ?? 0
  const data = sections.get(dataSection) ?? 0
  const rows = /** @type {[string, number][]} */ ([
    ['code', code],
    ['data', data],
    ['the rest (types, exports ...)', total - code - data],
    ['the whole', total]
  ])
  printTable(
    ['core.wasm', 'bytes', 'share'],
    rows.map(([name, bytes]) => [name, bytes, percent(bytes / total)])
  )
}

/**
 * @param {Map<string, number>} parts
 * @param {number} codeSize
 */
function printCode(parts, codeSize) {
  const sum = [...parts.values()].reduce((left, right) => left + right, 0)
  const rows = [...parts].sort(([, left], [, right]) => right - left)
  printTable(
    ['code by source', 'bytes', 'share'],
    rows.map(([part, bytes]) => [part, Math.round((bytes / sum) * codeSize), percent(bytes / sum)])
  )
  console.log('Bytes are shares of the code above, as measured in a build that keeps line tables.')
}

/**
 * Sums up the line tables of a linked module. What was inlined counts for the source that it is written in.
 * @param {string} file
 * @returns {Promise<Map<string, number>>} bytes of code by part
 */
async function bytesByPart(file) {
  /** @type {Map<string, number>} */
  const parts = new Map()
  for (const table of (await lineTables(file)).split(/^debug_line\[/m).slice(1)) {
    const files = filesOf(table)
    let previous
    for (const [, address, number, flags] of table.matchAll(/^0x([0-9a-f]+) +\d+ +\d+ +(\d+)(.*)/gm)) {
      const start = Number.parseInt(address, 16)
      if (previous) parts.set(previous.part, (parts.get(previous.part) ?? 0) + start - previous.start)
      // A row holds from its address to the next one's; the last row of a sequence only ends it.
      previous = flags.includes('end_sequence') ? undefined : { start, part: partOf(files.get(number) ?? '') }
    }
  }
  return parts
}

/**
 * @param {string} table
 * @returns {Map<string, string>} the path of each file that the table's rows name by number
 */
function filesOf(table) {
  const folders = new Map(
    [...table.matchAll(/^include_directories\[ *(\d+)\] = .*"(.*)"/gm)].map(([, number, folder]) => [number, folder])
  )
  const files = table.matchAll(/^file_names\[ *(\d+)\]:\n +name: .*"(.*)"\n +dir_index: (\d+)/gm)
  return new Map([...files].map(([, number, name, folder]) => [number, `${folders.get(folder) ?? '.'}/${name}`]))
}

/** @param {string} file */
async function lineTables(file) {
  const { environment } = await emscripten()
  // Debian's LLVM carries its version in the names of its commands.
  for (const command of ['llvm-dwarfdump', 'llvm-dwarfdump-14']) {
    const { status, output } = await collect(command, ['--debug-line', file], { environment, silent: true })
    if (status === 0) return output
  }
  throw new Advice('llvm-dwarfdump is not on PATH: install LLVM, which brings it.')
}

/**
 * @param {string} file the path of a source
 * @returns {string} the part that it belongs to
 */
function partOf(file) {
  const source = file.match(/\/(?:src|wasm)\/([^/]+)\.[ch]pp$/)
  if (file.startsWith(root) && source) return source[1]
  if (file.includes('/nlohmann/')) return 'nlohmann/json'
  if (file.includes('/pugi')) return 'pugixml'
  return file.includes('/c++/v1/') ? 'C++ library' : 'C library'
}

/** @param {number} share */
function percent(share) {
  return `${(100 * share).toFixed(1)} %`
}

/**
 * @param {string[]} head
 * @param {(string | number)[][]} rows
 */
function printTable(head, rows) {
  const lines = [head, ...rows].map((row) =>
    row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en') : cell))
  )
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column].length)))
  console.log('')
  for (const [first, ...others] of lines) {
    console.log([first.padEnd(widths[0]), ...others.map((cell, index) => cell.padStart(widths[index + 1]))].join('  '))
  }
}

await runAsCommand(import.meta.url, main)
