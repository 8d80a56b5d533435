// Random HTML, well-formed and broken: what a parser sees of it is the same page, but for hx-ws.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'parse5'
import { edited } from '../../js/cli/edits.js'
import { kindOf } from '../../js/cli/kinds.js'
import { legacyValue } from '../../js/cli/legacy-value.js'
import { rewrite } from '../../js/cli/rewrite.js'
import { randomHtml } from '../corpus/random.mjs'
import { createChooser, seededRandom } from '../corpus/seeded.mjs'
import { seed } from '../support/seed.mjs'

const count = Number(process.env.HXWS_COUNT ?? 3000)

/** @typedef {import('../corpus/seeded.mjs').Chooser} Chooser */

const legacy = [
  'hx-ws="connect:/a"',
  "hx-ws='send'",
  'hx-ws=send',
  'hx-ws=connect:/a,send',
  'HX-WS = "connect:/a?b=c&amp;d send"',
  'data-hx-ws="send"',
  'hx-ws=" connect:/a\n, send "',
  'hx-ws="none"',
  'hx-ws',
  'hx-ext="a, b"',
  'hx-ext=ws',
  'hx-ext',
  'ws-send'
]

const templating = ['{{ a > "b" }}', '{% if a %}', '{% endif %}', '<?php echo ">" ?>', '<%= "a" %>', '{# > #}']

/** What no language takes: between braces that have no partner, nobody knows what is meant. */
const broken = ['{{', '%}', '"{{"', '<%']

/**
 * @param {Chooser} choose
 * @param {string} html
 * @param {string[]} more what is put into some of its tags
 */
const seasoned = (choose, html, more) =>
  html
    // Of several <html>, parsers put the attributes together; in a broken <svg>, <select> or <frameset>, they drop tags or
    // read others by other rules.
    .replace(/(?<=<\/?)(?:html|body|svg|math|select|frameset)\b/gi, 'div')
    .replace(/(<[a-z][^\s/>]*)|([\s"'](?=[/>]))/gi, (all) => {
      if (choose.chance(0.5)) return all
      const last = choose.pick(['', '', ' ', '\n', '/'])
      return `${all} ${choose.some(1, 2, () => choose.pick(more)).join(' ')}${last}`
    })
    // what ends a program is no matter of HTML
    .replace(more === legacy ? /<\?/g : /$^/, '<')

/** @param {string} text as its bytes in UTF-8 */
const asBytes = (text) => Buffer.from(text).toString('latin1')

/** @typedef {{ nodeName: string, attrs?: { name: string, value: string }[], childNodes?: Node[], content?: Node, value?: string, data?: string }} Node */

/**
 * @param {Node} node
 * @param {boolean} isMapped with what hx-ws becomes in the place of it
 * @returns {unknown}
 */
function seen({ nodeName, attrs = [], childNodes = [], content, value, data }, isMapped) {
  const children = [...childNodes, ...(content ? [content] : [])].map((child) => seen(child, isMapped))
  return [nodeName, value ?? data ?? '', isMapped ? mapped(attrs) : others(attrs).sort(), children]
}

/** @param {{ name: string, value: string }[]} attrs */
const others = (attrs) =>
  attrs.flatMap(({ name, value }) => (/^(?:data-)?hx-ext$/.test(name) ? [] : [`${name}=${value}`]))

/** @param {{ name: string, value: string }[]} attrs */
function mapped(attrs) {
  const names = attrs.map(({ name }) => name)
  const isTaken = names.some((name) => /^(?:data-)?ws-(?:send|connect)$/.test(name))
  const all = attrs.flatMap(({ name, value }) => {
    if (!/^(?:data-)?hx-ws$/.test(name) || isTaken) return [{ name, value }]
    const { url, sends } = legacyValue(value)
    const prefix = name.replace('hx-ws', '')
    const connect = url ? [{ name: `${prefix}ws-connect`, value: value.slice(url.start, url.end) }] : []
    const send = sends ? [{ name: `${prefix}ws-send`, value: '' }] : []
    return url || sends ? [...connect, ...send] : [{ name, value }]
  })
  return others(all).sort()
}

/** @param {string} text */
const page = (text) => parse(text, { scriptingEnabled: false })

/** @param {string} text @param {string} [name] */
function migrated(text, name = 'a.html') {
  const { edits, left } = rewrite(text, kindOf(name))
  return { text: edited(text, edits), edits, left }
}

test('a parser sees the same page, with hx-ws in the words of today', (t) => {
  let changes = 0
  let whole = 0
  for (let index = 0; index < count; index++) {
    const random = seededRandom(seed * 1_000_000 + index)
    const before = asBytes(seasoned(createChooser(random), randomHtml(random), legacy))
    const { text, edits, left } = migrated(before)
    changes += edits.length
    const wanted = seen(page(before), true)
    assert.deepEqual(seen(page(text), true), wanted, JSON.stringify(before))
    // but for what was told, all is changed
    const isWhole = !left.some(({ what }) =>
      /script|style|holds text|no attribute|not end|templating|second/.test(what)
    )
    if (isWhole) assert.deepEqual(seen(page(text), false), wanted, JSON.stringify(before))
    whole += isWhole ? 1 : 0
    assert.equal(migrated(text).text, text, JSON.stringify(before))
  }
  t.diagnostic(`${changes} changes, ${whole} of ${count} pages without a second hx-ws and the like`)
  assert.ok(changes > count && whole > count / 4)
})

/** What may come and go, as a text without all of it. @param {string} text */
const without = (text) => text.replace(/(?:data-)?(?:hx-ws|hx-ext|ws-connect|ws-send)|connect:|send|[\s=,"']|ws/gi, '')

for (const name of ['a.html', 'a.xhtml', 'a.jsx', 'a.svelte', 'a.vue', 'a.blade.php', 'a.php', 'a.templ']) {
  test(`${name}: with templating, all else stays and the second time changes nothing`, () => {
    let changes = 0
    const more = [...legacy, ...templating, ...(kindOf(name).hasBraces ? [] : broken)]
    for (let index = 0; index < count / 10; index++) {
      const random = seededRandom(seed * 2_000_000 + index)
      const before = asBytes(seasoned(createChooser(random), randomHtml(random), more))
      const { text, edits } = migrated(before, name)
      changes += edits.length
      assert.equal(without(text), without(before))
      assert.equal(migrated(text, name).text, text, JSON.stringify(before))
      const kept = edits.map(({ start, end }) => before.slice(start, end)).join('\n')
      assert.doesNotMatch(kept, /[<>]/, 'only attributes change')
    }
    assert.ok(changes > count / 50)
  })
}
