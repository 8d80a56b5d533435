// Fast swaps and batches: whatever messages come, the page in the end is the one that they leave when each is applied by
// itself, the full way. HXWS_SEED and HXWS_COUNT choose other sequences.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../corpus/random.mjs'
import { createChooser } from '../corpus/seeded.mjs'
import { sequence, sequencePage } from '../corpus/sequences.mjs'
import { useChromium } from '../support/browser.mjs'
import { seed } from '../support/seed.mjs'
import { openSite, visit } from '../support/site.mjs'

const browser = await useChromium()
const count = Number(process.env.HXWS_COUNT ?? 2000)

/** What is played, and on which page: the socket's element stands beside the targets, or inside of one. */
const choose = createChooser(seededRandom(seed))
const plays = Array.from({ length: count }, (_, index) => {
  const socket = '<hr ws-connect="/">'
  const body = index % 8 === 0 ? sequencePage.replace('<u>', `${socket}<u>`) : `${socket}${sequencePage}`
  return { body, messages: sequence(choose) }
})

const modes = {
  full: {},
  fast: { swap: 'fast' },
  frame: { batch: 'frame' },
  'fast and frame': { swap: 'fast', batch: 'frame' }
}

/** In the page: sockets and frames in the test's hands. */
function control() {
  class Socket extends EventTarget {
    OPEN = 1
    readyState = 1
    close() {}
  }
  const page = /** @type {any} */ (globalThis)
  page.sockets = []
  page.frames = []
  page.requestAnimationFrame = (/** @type {() => void} */ work) => page.frames.push(work)
  page.cancelAnimationFrame = () => {}
  page.newSocket = () => {
    const socket = new Socket()
    page.sockets.push(socket)
    return socket
  }
}

/**
 * In the page: what each play leaves, and how many swaps and messages the page was told of.
 * @param {{ plays: { body: string, messages: string[] }[], options: object }} given
 */
function play({ plays, options }) {
  const page = /** @type {any} */ (globalThis)
  let swaps = 0
  let messages = 0
  document.addEventListener('htmx:oobBeforeSwap', () => swaps++)
  document.addEventListener('htmx:wsAfterMessage', (event) => {
    messages += /** @type {any} */ (event).detail.count ?? 1
  })
  page.htmx.createWebSocket = page.newSocket
  page.htmx.config.ws = options
  const pages = plays.map(({ body, messages }) => {
    page.sockets.length = 0
    page.frames.length = 0
    // where htmx fails to bring back what it preserved, it leaves it behind the body
    while (document.body.nextSibling) document.body.nextSibling.remove()
    document.body.innerHTML = `<main hx-ext="ws">${body}</main>`
    page.htmx.process(document.body)
    for (const data of messages) page.sockets[0].dispatchEvent(new MessageEvent('message', { data }))
    for (const frame of page.frames) frame()
    for (const elt of document.body.querySelectorAll('*')) {
      const all = Array.from(elt.attributes).sort((one, other) => (one.name < other.name ? -1 : 1))
      for (const { name } of all) elt.removeAttribute(name)
      for (const attribute of all) elt.setAttributeNode(attribute)
    }
    // htmx's parser drops comments, the browser's does not, and which of them is asked may change
    return document.body.innerHTML.replaceAll(/<!--.*?-->/g, '')
  })
  return { pages, swaps, messages }
}

/**
 * @param {import('node:test').TestContext} t
 * @param {object} options
 * @returns {Promise<ReturnType<typeof play>>}
 */
async function played(t, options) {
  const site = await openSite(t, '<body></body>')
  const { page } = await visit(t, browser, site, { before: control })
  return page.evaluate(play, { plays, options })
}

test(`fast swaps and batches leave the page as it is without them: seed ${seed}, ${count} sequences`, async (t) => {
  const full = await played(t, modes.full)
  t.diagnostic(`full: ${full.swaps} swaps, ${full.messages} messages`)
  for (const [name, options] of Object.entries(modes).slice(1)) {
    const found = await played(t, options)
    t.diagnostic(`${name}: ${found.swaps} swaps, ${found.messages} messages`)
    const differs = plays.findIndex((_, index) => found.pages[index] !== full.pages[index])
    if (differs >= 0) {
      assert.equal(found.pages[differs], full.pages[differs], `${name}: ${JSON.stringify(plays[differs])}`)
    }
    assert.ok(found.swaps < full.swaps, `${name} does less`)
  }
})
