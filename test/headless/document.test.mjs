// The exports of headless.wasm that a page's document has: what they leave, and what they refuse.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Failure } from '../../js/codes.js'
import exported from '../../wasm/headless/exports.json' with { type: 'json' }
import { createModule, module, openDocument } from './module.mjs'

const instance = createModule()
/** @param {string} body */
const open = (body) => openDocument(`<!doctype html><title>t</title><body>${body}`, instance)

/** What the extension acts on. @param {ReturnType<typeof open>} page @param {string} message */
const insertedBy = (page, message) => page.apply(message).inserted

test('the module imports nothing, and exports its memory and what the list says', () => {
  assert.deepEqual(WebAssembly.Module.imports(module), [])
  const names = WebAssembly.Module.exports(module).map(({ name }) => name)
  assert.deepEqual(names.sort(), ['memory', ...Object.keys(exported)].sort())
  /** @type {Record<string, any>} */
  const functions = instance.exports
  for (const [name, arity] of Object.entries(exported)) assert.equal(functions[name].length, arity, name)
})

test('a page is parsed and serialized', () => {
  const page = open('<p id=a title="&quot;">x</p>')
  const body = '<p id="a" title="&quot;">x</p>'
  assert.equal(page.html(), `<!DOCTYPE html><html><head><title>t</title></head><body>${body}</body></html>`)
  assert.equal(page.html(0, false), page.html())
  assert.equal(page.text(), 'tx')
  page.parse('<i>y')
  assert.equal(page.html(), '<html><head></head><body><i>y</i></body></html>')
})

test('a message says what it did', () => {
  const page = open('<ul id=list></ul>')
  const first = page.apply('<ul id=list hx-swap-oob=beforeend><li ws-send>1</li>text<li ws-send>2</li><li>3</li></ul>')
  assert.deepEqual([first.count, first.inserted.length, first.dead, first.troubles], [1, 2, [], []])
  const message = '<p id="日本">x</p><ul id=list><li>3</li></ul><p hx-swap-oob="innerHTML:p[">y</p>'
  const second = page.apply(message)
  assert.equal(second.count, 1)
  assert.deepEqual(second.dead.sort(), first.inserted)
  assert.deepEqual(
    second.troubles.map(({ kind, start, end }) => [kind, message.slice(start, end)]),
    [
      [1, '<p id="日本">x</p>'],
      [2, '<p hx-swap-oob="innerHTML:p[">y</p>']
    ]
  )
})

test('an element has a name, attributes, a text, and elements around it', () => {
  const page = open('<div id=a></div>')
  const [svg] = insertedBy(
    page,
    '<b hx-swap-oob="beforeend:#a"><svg viewBox="1" class="x" ws-send><linearGradient>é</linearGradient></svg></b>'
  )
  assert.equal(page.tag(svg), 'svg')
  assert.deepEqual(page.attributes(svg), ['viewBox', '1', 'class', 'x', 'ws-send', ''])
  assert.equal(page.text(svg), 'é')
  assert.equal(page.html(svg, false), '<svg viewBox="1" class="x" ws-send=""><linearGradient>é</linearGradient></svg>')
  assert.equal(page.html(svg), '<linearGradient>é</linearGradient>')
  const path = page.path(svg)
  assert.ok(Array.isArray(path))
  assert.deepEqual(path.map(page.tag), ['svg', 'div', 'body', 'html'])
  assert.deepEqual(page.path(svg), path, 'handles stay')
})

test('attributes are read, set and taken off', () => {
  const page = open('<div id=a></div>')
  const [div] = insertedBy(page, '<div id=a title="1" ws-send></div>')
  assert.equal(page.attribute(div, 'title'), '1')
  assert.equal(page.attribute(div, 'lang'), 0)
  assert.equal(page.setAttribute(div, 'lang', '日本'), 0)
  assert.equal(page.setAttribute(div, 'title', ''), 0)
  assert.equal(page.body, '<div id="a" title="" ws-send="" lang="日本"></div>')
  assert.equal(page.removeAttribute(div, 'title'), 1)
  assert.equal(page.removeAttribute(div, 'title'), 0)
  assert.equal(page.body, '<div id="a" ws-send="" lang="日本"></div>')
})

test('hidden attributes are out of reach, and names that HTML can’t have are refused', () => {
  const page = open('<div id=a></div>')
  const [div] = insertedBy(page, '<div id=a ws-send></div>')
  for (const name of ['', ' handle', 'a b', 'a=b', 'a>', 'a\0']) {
    assert.equal(page.attribute(div, name), 0, name)
    assert.equal(page.removeAttribute(div, name), 0, name)
    assert.equal(page.setAttribute(div, name, 'x'), Failure.badArgument, name)
  }
  assert.equal(page.setAttribute(div, 'title', 'a\0b'), Failure.badArgument)
  assert.equal(page.body, '<div id="a" ws-send=""></div>')
})

test('what is gone is not found', () => {
  const page = open('<div id=a></div>')
  const [gone] = insertedBy(page, '<div id=a ws-send></div>')
  assert.equal(page.contains(gone), 1)
  const [now] = insertedBy(page, '<div id=a ws-send></div>')
  assert.notEqual(now, gone)
  assert.equal(page.contains(gone), 0)
  const notFound = [page.html(gone), page.text(gone), page.tag(gone), page.path(gone), page.attributes(gone)]
  assert.deepEqual(notFound, Array(5).fill(Failure.notFound))
  for (const handle of [0, -1, 99]) assert.equal(page.tag(handle), Failure.notFound)
  page.release()
  assert.equal(page.html(), Failure.notFound)
  assert.equal(page.parse('x'), Failure.notFound)
  assert.equal(page.apply('x').error, Failure.notFound)
  assert.equal(page.contains(now), Failure.notFound)
})

test('a page above 64 MiB is refused, and so is a text that was not written', () => {
  const page = open('<p>x')
  assert.equal(page.exports.hxws_document_parse(page.number, 64 * 2 ** 20 + 1), -6)
  instance.writeTexts('x')
  assert.equal(page.exports.hxws_document_apply(page.number, 5_000_000), Failure.badArgument)
  assert.equal(page.body, '<p>x</p>')
})

test('a long page is parsed, and its memory comes back', () => {
  const page = open('')
  const before = page.bytes()
  const text = 'x'.repeat(3_000_000)
  assert.equal(page.parse(`<p id=a>${text}`), 0)
  assert.equal(page.text(), text)
  page.parse('')
  assert.ok(page.bytes() <= before, `${page.bytes()} bytes after ${before}`)
})

test('deep and misnested pages end', () => {
  const page = open('')
  const parts = [
    '<div>',
    '<b>',
    '<a href=x>',
    '<table><tr><td>',
    '<ul><li>',
    '<template>',
    '<svg>',
    '<select>',
    '<font a=1>'
  ]
  for (const part of parts) {
    page.parse(part.repeat(5000))
    assert.ok(String(page.html()).length > 1000, part)
    page.apply(`<p id=x>${part.repeat(2000)}</p>`)
  }
})

test('200,000 messages leave a page as small as it is', () => {
  const page = open('<p id=clock>0</p><ul id=log></ul>')
  const length = 50
  const play = (/** @type {number} */ from, /** @type {number} */ to) => {
    for (let index = from; index < to; index++) {
      page.apply(
        index % 2
          ? `<p id="clock">${index}</p>`
          : `<ul id="log" hx-swap-oob="beforeend"><li id="e${index}">entry <b>${'x'.repeat(index % 97)}</b></li></ul>` +
              `<li id="e${index - 2 * length}" hx-swap-oob="delete"></li>`
      )
    }
  }
  play(0, 20_000)
  const { memory } = instance.exports
  const pages = memory.buffer.byteLength
  play(20_000, 200_000)
  assert.ok(page.bytes() < 100_000, `${page.bytes()} bytes`)
  assert.equal(memory.buffer.byteLength, pages, 'the memory grows no more')
  assert.equal((page.body.match(/<li/g) ?? []).length, length)
  page.release()
})

test('many pages live in one module', () => {
  const pages = Array.from({ length: 1000 }, (_, index) => open(`<p id=a>${index}</p>`))
  for (const [index, page] of pages.entries()) page.apply(`<p id=a>${index + 1}</p>`)
  assert.ok(pages.every((page, index) => page.body === `<p id="a">${index + 1}</p>`))
  for (const page of pages) page.release()
  const { number } = open('')
  assert.ok(
    pages.some((page) => page.number === number),
    'numbers are given again'
  )
})
