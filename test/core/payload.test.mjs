// The core's payload text against what the reference extension sends: JSON.stringify of the object that it builds.
// HXWS_SEED chooses other random payloads, HXWS_COUNT how many.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChooser, seededRandom } from '../corpus/seeded.mjs'
import { openCore } from '../support/built.mjs'
import { payloadOfFields } from '../support/instance.mjs'
import { seed } from '../support/seed.mjs'

const count = Number(process.env.HXWS_COUNT ?? 100_000)
const core = openCore()

/** @typedef {Record<string, unknown>} Parameters */
/** @typedef {[name: string, value: string][]} Fields */

/**
 * What the reference extension sends.
 * @param {Parameters} parameters
 * @param {object | false | undefined} headers
 * @returns {string}
 */
function referencePayload(parameters, headers) {
  /** @type {Parameters} */
  const sent = Object.assign({}, parameters)
  if (headers) sent.HEADERS = headers
  return JSON.stringify(sent)
}

/**
 * The values of a form as htmx hands them out: all of a name at the place of the first, an array if there are several.
 * @param {Fields} fields
 * @returns {Parameters}
 */
function formValues(fields) {
  /** @type {Map<string, string[]>} */
  const valuesOf = new Map()
  for (const [name, value] of fields) valuesOf.set(name, [...(valuesOf.get(name) ?? []), value])
  return Object.fromEntries([...valuesOf].map(([name, values]) => [name, values.length === 1 ? values[0] : values]))
}

/**
 * htmx's merging of hx-vals into a copy of the form's values.
 * @param {Fields} fields
 * @param {Parameters} expressions
 */
function mergedParameters(fields, expressions) {
  /** @type {Parameters} */
  const merged = Object.assign({}, formValues(fields))
  for (const name of Object.keys(expressions)) merged[name] = expressions[name]
  return merged
}

/** @param {Fields} fields */
function referenceEntries(fields) {
  return referencePayload(formValues(fields), undefined)
}

const { chance, integer, pick, some, token, weighted } = createChooser(seededRandom(seed))

const plainNames = ['a', 'b', 'name', 'email', 'items[]', 'null', 'a.b', 'A', ' ', 'true']
const indexNames = ['0', '1', '2', '10', '9', '100', '4294967293', '4294967294']
const indexLikeNames = ['4294967295', '4294967296', '9007199254740993', '007', '00', '-1', '-0', '1e3', '1.5', '+1', '']
const objectNames = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', 'HEADERS', 'headers']
const strangeStrings = [
  '\u{1F600}',
  '\u00E9\u4E2D\u05D0',
  '\u2028',
  '\u2029\uFEFF\uFFFF\uFFFD',
  '\uD800',
  '\uDC00',
  '\uDC00\uD800',
  'a\uDBFF',
  '\uD83D\uD83D\uDE00',
  '"',
  '\\',
  '\\"',
  '\\u0041',
  '":',
  '"\\ud800"',
  '</script>',
  '\u007F\u0080',
  '\0',
  '\b\t\n\v\f\r',
  '\u001F\u0001'
]
const numbers = [0, -0, 1, -1, 0.1, 1e21, 1e-7, 123456789012345680000, 5e-324, 1.7976931348623157e308]
const specialNumbers = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.MAX_SAFE_INTEGER]

/** @returns {string} */
function randomText() {
  return weighted([
    [6, () => token(integer(0, 12))],
    [4, () => pick(strangeStrings)],
    [3, () => some(1, 5, () => (chance(0.5) ? pick(strangeStrings) : token(integer(1, 3)))).join('')],
    [1, () => some(1, 6, () => String.fromCharCode(integer(0, 0xffff))).join('')],
    [1, () => some(1, 6, () => String.fromCharCode(integer(0, 0x7f))).join('')],
    [1, () => pick(['null', 'true', '0', '[]', '{}', '""', ' '])],
    [0.2, () => token(integer(480, 530)) + pick(strangeStrings) + token(integer(0, 600))]
  ])()
}

/** @returns {string} */
function randomName() {
  return weighted([
    [6, () => pick(plainNames)],
    [3, () => pick(indexNames)],
    [2, () => pick(indexLikeNames)],
    [2, () => pick(objectNames)],
    [1, () => String(integer(0, 40))],
    [3, randomText]
  ])()
}

/** @returns {Fields} */
function randomFields() {
  return some(0, chance(0.02) ? 60 : 8, () => [randomName(), randomText()])
}

/**
 * A value as hx-vals or a listener may give it; with `depth` left it may hold others.
 * @param {number} depth
 * @returns {unknown}
 */
function randomValue(depth) {
  const inner = () => randomValue(depth - 1)
  /** @type {[number, () => unknown][]} */
  const choices = [
    [4, randomText],
    [3, () => pick(numbers)],
    [1, () => pick(specialNumbers)],
    [2, () => pick([true, false, null])],
    [1, () => pick([undefined, () => 1, Symbol('dropped')])],
    [1, () => pick([[], [''], ['one'], {}, [undefined], [null], new String('boxed'), new Number(-0)])],
    [depth > 0 ? 2 : 0, () => some(0, 4, inner)],
    [depth > 0 ? 2 : 0, () => Object.fromEntries(some(0, 4, () => [randomName(), inner()]))],
    [0.5, () => new Date(integer(0, 2 ** 31))],
    [0.5, () => ({ toJSON: pick([inertResult(), (/** @type {string} */ name) => name, () => undefined]) })]
  ]
  return weighted(choices)()
}

/** @returns {() => unknown} a function that gives the same text or number whenever it is called */
function inertResult() {
  const result = chance(0.5) ? randomText() : pick(numbers)
  return () => result
}

/** @returns {Parameters} */
function randomExpressions() {
  return Object.fromEntries(some(0, 4, () => namedValue(randomName())))
}

/**
 * What is assigned to `__proto__` becomes the prototype, whose toJSON would be called: no object with a method there.
 * @param {string} name
 * @returns {[string, unknown]}
 */
function namedValue(name) {
  return [name, name === '__proto__' ? pick(['text', 1, null, { inherited: 1 }, ['array']]) : randomValue(2)]
}

/** @returns {object | false | undefined} */
function randomHeaders() {
  const names = ['HX-Request', 'HX-Trigger', 'HX-Target', 'HX-Current-URL']
  const random = () => Object.fromEntries(some(1, 4, () => [chance(0.9) ? pick(names) : randomName(), randomText()]))
  /** @type {[number, () => object | false | undefined][]} */
  const choices = [
    [1, () => undefined],
    [1, () => false],
    [1, () => ({})],
    [4, random]
  ]
  return weighted(choices)()
}

/** @returns {Parameters} */
function randomParameters() {
  const fields = randomFields()
  return weighted([
    [4, () => mergedParameters(fields, randomExpressions())],
    // As a listener of htmx:wsConfigSend may put it in the place of the collected one: `__proto__` may be its own.
    [1, () => ({ ...formValues(fields), ...randomExpressions() })],
    [1, () => formValues(fields)]
  ])()
}

/**
 * @param {string} actual
 * @param {string} expected
 * @param {number} index
 */
function assertSame(actual, expected, index) {
  if (actual !== expected) assert.equal(actual, expected, `HXWS_SEED=${seed}, payload ${index}`)
}

test('the payload of parameters is what the reference sends', (context) => {
  context.diagnostic(`HXWS_SEED=${seed} HXWS_COUNT=${count}`)
  for (let index = 0; index < count; index++) {
    const parameters = randomParameters()
    const headers = randomHeaders()
    assertSame(core.payload(parameters, headers), referencePayload(parameters, headers), index)
  }
})

test('the payload of a form in document order is what the reference sends', (context) => {
  context.diagnostic(`HXWS_SEED=${seed} HXWS_COUNT=${count}`)
  for (let index = 0; index < count; index++) {
    const fields = randomFields()
    assertSame(payloadOfFields(fields), referenceEntries(fields), index)
  }
})

test('every UTF-16 code unit, alone and between others', () => {
  for (let unit = 0; unit <= 0xffff; unit++) {
    const character = String.fromCharCode(unit)
    const parameters = { [character]: character, [`n${character}n`]: `v${character}v` }
    assertSame(core.payload(parameters, undefined), referencePayload(parameters, undefined), unit)
  }
})

test('headers take the place of a field of their name', () => {
  const headers = { 'HX-Request': 'true' }
  const parameters = { HEADERS: ['x', 'y'], a: '1' }
  assert.equal(core.payload(parameters, headers), '{"HEADERS":{"HX-Request":"true"},"a":"1"}')
  assert.equal(core.payload({ a: '1' }, headers), '{"a":"1","HEADERS":{"HX-Request":"true"}}')
  assert.equal(core.payload(parameters, undefined), '{"HEADERS":["x","y"],"a":"1"}')
})

test('headers take the place of a field of their name even where its value cannot be sent', () => {
  assert.equal(core.payload({ HEADERS: undefined, a: '1' }, {}), '{"HEADERS":{},"a":"1"}')
})

test('a field named __proto__ is left out, and nothing is polluted', () => {
  assert.equal(core.payload(Object.fromEntries([['__proto__', { polluted: true }]]), undefined), '{}')
  assert.equal(core.payload(JSON.parse('{"a":{"__proto__":1}}'), undefined), '{"a":{"__proto__":1}}')
  const fields = /** @type {Fields} */ ([
    ['__proto__', 'x'],
    ['a', '1']
  ])
  assert.equal(payloadOfFields(fields), '{"a":"1"}')
  assert.equal('polluted' in {}, false)
})

test('toJSON learns the name of its member', () => {
  const parameters = { when: { toJSON: (/** @type {string} */ name) => `of ${name}` } }
  assert.equal(core.payload(parameters, undefined), '{"when":"of when"}')
})

test('parameters with a toJSON of their own become what it gives, headers and all', () => {
  for (const given of [1, 'text', { b: 2 }, null]) {
    const parameters = { a: '1', toJSON: () => given }
    assert.equal(core.payload(parameters, { h: 1 }), JSON.stringify(given))
  }
  assert.equal(core.payload({ toJSON: 'no function', a: '1' }, undefined), '{"toJSON":"no function","a":"1"}')
})

test('5,000 fields, in a row and scattered', () => {
  const fields = /** @type {Fields} */ (Array.from({ length: 5000 }, (_, index) => [`field${index}`, `value ${index}`]))
  const repeated = /** @type {Fields} */ (fields.map(([name, value], index) => [index % 3 ? name : 'repeated', value]))
  const indices = /** @type {Fields} */ (fields.map(([, value], index) => [String(5000 - index), value]))
  for (const list of [fields, repeated, indices]) {
    assert.equal(payloadOfFields(list), referenceEntries(list))
    assert.equal(core.payload(formValues(list), {}), referencePayload(formValues(list), {}))
  }
})

test('long texts, and short ones after them', () => {
  for (const unit of ['x', '"', '\u4E2D', '\u{1F600}', '\uD800', '\u0001']) {
    const parameters = { long: unit.repeat(200_000), list: [unit.repeat(100_000), 'short'] }
    assert.equal(core.payload(parameters, parameters), referencePayload(parameters, parameters))
    assert.equal(core.payload({ a: unit }, undefined), referencePayload({ a: unit }, undefined))
  }
})
