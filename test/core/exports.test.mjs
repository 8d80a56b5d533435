// The built module as a binary: what it exports and imports, and that codes.js and the C++ headers agree on numbers.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  Certainty,
  ConnectionAction,
  ConnectionEvent,
  ElementFlag,
  EntryFlag,
  Failure,
  LegacyFlag,
  Missing,
  urlPrefixes
} from '../../js/codes.js'
import { createCore } from '../../js/core.js'
import { webAssemblyEngine } from '../../js/engine.js'
import { abiVersion } from '../../js/instance.js'
import { bytes, openCore, words } from '../support/built.mjs'

/** @param {string} path from the project's root */
const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url))

const module = new WebAssembly.Module(bytes)

/**
 * The values of an enum in a header, by the name that JavaScript gives them: kSendFront is sendFront.
 * @param {string} header its path from the project's root
 * @param {string} name
 * @param {RegExp} [prefix] what the names begin with
 * @returns {Record<string, number>}
 */
function enumOf(header, name, prefix = /^k/) {
  const source = read(header)
    .toString()
    .replace(/\/\/.*$/gm, '')
  const body = source.match(new RegExp(`enum (?:class )?${name}\\b[^{]*\\{([^}]*)\\}`))?.[1]
  assert.ok(body, `${name} is in ${header}`)
  const values = [...body.matchAll(/(k\w+)\s*=\s*(-?\d+)/g)]
  assert.equal(values.length, body.match(/k\w+/g)?.length, `each value of ${name} is written out`)
  return Object.fromEntries(values.map(([, key, value]) => [lowerFirst(key.replace(prefix, '')), Number(value)]))
}

/** @param {string} name */
const lowerFirst = (name) => name.charAt(0).toLowerCase() + name.slice(1)

test('exports are those of the list and the memory, each with its arity', () => {
  const list = JSON.parse(read('wasm/exports.json').toString())
  const { exports } = new WebAssembly.Instance(module)
  const { memory, ...functions } = exports
  assert.ok(memory instanceof WebAssembly.Memory)
  const arities = Object.entries(functions).map(([name, value]) => {
    assert.equal(typeof value, 'function', name)
    return [name, /** @type {Function} */ (value).length]
  })
  assert.deepEqual(Object.fromEntries(arities.sort()), list)
  assert.equal(arities.length, Object.keys(list).length)
})

test('the sources export what the list says', () => {
  const list = JSON.parse(read('wasm/exports.json').toString())
  const source = read('wasm/exports.cpp').toString()
  const found = [...source.matchAll(/^HXWS_EXPORT [\w:*]+ ?[\w:*]*? (hxws_\w+)\(([^)]*)\)/gm)].map(
    ([, name, parameters]) => [name, parameters.trim() === '' ? 0 : parameters.split(',').length]
  )
  assert.deepEqual(Object.fromEntries(found.sort()), list)
})

test('the fuzzers know the same exports', () => {
  const list = JSON.parse(read('wasm/exports.json').toString())
  const source = read('test/fuzz/exports.hpp').toString()
  const found = [...source.matchAll(/^[\w:*]+ (hxws_\w+)\(([^)]*)\);/gm)].map(([, name, parameters]) => [
    name,
    parameters.trim() === '' ? 0 : parameters.split(',').length
  ])
  assert.deepEqual(Object.fromEntries(found.sort()), list)
})

test('nothing is imported', () => {
  assert.deepEqual(WebAssembly.Module.imports(module), [])
})

test('the module starts synchronously and needs no initialization', () => {
  const { hxws_abi_version, hxws_connection_create, hxws_backoff_delay } = /** @type {Record<string, Function>} */ (
    new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports
  )
  assert.equal(hxws_abi_version(), abiVersion)
  assert.equal(hxws_backoff_delay(hxws_connection_create(), 0, 0.5), 500)
})

test('two instances share nothing', () => {
  const one = openCore()
  const other = openCore()
  assert.equal(one.createConnection(words).number, 0)
  assert.equal(one.createConnection(words).number, 1)
  assert.equal(other.createConnection(words).number, 0)
})

test('a module of another version is refused', () => {
  for (const version of [abiVersion - 1, abiVersion + 1]) {
    assert.throws(() => createCore({ engine: webAssemblyEngine(ofVersion(version)) }), /different versions/)
  }
  createCore({ engine: webAssemblyEngine(ofVersion(abiVersion)) })
})

/**
 * A module with a memory and the two functions that are called at the start.
 * @param {number} version
 */
function ofVersion(version) {
  const name = (/** @type {string} */ text) => [text.length, ...Buffer.from(text)]
  const section = (/** @type {number} */ id, /** @type {number[]} */ content) => [id, content.length, ...content]
  return new Uint8Array([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 0, 1, 0x7f]),
    ...section(3, [2, 0, 0]),
    ...section(5, [1, 0, 1]),
    ...section(7, [3, ...name('memory'), 2, 0, ...name('hxws_abi_version'), 0, 0, ...name('hxws_output'), 0, 1]),
    ...section(10, [2, 4, 0, 0x41, version, 0x0b, 4, 0, 0x41, 0, 0x0b])
  ])
}

test('ConnectionEvent is that of the core', () => {
  assert.deepEqual({ ...ConnectionEvent }, enumOf('src/connection.hpp', 'ConnectionEvent'))
})

test('ConnectionAction is that of the core', () => {
  assert.deepEqual({ ...ConnectionAction }, enumOf('src/connection.hpp', 'ConnectionAction'))
})

test('ElementFlag is that of the core', () => {
  const { noFlag, ...flags } = enumOf('src/fragments.hpp', 'ElementFlag', /^k(?:Has|Is)?/)
  assert.equal(noFlag, 0)
  assert.deepEqual({ ...ElementFlag }, flags)
})

test('failure codes, certainties and URL prefixes are those of the core', () => {
  const { none, ...errors } = enumOf('src/error.hpp', 'Error')
  assert.equal(none, 0)
  assert.deepEqual({ ...Failure }, errors)
  assert.deepEqual({ ...Certainty }, enumOf('src/fragments.hpp', 'Certainty'))
  const prefixes = enumOf('src/attributes.hpp', 'UrlPrefix')
  assert.deepEqual(prefixes, { none: 0, insecure: 1, secure: 2 })
  assert.deepEqual(urlPrefixes, ['', 'ws://', 'wss://'])
})

test('the border’s own numbers are those of its header', () => {
  assert.deepEqual({ ...EntryFlag }, enumOf('wasm/abi.hpp', 'EntryFlag'))
  assert.deepEqual({ ...LegacyFlag }, enumOf('wasm/abi.hpp', 'LegacyFlag'))
  assert.deepEqual({ ...Missing }, enumOf('wasm/abi.hpp', 'Missing'))
})

test('the words of an element are as many as are read', () => {
  const words = read('wasm/exports.cpp')
    .toString()
    .match(/kElementWords = (\d+)/)?.[1]
  assert.equal(
    read('js/fragments.js')
      .toString()
      .match(/elementWords = (\d+)/)?.[1],
    words
  )
})
