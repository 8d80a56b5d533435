// Text into the core and out of it through core.js.
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { ElementFlag } from '../../js/codes.js'
import { Refusal } from '../../js/instance.js'
import { openCore, words } from '../support/built.mjs'
import { attributesOf, payloadOfFields } from '../support/instance.mjs'

/** @type {import('../../js/core.js').Core} */
let core
beforeEach(() => {
  core = openCore()
})

const texts = {
  empty: '',
  ASCII: 'plain text 1 + 2',
  multibyte: 'caf\u00E9 \u4E2D\u6587 \u05D0',
  'the edges of UTF-8': '\u007F\u0080\u07FF\u0800\uD7FF\uE000\uFFFF\u{10000}\u{10FFFF}',
  emoji: '\u{1F600}\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u{1F3FD}',
  'a byte order mark': '\uFEFFa\uFEFF',
  'line and paragraph separators': 'a\u2028b\u2029',
  'combining characters': 'e\u0301'
}
const loneSurrogates = ['\uD800', '\uDC00', 'a\uDBFFb', '\uDC00\uD800', '\uD83D\uD83D\uDE00']

/**
 * The only element of a message that the core is sure of.
 * @param {string} message
 */
function only(message) {
  const found = core.fragments(message)
  assert.ok(found, 'the core is sure')
  assert.equal(found.length, 1)
  return found[0]
}

for (const [name, text] of Object.entries(texts)) {
  test(`a message with ${name}: offsets are those of the string`, () => {
    const before = `${text}<!-- ${text} -->`
    const element = `<div title="${text}" id="${text}" hx-swap-oob="beforeend:#${text}">${text}<b>${text}</b></div>`
    const message = `${before}${element}${text}`
    const found = only(message)
    assert.equal(message.slice(found.start, found.end), element)
    assert.equal(found.swap, `beforeend:#${text}`)
    assert.deepEqual(attributesOf(message), [
      [
        ['title', text],
        ['id', text],
        ['hx-swap-oob', `beforeend:#${text}`]
      ]
    ])
  })

  test(`a payload with ${name}`, () => {
    const parameters = { [`n${text}`]: text, list: [text, `${text}${text}`] }
    assert.equal(core.payload(parameters, { text }), JSON.stringify({ ...parameters, HEADERS: { text } }))
  })

  test(`URLs with ${name}`, () => {
    const page = 'https://example.org/caf\u00E9/\u{1F600}/page?q'
    assert.equal(core.connectUrl(page, `/${text}`), `wss://example.org/${text}`)
    assert.equal(core.connectUrl(page, `x${text}`), `x${text}`)
    assert.equal(core.socketUrl(page, page, `?${text}a`), `wss://example.org/caf\u00E9/\u{1F600}/page?${text}a`)
    assert.equal(core.socketUrl(page, page, `./${text}a`), `wss://example.org/caf\u00E9/\u{1F600}/./${text}a`)
    assert.equal(core.socketUrl(`https://${text}.example/`, 'https://other/', '/a'), `wss://${text}.example/a`)
    assert.equal(core.socketUrl(page, `https://h/${text}/b`, 'a'), `wss://h/${text}/a`)
  })
}

test('hx-ws: the URL is cut out of the string', () => {
  assert.deepEqual(core.legacyValue('connect:/\u{1F600}\u00E9, send'), { connect: '/\u{1F600}\u00E9', send: true })
  assert.deepEqual(core.legacyValue('\u00E9 connect:/a\u00E9'), { connect: '/a\u00E9', send: false })
  assert.deepEqual(core.legacyValue('send'), { connect: null, send: true })
  assert.deepEqual(core.legacyValue(''), { connect: null, send: false })
})

test('URLs that cannot be opened are null', () => {
  assert.equal(core.socketUrl('file:///a.html', 'file:///a.html', '/chat'), null)
  assert.equal(core.socketUrl('https://a/', 'https://a/', 'ftp://b'), null)
  assert.equal(core.connectUrl('https:', '/chat'), null)
})

test('a lone surrogate beside elements leaves the offsets right', () => {
  for (const text of loneSurrogates) {
    const message = `${text}<b id="a">${text}</b>${text}<i id="b"></i>`
    const found = core.fragments(message)
    assert.deepEqual(
      found?.map(({ start, end }) => message.slice(start, end)),
      [`<b id="a">${text}</b>`, '<i id="b"></i>']
    )
  }
})

test('a lone surrogate in an attribute of a top-level element is unsure', () => {
  for (const text of loneSurrogates) {
    assert.equal(core.fragments(`<b id="${text}"></b>`), null)
    assert.equal(core.fragments(`<b title="${text}"></b>`), null)
    assert.equal(core.fragments(`<b x${text}></b>`), null)
  }
})

test('a lone surrogate in a payload or a URL is not lost', () => {
  for (const text of loneSurrogates) {
    assert.equal(core.payload({ [text]: text }, undefined), JSON.stringify({ [text]: text }))
    assert.equal(core.connectUrl('https://a/', `/${text}`), `wss://a/${text}`)
    assert.equal(core.socketUrl('https://a/', 'https://a/b', `${text}c`), `wss://a/${text}c`)
    assert.deepEqual(core.legacyValue(`connect:/${text},send`), { connect: `/${text}`, send: true })
  }
})

test('a NUL makes a message unsure, and stays in a payload', () => {
  assert.equal(core.fragments('<b>\0</b>'), null)
  assert.equal(core.fragments('\0'), null)
  assert.equal(core.payload({ 'a\0': '\0b' }, undefined), '{"a\\u0000":"\\u0000b"}')
  assert.equal(core.socketUrl('https://a/', 'https://a/', '/b\0c'), 'wss://a/b\0c')
})

test('a message without elements is sure of none', () => {
  for (const message of ['', ' ', 'text', '<!-- -->', '\u{1F600}']) {
    assert.deepEqual([...(core.fragments(message) ?? ['unsure'])], [])
  }
})

test('each element has its own values, ASCII or not', () => {
  for (const tail of ['', '\u00E9', '\u{1F600}']) {
    const message = `<b id=a hx-swap-oob="none"></b>${tail}<tr></tr><X-Y id="&#98;" hx-swap-oob="a:#&gt;"></X-Y>`
    const unsure = core.fragments(message)
    assert.equal(unsure, null, 'an id with a reference is the host’s')
    const found = core.fragments(message.replace('&#98;', 'c'))
    assert.ok(found)
    assert.equal(found.separate, true)
    assert.deepEqual(
      found.map(({ swap, flags }) => ({ swap, flags })),
      [
        { swap: 'none', flags: 0 },
        { swap: null, flags: ElementFlag.tablePart },
        { swap: undefined, flags: ElementFlag.custom }
      ]
    )
  }
})

test('empty values are empty, whatever stands before', () => {
  const message = '\u00E9<b>\u{1F600}</b><i id="" hx-swap-oob=""></i>\u00E9<u id hx-swap-oob></u>'
  const found = core.fragments(message)
  assert.ok(found)
  assert.deepEqual(
    found.map(({ swap }) => swap),
    [null, '', '']
  )
  assert.equal(message.slice(found[2].start, found[2].end), '<u id hx-swap-oob></u>')
})

test('many elements with empty ids stand where they are', () => {
  const element = '<b id=""></b>'
  const found = core.fragments(`\u00E9${element.repeat(32_000)}`)
  assert.equal(found?.length, 32_000)
  assert.equal(found?.at(-1)?.start, 1 + 31_999 * element.length)
})

test('a message of 1,000,000 units is read, a longer one is the host’s', () => {
  const around = '<b></b>'.length
  const longest = `<b>${'x'.repeat(1_000_000 - around)}</b>`
  assert.equal(only(longest).end, 1_000_000)
  assert.equal(core.fragments(`${longest}x`), null)
  assert.equal(only('<b></b>').end, 7)
  assert.equal(only(`<b>${'\u4E2D'.repeat(1_000_000 - around)}</b>`).end, 1_000_000)
  assert.equal(core.fragments(`<b>${'\u{1F600}'.repeat(500_000)}</b>`), null)
})

test('memory grows in the middle of a call, and the views with it', () => {
  const element = '<b id="\u00E9" hx-swap-oob="none:#\u{1F600}">\u{1F600}</b>'
  for (const count of [1, 10, 100, 1000, 10_000, 20_000]) {
    const fresh = openCore()
    const message = element.repeat(count)
    const found = fresh.fragments(message)
    assert.equal(found?.length, count)
    const last = /** @type {NonNullable<typeof found>} */ (found)[count - 1]
    assert.deepEqual(last, {
      start: element.length * (count - 1),
      end: message.length,
      flags: 0,
      swap: 'none:#\u{1F600}'
    })
  }
  for (const size of [10, 10_000, 100_000, 1_000_000]) {
    const fresh = openCore()
    const parameters = { before: 'a', long: '"'.repeat(size), after: '\u{1F600}' }
    assert.equal(fresh.payload(parameters, undefined), JSON.stringify(parameters))
    const path = '\u00E9'.repeat(Math.min(size, 900_000))
    assert.equal(fresh.connectUrl('https://a/', `/${path}`)?.length, path.length + 'wss://a/'.length)
    const connection = fresh.createConnection(words)
    fresh.queueAssign(
      connection,
      Array.from({ length: Math.min(size, 50_000) }, (_, handle) => ({ handle, size: 1 }))
    )
    assert.equal(fresh.queueCount(connection), Math.min(size, 50_000))
  }
})

test('connections that grow the memory between calls do not disturb a text', () => {
  for (let index = 0; index < 20_000; index++) {
    assert.equal(core.createConnection(words).number, index)
    if (index % 1000 === 0) assert.equal(core.connectUrl('https://a/', `/\u00E9${index}`), `wss://a/\u00E9${index}`)
  }
})

test('a text that does not fit is refused, and the next call works', () => {
  const large = 'x'.repeat(30_000_000)
  assert.equal(core.payload({ large }, { b: 1 }), JSON.stringify({ large, HEADERS: { b: 1 } }), 'left to the host')
  assert.throws(() => payloadOfFields([['large', large]]), Refusal)
  assert.throws(() => core.connectUrl('https://a/', large), Refusal)
  assert.equal(core.payload({ a: '1' }, undefined), '{"a":"1"}')
  assert.equal(core.connectUrl('https://a/', '/b'), 'wss://a/b')
})

test('a released connection leaves no message behind', () => {
  const connection = core.createConnection(words)
  core.queuePush(connection, { handle: 1, size: 1 })
  core.releaseConnection(connection)
  const next = core.createConnection(words)
  assert.equal(next.number, connection.number)
  assert.equal(core.queueCount(next), 0)
})

test('numbers of any kind make a delay', () => {
  const connection = core.createConnection(words)
  for (const retryCount of [0, 6, 7, -1, 1e9, 2 ** 32, Number.NaN, 0.5]) {
    for (const random of [0, 0.5, 1, 2, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      const delay = core.backoffDelay(connection, retryCount, random)
      assert.ok(delay >= 0 && delay <= 64_000, `${retryCount}, ${random}: ${delay}`)
    }
  }
  assert.equal(core.backoffDelay(connection, 2, 0.12345), 4000 * 0.12345)
})
