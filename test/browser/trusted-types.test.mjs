// The state of things under "require-trusted-types-for 'script'": htmx starts only with a default policy, or where it is told
// not to put its styles into the page. Then connecting, sending and loading the translation need no policy of the page's;
// messages need a default policy, as whatever htmx parses.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { useChromium } from '../support/browser.mjs'
import { openSite, visit } from '../support/site.mjs'

const browser = await useChromium()

const body = `<body hx-ext="ws"><div id="c" ws-connect="/"><p id="a">old</p>
  <form ws-send><input name="v" value="1"><button>Send</button></form></div></body>`

const withoutStyles = `<meta name="htmx-config" content='{"includeIndicatorStyles":false}'>`

const required = "require-trusted-types-for 'script'"

/** @param {string} policy */
const withPolicy = (policy) => ({ head: withoutStyles, headers: { 'content-security-policy': policy } })

function makeDefaultPolicy() {
  const { trustedTypes } = /** @type {any} */ (globalThis)
  trustedTypes.createPolicy('default', { createHTML: (/** @type {string} */ html) => html })
}

/** @type {[name: string, policy: string][]} */
const policies = [
  ['with WebAssembly', required],
  ['without it, by a policy of our own', `script-src 'self'; ${required}; trusted-types htmx-ext-ws-wasm default`]
]

for (const [name, policy] of policies) {
  test(`${name}: connects and sends, and each message that can't be parsed is reported`, async (t) => {
    const site = await openSite(t, body, withPolicy(policy))
    const { page, happened, log } = await visit(t, browser, site)
    const { socket, received } = await site.socket(0)
    await happened('wsOpen')
    await page.click('button')
    assert.equal(JSON.parse((await received(1))[0]).v, '1')
    socket.send('<p id="a">new</p>')
    await happened('wsMessageError')
    await happened('wsAfterMessage')
    assert.equal(await page.textContent('#a'), 'old')
    assert.ok((await log()).includes('wsMessageError c'))
  })

  test(`${name}: with a default policy messages are swapped as well`, async (t) => {
    const site = await openSite(t, body, withPolicy(policy))
    const { page, happened, log } = await visit(t, browser, site, { before: makeDefaultPolicy })
    const { socket } = await site.socket(0)
    await happened('wsOpen')
    socket.send('<p id="a">new</p>')
    await page.getByText('new').waitFor()
    socket.send('<div id="a"><b>unsure<p>of this</b></div>')
    await page.getByText('of this').waitFor()
    assert.ok(!(await log()).includes('wsMessageError c'))
  })
}

test('where no policy may be made, the translation is not loaded, and the element is told', async (t) => {
  const site = await openSite(t, body, withPolicy(`script-src 'self'; ${required}; trusted-types 'none'`))
  const { happened } = await visit(t, browser, site)
  await happened('wsError')
  assert.equal(site.sockets.length, 0)
})
