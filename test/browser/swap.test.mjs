// Who swaps what: plain content is swapped by us, all else by htmx's own oobSwap, and all of it where htmx is a version
// that we were not compared with. That both do the same is the business of test/differential.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { useChromium } from '../support/browser.mjs'
import { openSite, visit } from '../support/site.mjs'

const browser = await useChromium()

const targets = `<p id="x">old</p><div id="scoped" hx-ext="other"></div><div id="around"><b hx-ext="other"></b></div>
  <i class="twin" id="twin"></i><i class="twin" id="twin"></i><input id="kept" hx-preserve>`

/** What counts the calls of htmx's own function, which extensions share. */
const counting = `<script>
  globalThis.swappedByHost = 0
  htmx.defineExtension('other', {})
  htmx.defineExtension('counting', {
    init(api) {
      const { oobSwap } = api
      api.oobSwap = (...parameters) => {
        swappedByHost++
        return oobSwap(...parameters)
      }
    }
  })
</script>`

/**
 * @param {import('node:test').TestContext} t
 * @param {{ htmx?: string, ext?: string, prepare?: string }} [options]
 */
async function open(t, { htmx = '/htmx.js', ext = 'ws', prepare = '' } = {}) {
  const scripts = `<script src="${htmx}"></script><script src="/ws.js"></script>${counting}<script>${prepare}</script>`
  const site = await openSite(
    t,
    `<body hx-ext="${ext}"><main ws-connect="/">${targets}<u id="end"></u></main></body>`,
    {
      scripts
    }
  )
  const { page, errors } = await visit(t, browser, site)
  const { socket } = await site.socket(0)
  /** @param {string} message @returns {Promise<number>} how many elements htmx's own function swapped */
  const swappedByHost = async (message) => {
    socket.send(message)
    const count = Math.random()
    socket.send(`<u id="end">${count}</u>`)
    await page.waitForFunction((text) => document.querySelector('#end')?.textContent === text, String(count))
    return page.evaluate(() => /** @type {any} */ (globalThis).swappedByHost)
  }
  return { page, errors, swappedByHost }
}

const plain = {
  'by id': '<p id="x">new</p>',
  'by a style': '<p id="x" hx-swap-oob="innerHTML">new</p>',
  'by a style and selector': '<p hx-swap-oob="beforeend:#x">new</p>',
  'with ids inside': '<p id="x"><b id="y">new</b></p>',
  'with a field that takes the focus': '<p id="x"><input autofocus></p>',
  'that only the host can parse': '<div id="x"><p>new<table><tr><td>1</table></div>'
}

const others = {
  'a script': '<p id="x">new<script></script></p>',
  'an attribute of htmx': '<p id="x"><a hx-get="/">new</a></p>',
  'an attribute of htmx that only the host can parse': '<div id="x"><p hx-get="/">new<table><tr><td>1</table></div>',
  'what is to be preserved': '<p id="x"><input id="kept" hx-preserve></p>',
  'a custom element': '<p id="x"><a-b>new</a-b></p>',
  'a custom element by its attribute': '<p id="x"><b is="a-b">new</b></p>',
  'a style, which a policy may forbid the parser': '<p id="x"><b style="color: red">new</b></p>',
  'a template inside': '<p id="x"><template>new</template></p>',
  'a selector that is more than an id': '<p hx-swap-oob="innerHTML:main > #x">new</p>',
  'several targets': '<i id="twin">new</i>',
  'no target': '<i id="nowhere">new</i>',
  'a target in another extension’s scope': '<div id="scoped">new</div>',
  'a target with another extension inside': '<div id="around">new</div>'
}

for (const [name, message] of Object.entries({ ...plain, ...others })) {
  const isPlain = name in plain
  test(`${isPlain ? 'plain content is swapped by us' : 'htmx swaps what is not plain'}: ${name}`, async (t) => {
    const { errors, swappedByHost } = await open(t)
    assert.equal(await swappedByHost(message), isPlain ? 0 : 1)
    assert.deepEqual(errors, name === 'no target' ? ['htmx:oobErrorNoTarget, #nowhere'] : [])
  })
}

/** Each also swaps the mark of the end. */
const pages = {
  'of a version that was not proven': { prepare: 'htmx.version = "2.0.999"' },
  'of htmx 1': { htmx: '/htmx-1.9.12.js' },
  'with another extension': { ext: 'ws, other' },
  'with a logger': { prepare: 'htmx.logger = () => {}' }
}

for (const [name, options] of Object.entries(pages)) {
  test(`htmx swaps all of a page ${name}`, async (t) => {
    const { swappedByHost } = await open(t, options)
    assert.equal(await swappedByHost(plain['by id']), 2)
  })
}
