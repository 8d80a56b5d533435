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
 * @param {{ htmx?: string, ext?: string, prepare?: string, head?: string, more?: string }} [options]
 */
async function open(t, { htmx = '/htmx.js', ext = 'ws', prepare = '', head = '', more = '' } = {}) {
  const scripts = `<script src="${htmx}"></script><script src="/ws.js"></script>${counting}<script>${prepare}</script>`
  const site = await openSite(
    t,
    `<body hx-ext="${ext}"><main ws-connect="/">${targets}${more}<u id="end"></u></main></body>`,
    { scripts: head + scripts }
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
  return { site, page, errors, swappedByHost }
}

const plain = {
  'by id': '<p id="x">new</p>',
  'by a style': '<p id="x" hx-swap-oob="innerHTML">new</p>',
  'by a style and selector': '<p hx-swap-oob="beforeend:#x">new</p>',
  'with ids inside': '<p id="x"><b id="y">new</b></p>',
  'with a field that takes the focus': '<p id="x"><input autofocus></p>',
  'with a link': '<p id="x"><a href="#new">new</a></p>',
  'with a style': '<p id="x"><b style="color: red">new</b></p>',
  'that only the host can parse': '<div id="x"><p>new<table><tr><td>1</table></div>'
}

const others = {
  'a script': '<p id="x">new<script></script></p>',
  'an attribute of htmx': '<p id="x"><a hx-get="/">new</a></p>',
  'an attribute of htmx that only the host can parse': '<div id="x"><p hx-get="/">new<table><tr><td>1</table></div>',
  'what is to be preserved': '<p id="x"><input id="kept" hx-preserve></p>',
  'a custom element': '<p id="x"><a-b>new</a-b></p>',
  'a custom element by its attribute': '<p id="x"><b is="a-b">new</b></p>',
  'a template inside': '<p id="x"><template>new</template></p>',
  'a selector that is more than an id': '<p hx-swap-oob="innerHTML:main > #x">new</p>',
  'several targets': '<i id="twin">new</i>',
  'no target': '<i id="nowhere">new</i>',
  'a target in another extension’s scope': '<div id="scoped">new</div>',
  'a target with another extension inside': '<div id="around">new</div>'
}

/** What each htmx says where there is no target: 1.9 nothing. */
const proven = { '/htmx.js': ['htmx:oobErrorNoTarget, #nowhere'], '/htmx-1.9.12.js': [] }

for (const [htmx, noTarget] of Object.entries(proven)) {
  for (const [name, message] of Object.entries({ ...plain, ...others })) {
    const isPlain = name in plain
    const what = isPlain ? 'plain content is swapped by us' : 'htmx swaps what is not plain'
    test(`${what}, ${htmx}: ${name}`, async (t) => {
      const { errors, swappedByHost } = await open(t, { htmx })
      assert.equal(await swappedByHost(message), isPlain ? 0 : 1)
      assert.deepEqual(errors, name === 'no target' ? noTarget : [])
    })
  }
}

/** Each also swaps the mark of the end. */
const pages = {
  'of a version that was not proven': { prepare: 'htmx.version = "2.0.999"' },
  'of a version of htmx 1 that was not proven': { htmx: '/htmx-1.9.12.js', prepare: 'htmx.version = "1.9.999"' },
  'with another extension': { ext: 'ws, other' },
  'with a logger': { prepare: 'htmx.logger = () => {}' }
}

for (const [name, options] of Object.entries(pages)) {
  test(`htmx swaps all of a page ${name}`, async (t) => {
    const { swappedByHost } = await open(t, options)
    assert.equal(await swappedByHost(plain['by id']), 2)
  })
}

test('a style that a policy forbids the parser is applied, as htmx applies it', async (t) => {
  const head = `<meta http-equiv="content-security-policy" content="style-src 'none'">`
  const { page, swappedByHost } = await open(t, { head })
  assert.equal(await swappedByHost('<p id="x"><b style="color: rgb(1, 2, 3)">new</b></p>'), 0)
  const color = await page.evaluate(
    () => getComputedStyle(/** @type {Element} */ (document.querySelector('#x b'))).color
  )
  assert.equal(color, 'rgb(1, 2, 3)')
})

/** What htmx processes itself: where an extension that is not active asks for more elements, or a form or a link is to be bound. */
const processed = {
  'a link inside hx-boost': {
    targets: '<div hx-boost="true"><p id="z"></p></div>',
    message: '<p id="z"><a href="/next">new</a></p>'
  },
  'elements that an extension selects': {
    targets: '<p id="z"></p>',
    message: '<p id="z"><b class="mine">new</b></p>',
    prepare: `htmx.defineExtension('mine', { getSelectors: () => ['.mine'] })`
  }
}
for (const [name, { targets: more, message, prepare }] of Object.entries(
  /** @type {Record<string, { targets: string, message: string, prepare?: string }>} */ (processed)
)) {
  test(`htmx processes what it has work with: ${name}`, async (t) => {
    const { page, swappedByHost } = await open(t, { prepare, more })
    await page.evaluate(() => {
      const page = /** @type {any} */ (globalThis)
      page.processed = []
      document.addEventListener('htmx:afterProcessNode', ({ target }) =>
        page.processed.push(/** @type {Element} */ (target).localName)
      )
    })
    assert.equal(await swappedByHost(message), 0)
    const tags = await page.evaluate(() => /** @type {any} */ (globalThis).processed)
    assert.deepEqual(tags.slice(0, 2), ['p', message.includes('<a') ? 'a' : 'b'])
  })
}

test('on htmx 1 a socket inside what goes is closed, even where a listener cancels its cleaning up', async (t) => {
  const more = '<div id="z"><i ws-connect="/inner"></i></div>'
  const prepare = `document.addEventListener('htmx:beforeCleanupElement', (event) => event.preventDefault())`
  const { site, swappedByHost } = await open(t, { htmx: '/htmx-1.9.12.js', more, prepare })
  const inner = await site.socket(1)
  const closed = new Promise((resolve) => inner.socket.once('close', resolve))
  assert.equal(await swappedByHost('<div id="z">new</div>'), 0)
  await closed
})

for (const htmx of Object.keys(proven)) {
  test(`a listener takes what goes out of the page, ${htmx}: htmx 1 itself would fail`, async (t) => {
    const prepare = `document.addEventListener('htmx:beforeCleanupElement', ({ target }) => target.id === 'x' && target.remove())`
    const { page, errors, swappedByHost } = await open(t, { htmx, prepare })
    assert.equal(await swappedByHost(plain['by id']), 0)
    assert.equal(await page.textContent('#x'), 'new')
    assert.deepEqual(errors, [])
  })
}
