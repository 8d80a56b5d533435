// Batches: messages wait for the page's frame, each is offered when it comes, and the page is told once of all of them.
// That the page is then the same as without is the business of modes.test.mjs.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { useChromium } from '../support/browser.mjs'
import { openSite, visit } from '../support/site.mjs'

const browser = await useChromium()

/**
 * Waits for something in a page whose frames and timers do not come by themselves.
 * @template Argument
 * @param {import('playwright-core').Page} page
 * @param {(argument: Argument) => boolean} condition runs in the page
 * @param {Argument} argument
 */
async function until(page, condition, argument) {
  const end = Date.now() + 30_000
  while (!(await page.evaluate(/** @type {any} */ (condition), argument))) {
    if (Date.now() > end) throw new Error(`Never came: ${condition} ${argument}`)
    await pause(20)
  }
}

/** In the page: frames, and the timer for pages without any, come when the test says so. */
function control() {
  const page = /** @type {any} */ (globalThis)
  page.frames = []
  page.timers = []
  page.told = []
  page.requestAnimationFrame = (/** @type {() => void} */ work) => page.frames.push(work)
  page.cancelAnimationFrame = (/** @type {number} */ number) => delete page.frames[number - 1]
  const { setTimeout } = page
  page.setTimeout = (/** @type {() => void} */ work, /** @type {number} */ delay, /** @type {unknown[]} */ ...rest) =>
    delay === 100 ? page.timers.push(work) : setTimeout(work, delay, ...rest)
  for (const name of ['wsBeforeMessage', 'oobBeforeSwap', 'wsAfterMessage', 'wsClose']) {
    document.addEventListener(`htmx:${name}`, (event) => {
      const { detail } = /** @type {CustomEvent<{ message?: string, count?: number }>} */ (event)
      page.told.push([name, detail.message, detail.count].filter((part) => part !== undefined).join(' '))
      if (detail.message?.includes('unwanted')) event.preventDefault()
    })
  }
}

/** In the page: the core can't plan. */
function withoutPlan() {
  const { Instance } = WebAssembly
  const fail = () => {
    throw new WebAssembly.RuntimeError('unreachable')
  }
  WebAssembly.Instance = class extends Instance {
    get exports() {
      return 'hxws_batch' in super.exports ? { ...super.exports, hxws_batch: fail } : super.exports
    }
  }
}

/**
 * @param {import('node:test').TestContext} t
 * @param {() => void} [before] runs in the page
 * @param {{ main?: string, around?: string[], doctype?: string }} [options] attributes of the connecting element, and what stands around it
 */
async function open(t, before = () => {}, { main = '', around = ['', ''], doctype = '<!doctype html>' } = {}) {
  const targets = '<p id="x"></p><ul id="list"></ul>'
  const scripts = `<script src="/htmx.js"></script><script src="/ws.js"></script>`
  const markup = `${doctype}<html><head><meta charset="utf-8">${scripts}</head><body hx-ext="ws">
    ${around[0]}<main ws-connect="/" ws-config="batch:frame" ${main}>${targets}</main>${around[1]}</body></html>`
  const site = await openSite(t, '', { page: markup })
  const visited = await visit(t, browser, site, { before: `(${control})();(${before})()` })
  const { page } = visited
  const { socket } = await site.socket(0)
  /** @returns {Promise<string[]>} */
  const told = () => page.evaluate(() => /** @type {any} */ (globalThis).told)
  return {
    ...visited,
    site,
    socket,
    told,
    /** @param {(string | Buffer)[]} messages */
    async receive(...messages) {
      const { length } = (await told()).filter((line) => line.startsWith('wsBeforeMessage'))
      for (const message of messages) socket.send(message)
      await until(
        page,
        (count) =>
          /** @type {string[]} */ (/** @type {any} */ (globalThis).told).filter((line) => line.startsWith('wsBefore'))
            .length === count,
        length + messages.length
      )
    },
    /** @param {'frames' | 'timers'} kind */
    run: (kind) =>
      page.evaluate((kind) => {
        const due = /** @type {any} */ (globalThis)[kind].splice(0)
        for (const work of due) work?.()
        return due.length
      }, kind)
  }
}

test('messages wait for the frame: what is undone is not done, what is inserted is inserted at once', async (t) => {
  const { receive, run, told, page, errors } = await open(t)
  const first = ['<p id="x">1</p>', '<ul hx-swap-oob="beforeend:#list"><li>a</li></ul>', '<p id="x">2</p>']
  const messages = [...first, '<ul hx-swap-oob="beforeend:#list"><li>b</li></ul>', '<p id="x">3</p>']
  await receive(...messages)
  const offered = messages.map((message) => `wsBeforeMessage ${message}`)
  assert.deepEqual(await told(), offered)
  assert.equal(await page.innerHTML('main'), '<p id="x"></p><ul id="list"></ul>')
  await run('frames')
  const swaps = ['oobBeforeSwap', 'oobBeforeSwap']
  assert.deepEqual(await told(), [...offered, ...swaps, `wsAfterMessage ${messages[4]} 5`])
  assert.equal(await page.innerHTML('main'), '<p id="x">3</p><ul id="list"><li>a</li><li>b</li></ul>')
  assert.equal(await run('timers'), 1)
  assert.equal((await told()).length, offered.length + 3, 'the timer of a frame that came does nothing')
  assert.deepEqual(errors, [])
})

test('where the core fails at the plan, all is done', async (t) => {
  const { receive, run, told, page, errors } = await open(t, withoutPlan)
  await receive('<p id="x">1</p>', '<p id="x">2</p>')
  await run('frames')
  assert.equal(await page.textContent('#x'), '2')
  assert.equal((await told()).filter((line) => line === 'oobBeforeSwap').length, 2)
  assert.match(errors[0], /wsCoreError/)
})

test('each batch is told of by itself', async (t) => {
  const { receive, run, told } = await open(t)
  await receive('<p id="x">1</p>', '<p id="x">2</p>')
  await run('frames')
  await receive('<p id="x">3</p>')
  await run('frames')
  const after = (await told()).filter((line) => line.startsWith('wsAfter'))
  assert.deepEqual(after, ['wsAfterMessage <p id="x">2</p> 2', 'wsAfterMessage <p id="x">3</p> 1'])
})

test('a message that is cancelled is not part of it', async (t) => {
  const { receive, run, told, page } = await open(t)
  await receive('<p id="x">1</p>', '<p id="x">unwanted</p>')
  await run('frames')
  assert.equal(await page.textContent('#x'), '1')
  assert.equal((await told()).at(-1), 'wsAfterMessage <p id="x">1</p> 1')
})

test('a page without frames is served by a timer', async (t) => {
  const { receive, run, page } = await open(t)
  await receive('<p id="x">1</p>')
  assert.equal(await run('timers'), 1)
  assert.equal(await page.textContent('#x'), '1')
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).frames.filter(Boolean).length), 0)
})

test('many insertions at once are inserted', async (t) => {
  const { receive, run, page, errors } = await open(t)
  const rows = `<ul hx-swap-oob="beforeend:#list">${'<hr>'.repeat(100_000)}</ul>`
  await receive(rows, rows, '<p id="x">1</p>')
  await run('frames')
  assert.equal(await page.evaluate(() => document.querySelectorAll('hr').length), 200_000)
  assert.equal(await page.textContent('#x'), '1')
  assert.deepEqual(errors, [])
})

test('what waits is applied before its element connects elsewhere', async (t) => {
  const { receive, page } = await open(t)
  await receive('<p id="x">1</p>')
  await page.evaluate(() => {
    const main = /** @type {Element} */ (document.querySelector('main'))
    main.setAttribute('ws-connect', '/other')
    htmx.process(main)
  })
  assert.equal(await page.textContent('#x'), '1')
})

test('an extension that fails at one message leaves the others transformed', async (t) => {
  const { receive, run, page } = await open(t, undefined, { main: 'hx-ext="cook"' })
  await page.evaluate(() =>
    /** @type {any} */ (htmx).defineExtension('cook', {
      transformResponse(/** @type {string} */ text) {
        if (text.includes('bad')) throw new Error('bad')
        return text.replace('raw', 'cooked')
      }
    })
  )
  await receive('<p id="x">bad</p>', '<p hx-swap-oob="afterend:#x">raw</p>')
  await run('frames')
  assert.match(/** @type {string} */ (await page.textContent('main')), /badcooked/)
})

test('what comes after the end of the socket’s element is nobody’s, whatever its fields are called', async (t) => {
  const around = ['<b id="y"></b><form id="wrap"><input name="id">', '</form>']
  const { receive, run, page } = await open(t, undefined, { around })
  await receive('<b id="y">1</b>', '<form id="wrap"><input name="id"></form>', '<b id="y">2</b>')
  await run('frames')
  assert.equal(await page.textContent('#y'), '1')
})

test('without a doctype ids that differ in case are one', async (t) => {
  const { receive, run, page } = await open(t, undefined, { doctype: '' })
  const append = (/** @type {string} */ id, /** @type {number} */ text) =>
    `<ul hx-swap-oob="beforeend:#${id}">${text}</ul>`
  await receive(append('list', 1), append('LIST', 2), append('list', 3))
  await run('frames')
  assert.equal(await page.textContent('#list'), '123')
})

test('a limit bounds what waits: messages, and their characters', async (t) => {
  const { socket, page, told } = await open(t)
  for (let index = 0; index < 10_001; index++) socket.send(`<p id="x">${index}</p>`)
  await until(page, () => document.querySelector('#x')?.textContent === '9999', null)
  const large = `<p id="x">${'x'.repeat(600_000)}</p>`
  socket.send(large)
  socket.send(large)
  await until(page, () => document.querySelector('#x')?.textContent?.length === 600_000, null)
  const counts = (await told()).filter((line) => line.startsWith('wsAfter')).map((line) => line.split(' ').at(-1))
  assert.deepEqual(counts, ['10000', '2'])
})

test('a message that is too long for the core is applied', async (t) => {
  const { socket, page } = await open(t)
  socket.send(`<p id="x">${'x'.repeat(1_000_001)}</p>`)
  await until(page, () => document.querySelector('#x')?.textContent?.length === 1_000_001, null)
})

test('what waits is applied before the page is told that the socket is closed', async (t) => {
  const { receive, socket, told, page } = await open(t)
  await receive('<p id="x">1</p>')
  socket.close(1000)
  await until(page, () => /** @type {any} */ (globalThis).told.includes('wsClose'), null)
  assert.deepEqual((await told()).slice(1), ['oobBeforeSwap', 'wsAfterMessage <p id="x">1</p> 1', 'wsClose'])
})

test('what waits for an element that is gone is forgotten', async (t) => {
  const { receive, run, page, told, errors } = await open(t)
  await page.evaluate(() => document.body.prepend(/** @type {Element} */ (document.querySelector('#x'))))
  await receive('<p id="x">1</p>')
  await page.evaluate(() => document.querySelector('main')?.remove())
  await run('frames')
  assert.equal(await page.textContent('#x'), '')
  assert.equal((await told()).length, 1)
  assert.deepEqual(errors, [])
})

test('binary messages keep their place', async (t) => {
  const { receive, run, page } = await open(t)
  const append = (/** @type {string} */ text) => `<ul hx-swap-oob="beforeend:#list"><li>${text}</li></ul>`
  await receive(append('1'), Buffer.from(append('2')))
  await until(page, () => /** @type {any} */ (globalThis).frames.length > 0, null)
  await receive(append('3'))
  await run('frames')
  await run('frames')
  assert.equal(await page.textContent('#list'), '123')
})

test('a message that can’t be swapped keeps no other from it', async (t) => {
  const { receive, run, page, errors } = await open(t)
  await receive('<p id="x">1</p>', '<p hx-swap-oob="innerHTML:[">bad</p>', '<ul hx-swap-oob="beforeend:#list">2</ul>')
  await run('frames')
  assert.equal(await page.textContent('main'), '12')
  assert.equal(errors.length, 1)
})
