// What a message does to the page: each form of hx-swap-oob, what messages may hold, and what handlers and extensions change.
import { clicks, opens, passes, receives } from '../steps.mjs'

/** @typedef {import('../harness.mjs').Scenario} Scenario */

/** Where htmx wraps a message by its first tag (1.9), messages of other shapes break on the reference. */
const newer = ['2.0.11']

const body = `<body hx-ext="ws"><div id="c" ws-connect="/chat"></div>
  <div id="a" class="box">old <b id="n">nested</b></div><p id="p">old p</p>
  <ul id="list"><li id="i1" class="item">1</li><li id="i2" class="item">2</li></ul>
  <table id="t"><caption id="cap">old</caption><colgroup id="cols"><col id="col"></colgroup><thead id="head"><tr><th id="h">h</th></tr></thead>
  <tbody id="rows"><tr id="r1"><td id="d1">1</td><td id="d2">2</td></tr><tr id="r2"><td>3</td></tr></tbody></table>
  <svg id="svg" viewBox="0 0 9 9"><circle id="dot" r="1"></circle></svg><select id="s"><option id="o1">1</option></select>
  <input id="i" value="old"><textarea id="ta">old</textarea><template id="tpl"><p>old</p></template></body>`

/**
 * Messages one after the other, on a page with something of every kind.
 * @param {string} name
 * @param {string[]} covers
 * @param {string | string[]} messages
 * @param {Partial<Scenario>} [rest]
 * @returns {Scenario}
 */
const messages = (name, covers, messages, rest = {}) => ({
  name,
  covers,
  body,
  steps: [opens(), ...[messages].flat().map((message) => receives(message))],
  ...rest
})

const inline = ['outerHTML', 'beforebegin', 'afterbegin', 'beforeend', 'afterend', 'innerHTML', 'delete', 'none']

/** @type {Scenario[]} */
const styles = [
  messages('without hx-swap-oob an element takes the place of its id', ['l.137'], '<div id="a" class="new">new</div>'),
  messages('hx-swap-oob true is the same', ['l.137'], '<div id="a" hx-swap-oob="true">new</div>'),
  messages(
    'an empty hx-swap-oob is the same',
    ['l.137'],
    ['<div id="a" hx-swap-oob="">1</div>', '<div id="a" hx-swap-oob>2</div>']
  ),
  ...inline.map((style) =>
    messages(`hx-swap-oob ${style}`, ['l.137'], `<div id="a" hx-swap-oob="${style}">new <i id="m">m</i> text</div>`)
  ),
  ...inline.map((style) =>
    messages(
      `hx-swap-oob ${style} with a selector`,
      ['l.137', 'colon-styles'],
      `<div id="unused" hx-swap-oob="${style}:.item"><li class="item">new</li></div>`
    )
  ),
  messages(
    'a style that nobody knows is the default one',
    ['l.137'],
    ['<div id="a" hx-swap-oob="sideways">new</div>', '<div id="a" hx-swap-oob="INNERHTML:#p">new</div>']
  ),
  messages(
    'a selector of several and of nested elements',
    ['l.137'],
    [
      '<div hx-swap-oob="innerHTML:#p, #list > li:first-child">x</div>',
      '<div hx-swap-oob="beforeend:#a b"><i>y</i></div>'
    ]
  ),
  messages(
    'a selector that holds colons',
    ['l.137', 'colon-styles'],
    '<div hx-swap-oob="innerHTML:li:not(#i1)">x</div>'
  ),
  messages(
    'a selector that matches nothing',
    ['l.137'],
    '<div hx-swap-oob="innerHTML:#nowhere">x</div><p id="p">new</p>'
  ),
  messages(
    'data-hx-swap-oob',
    ['l.137'],
    [
      '<div id="a" data-hx-swap-oob="innerHTML">1</div>',
      '<div data-hx-swap-oob="beforeend:#list"><li>3</li></div>',
      '<div id="a" hx-swap-oob="" data-hx-swap-oob="beforeend">2</div>',
      '<div id="a" hx-swap-oob="beforeend" data-hx-swap-oob="delete">3</div>'
    ]
  ),
  messages('hx-swap-oob written with entities', ['l.137'], '<div hx-swap-oob="innerHTML:#list &gt; li">x</div>'),
  messages(
    'attributes in capitals and without quotes',
    ['l.137'],
    "<DIV ID=a HX-SWAP-OOB=innerHTML>x</DIV><P id='p' Class=y>z</P>"
  ),
  messages('the body as target', ['l.137'], '<div hx-swap-oob="beforeend:body"><p id="end">end</p></div>')
]

/** @type {Scenario[]} */
const shapes = [
  messages(
    'several elements in one message',
    ['l.137', 'l.143'],
    '<div id="a">1</div><p id="p">2</p><ul id="list"><li>3</li></ul>'
  ),
  messages('the same id twice in a message', ['l.137'], '<p id="p">1</p><p id="p">2</p>'),
  messages(
    'an element that depends on the one before it',
    ['l.137'],
    '<div id="a"><p id="inner">1</p></div><p id="inner">2</p>'
  ),
  messages(
    'an id that is not in the page',
    ['l.137'],
    ['<p id="nowhere">1</p>', '<p id="nowhere">1</p><p id="p">2</p>']
  ),
  messages('an element without an id', ['l.137'], ['<p>1</p>', '<p class="x">1</p><p id="p">2</p>']),
  messages(
    'a target that is in the page twice',
    ['l.137'],
    ['<ul id="list" hx-swap-oob="beforeend"><li id="i1">again</li></ul>', '<li id="i1">both</li>']
  ),
  messages(
    'text between and around elements is dropped',
    ['l.137'],
    'before <p id="p">1</p> between <div id="a">2</div> behind'
  ),
  messages(
    'comments between and inside elements',
    ['l.137'],
    '<!-- a --><p id="p"><!-- b -->1</p><!-- <p id="a">no</p> -->'
  ),
  messages('a message of text alone', ['l.137', 'l.148'], 'nothing but text'),
  messages('an empty message', ['l.137', 'l.148'], ''),
  messages('a message of white space', ['l.137', 'l.148'], ' \n\t\r\n '),
  messages('a message of a comment alone', ['l.137'], '<!-- nothing -->'),
  messages('a message of JSON', ['l.137'], '{"a": "<p id=\\"p\\">1</p>"}'),
  messages(
    'a title at the top is taken out',
    ['l.137'],
    ['<title>new title</title><p id="p">1</p>', '<p id="p">2</p><title>x</title>']
  ),
  messages(
    'entities in text and attributes',
    ['l.137'],
    '<p id="p" title="&lt;&amp;&quot;&#39;&eacute;&notin;">&lt;b&gt; &amp;amp; &copy &nbsp;</p>'
  ),
  messages('signs of every plane', ['l.137'], '<p id="p">日本語 😀 é \ud83d x</p>'),
  messages(
    'an id of other letters',
    ['l.137'],
    ['<div id="a" hx-swap-oob="beforeend"><i id="é日">1</i></div>', '<i id="é日">2</i>']
  ),
  messages(
    'an id that no selector may hold as it is',
    ['l.137'],
    [
      '<div id="a" hx-swap-oob="beforeend"><i id="1:a.b">1</i><i id="c d">2</i></div>',
      '<i id="1:a.b">3</i><i id="c d">4</i>'
    ],
    { hosts: newer }
  ),
  messages('an id written with entities', ['l.137'], '<p id="&#112;">1</p>'),
  messages(
    'void elements and self-closing tags',
    ['l.137'],
    ['<input id="i" value="new">', '<input id="i" value="newer"/><br/><p id="p">1<br/>2</p>']
  ),
  messages(
    'a text area and a select',
    ['l.137'],
    '<textarea id="ta">\n\nnew &lt;b></textarea><select id="s"><option>2<option selected>3</select>'
  ),
  messages('an option alone', ['l.137'], '<option id="o1" selected>new</option>'),
  messages('svg', ['l.137'], '<svg id="svg" viewBox="0 0 1 1"><g><path d="M0 0"/><linearGradient id="lg"/></g></svg>'),
  messages('a part of svg alone is not svg', ['l.137'], '<circle id="dot" r="2"></circle>'),
  messages('a part of svg by a selector', ['l.137'], '<svg hx-swap-oob="beforeend:#svg"><circle r="3"></circle></svg>'),
  messages(
    'foreign content with html in it',
    ['l.137'],
    '<svg id="svg"><foreignObject><p id="fp">x</p></foreignObject><title>y</title></svg>'
  ),
  messages('mathematics', ['l.137'], '<div id="a"><math><mi>x</mi><mo>+</mo></math></div>'),
  messages('rows alone', ['l.137'], '<tr id="r1"><td>new</td></tr><tr id="r2"><td>newer</td></tr>'),
  messages(
    'rows appended by a tbody',
    ['l.137'],
    '<tbody hx-swap-oob="beforeend:#rows"><tr id="r3"><td>3</td></tr></tbody>'
  ),
  messages('a tbody alone', ['l.137'], '<tbody id="rows"><tr><td>new</td></tr></tbody>'),
  messages('cells alone', ['l.137'], '<td id="d1">new</td>\n<td id="d2">newer</td>'),
  messages(
    'a header cell, a caption and columns alone',
    ['l.137'],
    [
      '<th id="h">new</th>',
      '<caption id="cap">new</caption>',
      '<colgroup id="cols"><col span="2"></colgroup>',
      '<thead id="head"><tr><th>new</th></tr></thead>',
      '<col id="col" span="3">'
    ]
  ),
  messages('a table with what may be left out', ['l.137'], '<table id="t"><tr><td>1<td>2<tr><td>3</table>'),
  messages(
    'a list and paragraphs with end tags left out',
    ['l.137'],
    '<ul id="list"><li>1<li>2<p>x<p>y</ul><div id="a"><p>1<p>2</div>'
  ),
  messages(
    'a template with an id is content',
    ['l.137'],
    '<template id="tpl"><p>new</p><tr><td>x</td></tr></template>',
    { hosts: newer }
  ),
  messages('a template with hx-swap-oob', ['l.137'], '<template hx-swap-oob="beforeend:#list"><li>3</li></template>', {
    hosts: newer
  }),
  messages('a template inside an element', ['l.137'], '<div id="a"><template><tr><td>x</td></tr></template></div>'),
  messages(
    'nested hx-swap-oob stays',
    ['l.137'],
    '<div id="a"><p id="p" hx-swap-oob="true">x</p><i data-hx-swap-oob="innerHTML:#p">y</i></div>'
  ),
  messages('a pre keeps its line breaks', ['l.137'], '<pre id="p">\n\nx\n</pre>'),
  messages('a custom element', ['l.137'], '<my-card id="a"><slot-x>1</slot-x></my-card>'),
  messages(
    'an iframe, an image and a link',
    ['l.137'],
    '<div id="a"><iframe srcdoc="x"></iframe><img alt="y"><link rel="prefetch"><meta name="z"></div>'
  )
]

/** @type {Scenario[]} */
const broken = [
  messages(
    'end tags that are missing',
    ['l.137'],
    ['<div id="a"><b>1', '<p id="p"><i>2</p>', '<div id="a"><span>3</div>']
  ),
  messages('end tags that are too many', ['l.137'], ['</div><p id="p">1</p></div>', '<div id="a">2</span></div>']),
  messages('formatting elements that overlap', ['l.137'], '<div id="a"><b>1<i>2</b>3</i>4</div>'),
  messages('a block inside a paragraph', ['l.137'], '<p id="p">1<div id="a">2</div>3</p>'),
  messages(
    'a form inside a form, a link inside a link',
    ['l.137'],
    '<div id="a"><form><form>x</form></form><a href="#">1<a href="#">2</a></a></div>',
    { hosts: newer }
  ),
  messages('content that a table moves out', ['l.137'], '<div id="a"><table><p>x</p><tr><td>y</td></tr></table></div>'),
  messages(
    'tags that are cut off',
    ['l.137'],
    ['<p id="p">1</p><div id="a', '<p id="p" class=', '<', '<p id="p">2</p><', '<!-- x', '</'],
    { hosts: newer }
  ),
  messages(
    'doctypes, instructions and CDATA',
    ['l.137'],
    ['<!doctype html><p id="p">1</p>', '<?xml?><p id="p">2</p>', '<![CDATA[x]]><p id="p">3</p>']
  ),
  messages(
    'NUL, form feeds and lone carriage returns',
    ['l.137'],
    ['<p id="p">a\0b</p>', '<p\fid="p">c\rd</p>', '<p id="p" title="\0">e</p>']
  ),
  messages(
    'quotes that are missing or doubled',
    ['l.137'],
    ['<p id="p" title="a"b="c">1</p>', "<p id='p' title=a'b>2</p>", '<p id="p" =x>3</p>']
  ),
  messages('an attribute twice', ['l.137'], '<p id="p" id="a" class="1" class="2">x</p>'),
  messages('a whole document', ['l.137'], '<html><head><title>x</title></head><body><p id="p">1</p></body></html>'),
  messages('a body', ['l.137'], '<body class="x"><p id="p">1</p></body>'),
  messages('a head is cut out', ['l.137'], '<head><title>x</title></head><p id="p">1</p>'),
  messages('partials that htmx makes templates of', ['l.137'], '<hx-partial id="a">x</hx-partial><p id="p">1</p>'),
  messages(
    'a comment that ends oddly',
    ['l.137'],
    ['<!--><p id="p">1</p>', '<!-- a --!><p id="p">2</p>', '<!---><p id="p">3</p>']
  ),
  messages('deep nesting', ['l.137'], `<div id="a">${'<div>'.repeat(300)}x${'</div>'.repeat(300)}</div>`),
  messages(
    'nesting deeper than browsers follow',
    ['l.137'],
    `<div id="a">${'<div>'.repeat(600)}x${'</div>'.repeat(600)}</div>`,
    { hosts: newer }
  )
]

/** @type {Scenario[]} */
const content = [
  messages(
    'scripts run',
    ['l.137'],
    [
      '<div id="a"><script>control.note("ran", document.currentScript !== undefined)</script></div>',
      '<div id="a"><script type="text/plain">control.note("never")</script><p>x</p></div>',
      '<div hx-swap-oob="beforeend:#a"><i>1</i><script>control.note("again")</script></div>'
    ]
  ),
  messages(
    'a script alone with an id',
    ['l.137'],
    ['<div id="a"><script id="sc">control.note("one")</script></div>', '<script id="sc">control.note("two")</script>']
  ),
  messages(
    'a script that holds tags',
    ['l.137'],
    '<div id="a"><script>control.note("<p id=p>" + "</div>")</script></div>'
  ),
  messages('a style with tags', ['l.137'], '<div id="a"><style>p > b { content: "<p>" }</style></div>'),
  messages('inline handlers', ['l.137'], ['<button id="p" onclick="control.note(this.id)">x</button>']),
  {
    name: 'hx-preserve keeps the element of its id',
    covers: ['l.137'],
    body,
    steps: [
      opens(),
      [
        'the page changes what it will keep',
        (control) => {
          control.element('#n').textContent = 'changed'
        }
      ],
      receives('<div id="a">new <b id="n" hx-preserve>other</b></div>'),
      receives('<p id="p"><i id="n" data-hx-preserve="true">moved</i></p>'),
      receives('<p id="p"><i id="fresh" hx-preserve>fresh</i></p>')
    ]
  },
  messages('a preserved element at the top', ['l.137'], ['<div id="a" hx-preserve>new</div>', '<div id="a">new</div>']),
  {
    name: 'new content with htmx attributes is processed',
    covers: ['l.137', 'l.147'],
    body,
    steps: [
      opens(),
      receives(`<div id="a"><button id="g" hx-get="/never" hx-trigger="go">x</button><p id="on" hx-on:click="control.note(this.id)">y</p>
        <form id="f" ws-send hx-ext="ignore:ws"></form></div>`),
      clicks('#on'),
      [
        'htmx knows the button',
        (control) => control.note(typeof (/** @type {any} */ (control.element('#g'))['htmx-internal-data']?.path))
      ]
    ]
  },
  {
    name: 'a socket that arrives in a message is opened, and closed by the next',
    covers: ['l.137', 'l.38', 'l.44'],
    body,
    steps: [
      opens(),
      receives('<div id="a"><div id="d" ws-connect="/inner"><p id="q">q</p></div></div>'),
      opens(1),
      receives('<p id="q">from the inner socket</p>', 1),
      receives('<div id="a">gone</div>')
    ]
  },
  {
    name: 'a message may take away the element of its own socket',
    covers: ['l.44', 'l.137'],
    body,
    steps: [opens(), receives('<div id="c">no socket</div><p id="p">after it</p>'), passes(0), passes(100000)]
  },
  {
    name: 'a message may replace the element of its socket by another with a socket',
    covers: ['l.44', 'l.38'],
    body,
    steps: [opens(), receives('<div id="c" ws-connect="/next">new</div>'), opens(1), receives('<p id="p">next</p>', 1)]
  },
  {
    name: 'a message may replace the content of its socket',
    covers: ['l.137'],
    body: '<body hx-ext="ws"><div id="c" ws-connect="/chat"><p id="p">1</p><form id="f" ws-send></form></div></body>',
    steps: [opens(), receives('<div id="c" hx-swap-oob="innerHTML"><p id="p">2</p></div>'), receives('<p id="p">3</p>')]
  },
  {
    name: 'focus and what was typed stay outside of what is swapped',
    covers: ['l.137'],
    body,
    steps: [
      opens(),
      [
        'the input has the focus',
        (control) => {
          const input = /** @type {HTMLInputElement} */ (control.element('#i'))
          input.focus()
          input.value = 'typed'
          input.setSelectionRange(1, 3)
        }
      ],
      receives('<p id="p">new</p>'),
      [
        'still',
        (control) => {
          const input = /** @type {HTMLInputElement} */ (control.element('#i'))
          control.note(document.activeElement?.id, input.value, input.selectionStart, input.selectionEnd)
        }
      ],
      receives('<input id="i" value="new">'),
      [
        'replaced',
        (control) => {
          control.note(document.activeElement?.id, /** @type {HTMLInputElement} */ (control.element('#i')).value)
        }
      ]
    ]
  },
  {
    name: 'autofocus of new content',
    covers: ['l.147'],
    body,
    steps: [
      opens(),
      receives('<div id="a"><input id="x"><input id="y" autofocus></div>'),
      ['the focus', (control) => control.note(document.activeElement?.id)],
      receives('<input id="i" autofocus>'),
      ['the focus', (control) => control.note(document.activeElement?.id)]
    ]
  },
  {
    name: 'the settling of attributes happens at once',
    covers: ['l.147'],
    body,
    steps: [
      opens(),
      [
        'a handler looks at the new element',
        (control) => {
          for (const name of ['htmx:oobAfterSwap', 'htmx:load', 'htmx:wsAfterMessage']) {
            control.on(name, () => control.note(name, document.querySelector('#a')?.className))
          }
        }
      ],
      receives('<div id="a" class="other" title="x">new</div>'),
      passes(100)
    ]
  }
]

/** @type {Scenario[]} */
const handlers = [
  {
    name: 'a cancelled wsBeforeMessage drops the message',
    covers: ['l.126', 'l.148', 'kebab-twins'],
    body,
    steps: [
      opens(),
      [
        'a handler is added',
        (control) =>
          control.on('htmx:wsBeforeMessage', (/** @type {any} */ event) => {
            if (event.detail.message.includes('bad')) event.preventDefault()
          })
      ],
      receives('<p id="p">bad</p>'),
      receives('<p id="p">good</p>')
    ]
  },
  {
    name: 'the kebab twin of wsBeforeMessage drops the message too',
    covers: ['l.126', 'kebab-twins'],
    body,
    steps: [
      opens(),
      ['a handler is added', (control) => control.on('htmx:ws-before-message', (event) => event.preventDefault())],
      receives('<p id="p">new</p>')
    ]
  },
  {
    name: 'a changed detail of wsBeforeMessage changes nothing',
    covers: ['l.126'],
    body,
    steps: [
      opens(),
      [
        'a handler is added',
        (control) =>
          control.on('htmx:wsBeforeMessage', (/** @type {any} */ { detail }) => {
            control.note(Object.keys(detail).join(), detail.elt.id)
            detail.message = '<p id="p">other</p>'
          })
      ],
      receives('<p id="p">own</p>')
    ]
  },
  {
    name: 'a handler may send during wsBeforeMessage and wsAfterMessage',
    covers: ['l.126', 'l.148'],
    body,
    steps: [
      opens(),
      [
        'handlers are added',
        (control) => {
          control.on('htmx:wsBeforeMessage', (/** @type {any} */ { detail }) => detail.socketWrapper.send('before'))
          control.on('htmx:wsAfterMessage', (/** @type {any} */ { detail }) => {
            detail.socketWrapper.send(`after ${detail.message}`)
          })
        }
      ],
      receives('<p id="p">new</p>')
    ]
  },
  {
    name: 'binary data reach wsBeforeMessage raw and may be cancelled',
    covers: ['l.126'],
    body,
    steps: [
      opens(),
      [
        'a handler is added',
        (control) =>
          control.on('htmx:wsBeforeMessage', (/** @type {any} */ event) => {
            control.note(Object.prototype.toString.call(event.detail.message))
            event.preventDefault()
          })
      ],
      ['bytes come', (control) => control.sockets[0].message(new Uint8Array([60, 112, 62]).buffer)],
      ['a Blob comes', (control) => control.sockets[0].message(new Blob(['<p id="p">x</p>']))]
    ]
  },
  {
    name: 'a cancelled oobBeforeSwap leaves its target',
    covers: ['l.143'],
    body,
    steps: [
      opens(),
      [
        'a handler is added',
        (control) =>
          control.on('htmx:oobBeforeSwap', (/** @type {any} */ event) => {
            if (event.target.id === 'p') event.preventDefault()
          })
      ],
      receives('<p id="p">1</p><div id="a">2</div>')
    ]
  },
  {
    name: 'oobBeforeSwap may say that nothing is swapped',
    covers: ['l.143'],
    body,
    steps: [
      opens(),
      [
        'a handler is added',
        (control) =>
          control.on('htmx:oobBeforeSwap', (/** @type {any} */ { detail }) => {
            if (detail.target.id === 'p') detail.shouldSwap = false
          })
      ],
      receives('<p id="p">1</p><div id="a">2</div>')
    ]
  },
  {
    name: 'what a listener of oobAfterSwap adds to an element of a known id is settled',
    covers: ['l.147'],
    body: `<body hx-ext="ws" ws-connect="/chat"><p id="p" class="a">old</p></body>`,
    steps: [
      opens(),
      [
        'listen',
        (control) => control.on('htmx:oobAfterSwap', (/** @type {any} */ event) => event.target.classList.add('flash'))
      ],
      receives('<p id="p" class="a">new</p>')
    ]
  },
  {
    name: 'at htmx:load of one element its neighbours are still new',
    covers: ['l.147'],
    body: `<body hx-ext="ws" ws-connect="/chat"><ul id="list"><li id="a">1</li><li id="b">2</li></ul></body>`,
    steps: [
      opens(),
      ['listen', (control) => control.on('htmx:load', () => control.note(document.querySelector('#list')?.outerHTML))],
      receives('<ul id="list" hx-swap-oob="innerHTML"><li id="a">3</li><li id="b">4</li></ul>')
    ]
  },
  {
    name: 'a form with a field named id is settled by its own id',
    covers: ['l.147'],
    body: `<body hx-ext="ws" ws-connect="/chat"><div id="p"><form id="f" class="a"><input name="id"></form></div></body>`,
    steps: [
      opens(),
      [
        'listen',
        (control) =>
          control.on('htmx:oobAfterSwap', () => control.note(document.querySelector('#f')?.getAttribute('class')))
      ],
      receives('<div id="p"><form id="f" class="b"><input name="id"></form></div>')
    ]
  },
  {
    name: 'oobBeforeSwap may take the target away',
    covers: ['l.137'],
    body: `<body hx-ext="ws" ws-connect="/chat"><p id="p">old</p></body>`,
    steps: [
      opens(),
      ['listen', (control) => control.on('htmx:oobBeforeSwap', (/** @type {any} */ event) => event.target.remove())],
      receives('<p id="p" hx-swap-oob="afterend"></p>'),
      receives('<p id="p">new</p>')
    ]
  },
  {
    name: 'content takes the place of an element with extensions of its own',
    covers: ['l.133'],
    body: `<body hx-ext="mark"><div id="c" hx-ext="ws, ignore:mark" ws-connect="/chat"><p id="p"></p></div></body>`,
    afterScripts: (control) => {
      const { defineExtension } = /** @type {any} */ (htmx)
      defineExtension('mark', {
        onEvent: (/** @type {string} */ name, /** @type {any} */ { target }) => control.note(name, target.id)
      })
    },
    steps: [opens(), receives('<p id="p">new</p>'), receives('<div id="c">gone</div>')]
  },
  {
    name: 'oobBeforeSwap may name another target and change the fragment',
    covers: ['l.143'],
    body,
    steps: [
      opens(),
      [
        'a handler is added',
        (control) =>
          control.on('htmx:oobBeforeSwap', (/** @type {any} */ { detail }) => {
            if (detail.target.id === 'p') detail.target = control.element('#i1')
            detail.fragment.firstElementChild?.setAttribute('title', 'changed')
          })
      ],
      receives('<p id="p">1</p><div id="a">2</div>')
    ]
  },
  {
    name: 'oobBeforeSwap may give new content attributes of htmx',
    covers: ['l.143'],
    body,
    steps: [
      opens(),
      [
        'a handler is added',
        (control) =>
          control.on('htmx:oobBeforeSwap', (/** @type {any} */ { detail }) => {
            detail.fragment.querySelector('b')?.setAttribute('hx-on:click', 'this.title = "clicked"')
            detail.fragment.querySelector('i')?.setAttribute('hx-trigger', 'never')
          })
      ],
      receives('<p id="p"><b id="new">1</b></p><div id="a"><i>2</i></div>'),
      ['the new content is clicked', (control) => control.element('#new').click()]
    ]
  },
  {
    name: 'oobAfterSwap may give new content attributes of htmx',
    covers: ['l.143'],
    body,
    steps: [
      opens(),
      [
        'a handler is added',
        (control) =>
          control.on('htmx:oobAfterSwap', (/** @type {any} */ { target }) => target.setAttribute('hx-trigger', 'never'))
      ],
      receives('<p id="p">1</p>')
    ]
  },
  {
    name: 'beforeProcessNode may change what is processed',
    covers: ['l.147'],
    body,
    steps: [
      opens(),
      [
        'a handler is added',
        (control) => {
          let count = 0
          control.on('htmx:beforeProcessNode', (/** @type {any} */ { target }) => {
            if (target.id === 'p') target.setAttribute('data-seen', String(++count))
          })
        }
      ],
      receives('<p id="p">1</p>'),
      receives('<p id="p">2</p>')
    ]
  },
  {
    name: 'a load handler has its neighbour processed first',
    covers: ['l.147'],
    body,
    steps: [
      opens(),
      [
        'a handler is added',
        (control) =>
          control.on('htmx:load', (/** @type {any} */ { target }) => {
            const next = target.nextElementSibling
            next?.classList.remove('htmx-added')
            if (next?.matches('.mine')) htmx.process(next)
          })
      ],
      receives('<ul hx-swap-oob="beforeend:#list"><li class="mine">3</li><li class="mine">4</li></ul>')
    ]
  },
  {
    name: 'an element that only htmx swaps, beside some without a target',
    covers: ['l.133'],
    body,
    steps: [opens(), receives('<p hx-get="/n" id="p">2</p><div id="nowhere">3</div><p id="neither">4</p>')]
  },
  {
    name: 'a message to an element that plain JavaScript took out closes its socket',
    covers: ['l.121'],
    body,
    steps: [
      opens(),
      ['the element goes', (control) => control.detach('#c')],
      receives('<p id="p">too late</p>'),
      passes(0)
    ]
  },
  {
    name: 'a handler of wsBeforeMessage may take the element out',
    covers: ['l.121', 'l.126'],
    body,
    steps: [
      opens(),
      ['a handler is added', (control) => control.on('htmx:wsBeforeMessage', () => control.detach('#c'))],
      receives('<p id="p">new</p>')
    ]
  },
  {
    name: 'a message while another is swapped',
    covers: ['l.137', 'l.147'],
    body,
    steps: [
      opens(),
      [
        'a handler is added',
        (control) => {
          let count = 0
          control.on('htmx:oobAfterSwap', () => {
            if (count++ === 0) control.sockets[0].message('<div id="a">inner</div>')
          })
        }
      ],
      receives('<p id="p">outer</p>')
    ]
  },
  {
    name: 'listeners of the socket itself hear messages beside the extension',
    covers: ['l.120', 'l.152'],
    body,
    steps: [
      opens(),
      [
        'listeners are added',
        (control) => {
          control
            .wrapper('#c')
            .addEventListener('message', (/** @type {MessageEvent} */ event) => control.note('wrapper', event.data))
          control
            .wrapper('#c')
            .socket.addEventListener('message', () => control.note(control.element('#p').textContent))
        }
      ],
      receives('<p id="p">new</p>')
    ]
  }
]

/** The element with the socket has no hx-ext of its own: the reference would give it two sockets. */
const extended = (/** @type {string} */ extensions) => `<body hx-ext="${extensions}">
  <div id="c" ws-connect="/chat"></div><p id="p">old</p><div id="a">old</div></body>`

/** @type {Scenario[]} */
const extensions = [
  {
    name: 'extensions transform a message, the nearest first',
    covers: ['l.133', 'l.148'],
    body: '<body hx-ext="outer, shout"><div hx-ext="ws, inner"><div id="c" ws-connect="/chat"></div></div><p id="p">old</p></body>',
    afterScripts: (control) => {
      const { defineExtension } = /** @type {any} */ (htmx)
      for (const name of ['inner', 'outer', 'shout', 'unused']) {
        defineExtension(name, {
          transformResponse(/** @type {string} */ text, /** @type {null} */ request, /** @type {Element} */ elt) {
            control.note(name, request, elt.id)
            return text.replace('</p>', ` ${name}</p>`)
          }
        })
      }
    },
    steps: [opens(), receives('<p id="p">new</p>')]
  },
  {
    name: 'an extension makes HTML of JSON',
    covers: ['l.133', 'l.148'],
    body: extended('ws, json'),
    afterScripts: () => {
      const { defineExtension } = /** @type {any} */ (htmx)
      defineExtension('json', {
        transformResponse: (/** @type {string} */ text) =>
          Object.entries(JSON.parse(text))
            .map(([id, value]) => `<p id="${id}">${value}</p>`)
            .join('')
      })
    },
    steps: [
      opens(),
      [
        'a handler is added',
        (control) => {
          control.on('htmx:wsBeforeMessage', (/** @type {any} */ { detail }) => control.note(detail.message))
          control.on('htmx:wsAfterMessage', (/** @type {any} */ { detail }) => control.note(detail.message))
        }
      ],
      receives('{"p": "one", "a": "two"}')
    ]
  },
  {
    name: 'an extension whose transformResponse throws still hears of the swaps',
    covers: ['l.133'],
    body: extended('ws, broken'),
    afterScripts: (control) => {
      const { defineExtension } = /** @type {any} */ (htmx)
      defineExtension('broken', {
        transformResponse() {
          throw new Error('planned')
        },
        onEvent: (/** @type {string} */ name) => control.note(name)
      })
    },
    steps: [opens(), receives('<p id="p">new</p>')]
  },
  {
    name: 'an extension that ignores a part of the page does not transform there',
    covers: ['l.133'],
    body: `<body hx-ext="mark"><div hx-ext="ws, ignore:mark"><div id="c" ws-connect="/chat"></div></div><p id="p">old</p></body>`,
    afterScripts: () => {
      const { defineExtension } = /** @type {any} */ (htmx)
      defineExtension('mark', {
        transformResponse: (/** @type {string} */ text) => `${text}<p id="p">marked</p>`
      })
    },
    steps: [opens(), receives('<p id="p">new</p>')]
  },
  {
    name: 'an extension may swap by a style of its own',
    covers: ['l.137', 'colon-styles'],
    body: extended('ws, fade'),
    afterScripts: (control) => {
      const { defineExtension } = /** @type {any} */ (htmx)
      defineExtension('fade', {
        isInlineSwap: (/** @type {string} */ style) => style === 'fade-inline',
        handleSwap(/** @type {string} */ style, /** @type {Element} */ target, /** @type {Element} */ fragment) {
          control.note('handleSwap', style, target.id, fragment.nodeName, fragment.childNodes.length)
          if (!style.startsWith('fade')) return false
          target.textContent = `${style}: ${fragment.textContent}`
          return []
        }
      })
    },
    steps: [
      opens(),
      receives('<p id="p" hx-swap-oob="fade">1</p>'),
      receives('<p id="x" hx-swap-oob="fade:#a">2</p>'),
      receives('<p id="x" hx-swap-oob="fade-inline:#p">3</p>'),
      receives('<p id="p" hx-swap-oob="innerHTML">4</p>')
    ]
  },
  {
    name: 'an extension whose swap fails',
    covers: ['l.137'],
    body: extended('ws, fail'),
    afterScripts: () => {
      const { defineExtension } = /** @type {any} */ (htmx)
      defineExtension('fail', {
        handleSwap(/** @type {string} */ style) {
          if (style === 'fail') throw new Error('no swap today')
        }
      })
    },
    steps: [opens(), receives('<p id="p" hx-swap-oob="fail">1</p>')]
  },
  {
    name: 'morphing by idiomorph',
    covers: ['idiomorph', 'colon-styles'],
    scripts: ['idiomorph'],
    body: `<body hx-ext="ws, morph"><div id="c" ws-connect="/chat"></div><ul id="list" class="x"><li id="i1">1</li><li id="i2">2
      <input id="i" value="old"></li></ul><p id="p">old</p></body>`,
    steps: [
      opens(),
      [
        'elements are kept in mind',
        (control) => {
          control.element('#i1').setAttribute('data-kept', '')
          Object.assign(globalThis, { kept: control.element('#i2') })
        }
      ],
      receives(
        '<ul id="list" hx-swap-oob="morph"><li id="i2">2!<input id="i" value="new"></li><li id="i1">1!</li><li id="i3">3</li></ul>'
      ),
      [
        'the same elements',
        (control) => control.note(/** @type {any} */ (globalThis).kept === document.querySelector('#i2'))
      ],
      receives('<div hx-swap-oob="morph:#p"><p id="p" class="new">morphed</p></div>')
    ]
  },
  {
    name: 'morphing by morphdom-swap',
    covers: ['morphdom-swap'],
    scripts: ['morphdom', 'morphdom-swap'],
    hosts: ['1.9.12'],
    body: `<body hx-ext="ws, morphdom-swap"><div id="c" ws-connect="/chat"></div><ul id="list"><li id="i1">1</li></ul></body>`,
    steps: [opens(), receives('<ul id="list" hx-swap-oob="morphdom"><li id="i1">1!</li><li>2</li></ul>')]
  },
  {
    name: 'an extension hears the events of a message',
    covers: ['l.137', 'l.148'],
    body: extended('ws, spy'),
    afterScripts: (control) => {
      const { defineExtension } = /** @type {any} */ (htmx)
      defineExtension('spy', {
        onEvent(/** @type {string} */ name, /** @type {CustomEvent} */ event) {
          if (name.includes('Message') || name.includes('oobBefore')) control.note(name, event.detail.elt.id)
          return true
        }
      })
    },
    steps: [opens(), receives('<p id="p">1</p><div id="a">2</div>')]
  },
  {
    name: 'an extension that says false to wsBeforeMessage drops the message',
    covers: ['l.126'],
    body: extended('ws, strict'),
    afterScripts: () => {
      const { defineExtension } = /** @type {any} */ (htmx)
      defineExtension('strict', {
        onEvent: (/** @type {string} */ name) => name !== 'htmx:wsBeforeMessage'
      })
    },
    steps: [opens(), receives('<p id="p">1</p>')]
  }
]

export default [...styles, ...shapes, ...broken, ...content, ...handlers, ...extensions]
