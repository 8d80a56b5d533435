import assert from 'node:assert/strict'

/** @typedef {import('../visit.mjs').Behaviour} Behaviour */

const list = '<ul id="list"><li id="a">a</li><li id="b">b</li></ul>'

/** @type {[name: string, message: string, expected: string][]} */
const swaps = [
  ['no style', '<li id="a" title="new">A</li>', list.replace('"a">a<', '"a" title="new">A<')],
  ['true', '<li id="a" title="new" hx-swap-oob="true">A</li>', list.replace('"a">a<', '"a" title="new">A<')],
  ['outerHTML', '<li id="a" title="new" hx-swap-oob="outerHTML">A</li>', list.replace('"a">a<', '"a" title="new">A<')],
  ['innerHTML', '<ul id="list" title="x" hx-swap-oob="innerHTML"><li>x</li></ul>', '<ul id="list"><li>x</li></ul>'],
  [
    'beforebegin',
    '<li id="b" hx-swap-oob="beforebegin"><i>x</i></li>',
    list.replace('<li id="b"', '<i>x</i><li id="b"')
  ],
  ['afterbegin', '<ul id="list" hx-swap-oob="afterbegin"><li>0</li></ul>', list.replace('<li', '<li>0</li><li')],
  ['beforeend', '<ul id="list" hx-swap-oob="beforeend"><li>c</li></ul>', list.replace('</ul>', '<li>c</li></ul>')],
  ['afterend', '<ul id="list" hx-swap-oob="afterend"><i>x</i></ul>', `${list}<i>x</i>`],
  ['delete', '<li id="b" hx-swap-oob="delete"></li>', list.replace('<li id="b">b</li>', '')],
  ['none', '<li id="b" hx-swap-oob="none">B</li>', list],
  ['innerHTML:selector', '<i hx-swap-oob="innerHTML:#list > #b">B</i>', list.replace('>b<', '>B<')],
  ['beforeend:selector', '<ul hx-swap-oob="beforeend:#list"><li>c</li></ul>', list.replace('</ul>', '<li>c</li></ul>')],
  ['multibyte text', '<li id="a">Grüße, 世界 🎉</li>', list.replace('>a<', '>Grüße, 世界 🎉<')],
  [
    'a style behind multibyte text',
    '<li id="a">世界 🎉</li><li id="b" hx-swap-oob="beforeend">B</li>',
    list.replace('>a<', '>世界 🎉<').replace('>b<', '>bB<')
  ],
  ['what the core is unsure of', '<li id="a">A<li id="b"><p>B', list.replace('>a<', '>A<').replace('>b<', '><p>B</p><')]
]

/** @type {Record<string, Behaviour>} */
const receiving = {
  async 'receives table rows beside other tags'(open) {
    const rows = '<table><tbody id="rows"><tr id="r"><td>1</td></tr></tbody></table>'
    const page = await open(`<body hx-ext="ws" ws-connect="/">${rows}<p id="n">1</p></body>`)
    await push(
      page,
      '<p id="n">2</p><tr id="r"><td>one</td></tr><tbody hx-swap-oob="beforeend:#rows"><tr><td>two</td></tr></tbody>'
    )
    const cells = await page.run(() => [...document.querySelectorAll('td, p')].map((each) => each.textContent))
    assert.deepEqual(cells, ['one', 'two', '2'])
    assert.deepEqual(await page.run(() => errors), [])
  },

  async 'receives table rows on htmx 1.9.12'(open) {
    const page = await open(
      '<body hx-ext="ws" ws-connect="/"><table><tbody id="rows"><tr id="r"><td>1</td></tr></tbody></table></body>',
      { htmx: '/htmx-1.9.12.js' }
    )
    await push(page, '<tr id="r"><td>one</td></tr><tbody hx-swap-oob="beforeend:#rows"><tr><td>two</td></tr></tbody>')
    const cells = await page.run(() => [...document.querySelectorAll('td')].map((each) => each.textContent))
    assert.deepEqual(cells, ['one', 'two'])
    assert.deepEqual(await page.run(() => errors), [])
  },

  async 'receives a script and runs it once'(open) {
    const page = await open('<body hx-ext="ws" ws-connect="/"><div id="x"></div></body>')
    await push(page, '<div id="x"><script>log.push("ran")</script></div>')
    await push(page, '<div id="x" hx-swap-oob="innerHTML">after it</div>')
    assert.deepEqual(await page.run(() => log.filter((entry) => entry === 'ran')), ['ran'])
  },

  async 'receives content that sends'(open) {
    const page = await open('<body hx-ext="ws" ws-connect="/"><div id="x"></div></body>')
    const connection = await push(page, '<div id="x"><button ws-send name="go" value="1">Go</button></div>')
    await page.click('button')
    assert.equal(JSON.parse((await connection.received(1))[0]).go, '1')
  }
}

for (const [name, message, expected] of swaps) {
  receiving[`receives by ${name}`] = async (open) => {
    const page = await open(`<body hx-ext="ws" ws-connect="/">${list}</body>`)
    await push(page, message)
    assert.equal(await page.run(listed), expected)
    assert.deepEqual(await page.run(() => errors), [])
  }
}

for (const wsBinaryType of ['blob', 'arraybuffer']) {
  receiving[`receives binary frames as ${wsBinaryType}, in order with the others`] = async (open) => {
    const page = await open(`<body hx-ext="ws" ws-connect="/">${list}</body>`, { config: { wsBinaryType } })
    const connection = await page.site.connection(0)
    const item = (/** @type {string} */ text) => `<ul id="list" hx-swap-oob="beforeend"><li>${text}</li></ul>`
    connection.send(Buffer.from(item('Grüße 🎉')))
    connection.send(item('text'))
    connection.send(Buffer.from(item('last')))
    await page.happened('wsAfterMessage ', 3)
    const items = '<li>Grüße 🎉</li><li>text</li><li>last</li>'
    assert.equal(await page.run(listed), list.replace('</ul>', `${items}</ul>`))
    assert.deepEqual(await page.run(() => errors), [])
  }
}

/**
 * Sends a message to the page and waits until it has been through it.
 * @param {import('../visit.mjs').Visit} page
 * @param {string} message
 */
async function push(page, message) {
  const connection = await page.site.connection(0)
  const before = await page.run(() => log.filter((entry) => entry === 'wsAfterMessage ').length)
  connection.send(message)
  await page.happened('wsAfterMessage ', before + 1)
  return connection
}

/** The page's content without what htmx leaves at new elements. */
function listed() {
  return document.body.innerHTML.trim().replace(/ class=""/g, '')
}

export default receiving
