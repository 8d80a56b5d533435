// A page that lives long: what it holds after much work is what it held after little. Measured in Chromium, by its own
// counts: JavaScript's heap, listeners, nodes; and the core's memory, the timers set and the numbers of its connections.
//
// Each kind of work is done in two parts of the same size, after a warm-up. The first part fills what has a limit (caches,
// pools, the code that is compiled late), so what the second part adds is what grows for ever. What is left behind a time
// is at least one listener, node or timer, and in the heap tens of bytes; so less than one for ten times is noise.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { useChromium } from '../support/browser.mjs'
import { openSite, visit } from '../support/site.mjs'

/** The whole: 100,000 messages, 10,000 connects and removals, 1,000 reconnects. */
const share = process.env.HXWS_LONG ? 1 : 0.1

const browser = await useChromium()

/** @typedef {{ heap: number, listeners: number, nodes: number, timers: number, memory: number, slot: number }} State */

/** What one time of the work may leave behind in the heap, in bytes: less than a small object. */
const noisePerTime = 16

/** What the heap differs by from one look to the next, whatever was done: measured to be below 100 KB. */
const noise = 200_000

/**
 * @typedef {object} Work
 * @property {string} name
 * @property {number} times
 * @property {(page: import('playwright-core').Page, times: number) => Promise<void>} run
 */

/** @type {Work[]} */
const works = [
  { name: 'messages', times: 100_000 * share, run: (page, times) => inPage(page, 'messages', times) },
  { name: 'connects and removals', times: 10_000 * share, run: (page, times) => inPage(page, 'connects', times) },
  { name: 'removals by the page alone', times: 1000 * share, run: (page, times) => inPage(page, 'removals', times) },
  { name: 'reconnects', times: 1000 * share, run: (page, times) => inPage(page, 'reconnects', times) }
]

/**
 * @param {import('playwright-core').Page} page
 * @param {string} name of a function there
 * @param {number} times
 */
const inPage = (page, name, times) =>
  page.evaluate(([name, times]) => /** @type {any} */ (globalThis)[name](times), /** @type {const} */ ([name, times]))

const body = `<body hx-ext="ws"><main id="c" ws-connect="/c"><p id="x"></p><ul id="list"></ul></main>
  <div id="place"></div></body>`

/**
 * @param {import('node:test').TestContext} t
 * @param {string} [leak] a script that plants one
 */
async function open(t, leak = '') {
  const site = await openSite(t, body)
  serve(site)
  const visited = await visit(t, browser, site, { before: `(${watch})();(${work})();${leak}` })
  visited.page.setDefaultTimeout(300_000)
  await visited.page.waitForFunction(() => /** @type {any} */ (globalThis).isOpen())
  const session = await visited.page.context().newCDPSession(visited.page)
  await session.send('Performance.enable')
  return { ...visited, session }
}

/**
 * The server's part: it answers each text of a count with so many messages, and each code by closing with it.
 * @param {import('../support/site.mjs').Site} site
 */
function serve(site) {
  site.webSockets.on('connection', (socket) => {
    // the site would hold them all
    site.sockets.length = 0
    socket.on('message', (data) => {
      const [word, number] = String(data).split(' ')
      if (word === 'close') socket.close(Number(number))
      for (let count = 0; word === 'messages' && count < Number(number); count++) {
        socket.send(`<p id="x"><i>${count}</i></p><ul hx-swap-oob="innerHTML:#list"><li><a ws-send>x</a></li></ul>`)
      }
    })
  })
}

/** Counts the timers that are set, and keeps the core's functions. Runs in the page. */
function watch() {
  const page = /** @type {any} */ (globalThis)
  // the list of events would grow
  page.log.push = () => 0
  const timers = new Set()
  const { setTimeout, clearTimeout } = page
  page.setTimeout = (/** @type {() => void} */ work, /** @type {number} */ delay) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      work()
    }, delay)
    timers.add(timer)
    return timer
  }
  page.clearTimeout = (/** @type {number} */ timer) => {
    timers.delete(timer)
    clearTimeout(timer)
  }
  page.timers = timers
  const { Instance } = WebAssembly
  WebAssembly.Instance = class extends Instance {
    /** @param {WebAssembly.Module} module */
    constructor(module) {
      super(module)
      page.core = this.exports
    }
  }
}

/** The page's part of each kind of work. Runs in the page. */
function work() {
  const page = /** @type {any} */ (globalThis)
  /** @param {string} name @param {(event: any) => boolean} [matches] */
  const happens = (name, matches = () => true) =>
    new Promise((resolve) => {
      const listener = (/** @type {Event} */ event) => {
        if (!matches(event)) return
        document.removeEventListener(name, listener)
        resolve(event)
      }
      document.addEventListener(name, listener)
    })
  const wrapper = () => {
    const c = /** @type {any} */ (document.querySelector('#c'))
    return c['htmx-internal-data'].webSocket
  }
  page.isOpen = () => wrapper()?.socket?.readyState === WebSocket.OPEN
  const add = async () => {
    const opened = happens('htmx:wsOpen')
    const place = /** @type {Element} */ (document.querySelector('#place'))
    page.htmx.swap(place, '<div id="new" ws-connect="/new"><form ws-send hx-trigger="x"></form></div>', {
      swapStyle: 'innerHTML'
    })
    await opened
    return /** @type {any} */ (document.querySelector('#new'))
  }

  page.messages = async (/** @type {number} */ times) => {
    let left = times
    const all = happens('htmx:wsAfterMessage', () => --left === 0)
    wrapper().publicInterface.send(`messages ${times}`)
    await all
  }
  page.connects = async (/** @type {number} */ times) => {
    for (let count = 0; count < times; count++) {
      const { socket } = (await add())['htmx-internal-data'].webSocket
      const closed = new Promise((resolve) => socket.addEventListener('close', resolve))
      page.htmx.swap('#new', '', { swapStyle: 'delete' })
      await closed
    }
  }
  // noticed at the next message, as in the reference
  page.removals = async (/** @type {number} */ times) => {
    for (let count = 0; count < times; count++) {
      const element = await add()
      const { socket, publicInterface } = element['htmx-internal-data'].webSocket
      const closed = new Promise((resolve) => socket.addEventListener('close', resolve))
      element.remove()
      publicInterface.sendImmediately('messages 1')
      await closed
    }
  }
  page.reconnects = async (/** @type {number} */ times) => {
    page.htmx.config.wsReconnectDelay = 0
    for (let count = 0; count < times; count++) {
      const opened = happens('htmx:wsOpen')
      wrapper().publicInterface.send('close 1012')
      await opened
    }
  }
}

/**
 * @param {import('playwright-core').Page} page
 * @param {import('playwright-core').CDPSession} session
 * @returns {Promise<State>}
 */
async function look(page, session) {
  // what one collection sets free may hold what only the next one finds
  for (let count = 0; count < 3; count++) await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  /** @param {string} name */
  const metric = (name) => metrics.find((one) => one.name === name)?.value ?? Number.NaN
  const ours = await page.evaluate(() => {
    const { timers, core } = /** @type {any} */ (globalThis)
    const slot = core.hxws_connection_create()
    core.hxws_connection_release(slot)
    return { timers: timers.size, memory: core.memory.buffer.byteLength, slot: slot & 0xffff }
  })
  return {
    heap: metric('JSHeapUsedSize'),
    listeners: metric('JSEventListeners'),
    nodes: metric('Nodes'),
    ...ours
  }
}

/**
 * @param {import('node:test').TestContext} t
 * @param {Work} work
 * @param {string} [leak]
 */
async function growth(t, { name, times, run }, leak) {
  const { page, session, errors } = await open(t, leak)
  await run(page, Math.ceil(times / 10))
  await run(page, Math.ceil(times / 2))
  const middle = await look(page, session)
  await run(page, Math.ceil(times / 2))
  const end = await look(page, session)
  assert.deepEqual(errors, [])
  const grown = /** @type {State} */ (
    Object.fromEntries(
      Object.entries(end).map(([key, value]) => [key, value - middle[/** @type {keyof State} */ (key)]])
    )
  )
  t.diagnostic(`${name}, ${times} times: ${JSON.stringify({ middle, end, grown })}`)
  return grown
}

/**
 * What has grown beyond noise.
 * @param {State} grown
 * @param {number} times of work in the second part
 */
function beyondNoise({ heap, ...counts }, times) {
  const names = Object.entries(counts).flatMap(([name, grown]) => (grown >= Math.max(times / 10, 5) ? [name] : []))
  return heap > noise + times * noisePerTime ? ['heap', ...names] : names
}

for (const work of works) {
  test(`${work.times} ${work.name} leave nothing behind`, async (t) => {
    assert.deepEqual(beyondNoise(await growth(t, work), work.times / 2), [])
  })
}

test('what is left behind on purpose is found, of each kind', async (t) => {
  const leak = `(${() => {
    /** @type {unknown[]} */
    const kept = []
    document.addEventListener('htmx:wsAfterMessage', () => {
      kept.push(document.createElement('p'), new Array(300).fill(0.5))
      document.addEventListener('never', () => {})
      setTimeout(() => {}, 1e9)
      for (let count = 0; count < 10; count++) /** @type {any} */ (globalThis).core.hxws_connection_create()
    })
  }})()`
  const times = 2000
  const [messages] = works
  const grown = await growth(t, { ...messages, times }, leak)
  assert.deepEqual(beyondNoise(grown, times / 2), ['heap', 'listeners', 'nodes', 'timers', 'memory', 'slot'])
})
