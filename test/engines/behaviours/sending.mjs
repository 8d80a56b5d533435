import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'

/** @typedef {import('../visit.mjs').Behaviour} Behaviour */
/** @typedef {import('../visit.mjs').Visit} Visit */

const thisFile = fileURLToPath(import.meta.url)
const button = '<button id="go">Send</button>'

/** @param {Visit} page */
const submit = (page) => page.click('#go')

/**
 * What is sent: the markup inside the element with the socket, what its user does, and the message's fields.
 * @type {Record<string, [markup: string, act: (page: Visit) => Promise<unknown>, fields: Record<string, unknown>]>}
 */
const forms = {
  'a text field': [
    `<form ws-send><input name="v">${button}</form>`,
    async (page) => {
      await page.type('[name=v]', 'Grüße "an" \\alle')
      await submit(page)
    },
    { v: 'Grüße "an" \\alle' }
  ],
  'a text field by the enter key': [
    '<form ws-send><input name="v"></form>',
    (page) => page.type('[name=v]', 'one\n'),
    { v: 'one' }
  ],
  'multibyte text, emoji and control characters': [
    `<form ws-send><input name="v" value="Grüße, 世界 🎉👩‍👩‍👧 &#x2028;&#x1;"><input name="🎉" value="é">${button}</form>`,
    submit,
    { v: 'Grüße, 世界 🎉👩‍👩‍👧 \u2028\u0001', '🎉': 'é' }
  ],
  'lone surrogates, which a form holds no longer and hx-vals does': [
    `<form ws-send hx-vals='{"vals":"a\\ud83cz"}'><input name="v">${button}</form>`,
    async (page) => {
      await page.run(
        (value) => Object.assign(/** @type {Element} */ (document.querySelector('[name=v]')), { value }),
        'a\ud83cz'
      )
      await submit(page)
    },
    { v: 'a\ufffdz', vals: 'a\ud83cz' }
  ],
  'a text area': [
    `<form ws-send><textarea name="v"></textarea>${button}</form>`,
    async (page) => {
      await page.type('textarea', 'one\ntwo')
      await submit(page)
    },
    { v: 'one\ntwo' }
  ],
  'check boxes': [
    `<form ws-send><input type="checkbox" name="one" value="1"><input type="checkbox" name="off" checked>
      <input type="checkbox" name="many" value="a" checked><input type="checkbox" name="many" value="b" checked>${button}</form>`,
    async (page) => {
      await page.click('[name=one]')
      await page.click('[name=off]')
      await submit(page)
    },
    { one: '1', many: ['a', 'b'] }
  ],
  'radio buttons': [
    `<form ws-send><input type="radio" name="v" value="1" checked><input type="radio" name="v" value="2" id="two">${button}</form>`,
    async (page) => {
      await page.click('#two')
      await submit(page)
    },
    { v: '2' }
  ],
  'a selection, and one of several': [
    `<form ws-send><select name="one"><option>a<option selected>b</select>
      <select name="many" multiple><option selected>a<option>b<option selected>c</select>
      <select name="none" multiple><option>a</select>${button}</form>`,
    submit,
    { one: 'b', many: ['a', 'c'] }
  ],
  "the submit button's value": [
    '<form ws-send><input name="v" value="1"><button name="do" value="save">Save</button><button name="do" value="drop" id="go">Drop</button></form>',
    submit,
    { v: '1', do: 'drop' }
  ],
  'by a submit button outside of its form, whose value htmx does not see': [
    '<form ws-send id="f"><input name="v" value="1"></form><button form="f" name="do" value="out" id="go">Send</button>',
    submit,
    { v: '1' }
  ],
  'by a button without a form': ['<button ws-send name="v" value="1" id="go">Send</button>', submit, { v: '1' }],
  'hx-vals with its types': [
    `<form ws-send hx-vals='{"v":2,"list":[1,{"a":null}],"big":1e21}'><input name="v" value="1">${button}</form>`,
    submit,
    { v: 2, list: [1, { a: null }], big: 1e21 }
  ],
  'hx-vals that are computed': [
    '<button ws-send hx-vals="js:{at: location.pathname}" id="go">Send</button>',
    submit,
    { at: '/' }
  ],
  'hx-include': [
    '<input name="v" value="included" id="v"><button ws-send hx-include="#v" id="go">Send</button>',
    submit,
    { v: 'included' }
  ],
  'hx-params': [
    `<form ws-send hx-params="not b"><input name="a" value="1"><input name="b" value="2">${button}</form>`,
    submit,
    { a: '1' }
  ],
  'a file input, which JSON cannot carry': [
    `<form ws-send><input type="file" name="chosen"><input type="file" name="none"><input name="v" value="1">${button}</form>`,
    async (page) => {
      await page.choose('[name=chosen]', thisFile)
      await submit(page)
    },
    { chosen: {}, v: '1' }
  ],
  'at keyup': [
    '<input ws-send name="v" hx-trigger="keyup[key==\'b\']">',
    (page) => page.type('[name=v]', 'ab'),
    { v: 'ab' }
  ],
  'at a change, which is natural to an input': [
    '<input type="checkbox" ws-send name="v" value="on now">',
    (page) => page.click('[name=v]'),
    { v: 'on now' }
  ],
  'at load': ['<input ws-send name="v" value="loaded" hx-trigger="load">', async () => {}, { v: 'loaded' }]
}

/** @type {Record<string, Behaviour>} */
const sending = {
  async 'sends the headers of its htmx request'(open) {
    const page = await open(
      withSocket('<form id="f" name="form" ws-send hx-headers=\'{"X-Own":"é"}\'><button>x</button></form>')
    )
    await page.click('button')
    const [frame] = await (await page.site.connection(0)).received(1)
    const headers = {
      'HX-Request': 'true',
      'HX-Trigger': 'f',
      'HX-Trigger-Name': 'form',
      'HX-Target': 'f',
      'HX-Current-URL': page.site.url,
      'X-Own': 'é'
    }
    assert.equal(frame, JSON.stringify({ HEADERS: headers }))
    await page.happened('wsAfterSend f')
    assert.deepEqual(await page.run(() => log.filter((entry) => entry.endsWith('f'))), [
      'wsConfigSend f',
      'wsBeforeSend f',
      'wsAfterSend f'
    ])
    assert.equal(await page.run(() => location.href), page.site.url, 'the browser itself submits nothing')
  },

  async 'sends a form on htmx 1.9.12'(open) {
    const page = await open(
      withSocket(`<form ws-send hx-vals='{"n":1}'><input name="v"><input type="file" name="none">${button}</form>`),
      { htmx: '/htmx-1.9.12.js' }
    )
    await page.type('[name=v]', 'Grüße')
    await submit(page)
    assert.deepEqual(await fieldsOf(page), { v: 'Grüße', none: [], n: 1 })
  },

  async 'sends every so often'(open) {
    const page = await open(withSocket('<input ws-send name="v" value="tick" hx-trigger="every 20ms">'))
    const frames = await (await page.site.connection(0)).received(3)
    assert.deepEqual(
      frames.slice(0, 3).map((frame) => JSON.parse(frame).v),
      ['tick', 'tick', 'tick']
    )
  },

  async 'sends no form that is not valid'(open) {
    const page = await open(
      withSocket(
        `<form id="f" ws-send hx-trigger="submit, click from:#check"><input name="v" required>${button}</form><b id="check">Check</b>`
      )
    )
    await page.run(() => document.addEventListener('htmx:validation:halted', () => log.push('halted')))
    // the browser itself stops the first, htmx the second
    await submit(page)
    await page.click('#check')
    await page.until(() => log.includes('halted'))
    await page.type('[name=v]', 'valid')
    await submit(page)
    assert.deepEqual(await fieldsOf(page), { v: 'valid' })
  },

  async 'sends text of a script, to which lone surrogates are not allowed'(open) {
    const head =
      "<script>document.addEventListener('htmx:wsOpen', (e) => { socketWrapper = e.detail.socketWrapper })</script>"
    const page = await open(withSocket(''), { head })
    await page.happened('wsOpen c')
    await page.run(() => /** @type {any} */ (globalThis).socketWrapper.send('a\ud83cz 🎉'))
    assert.deepEqual(await (await page.site.connection(0)).received(1), ['a\ufffdz 🎉'])
  },

  async 'reports a sender without a socket'(open) {
    const page = await open('<body hx-ext="ws"><button id="b" ws-send>Send</button></body>')
    await page.click('button')
    await page.happened('wsSendError b')
    assert.match((await page.run(() => errors))[0], /ws-connect/)
  }
}

for (const [name, [markup, act, fields]] of Object.entries(forms)) {
  sending[`sends ${name}`] = async (open) => {
    const page = await open(withSocket(markup))
    await act(page)
    assert.deepEqual(await fieldsOf(page), fields)
    assert.deepEqual(await page.run(() => errors), [])
  }
}

/** @param {string} markup */
function withSocket(markup) {
  return `<body hx-ext="ws"><main id="c" ws-connect="/">${markup}</main></body>`
}

/**
 * The fields of the first message.
 * @param {Visit} page
 */
async function fieldsOf(page) {
  const [frame] = await (await page.site.connection(0)).received(1)
  const { HEADERS, ...fields } = JSON.parse(frame)
  assert.equal(HEADERS['HX-Request'], 'true')
  return fields
}

export default sending
