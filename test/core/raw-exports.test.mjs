// What the raw exports do with arguments that make no sense, as a defective binding would call them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { engine } from '../support/built.mjs'

const Failure = Object.freeze({ outOfMemory: -1, badArgument: -2, notFound: -3 })
const sizes = [9, 16, 1000, 65_536, 0x7fff_ffff, 0x8000_0000, 0xffff_fff0, 0xffff_ffff]

/** @returns {Record<string, (...words: number[]) => number>} a module of which nothing is known but its functions */
const raw = () => /** @type {any} */ (engine.instantiate())

test('before any text every size is refused', () => {
  const { hxws_fragments, hxws_legacy_value, hxws_payload, hxws_connect_url, hxws_socket_url } = raw()
  assert.equal(hxws_fragments(1, 1), Failure.badArgument)
  assert.equal(hxws_fragments(0, 1), Failure.badArgument)
  assert.equal(hxws_legacy_value(0), Failure.badArgument)
  assert.equal(hxws_payload(0), Failure.badArgument)
  assert.equal(hxws_connect_url(0, 0), Failure.badArgument)
  assert.equal(hxws_socket_url(0, 0, 0), Failure.badArgument)
})

test('sizes beyond the capacity are refused', () => {
  const exports = raw()
  assert.notEqual(exports.hxws_text(8), 0)
  const connection = exports.hxws_connection_create()
  for (const size of sizes) {
    assert.equal(exports.hxws_fragments(size, 1), Failure.badArgument, `fragments ${size}`)
    assert.equal(exports.hxws_legacy_value(size), Failure.badArgument, `legacy_value ${size}`)
    assert.equal(exports.hxws_connect_url(size, 0), Failure.badArgument, `connect_url ${size}, 0`)
    assert.equal(exports.hxws_connect_url(0, size), Failure.badArgument, `connect_url 0, ${size}`)
    assert.equal(exports.hxws_socket_url(0, size, 0), Failure.badArgument, `socket_url ${size}`)
    assert.ok(exports.hxws_payload(size) < 0, `payload ${size}`)
  }
  assert.equal(exports.hxws_legacy_value(8), 0)
  exports.hxws_text(24)
  assert.equal(exports.hxws_queue_assign(connection, 2, 0), Failure.badArgument)
  assert.equal(exports.hxws_queue_assign(connection, 0x1fff_ffff, 0), Failure.badArgument)
  assert.equal(exports.hxws_queue_assign(connection, 1, 0), 0)
})

test('sizes whose sum overflows are refused', () => {
  const exports = raw()
  exports.hxws_text(64)
  const connection = exports.hxws_connection_create()
  // a sum counted in 32 bits would wrap to something small
  assert.equal(exports.hxws_connect_url(0xffff_ffff, 1), Failure.badArgument, 'connect_url')
  assert.equal(exports.hxws_socket_url(0xffff_fff0, 8, 8), Failure.badArgument, 'socket_url')
  assert.equal(exports.hxws_socket_url(0x8000_0000, 0x8000_0000, 8), Failure.badArgument, 'socket_url')
  assert.ok(exports.hxws_payload(357_913_942) < 0, 'payload')
  assert.equal(exports.hxws_queue_assign(connection, 0x2000_0000, 0), Failure.badArgument, 'queue_assign')
})

test('entries of a payload that reach beyond the text are refused', () => {
  const exports = raw()
  const address = exports.hxws_text(64)
  const words = new Uint32Array(/** @type {any} */ (exports.memory).buffer, address, 16)
  for (const [nameSize, valueSize] of [
    [64, 0],
    [0, 53],
    [27, 26],
    [0x7fff_ffff, 0],
    [0, 0xffff_ffff]
  ]) {
    words.set([nameSize, valueSize, 0])
    assert.ok(exports.hxws_payload(1) < 0, `${nameSize}, ${valueSize}`)
  }
  words.set([0, 0, 0])
  assert.equal(exports.hxws_payload(1), 7)
})

test('an entry of a payload whose sizes overflow is refused', () => {
  const exports = raw()
  const address = exports.hxws_text(64)
  const words = new Uint32Array(/** @type {any} */ (exports.memory).buffer, address, 16)
  for (const sizes of [
    [0xffff_fff0, 0x10],
    [0x10, 0xffff_fff0],
    [0x8000_0000, 0x8000_0000]
  ]) {
    words.set([...sizes, 0])
    // a sum counted in 32 bits would wrap to something small
    assert.ok(exports.hxws_payload(1) < 0, sizes.join())
  }
})

test('a text without room has no address, and what it replaced is gone', () => {
  const exports = raw()
  assert.notEqual(exports.hxws_text(24), 0)
  for (const size of [0x0800_0000, 0x7fff_ffff, 0xffff_fff8, 0xffff_ffff]) {
    assert.equal(exports.hxws_text(size), 0)
    assert.equal(exports.hxws_fragments(0, 1), Failure.badArgument)
  }
  assert.notEqual(exports.hxws_text(0), 0)
  assert.equal(exports.hxws_fragments(0, 1), 1)
})

test('connections that are none are not found', () => {
  const exports = raw()
  exports.hxws_text(64)
  const connection = exports.hxws_connection_create()
  exports.hxws_connection_release(connection)
  for (const number of [connection, 1, 255, 256, 1_048_575, 1_048_576, 0x7fff_ffff, -1, -0x8000_0000]) {
    assert.equal(exports.hxws_connection_step(number, 0, 0, 0, 1, 0), Failure.notFound)
    assert.equal(exports.hxws_queue_push(number, 1, 1, 0), Failure.notFound)
    assert.equal(exports.hxws_queue_pop(number), Failure.notFound)
    assert.equal(exports.hxws_queue_assign(number, 1, 0), Failure.notFound)
    assert.equal(exports.hxws_queue_count(number), Failure.notFound)
    exports.hxws_connection_release(number)
  }
  assert.equal(exports.hxws_connection_create(), connection)
  assert.notEqual(exports.hxws_connection_create(), connection)
})

test('events that are none do nothing', () => {
  const exports = raw()
  const connection = exports.hxws_connection_create()
  for (const event of [11, 100, -1, 0x7fff_ffff])
    assert.equal(exports.hxws_connection_step(connection, event, 0, 0, 1, 0), 0)
})

test('an element or an attribute that is none is not found', () => {
  const exports = raw()
  assert.equal(exports.hxws_fragment_attribute(0, 0), Failure.notFound)
  const message = new TextEncoder().encode('<b a=1></b>')
  const address = exports.hxws_text(message.length)
  new Uint8Array(/** @type {any} */ (exports.memory).buffer).set(message, address)
  assert.equal(exports.hxws_fragments(message.length, 1), 1)
  assert.equal(exports.hxws_fragment_attribute(0, 0), 0)
  for (const [element, attribute] of [
    [0, 1],
    [0, -1],
    [1, 0],
    [-1, 0],
    [0x7fff_ffff, 0]
  ]) {
    assert.equal(exports.hxws_fragment_attribute(element, attribute), Failure.notFound)
  }
  exports.hxws_text(8)
  assert.equal(exports.hxws_fragment_attribute(0, 0), Failure.notFound, 'gone with the next text')
})
