// Messages that no server should send: what can't be done is reported, and the rest of the message, of the connection and
// of the page goes on.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { useChromium } from '../support/browser.mjs'
import { openSite } from '../support/site.mjs'
import { assertNeighbourWorks, assertReported, neighbour, quoted, socketTo, visitTrouble } from './trouble.mjs'

const browser = await useChromium()

/**
 * A page with a connection #c, and what a case adds to it.
 * @param {import('node:test').TestContext} t
 * @param {{ inside?: string, before?: () => void, isHard?: boolean }} [options] isHard: the browser takes its time for it
 */
async function open(t, { inside = '', before, isHard = false } = {}) {
  const body = `<body hx-ext="ws"><main id="c" ws-connect="/c"><p id="healthy"></p><p id="after"></p>${inside}</main>
    ${neighbour}</body>`
  const site = await openSite(t, body)
  const visited = await visitTrouble(t, browser, site, { before })
  if (isHard) visited.page.setDefaultTimeout(300_000)
  return { ...visited, site, socket: (await socketTo(site, '/c')).socket }
}

const healthy = '<p id="healthy">healthy</p>'
const cannotSwap = /can't be swapped/

/**
 * What is sent, and what is reported of #c. Each has a healthy element, which must be swapped.
 * @type {[name: string, messages: (string | Buffer)[], reasons: RegExp[]][]}
 */
const messages = [
  ['a selector that is none', [`<p hx-swap-oob="innerHTML:[[">x</p>${healthy}`], [cannotSwap]],
  // of these htmx itself says htmx:oobErrorNoTarget
  ['a selector that is empty', [`<p hx-swap-oob="innerHTML:">x</p>${healthy}`], []],
  [
    'a selector that does harm where it is pasted',
    [`<p hx-swap-oob='innerHTML:"><img src=x onerror=hacked=1>'>x</p>${healthy}`],
    [cannotSwap]
  ],
  ['a long selector', [`<p hx-swap-oob="innerHTML:${'('.repeat(100_000)}">x</p>${healthy}`], [cannotSwap]],
  ['__proto__ as a style', [`<p hx-swap-oob="__proto__:[[">x</p>${healthy}`], [cannotSwap]],
  ['constructor as a style', [`<p hx-swap-oob="constructor:[[">x</p>${healthy}`], [cannotSwap]],
  ['an id that is empty', [`<p id="">x</p>${healthy}`], [cannotSwap]],
  [
    'several that can not be',
    [`<p id="">x</p><p id="">y</p>${healthy}<p id="">z</p>`],
    [cannotSwap, cannotSwap, cannotSwap]
  ],
  ['text alone, then HTML', ['just text', healthy], []],
  ['nothing, then HTML', ['', healthy], []],
  ['JSON instead of HTML', ['{"id":"healthy","list":[1,null,{"html":"&lt;p&gt;"}]}', '[]', 'null', '7', healthy], []],
  ['tags that end nothing', [`</b></p></table></html><!--${'-'.repeat(50)}-->${healthy}`], []],
  ['tags that nothing ends', [`${healthy}<table><tr><b id="x"><svg><title><!-- <p`], []],
  ['end tags beside each other', [`<b><i>${'</b><p>'.repeat(50)}</i>`, healthy], []],
  ['half a fragment, the other half in the next message', ['<p id="healthy">hea', `lthy</p>${healthy}`], []],
  ['half a tag, the other half in the next message', ['<p id="heal', `thy">x</p>${healthy}`], []],
  ['100,000 open tags', [healthy + '<span>'.repeat(100_000)], []],
  ['10,000 elements in one another', [healthy + '<span>'.repeat(10_000) + '</span>'.repeat(10_000)], []],
  ['NUL in text, in a tag and in an attribute', [`\0<p id="x\0" \0="\0">\0</p\0>${healthy}`, `<\0p>${healthy}`], []],
  ['binary frames of NUL', [Buffer.alloc(1000), Buffer.from(healthy)], []]
]

/** The browser's own parser takes its time for tags in tags. */
const hard = ['100,000 open tags', '10,000 elements in one another']

for (const [name, sent, reasons] of messages) {
  test(`${name}: ${reasons.length > 0 ? 'reported' : 'nothing to report'}, the rest goes on`, async (t) => {
    const { page, site, socket, happened, reported, errors, log } = await open(t, { isHard: hard.includes(name) })
    for (const message of sent) socket.send(message)
    await page.getByText('healthy', { exact: true }).waitFor()
    await happened('wsAfterMessage', sent.length)
    socket.send('<p id="after">after</p>')
    await page.getByText('after', { exact: true }).waitFor()
    await assertNeighbourWorks(page, site)
    const troubles = await reported()
    assertReported(
      troubles,
      reasons.map((reason) => ['wsMessageError', 'c', reason])
    )
    assert.deepEqual(
      troubles.map(({ count }) => count),
      reasons.map((_, index) => index + 1)
    )
    const lines = errors.filter((line) => line.includes('htmx:wsMessageError'))
    assert.equal(lines.length, Math.min(reasons.length, 1), 'in the console once')
    assert.ok(!(await log()).some((line) => line.startsWith('wsClose')))
    assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).hacked), undefined)
    assert.equal(await page.locator('img').count(), 0)
  })
}

test('every element of an id that stands several times in the page is swapped', async (t) => {
  const { page, site, socket, reported, errors } = await open(t, { inside: '<i id="twin">1</i><i id="twin">2</i>' })
  socket.send(`<i id="twin">a</i><i id="twin">b</i>${healthy}`)
  await page.getByText('healthy', { exact: true }).waitFor()
  assert.deepEqual(await page.locator('#twin').allTextContents(), ['b', 'b'])
  await assertNeighbourWorks(page, site)
  assert.deepEqual([await reported(), errors], [[], []])
})

const hostileIds = [
  '"><img src=x onerror=hacked=1>',
  "'];hacked=1//",
  '[[',
  'a.b#c:d',
  'back\\slash',
  '0',
  '-',
  '--',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'line\nbreak',
  '\u{1F389}',
  'x'.repeat(100_000)
]

test('elements with hostile ids are swapped as all others', async (t) => {
  /** @param {string} text */
  const all = (text) => hostileIds.map((id, index) => `<i class="hostile" id="${quoted(id)}">${text}${index}</i>`)
  const { page, site, socket, reported, errors } = await open(t, { inside: all('old').join('') })
  socket.send(all('new').join('') + healthy)
  await page.getByText('healthy', { exact: true }).waitFor()
  assert.deepEqual(
    await page.locator('.hostile').allTextContents(),
    hostileIds.map((_, index) => `new${index}`)
  )
  await assertNeighbourWorks(page, site)
  assert.deepEqual([await reported(), errors], [[], []])
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).hacked), undefined)
  assert.equal(await page.locator('img').count(), 0)
})

for (const type of ['blob', 'arraybuffer']) {
  test(`bytes that are no UTF-8 in a binary frame (${type}) become U+FFFD`, async (t) => {
    const { page, site, socket, reported, errors } = await open(t, {
      inside: '<i id="bytes"></i>',
      before: type === 'blob' ? () => {} : withArrayBuffers
    })
    const invalid = Buffer.from([0xff, 0x61, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0xf8])
    socket.send(Buffer.concat([Buffer.from(`${healthy}<i id="bytes">`), invalid, Buffer.from('</i>')]))
    await page.getByText('healthy', { exact: true }).waitFor()
    assert.equal(await page.locator('#bytes').textContent(), new TextDecoder().decode(invalid))
    await assertNeighbourWorks(page, site)
    assert.deepEqual([await reported(), errors], [[], []])
  })
}

function withArrayBuffers() {
  document.addEventListener('DOMContentLoaded', () => {
    Object.assign(/** @type {any} */ (globalThis).htmx.config, { wsBinaryType: 'arraybuffer' })
  })
}

/** In bytes: for the one the core could take the memory, which it would never give back; for the other it has none. */
const sizes = [5_000_000, 50_000_000]

/**
 * Messages of such a size, and whether they are reported.
 * @type {[name: string, message: (size: number) => string, reports: number][]}
 */
const huge = [
  ['text', (size) => `${healthy}<i id="huge" hidden>${'x'.repeat(size)}</i>`, 0],
  ['a value of hx-swap-oob', (size) => `<i hx-swap-oob="innerHTML:${'['.repeat(size)}">x</i>${healthy}`, 1],
  [
    'a value of ws-connect',
    (size) => `${healthy}<i id="huge" hidden><b id="far" ws-connect="/${'x'.repeat(size)}"></b></i>`,
    1
  ],
  [
    'a value of hx-ws',
    (size) => `${healthy}<i id="huge" hidden><b id="far" hx-ws="connect:/${'x'.repeat(size)}"></b></i>`,
    0
  ]
]

for (const size of sizes) {
  for (const [name, message, reports] of huge) {
    test(`${size / 1_000_000} MB as ${name}: the core's memory does not grow`, async (t) => {
      const { page, site, socket, happened, memory, reported } = await open(t, {
        inside: '<i id="huge" hidden></i>',
        isHard: true
      })
      const before = await memory()
      socket.send(message(size))
      await page.getByText('healthy', { exact: true }).waitFor()
      await happened('wsAfterMessage')
      assert.equal(await memory(), before)
      assert.equal((await reported()).length, reports)
      if (name === 'text')
        assert.equal(await page.evaluate(() => document.querySelector('#huge')?.textContent?.length), size)
      await assertNeighbourWorks(page, site)
    })
  }
}

test('a flood of 100,000 messages: all arrive, in order, and the page stays alive', async (t) => {
  const { page, site, socket, happened, errors } = await open(t, {
    inside: '<i id="n"></i>',
    isHard: true,
    before: () => {
      const page = /** @type {any} */ (globalThis)
      Object.assign(page, { next: 0, wrong: 0 })
      document.addEventListener('htmx:wsAfterMessage', ({ target }) => {
        if (/** @type {Element} */ (target).id !== 'c') return
        if (document.querySelector('#n')?.textContent !== String(page.next++)) page.wrong++
      })
    }
  })
  for (let number = 0; number < 100_000; number++) socket.send(`<i id="n">${number}</i>`)
  await page.waitForFunction(() => /** @type {any} */ (globalThis).next > 1000)
  await assertNeighbourWorks(page, site)
  await page.waitForFunction(() => /** @type {any} */ (globalThis).next >= 100_000, undefined, { timeout: 120_000 })
  const { next, wrong } = await page.evaluate(() => {
    const { next, wrong } = /** @type {any} */ (globalThis)
    return { next, wrong }
  })
  assert.deepEqual({ next, wrong }, { next: 100_000, wrong: 0 })
  socket.send(healthy)
  await page.getByText('healthy', { exact: true }).waitFor()
  await happened('wsAfterMessage', 100_001)
  assert.deepEqual(errors, [])
})
