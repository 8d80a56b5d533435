// What "check" finds, and what it leaves alone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findings } from '../../js/cli/findings.js'
import { kindOf } from '../../js/cli/kinds.js'
import { positionOf } from '../../js/cli/position.js'

/**
 * @param {string} text
 * @param {{ name?: string, isMessage?: boolean }} [options]
 */
const found = (text, { name = 'page.html', isMessage = false } = {}) =>
  findings(text, kindOf(name), { isMessage }).map(
    ({ at, what, isNote }) => `${positionOf(text, at)} ${isNote ? 'note: ' : ''}${what}`
  )

/** @param {string} text */
const remedies = (text) => findings(text, kindOf('a.html')).map(({ remedy }) => remedy)

const alone = 'ws-send outside a ws-connect'
const silent = 'ws-connect without hx-ext="ws" on the element or around it'
const legacy = 'hx-ws is htmx 1'

test('a page that is well', () => {
  const page = `<!doctype html><html><body hx-ext="a,ws"><main ws-connect="/a" ws-config='{"swap":"fast"}' ws-open>
    <form data-ws-send ws-queue="last"><br></form><form ws-send></form></main></body></html>`
  assert.deepEqual(found(page), [])
})

test('a sender outside a connection, in a page', () => {
  assert.deepEqual(found('<body hx-ext="ws">\n<p ws-connect="/a"></p><p ws-send>'), [`2:27 ${alone}`])
  assert.deepEqual(found('<body hx-ext="ws"><p ws-connect="/a" ws-send>'), [])
  assert.deepEqual(found('<body hx-ext="ws"><br ws-connect="/a"><p data-ws-send>'), [`1:42 ${alone}`])
  assert.deepEqual(found('<html><p hx-ws="send">'), [`1:10 ${legacy}`, `1:10 ${alone}`])
  assert.deepEqual(found('<html><p hx-ws="connect:/a"><b hx-ws="send">'), [`1:10 ${legacy}`, `1:32 ${legacy}`])
})

test('a sender in a part of a page is only noted', () => {
  const note = 'note: 2 ws-send without a ws-connect in this file, which is no whole page'
  assert.deepEqual(found('<p ws-send></p><p ws-send>'), [`1:4 ${note}`])
  assert.deepEqual(found('<p ws-connect="/a"><b ws-send>'), [])
})

test('what only a running program knows is no finding', () => {
  assert.deepEqual(found('<body {{ attributes }}><p ws-connect="/a"></p><p ws-send>'), [])
  assert.deepEqual(found('<body hx-ext="{{ all }}"><p ws-connect="/a"></p>'), [])
  assert.deepEqual(found('<html><template><p ws-send><p ws-connect></template>'), [])
  assert.deepEqual(found('<p {{ x }}ws-sent ws-{{ y }}>'), [])
  assert.deepEqual(found('<p ws-connect ws-config="{{ config }}" ws-config="a:{{ b }}">'), [])
})

test('a connection without the extension, in a page', () => {
  assert.deepEqual(found('<html><p ws-connect="/a">'), [`1:10 ${silent}`])
  assert.deepEqual(found('<html><p ws-connect="/a" hx-ext="wss">'), [`1:10 ${silent}`])
  assert.deepEqual(found('<html hx-ext="ws"><p ws-connect="/a" hx-ext="ignore:ws">'), [`1:22 ${silent}`])
  assert.deepEqual(found('<html><p ws-connect="/a" data-hx-ext="a, ws">'), [])
  assert.deepEqual(found('<p ws-connect="/a">'), [])
})

test('unknown attributes, with the nearest right name', () => {
  const cases = { 'ws-conect': 'ws-connect', 'ws-sent': 'ws-send', 'data-ws-conf': 'ws-config', 'WS-QUE': 'ws-queue' }
  for (const [name, right] of Object.entries(cases)) {
    assert.deepEqual(found(`<p\n${name}="x">`), [`2:1 there is no attribute ${name.toLowerCase()}`])
    assert.match(remedies(`<p ${name}>`)[0], new RegExp(`mean ${right}\\?`))
  }
  assert.deepEqual(found('<p ws-connecting ws-open ws-waiting ws-closed data-wsx aws-b :ws-connect="a">'), [])
  assert.deepEqual(found('<p data-ws-room-number="1">'), ['1:4 note: there is no attribute data-ws-room-number'])
})

test('ws-config: its options and values are those of the extension', () => {
  assert.deepEqual(found('<p ws-config="heartbet:30s swap:fasst">'), [
    '1:4 ws-config: there is no option "heartbet"',
    '1:4 ws-config: swap can\'t be "fasst"'
  ])
  assert.match(remedies('<p ws-config="heartbet:30s">')[0], /^Did you mean heartbeat\?/)
  assert.deepEqual(found('<p ws-config=\'{"ack": 1}\'>'), ["1:4 ws-config: ack can't be 1"])
  assert.deepEqual(found('<p ws-config="{&quot;ack&quot;: true}" >'), [])
  assert.deepEqual(found('<p data-ws-config="what is that">'), ['1:4 ws-config: these are no options'])
  assert.deepEqual(found('<p ws-config="swap:fast heartbeat:30s reconnectCodes:\'1006 1012\'">'), [])
  assert.deepEqual(found('<p ws-config>'), [])
})

test('hx-ws that is left over, also where it is no attribute', () => {
  assert.deepEqual(found('<p data-hx-ws="send"></p><!-- hx-ws --><script>"hx-ws"</script>').slice(0, 2), [
    `1:4 ${legacy}`,
    '1:4 note: 1 ws-send without a ws-connect in this file, which is no whole page'
  ])
  assert.deepEqual(found('<script>"hx-ws"</script>'), ['1:10 hx-ws in a script'])
  assert.deepEqual(found('$("[hx-ws]")', { name: 'a.js' }), ['1:5 hx-ws in what is no HTML'])
})

/** @param {string} text */
const inMessage = (text) => found(text, { isMessage: true })

/** @param {string} name */
const nowhere = (name) => `<${name}> at the top of a message says not where it goes`

test('a message: top-level elements say where they go', () => {
  assert.deepEqual(inMessage('<p id="a"><b></b></p><ol hx-swap-oob="beforeend:#b"><li></ol>'), [])
  assert.deepEqual(inMessage('<p id="a"></p>\n<p class="b"><i></i></p>'), [`2:1 ${nowhere('p')}`])
  assert.deepEqual(inMessage('<p id=""></p>'), [`1:1 ${nowhere('p')}`])
  assert.deepEqual(inMessage('<p hx-swap-oob="true"></p>'), [`1:1 ${nowhere('p')}`])
  assert.deepEqual(inMessage('<p hx-swap-oob="morph:outerHTML"></p>'), [`1:1 ${nowhere('p')}`])
  assert.deepEqual(inMessage('<p hx-swap-oob="morph:{}"></p>'), [`1:1 ${nowhere('p')}`])
  assert.deepEqual(inMessage('<p data-hx-swap-oob="outerHTML:.a:hover"></p>'), [])
  assert.deepEqual(inMessage('<p id="{{ a }}"></p><p hx-swap-oob="{{ b }}"></p><p {{ c }}></p>'), [])
})

test('a message: templates that only wrap, and rows of tables', () => {
  assert.deepEqual(inMessage('<template><tr id="a"><td></td></tr><tr><td></td></tr></template>'), [
    `1:36 ${nowhere('tr')}`
  ])
  assert.deepEqual(inMessage('<tr id="a"><td>x<tr><td>y'), [`1:17 ${nowhere('tr')}`])
  assert.deepEqual(inMessage('<template id="a"><p></p></template><hx-partial><p></p></hx-partial>'), [])
  assert.deepEqual(inMessage('<table><tr id="a"></tr></table>'), [`1:1 ${nowhere('table')}`])
})

test('a page is no message, and a part of a page is one only when asked', () => {
  assert.deepEqual(inMessage('<html><p></p>'), [])
  assert.deepEqual(found('<p></p>'), [])
})
