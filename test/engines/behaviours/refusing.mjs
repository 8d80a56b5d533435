import assert from 'node:assert/strict'

/** @typedef {import('../visit.mjs').Behaviour} Behaviour */
/** @typedef {import('../visit.mjs').VisitOptions} VisitOptions */

const body = `<body hx-ext="ws"><main id="main" ws-connect="/chat"><p id="a">old</p>
  <form id="form" ws-send><input name="text" value="Grüße"><button>Send</button></form></main></body>`

/** Why a page can't run WebAssembly. @type {Record<string, VisitOptions>} */
const refusals = {
  "a policy without 'wasm-unsafe-eval'": { headers: { 'content-security-policy': "script-src 'self'" } },
  'no WebAssembly': { head: '<script>delete globalThis.WebAssembly</script>' },
  'a refusal to compile at once': {
    head: "<script>WebAssembly.Module = class { constructor() { throw new RangeError('too large') } }</script>"
  }
}

/** @type {Record<string, Behaviour>} */
const refusing = {}

for (const [reason, options] of Object.entries(refusals)) {
  refusing[`works with ${reason}`] = async (open) => {
    const page = await open(body, options)
    const first = await page.site.connection(0)
    await page.happened('wsOpen main')
    assert.equal(await page.run(() => document.querySelectorAll('script[src$="ws.nowasm.js"]').length), 1)
    first.send('<p id="a">new</p>')
    await page.until(() => document.querySelector('#a')?.textContent === 'new')
    await page.click('button')
    const [frame] = await first.received(1)
    assert.equal(JSON.parse(frame).text, 'Grüße')
    first.close(1012)
    await page.happened('wsClose main')
    await page.click('button')
    const second = await page.site.connection(1)
    assert.deepEqual(await second.received(1), [frame])
  }
}

export default refusing
