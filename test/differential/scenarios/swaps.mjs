// What htmx 1 and 2 do otherwise where plain content is swapped: our own swaps serve both.
import { opens, receives } from '../steps.mjs'

/** @typedef {import('../harness.mjs').Scenario} Scenario */
/** @typedef {import('../harness.mjs').Step} Step */

/**
 * @param {string} content
 */
const page = (content) => `<body hx-ext="ws" ws-connect="/chat">${content}</body>`

/** What the page is, as markup that says the order of attributes too, at every event of a swap. @type {Step} */
const watches = [
  'watch',
  (control) => {
    const events = ['oobBeforeSwap', 'beforeCleanupElement', 'oobAfterSwap', 'beforeProcessNode', 'load']
    for (const name of events) {
      control.on(`htmx:${name}`, (/** @type {any} */ event) => {
        const { bubbles, cancelable, composed } = event
        control.note(name, document.querySelector('main')?.outerHTML, bubbles, cancelable, composed)
      })
    }
  }
]

/** @type {[name: string, old: string, message: string][]} */
const settled = [
  ['two attributes that go', '<p id="p" class="a" style="color: red"></p>', '<p id="p"></p>'],
  ['two attributes in another order', '<p style="color: red" class="a" id="p"></p>', '<p id="p"></p>'],
  ['two attributes that come', '<p id="p"></p>', '<p id="p" class="a" style="color: red" title="x"></p>'],
  [
    'all that are settled',
    '<img id="p" height="1" class="a" width="2">',
    '<img id="p" class="b" style="top: 1px" width="3" height="4">'
  ],
  ['an id with a quote', '<p id="p"><i id="it\'s" class="a"></i></p>', '<p id="p"><i id="it\'s" class="b"></i></p>'],
  ['a tag with a colon', '<p id="p"><a:b id="i" class="a"></a:b></p>', '<p id="p"><a:b id="i" class="b"></a:b></p>']
]

/** @type {Scenario[]} */
const attributes = settled.map(([name, old, message]) => ({
  name: `settling ${name}`,
  covers: ['l.137'],
  body: page(`<main>${old}</main>`),
  steps: [opens(), watches, receives(message), receives(message)]
}))

/** @type {Scenario[]} */
export default [
  ...attributes,
  {
    name: 'settling where ids that differ in case are one',
    covers: ['l.137'],
    doctype: '',
    body: page('<main><div id="d"><p id="P" class="a">old</p></div></main>'),
    steps: [opens(), watches, receives('<div id="d"><p id="p" class="b">new</p></div>')]
  },
  {
    name: 'what says where an element goes, in the page and in the event',
    covers: ['l.137'],
    body: page('<main><p id="p">old</p><ul id="l"></ul></main>'),
    steps: [
      opens(),
      watches,
      ['look', (control) => control.on('htmx:oobBeforeSwap', ({ detail }) => control.note(detail.fragment.outerHTML))],
      receives('<p id="p" hx-swap-oob="true">new</p>'),
      receives('<p id="p" data-hx-swap-oob="outerHTML:#p">new</p>'),
      receives('<ul id="l" hx-swap-oob="beforeend"><li>new</li></ul>')
    ]
  },
  {
    name: 'a listener puts a script into new content',
    covers: ['l.147'],
    body: page('<main><p id="p">old</p><p id="q">old</p></main>'),
    steps: [
      opens(),
      [
        'listen',
        (control) =>
          control.on('htmx:oobBeforeSwap', (/** @type {any} */ { detail }) => {
            detail.fragment.querySelector('i').innerHTML =
              '<script class="x">control.note("ran", document.currentScript.outerHTML, document.currentScript.nonce)</script><script type="module">1</script>' +
              '<script type="text/plain">2</script>'
          })
      ],
      receives('<p id="p"><i>new</i></p>'),
      ['no scripts', (control) => Object.assign(control.htmx.config, { allowScriptTags: false })],
      receives('<p id="q"><i>new</i></p>'),
      ['a nonce', (control) => Object.assign(control.htmx.config, { allowScriptTags: true, inlineScriptNonce: 'n' })],
      receives('<p id="q"><i>new</i></p>')
    ]
  },
  {
    name: 'a listener puts a script beside new content',
    covers: ['l.147'],
    body: page('<main><p id="p">old</p></main>'),
    steps: [
      opens(),
      [
        'listen',
        (control) =>
          control.on('htmx:oobBeforeSwap', (/** @type {any} */ { detail }) => {
            const holder = document.createElement('div')
            holder.innerHTML = '<script>control.note("ran")</script>'
            detail.fragment.append(holder.firstElementChild)
          })
      ],
      receives('<p id="p">new</p>')
    ]
  },
  ...['beforeProcessNode', 'afterProcessNode'].map((name) => ({
    name: `a listener of ${name} puts work for htmx into new content`,
    covers: ['l.147'],
    body: page('<main><p id="p">old</p></main>'),
    steps: [
      opens(),
      /** @type {Step} */
      ([
        'listen',
        new Function(
          'control',
          `control.on('htmx:${name}', ({ target }) => {
            if (target.id === 'p') target.innerHTML = '<i><b hx-trigger="never"></b><u hx-on:click="1"></u></i>'
          })`
        )
      ]),
      receives('<p id="p">new</p>')
    ]
  })),
  {
    name: 'a listener of afterProcessNode changes what was processed and puts work for htmx into it',
    covers: ['l.147'],
    body: page('<main><p id="p">old</p></main>'),
    steps: [
      opens(),
      [
        'listen',
        (control) =>
          control.on('htmx:afterProcessNode', (/** @type {any} */ { target }) => {
            if (target.id !== 'p') return
            target.title = 'processed'
            target.innerHTML = '<b hx-trigger="never"></b>'
          })
      ],
      receives('<p id="p">new</p>')
    ]
  },
  {
    name: 'a listener of afterProcessNode gives what was processed a handler',
    covers: ['l.147'],
    body: page('<main><p id="p">old</p></main>'),
    steps: [
      opens(),
      [
        'listen',
        (control) =>
          control.on('htmx:afterProcessNode', (/** @type {any} */ { target }) => {
            target.setAttribute('hx-on:click', 'this.title = "clicked"')
          })
      ],
      receives('<p id="p">new</p>'),
      ['click', (control) => control.element('#p').click()]
    ]
  },
  {
    name: 'a graphic that is to have the focus',
    covers: ['l.147'],
    body: page('<main><svg id="s"></svg></main>'),
    steps: [
      opens(),
      ['listen', (control) => Object.assign(SVGElement.prototype, { focus: () => control.note('focus') })],
      // one that a browser itself gives none
      receives('<svg id="s" autofocus></svg>')
    ]
  },
  {
    name: 'what htmx keeps of an element that goes is closed',
    covers: ['l.44'],
    body: page('<main><p id="p"><i></i></p></main>'),
    steps: [
      opens(),
      [
        'keep',
        (control) => {
          const sseEventSource = { close: () => control.note('closed') }
          Object.assign(control.api.getInternalData(control.element('i')), { sseEventSource })
        }
      ],
      receives('<p id="p">new</p>')
    ]
  },
  {
    name: 'oobBeforeSwap names a target beside the page',
    covers: ['l.143'],
    body: page('<main><p id="p">old</p></main>'),
    steps: [
      opens(),
      [
        'listen',
        (control) =>
          control.on('htmx:oobBeforeSwap', (/** @type {any} */ { detail }) => {
            detail.target = document.createElement('section')
            detail.target.innerHTML = '<b>old</b>'
          })
      ],
      receives('<p id="p" hx-swap-oob="innerHTML"><i id="i">new</i></p>'),
      receives('<p id="p" hx-swap-oob="beforeend"><i id="i">new</i></p>')
    ]
  }
]
