// What becomes of a message that the reference can't or only partly swap, and what listeners hear of it.
import assert from 'node:assert/strict'
import { named, notes, sentFields, targets } from '../results.mjs'
import { clicks, opens, page, receives } from '../steps.mjs'

/** @typedef {import('../harness.mjs').Defect} Defect */
/** @typedef {import('../harness.mjs').Step} Step */
/** @typedef {import('../harness.mjs').Result} Result */

/** An element of the final document. @param {Result} result @param {string} html */
const has = ({ dom }, html) => assert.ok(dom.includes(html), `${html} is not in ${dom}`)

/** @param {(index: number) => string} markup */
const many = (markup) => Array.from({ length: 20 }, (_, index) => markup(index)).join('')

/** Socket, two targets, and a sender that arrives in one of them. */
const two = page('<p id="a" class="old"></p><p id="b"></p>')
const arrived = '<p id="b"><button id="s" ws-send name="v" value="1">x</button></p>'

/**
 * One element of the message can't be swapped; those before and behind it are.
 * @param {string} name
 * @param {string} bad
 * @returns {Defect}
 */
const skips = (name, bad) => ({
  name: `${name} is reported and skipped; the others are swapped, settled and processed`,
  id: 'B10',
  body: two,
  steps: [opens(), receives(`<p id="a" class="new">A</p>${bad}${arrived}`), clicks('#s')],
  expect(result) {
    assert.equal(named(result, 'wsMessageError').length, 1)
    assert.deepEqual(targets(result, 'wsMessageError'), ['div#c'])
    assert.equal(named(result, 'wsAfterMessage').length, 1)
    assert.deepEqual(sentFields(result), [{ v: '1' }])
    assert.match(result.dom, /<p class="new" id="a">A|<p id="a" class="new">A/)
    assert.deepEqual(result.errors, [])
  }
})

/** @type {Defect[]} */
const skipping = [
  skips('an element with an empty id', '<p id="">x</p>'),
  skips('a selector that is none', '<p hx-swap-oob="innerHTML:[[">x</p>'),
  skips('a value of hx-swap-oob that is no style', '<p id="" hx-swap-oob="innerHTML">x</p>'),
  {
    name: 'a message that can do nothing at all is reported, and the next one is swapped',
    id: 'B10',
    body: two,
    steps: [opens(), receives('<p hx-swap-oob="outerHTML:..">x</p>'), receives('<p id="a">A</p>')],
    expect(result) {
      assert.equal(named(result, 'wsMessageError').length, 1)
      assert.equal(named(result, 'wsAfterMessage').length, 2)
      has(result, '>A</p>')
    }
  },
  {
    name: 'the console says once for each element and kind what a message cannot do, the event counts',
    id: 'wsMessageError',
    body: `<body hx-ext="ws"><div id="c" ws-connect="/one"></div><div id="d" ws-connect="/two"></div></body>`,
    steps: [
      opens(0),
      opens(1),
      receives('<p hx-swap-oob="innerHTML:[[">x</p>'),
      receives('<p hx-swap-oob="innerHTML:[[">x</p>'),
      receives('<p hx-swap-oob="innerHTML:[[">x</p>', 1)
    ],
    expect(result) {
      assert.deepEqual(
        named(result, 'wsMessageError').map(({ target, detail }) => [target, detail.count]),
        [
          ['div#c', 1],
          ['div#c', 2],
          ['div#d', 1]
        ]
      )
      for (const { detail } of named(result, 'wsMessageError')) {
        assert.match(detail.reason, /innerHTML:\[\[/)
        assert.match(detail.remedy, /\w/)
        assert.match(detail.cause, /Error/)
      }
      assert.equal(result.console.filter((text) => text.includes('wsMessageError')).length, 2)
      assert.deepEqual(named(result, 'wsError'), [])
    }
  }
]

/** @type {Step} */
const blobArrives = [
  'a Blob arrives',
  async (control) => {
    control.sockets[0].message(new Blob(['<p id="a">Gr\u00fc\u00dfe \u{1f389}</p>']))
    for (let turn = 0; turn < 20 && control.element('#a').textContent === ''; turn++) await control.wait(50)
  }
]

/** @type {Defect[]} */
const binary = [
  {
    name: 'a Blob is decoded as UTF-8 and swapped; wsBeforeMessage gets it raw',
    id: 'B18',
    body: two,
    steps: [opens(), blobArrives],
    expect(result) {
      has(result, '>Gr\u00fc\u00dfe \u{1f389}</p>')
      assert.equal(named(result, 'wsBeforeMessage').length, 1)
      assert.match(named(result, 'wsBeforeMessage')[0].detail.message, /^\[Blob/)
      assert.equal(named(result, 'wsAfterMessage').length, 1)
      assert.deepEqual(result.errors, [])
    }
  },
  {
    name: 'an ArrayBuffer is decoded as UTF-8 and swapped, at once',
    id: 'B18',
    body: two,
    afterScripts: () => {
      htmx.config.wsBinaryType = 'arraybuffer'
    },
    steps: [
      opens(),
      [
        'an ArrayBuffer arrives',
        (control) => {
          control.sockets[0].message(new TextEncoder().encode('<p id="a">Gr\u00fc\u00dfe \u{1f389}</p>').buffer)
          control.note(control.element('#a').textContent)
        }
      ]
    ],
    expect(result) {
      assert.deepEqual(notes(result), ['Gr\u00fc\u00dfe \u{1f389}'])
      assert.match(named(result, 'wsBeforeMessage')[0]?.detail.message, /^\[ArrayBuffer/)
      assert.equal(named(result, 'wsAfterMessage').length, 1)
      assert.deepEqual(result.errors, [])
    }
  },
  {
    name: 'a text behind a Blob waits its turn; later texts are swapped at once again',
    id: 'B18',
    body: two,
    steps: [
      opens(),
      [
        'a Blob and two texts arrive',
        async (control) => {
          control.on('htmx:wsAfterMessage', ({ detail }) => control.note(detail.message))
          control.sockets[0].message(new Blob(['<p id="a">1</p>']))
          control.sockets[0].message('<p id="a">2</p>')
          control.sockets[0].message(new Blob(['<p id="a">3</p>']))
          control.sockets[0].message('<p id="b">4</p>')
          for (let turn = 0; turn < 20 && control.element('#b').textContent === ''; turn++) await control.wait(50)
          control.sockets[0].message('<p id="b">5</p>')
          control.note(control.element('#b').textContent)
        }
      ]
    ],
    expect(result) {
      const messages = ['<p id="a">1</p>', '<p id="a">2</p>', '<p id="a">3</p>', '<p id="b">4</p>', '<p id="b">5</p>']
      assert.deepEqual(notes(result), [...messages, '5'])
      has(result, '>3</p>')
    }
  },
  {
    name: 'a Blob holds up its own socket alone, and one that a listener stops holds up none',
    id: 'B18',
    body: '<body hx-ext="ws"><div id="c" ws-connect="/one"></div><div id="d" ws-connect="/two"></div><p id="a">old</p><p id="b">old</p></body>',
    steps: [
      opens(0),
      opens(1),
      [
        'Blobs and texts arrive',
        async (control) => {
          control.on('htmx:wsBeforeMessage', (event) => {
            if (event.detail.message instanceof Blob && event.detail.elt.id === 'd') event.preventDefault()
          })
          control.sockets[0].message(new Blob(['<p id="a">Blob</p>']))
          control.sockets[1].message(new Blob(['<p id="b">stopped</p>']))
          control.sockets[1].message('<p id="b">text</p>')
          control.note(control.element('#b').textContent)
          for (let turn = 0; turn < 20 && control.element('#a').textContent === 'old'; turn++) await control.wait(50)
          control.note(control.element('#a').textContent, control.element('#b').textContent)
        }
      ]
    ],
    expect: (result) => assert.deepEqual(notes(result), ['text', 'Blob', 'text'])
  },
  {
    name: 'a Blob whose element is gone when it is decoded is dropped',
    id: 'B18',
    body: '<body hx-ext="ws"><div id="c" ws-connect="/chat"></div><p id="a">old</p></body>',
    steps: [
      opens(),
      [
        'a Blob and a text arrive, and the element is removed',
        async (control) => {
          control.sockets[0].message(new Blob(['<p id="a">new</p>']))
          control.sockets[0].message('<p id="a">newer</p>')
          control.remove('#c')
          await control.wait(300)
        }
      ]
    ],
    expect(result) {
      has(result, '>old</p>')
      assert.deepEqual(named(result, 'wsAfterMessage'), [])
      assert.deepEqual(result.errors, [])
    }
  }
]

const rows =
  '<table><tbody id="rows"><tr id="r"><td>old</td></tr></tbody></table><p id="n">old</p><template id="t"></template>'

/** @type {Defect[]} */
const markup = [
  {
    name: 'a template without id and hx-swap-oob is unwrapped, one with an id is content',
    id: 'B19',
    body: page(rows),
    steps: [
      opens(),
      receives(
        '<template><tr id="r"><td>row</td></tr><p id="n">text</p></template><template id="t"><b>content</b></template>'
      ),
      [
        'what is there',
        (control) =>
          control.note(
            control.element('#r').textContent,
            control.element('#n').textContent,
            control.element('#t').content.textContent
          )
      ]
    ],
    expect: (result) => assert.deepEqual(notes(result), ['row', 'text', 'content'])
  },
  {
    name: 'elements in a template say where they go',
    id: 'B19',
    body: page(rows),
    steps: [
      opens(),
      receives('<template>\n <tbody hx-swap-oob="beforeend:#rows"><tr id="s"><td>row</td></tr></tbody>\n</template>'),
      ['what is there', (control) => control.note(control.element('#rows').textContent)]
    ],
    expect: (result) => assert.deepEqual(notes(result), ['oldrow'])
  },
  {
    name: 'parts of a table behind another tag',
    id: 'B19',
    body: page(rows),
    steps: [
      opens(),
      receives(
        '<p id="n">text</p><tr id="r"><td>row</td></tr><tbody hx-swap-oob="beforeend:#rows"><tr><td>more</td></tr></tbody>'
      ),
      [
        'what is there',
        (control) => control.note(control.element('#rows').textContent, control.element('#n').textContent)
      ]
    ],
    expect: (result) => assert.deepEqual(notes(result), ['rowmore', 'text'])
  },
  {
    name: 'parts of a table before another tag',
    id: 'B19',
    hosts: ['1.9.12'],
    body: page(rows),
    steps: [
      opens(),
      receives('<tr id="r"><td>row</td></tr><p id="n">text</p>'),
      [
        'what is there',
        (control) => control.note(control.element('#rows').textContent, control.element('#n').textContent)
      ]
    ],
    expect: (result) => assert.deepEqual(notes(result), ['row', 'text'])
  },
  {
    name: 'cells and rows beside a script that runs',
    id: 'B19',
    body: page('<table><tr id="r"><td id="d">old</td></tr></table><p id="n">old</p>'),
    steps: [
      opens(),
      receives('<p id="n"><script>document.title = "ran"</script></p><td id="d">new</td>'),
      ['what is there', (control) => control.note(document.title, control.element('#d').textContent)]
    ],
    expect: (result) => assert.deepEqual(notes(result), ['ran', 'new'])
  }
]

/** @type {Defect[]} */
const afterSwap = [
  {
    name: 'each swapped element gets oobAfterSwap once at its own swap, the socket element once a swap',
    id: 'B32',
    body: page('<p id="x"></p><p id="y"></p><p id="z"></p>'),
    steps: [opens(), receives('<p id="x">1</p><p id="y">2</p><p id="z">3</p>')],
    expect(result) {
      const order = ['div#c', 'p#x', 'div#c', 'p#y', 'div#c', 'p#z']
      assert.deepEqual(targets(result, 'oobAfterSwap'), order)
      assert.deepEqual(targets(result, 'oob-after-swap'), order)
    }
  },
  {
    name: 'each of several targets of one element gets oobAfterSwap once',
    id: 'B32',
    body: page('<p class="t"></p><p class="t"></p>'),
    steps: [opens(), receives('<p hx-swap-oob="outerHTML:.t">1</p>')],
    expect(result) {
      const order = ['div#c', 'div#c > p:1', 'div#c', 'div#c > p:2']
      assert.deepEqual(targets(result, 'oobAfterSwap'), order)
    }
  },
  {
    name: 'twenty elements make forty events',
    id: 'B32',
    body: page(many((index) => `<p id="x${index}"></p>`)),
    steps: [opens(), receives(many((index) => `<p id="x${index}">${index}</p>`))],
    expect: (result) => assert.equal(named(result, 'oobAfterSwap').length, 40)
  }
]

/** Handles every style that begins with "morph" and notes what it is asked. */
const recorder = () => {
  const { htmx, control } = /** @type {any} */ (globalThis)
  htmx.defineExtension('recorder', {
    isInlineSwap(/** @type {string} */ style) {
      control.note('inline?', style)
      return style.includes('outer')
    },
    handleSwap(/** @type {string} */ style, /** @type {Element} */ target, /** @type {ParentNode} */ fragment) {
      if (!style.startsWith('morph')) return false
      control.note('swap', style, target, fragment)
      target.replaceChildren(...fragment.children)
      return [target]
    }
  })
}

const recorded = '<body hx-ext="ws, recorder"><div id="c" ws-connect="/chat"><div id="a"></div></div></body>'

/** Keeps a node's identity to see whether it was morphed. @type {Step} */
const mark = ['the field is marked', (control) => Object.assign(control.element('#i'), { mark: 'kept' })]

/** @type {Step} */
const isMarked = ['the field', (control) => control.note(control.element('#i').mark, control.element('#n').textContent)]

const morphed =
  '<body hx-ext="ws,morph"><div id="c" ws-connect="/chat"><div id="a"><input id="i"><p id="n">old</p></div></div></body>'

/**
 * @param {string} name
 * @param {string} style
 * @param {{ isInline: boolean }} expected
 * @returns {Defect}
 */
const wholeStyle = (name, style, { isInline }) => ({
  name: `${name} is the whole name of an extension's style`,
  id: 'colon-styles',
  body: recorded,
  afterScripts: recorder,
  steps: [
    opens(),
    receives(`<div id="a" hx-swap-oob="${style.replaceAll('"', '&quot;')}"><i ws-send id="i">x</i></div>`),
    ['a click', (control) => control.click('#i')]
  ],
  expect(result) {
    const all = result.notes
    assert.ok(
      all.some(([what, asked]) => what === 'inline?' && asked === style),
      'it was asked'
    )
    const [swap] = all.filter(([what]) => what === 'swap')
    assert.deepEqual(swap, ['swap', style, '[div#a]', isInline ? '[fragment div#a]' : '[~div#a]'])
    assert.equal(result.frames.length, 1, 'what came is processed')
    assert.deepEqual(targets(result, 'oobBeforeSwap'), ['div#a'])
    assert.equal(named(result, 'wsAfterMessage').length, 1)
    assert.deepEqual(result.errors, [])
  }
})

/**
 * @param {string} style
 * @param {string} content
 * @returns {Defect}
 */
const realMorph = (style, content) => ({
  name: `idiomorph as ${style} keeps the elements that stay`,
  id: 'colon-styles',
  body: morphed,
  scripts: ['idiomorph'],
  steps: [opens(), mark, receives(`<div id="a" hx-swap-oob="${style}">${content}</div>`), isMarked],
  expect: (result) => assert.deepEqual(notes(result), ['kept', 'new'])
})

/** @type {Defect[]} */
const styles = [
  wholeStyle('morph:outerHTML', 'morph:outerHTML', { isInline: true }),
  wholeStyle('morph:innerHTML', 'morph:innerHTML', { isInline: false }),
  wholeStyle('morph:{...}', "morph:{ignoreActive:true, callbacks: {a: 'b:c'}}", { isInline: false }),
  {
    name: 'a style with a colon that no extension knows is reported and skipped',
    id: 'colon-styles',
    body: page('<p id="a"></p><p id="b"></p>'),
    steps: [opens(), receives('<p id="a" hx-swap-oob="morph:outerHTML">A</p><p id="b">B</p>')],
    expect(result) {
      assert.deepEqual(targets(result, 'wsMessageError'), ['div#c'])
      assert.equal(named(result, 'wsAfterMessage').length, 1)
      assert.match(result.dom, />B<\/p>/)
    }
  },
  realMorph('morph:outerHTML', '<input id="i"><p id="n">new</p>'),
  realMorph('morph:innerHTML', '<input id="i"><p id="n">new</p>'),
  realMorph("morph:{morphStyle:'innerHTML'}", '<input id="i"><p id="n">new</p>')
]

export default [...skipping, ...binary, ...markup, ...afterSwap, ...styles]
