// What a sender sends: the fields of forms, what hx-* attributes add to them, and what the handlers of a page change.
import { clicks, opens, page, passes, submits, triggers, types } from '../steps.mjs'

/** @typedef {import('../harness.mjs').Scenario} Scenario */

/**
 * A form that is submitted once.
 * @param {string} name
 * @param {string[]} covers
 * @param {string} fields
 * @param {{ attributes?: string, beside?: string, hosts?: string[], differs?: string }} [options]
 * @returns {Scenario}
 */
function form(name, covers, fields, { attributes = '', beside = '', ...rest } = {}) {
  const body = page(`<form id="f" ws-send ${attributes}>${fields}</form>${beside}`)
  return { name, covers, body, steps: [opens(), submits('#f')], ...rest }
}

/** @type {Scenario[]} */
const controls = [
  form('a form without fields sends its headers alone', ['l.340', 'headers'], ''),
  form(
    'fields of text send their values',
    ['l.344'],
    `<input name="none" value="a"><input type="text" name="text" value="b"><input type="hidden" name="hidden" value="c">
     <input type="password" name="password" value="d"><input type="search" name="search" value="e">
     <input type="email" name="email" value="f@g.h"><input type="url" name="url" value="http://i/"><input name="empty">`
  ),
  form(
    'fields of numbers, dates, colours and ranges send texts',
    ['l.344'],
    `<input type="number" name="number" value="1e3"><input type="range" name="range" min="0" max="10" value="7">
     <input type="date" name="date" value="2024-02-29"><input type="time" name="time" value="12:34">
     <input type="color" name="color" value="#ABCDEF"><input type="number" name="bad" value="x">`
  ),
  form(
    'checkboxes send their values where they are checked',
    ['l.344'],
    `<input type="checkbox" name="plain" checked><input type="checkbox" name="valued" value="7" checked>
     <input type="checkbox" name="unchecked" value="8"><input type="checkbox" name="several" value="1" checked>
     <input type="checkbox" name="several" value="2"><input type="checkbox" name="several" value="3" checked>`
  ),
  form(
    'radio buttons send the chosen one',
    ['l.344'],
    `<input type="radio" name="chosen" value="1"><input type="radio" name="chosen" value="2" checked>
     <input type="radio" name="unchosen" value="1"><input type="radio" name="plain" checked>`
  ),
  form(
    'a select sends the chosen option',
    ['l.344'],
    `<select name="first"><option>one</option><option value="2">two</option></select>
     <select name="chosen"><option value="1">one</option><option value="2" selected>two</option></select>
     <select name="disabled"><option disabled selected value="1">one</option></select><select name="empty"></select>`
  ),
  form(
    'a multiple select sends none, one or several options',
    ['l.344'],
    `<select multiple name="none"><option>1</option></select>
     <select multiple name="one"><option selected>1</option><option>2</option></select>
     <select multiple name="several"><optgroup label="g"><option selected>1</option></optgroup><option>2</option>
     <option selected>3</option></select>`
  ),
  form(
    'a text area sends its lines',
    ['l.344'],
    '<textarea name="lines">\none\ntwo\r\nthree &lt;b&gt;</textarea><textarea name="empty"></textarea>'
  ),
  form(
    'fields of one name become an array in the order of the document',
    ['l.344'],
    `<input name="a" value="1"><select name="a"><option>2</option></select><input name="b" value="x">
     <textarea name="a">3</textarea><input type="checkbox" name="a" value="4" checked>`
  ),
  form(
    'names that look like numbers come first and ascending',
    ['l.344'],
    `<input name="b" value="1"><input name="10" value="2"><input name="9" value="3"><input name="a" value="4">
     <input name="01" value="5"><input name="-1" value="6"><input name="1.5" value="7"><input name="4294967295" value="8">
     <input name="4294967294" value="9">`
  ),
  form(
    'disabled fields and those of a disabled fieldset are not sent',
    ['l.344'],
    `<input name="a" value="1" disabled><fieldset disabled><legend><input name="b" value="2"></legend>
     <input name="c" value="3"></fieldset><input name="d" value="4" readonly>`
  ),
  form(
    'fields without a name are not sent',
    ['l.344'],
    '<input value="1"><input name="" value="2"><input name=" " value="3"><input id="x" value="4">'
  ),
  form(
    'names and values with brackets, dots, quotes and signs of every plane are sent as they are',
    ['l.344'],
    `<input name="a[]" value="1"><input name="b.c" value="2"><input name="d e" value="&quot;\\&amp;&lt;/">
     <input name="f&quot;" value="\t&#1;&#x7f;&#x2028;"><input name="日本" value="😀"><input name="é" value="e&#x301;">`
  ),
  form(
    'a field may be named as a member of objects',
    ['l.344'],
    `<input name="constructor" value="1"><input name="hasOwnProperty" value="2"><input name="length" value="3">
     <input name="valueOf" value="4">`
  ),
  form('a field named __proto__', ['l.344'], '<input name="__proto__" value="1"><input name="a" value="2">'),
  form(
    'a field named as a method of form data',
    ['l.344'],
    '<input name="get" value="1"><input name="keys" value="2"><input name="a" value="3">'
  ),
  form('a field named toJSON', ['l.344'], '<input name="toJSON" value="1"><input name="a" value="2">'),
  form(
    'a field named HEADERS gives way to the headers',
    ['l.368', 'headers'],
    '<input name="HEADERS" value="1"><input name="a" value="2">'
  ),
  form(
    'a file input without a file',
    ['l.344'],
    '<input type="file" name="one"><input type="file" name="many" multiple>'
  ),
  form(
    'buttons that were not pressed and images are not sent',
    ['l.344'],
    `<button name="a" value="1">a</button><input type="submit" name="b" value="2"><input type="button" name="c" value="3">
     <input type="reset" name="d" value="4"><input type="image" name="e" alt="e"><output name="g">5</output>`
  ),
  form('a field outside the form that names it is sent', ['l.344'], '<input name="a" value="1">', {
    beside: '<input name="b" value="2" form="f"><input name="c" value="3">'
  }),
  form(
    'what a browser adds to fields by itself is sent',
    ['l.344'],
    '<input name="a" value="x" dirname="a.dir"><input type="hidden" name="_charset_">'
  ),
  {
    name: 'a field with a lone surrogate is sent escaped',
    covers: ['l.344'],
    body: page('<form id="f" ws-send><input id="i" name="a"></form>'),
    steps: [opens(), types('#i', 'x\ud83dy'), submits('#f')]
  },
  {
    name: 'a chosen file is sent as an empty object',
    covers: ['l.344'],
    body: page('<form id="f" ws-send><input type="file" id="i" name="a" multiple></form>'),
    steps: [
      opens(),
      [
        'a file is chosen',
        (control) => {
          const transfer = new DataTransfer()
          transfer.items.add(new File(['text'], 'a.txt', { type: 'text/plain' }))
          control.element('#i').files = transfer.files
        }
      ],
      submits('#f'),
      [
        'another file is chosen too',
        (control) => {
          const transfer = new DataTransfer()
          transfer.items.add(new File(['text'], 'a.txt'))
          transfer.items.add(new File([''], 'b.txt'))
          control.element('#i').files = transfer.files
        }
      ],
      submits('#f')
    ]
  },
  {
    name: 'a form sends what stands in it at each submit',
    covers: ['l.344'],
    body: page('<form id="f" ws-send><input id="i" name="a" value="1"></form>'),
    steps: [opens(), submits('#f'), types('#i', '2'), submits('#f'), types('#i', ''), submits('#f')]
  }
]

/** @type {Scenario[]} */
const senders = [
  {
    name: 'the button that submits a form is sent with it',
    covers: ['l.344'],
    body: page(`<form id="f" ws-send><input name="a" value="1"><button id="b1" name="a" value="2">x</button>
      <button id="b2" name="b" value="3">y</button><input id="b3" type="submit" name="c" value="4">
      <button id="b4" value="5">z</button></form>`),
    steps: [opens(), clicks('#b1'), clicks('#b2'), clicks('#b3'), clicks('#b4')]
  },
  {
    name: 'a button outside the form submits it',
    covers: ['l.344'],
    body: page(
      '<form id="f" ws-send><input name="a" value="1"></form><button id="b" form="f" name="b" value="2">x</button>'
    ),
    steps: [opens(), clicks('#b')]
  },
  {
    name: 'a button that sends by itself takes its form along',
    covers: ['l.344', 'l.375'],
    body: page(`<form id="f"><input name="a" value="1"><button id="b" ws-send name="b" value="2">x</button>
      <button id="d" type="button" ws-send name="d" value="3">y</button></form>`),
    steps: [opens(), clicks('#b'), clicks('#d')]
  },
  {
    name: 'a button without a form sends itself',
    covers: ['l.344', 'l.330'],
    body: page('<button id="b" ws-send name="b" value="2">x</button><button id="d" ws-send>y</button>'),
    steps: [opens(), clicks('#b'), clicks('#d')]
  },
  {
    name: 'an input, a select and a text area send themselves at each change',
    covers: ['l.344', 'l.330'],
    body: page(`<input id="i" ws-send name="i"><select id="s" ws-send name="s"><option>1</option><option>2</option></select>
      <textarea id="t" ws-send name="t"></textarea><input id="k" type="checkbox" ws-send name="k">`),
    steps: [opens(), types('#i', 'a'), types('#s', '2'), types('#t', 'b'), clicks('#k'), clicks('#k')]
  },
  {
    name: 'an input that sends by itself takes its form along',
    covers: ['l.344'],
    body: page(
      '<form id="f"><input name="a" value="1"><input id="i" ws-send name="b"><input name="d" value="3"></form>'
    ),
    steps: [opens(), types('#i', '2')]
  },
  {
    name: 'an element that is no control sends the form around it',
    covers: ['l.344'],
    body: page('<form><input name="a" value="1"><span id="s" ws-send>x</span></form><div id="d" ws-send>y</div>'),
    steps: [opens(), clicks('#s'), clicks('#d')]
  },
  {
    name: 'the id and the name of the sender are in the headers',
    covers: ['l.340', 'headers'],
    body: page(
      '<button class="x" ws-send name="n">x</button><button id="b" ws-send>y</button><p class="y" ws-send>z</p>'
    ),
    steps: [opens(), clicks('.x'), clicks('#b'), clicks('.y')]
  },
  {
    name: 'a sender uses the nearest socket',
    covers: ['l.304'],
    body: `<body hx-ext="ws"><div id="c" ws-connect="/outer"><form id="f" ws-send></form>
      <div id="d" ws-connect="/inner"><form id="g" ws-send></form></div></div></body>`,
    steps: [opens(0), opens(1), submits('#f'), submits('#g')]
  },
  {
    name: 'an element that connects and sends uses its own socket',
    covers: ['l.304', 'l.38'],
    body: `<body><div hx-ext="ws" ws-connect="/outer"><div><button hx-ext="ignore:ws" id="b" name="n">x</button></div></div>
      <button id="d" hx-ext="ws" ws-connect="/own" ws-send name="n" value="1">y</button></body>`,
    steps: [opens(0), opens(1), clicks('#b'), clicks('#d')]
  },
  {
    name: 'what is sent before the socket opens is queued with the headers of its time',
    covers: ['l.212', 'l.218'],
    body: page('<form id="f" ws-send><input id="i" name="a" value="1"></form>'),
    steps: [
      submits('#f'),
      types('#i', '2'),
      submits('#f'),
      [
        'the form gets another id',
        (control) => {
          control.element('#f').id = 'g'
        }
      ],
      opens(),
      submits('#g')
    ]
  },
  {
    name: 'boosted forms say so in the headers',
    covers: ['l.340', 'headers'],
    body: page('<form id="f" ws-send hx-boost="true" action="/nowhere"><input name="a" value="1"></form>'),
    steps: [opens(), submits('#f')]
  }
]

/** @type {Scenario[]} */
const attributes = [
  form('hx-vals keeps the types of JSON', ['hx-vals-types', 'l.344'], '<input name="a" value="1">', {
    attributes: `hx-vals='{"n":1,"f":1.50,"e":1e21,"z":-0,"s":"1","t":true,"u":null,"l":[1,"2",{"x":[]}],"o":{"k":{"b":1,"a":2}}}'`
  }),
  form(
    'hx-vals overrides fields of its names',
    ['hx-vals-types', 'l.344'],
    '<input name="a" value="1"><input name="b" value="2">',
    {
      attributes: `hx-vals='"b":3,"c":4'`
    }
  ),
  form('hx-vals with nothing in it', ['hx-vals-types'], '<input name="a" value="1">', { attributes: `hx-vals=' {} '` }),
  form('hx-vals unset ends what is inherited', ['hx-vals-types'], '<input name="a" value="1">', {
    attributes: `hx-vals="unset"`
  }),
  form('hx-vals of javascript', ['hx-vals-types', 'l.344'], '<input name="a" value="1">', {
    attributes: `hx-vals='js:{n: 1 + 1, u: undefined, f: () => 1, d: new Date(0), nan: NaN, big: Infinity, e: "", tag: this.tagName}'`
  }),
  form('hx-vals of javascript with toJSON and symbols', ['hx-vals-types'], '', {
    attributes: `hx-vals='javascript:o: {toJSON(name) { return "json of " + name }}, s: Symbol("x"), l: [undefined, () => 1]'`
  }),
  form('hx-vars are evaluated and override fields', ['hx-vals-types', 'l.344'], '<input name="a" value="1">', {
    attributes: 'hx-vars="a: 2 * 3, b: [1, 2].map(String), c: {d: 1}"'
  }),
  form('hx-vars give way to hx-vals', ['hx-vals-types', 'l.344'], '', {
    attributes: `hx-vars="a: 1, b: 2" hx-vals='{"b": 3, "c": 4}'`
  }),
  form('data-hx-vals is read too', ['hx-vals-types'], '', { attributes: `data-hx-vals='{"a": 1}'` }),
  form('the name HEADERS in hx-vals gives way to the headers', ['l.368', 'headers'], '<input name="z" value="1">', {
    attributes: `hx-vals='{"HEADERS": 5, "a": 1}'`
  }),
  {
    name: 'hx-vals of the elements around the sender are merged, the nearest first',
    covers: ['hx-vals-types', 'l.344'],
    body: page(`<div hx-vals='{"a": 1, "b": 2}'><div hx-vals='js:{b: 3, c: 4}'><form id="f" ws-send hx-vals='"c": 5, "d": null'>
      </form></div></div>`),
    steps: [opens(), submits('#f')]
  },
  form('hx-vals that is no JSON', ['hx-vals-types'], '<input name="a" value="1">', {
    attributes: `hx-vals='{"a": oops}'`
  }),
  form('hx-include takes fields from elsewhere', ['l.344'], '<input name="a" value="1"><input name="b" value="2">', {
    attributes: 'hx-include="#other, .more"',
    beside: `<input id="other" name="a" value="3"><div class="more"><input name="c" value="4"><select name="d"><option>5</option>
      </select></div><form class="more"><input name="e" value="6"><input name="e" value="7"></form>`
  }),
  form('hx-include that matches nothing', ['l.344'], '<input name="a" value="1">', {
    attributes: 'hx-include="#nowhere"'
  }),
  {
    name: 'hx-include with the extended selectors, own and inherited',
    covers: ['l.344'],
    body: page(`<div class="box" hx-include="find input"><button id="b1" ws-send hx-include="closest .box">x</button>
      <button id="b2" ws-send hx-include="this" name="n" value="1">y</button><button id="b3" ws-send hx-include="next input">z</button>
      <button id="b4" ws-send>v</button><input name="a" value="2"></div>`),
    steps: [opens(), clicks('#b1'), clicks('#b2'), clicks('#b3'), clicks('#b4')]
  },
  form('hx-headers adds and overrides headers', ['l.340', 'headers'], '', {
    attributes: `id="f" hx-headers='{"X-One": "1", "X-Number": 2, "HX-Request": "no", "X-Nested": {"a": [1]}}'`
  }),
  {
    name: 'hx-headers are inherited and merged, and may be javascript',
    covers: ['l.340', 'headers'],
    body: page(`<div hx-headers='{"X-One": "1", "X-Two": "2"}'><form id="f" ws-send hx-headers='js:"X-Two": 1 + 2, "X-Three": null'>
      </form></div>`),
    steps: [opens(), submits('#f')]
  },
  {
    name: 'HX-Target is the id of the target, null or false',
    covers: ['l.340', 'headers'],
    body: page(`<div id="t" class="x"><button id="b1" ws-send hx-target="#t">1</button><button id="b2" ws-send hx-target="this">2</button>
      <button id="b3" ws-send hx-target="closest .x">3</button><button id="b4" ws-send hx-target="find i">4<i>x</i></button>
      <button id="b5" ws-send hx-target="next p">5</button><button id="b6" ws-send hx-target="#nowhere">6</button>
      <button id="b7" ws-send hx-target="body">7</button><button id="b8" ws-send>8</button></div><p id="p" hx-target="this">
      <button id="b9" ws-send>9</button><button id="b10" ws-send hx-target="find #nowhere">10</button></p>`),
    steps: [
      opens(),
      ...['#b1', '#b2', '#b3', '#b4', '#b5', '#b6', '#b7', '#b8', '#b9', '#b10'].map((selector) => clicks(selector))
    ]
  },
  form('hx-params of a star sends all', ['l.344'], '<input name="a" value="1"><input name="b" value="2">', {
    attributes: 'hx-params="*"'
  }),
  form('hx-params none sends no parameters', ['l.344'], '<input name="a" value="1"><input name="b" value="2">', {
    attributes: 'hx-params="none"',
    hosts: ['1.9.12']
  }),
  form(
    'hx-params with names sends those',
    ['l.344'],
    '<input name="a" value="1"><input name="b" value="2"><input name="a" value="3">',
    {
      attributes: `hx-params="a, n" hx-vals='{"n": 1, "m": 2}'`,
      hosts: ['1.9.12']
    }
  ),
  form('hx-params with not leaves names out', ['l.344'], '<input name="a" value="1"><input name="b" value="2">', {
    attributes: `hx-params="not a, n" hx-vals='{"n": 1, "m": 2}'`,
    hosts: ['1.9.12']
  })
]

/** The submit of a form that the browser itself would hold back. */
const invalidSubmit = triggers('#f', 'submit')

/**
 * @param {string} name
 * @param {string[]} covers
 * @param {string} fields
 * @returns {Scenario}
 */
const invalid = (name, covers, fields) => ({
  name,
  covers,
  body: page(`<form id="f" ws-send>${fields}</form>`),
  steps: [opens(), invalidSubmit]
})

/** @type {Scenario[]} */
const validation = [
  invalid(
    'a form with a missing field is not sent',
    ['validation', 'l.341', 'l.359'],
    '<input id="i" name="a" required><input name="b">'
  ),
  invalid(
    'every field that fails is in the errors',
    ['validation', 'l.359'],
    `<input id="i" name="a" required><input id="j" type="email" name="b" value="x"><input id="k" name="c" pattern="[0-9]+" value="y">
     <input id="l" type="number" name="d" min="3" value="2"><select id="m" name="e" required><option value="">x</option></select>`
  ),
  form('a form with novalidate is sent', ['validation', 'l.341'], '<input name="a" required>', {
    attributes: 'novalidate'
  }),
  {
    name: 'a button with formnovalidate sends what another does not',
    covers: ['validation', 'l.341'],
    body: page(`<form id="f" ws-send><input name="a" required><button id="b1" formnovalidate name="n" value="1">x</button>
      <button id="b2">y</button></form>`),
    steps: [opens(), clicks('#b1'), clicks('#b2'), invalidSubmit]
  },
  {
    name: 'an element that is no form validates where hx-validate says so',
    covers: ['validation', 'l.341'],
    body: page(`<input id="i" ws-send name="a" required hx-trigger="go"><input id="j" ws-send name="b" required hx-validate="true"
      hx-trigger="go"><form><input name="d" required><span id="s" ws-send data-hx-validate="true">x</span></form>`),
    steps: [
      opens(),
      ['the first is triggered', (control) => control.trigger('#i', 'go')],
      ['the second is triggered', (control) => control.trigger('#j', 'go')],
      clicks('#s')
    ]
  },
  {
    name: 'a handler that empties the errors sends all the same',
    covers: ['validation', 'l.359'],
    body: page('<form id="f" ws-send><input id="i" name="a" required></form>'),
    steps: [
      opens(),
      [
        'a handler is added',
        (control) =>
          control.on('htmx:wsConfigSend', (/** @type {any} */ event) => {
            control.note(event.detail.errors.length, event.detail.errors[0].message)
            event.detail.errors.length = 0
          })
      ],
      invalidSubmit
    ]
  },
  {
    name: 'a handler that adds an error stops the message',
    covers: ['validation', 'l.359'],
    body: page('<form id="f" ws-send><input id="i" name="a"></form>'),
    steps: [
      opens(),
      [
        'handlers are added',
        (control) => {
          control.on('htmx:wsConfigSend', (/** @type {any} */ event) => {
            event.detail.errors.push({ elt: event.target, message: 'too late' })
          })
          control.on('htmx:validation:halted', (/** @type {any} */ event) => {
            control.note(Array.isArray(event.detail), event.detail.length, event.detail[0].message, event.detail.elt.id)
          })
        }
      ],
      invalidSubmit
    ]
  },
  {
    name: 'a handler that replaces the errors changes nothing',
    covers: ['validation', 'l.359'],
    body: page('<form id="f" ws-send><input id="i" name="a" required></form>'),
    steps: [
      opens(),
      [
        'a handler is added',
        (control) =>
          control.on('htmx:wsConfigSend', (/** @type {any} */ event) => {
            event.detail.errors = []
          })
      ],
      invalidSubmit
    ]
  },
  {
    name: 'a handler of validation decides on custom validity',
    covers: ['validation', 'l.341'],
    body: page('<form id="f" ws-send><input id="i" name="a" value="1"></form>'),
    steps: [
      opens(),
      [
        'a handler is added',
        (control) =>
          control.on('htmx:validation:validate', (/** @type {any} */ event) => {
            event.target.setCustomValidity(event.target.value === '1' ? 'one is not allowed' : '')
          })
      ],
      invalidSubmit,
      types('#i', '2'),
      invalidSubmit
    ]
  },
  {
    name: 'a cancelled wsConfigSend sends nothing, valid or not',
    covers: ['validation', 'l.348'],
    body: page('<form id="f" ws-send><input id="i" name="a" required></form>'),
    steps: [
      opens(),
      ['a handler is added', (control) => control.on('htmx:wsConfigSend', (event) => event.preventDefault())],
      invalidSubmit,
      types('#i', 'x'),
      invalidSubmit
    ]
  }
]

const one = page(`<form id="f" ws-send hx-vals='{"n": 1}'><input name="a" value="1"><input name="b" value="2"></form>`)

/**
 * One handler of wsConfigSend, and a submit.
 * @param {string} name
 * @param {string[]} covers
 * @param {(control: any) => void} handler
 * @param {Partial<Scenario>} [rest]
 * @returns {Scenario}
 */
const configured = (name, covers, handler, rest = {}) => ({
  name,
  covers,
  body: one,
  steps: [opens(), ['a handler is added', handler], submits('#f')],
  ...rest
})

/** @type {Scenario[]} */
const handlers = [
  configured('the detail of wsConfigSend holds what listeners know', ['l.348', 'kebab-twins'], (control) =>
    control.on('htmx:wsConfigSend', (/** @type {any} */ { detail }) => {
      control.note(Object.keys(detail).join(), detail.parameters === detail.unfilteredParameters)
      control.note(detail.triggeringEvent.type, detail.elt.id, String(detail.messageBody), detail.errors.length)
      control.note(JSON.stringify(detail.parameters), Object.keys(detail.headers).join())
    })
  ),
  configured('changed parameters are sent', ['l.348'], (control) =>
    control.on('htmx:wsConfigSend', (/** @type {any} */ { detail }) => {
      detail.parameters.a = { deep: [1, null] }
      detail.parameters.added = 'x'
      delete detail.parameters.b
    })
  ),
  configured('replaced parameters are sent', ['l.368', 'l.348'], (control) =>
    control.on('htmx:wsConfigSend', (/** @type {any} */ { detail }) => {
      detail.parameters = { z: 1, HEADERS: 2, y: undefined, x: [undefined] }
    })
  ),
  configured('parameters replaced by null', ['l.368'], (control) =>
    control.on('htmx:wsConfigSend', (/** @type {any} */ { detail }) => {
      detail.parameters = null
    })
  ),
  configured('parameters replaced by an array, a text and a number', ['l.368'], (control) => {
    const values = [['x', 'y'], 'text', 7]
    control.on('htmx:wsConfigSend', (/** @type {any} */ { detail }) => {
      detail.parameters = values.shift()
    })
    const form = control.element('#f')
    form.requestSubmit()
    form.requestSubmit()
  }),
  configured('parameters replaced by form data are not read', ['l.368'], (control) =>
    control.on('htmx:wsConfigSend', (/** @type {any} */ { detail }) => {
      detail.parameters = new FormData(detail.elt)
    })
  ),
  configured('parameters that have getters and come from a class', ['l.368'], (control) =>
    control.on('htmx:wsConfigSend', (/** @type {any} */ { detail }) => {
      class Values {
        own = 1
        get inherited() {
          return 2
        }
      }
      detail.parameters = Object.defineProperty(new Values(), 'hidden', { value: 3, enumerable: false })
      Object.defineProperty(detail.parameters, 'computed', { get: () => 4, enumerable: true })
      detail.parameters[Symbol('s')] = 5
    })
  ),
  configured('changed headers are sent', ['l.348', 'headers'], (control) =>
    control.on('htmx:wsConfigSend', (/** @type {any} */ { detail }) => {
      detail.headers['X-Added'] = 'x'
      delete detail.headers['HX-Target']
      detail.headers['HX-Trigger'] = { nested: true }
    })
  ),
  configured('without headers there is no HEADERS', ['l.368', 'headers'], (control) =>
    control.on('htmx:wsConfigSend', (/** @type {any} */ { detail }) => {
      detail.headers = null
    })
  ),
  configured('without headers a parameter HEADERS stays', ['l.368', 'headers'], (control) =>
    control.on('htmx:wsConfigSend', (/** @type {any} */ { detail }) => {
      detail.headers = false
      detail.parameters.HEADERS = 'mine'
    })
  ),
  configured('a messageBody of text is sent as it is', ['l.368'], (control) =>
    control.on('htmx:wsConfigSend', (/** @type {any} */ { detail }) => {
      detail.messageBody = '<xml/>'
    })
  ),
  configured('an empty messageBody is sent', ['l.368'], (control) =>
    control.on('htmx:wsConfigSend', (/** @type {any} */ { detail }) => {
      detail.messageBody = ''
    })
  ),
  configured('a messageBody of null is sent', ['l.368'], (control) =>
    control.on('htmx:wsConfigSend', (/** @type {any} */ { detail }) => {
      detail.messageBody = null
    })
  ),
  configured('a messageBody of zero and false is sent', ['l.368'], (control) => {
    const bodies = [0, false]
    control.on('htmx:wsConfigSend', (/** @type {any} */ { detail }) => {
      detail.messageBody = bodies.shift()
    })
    control.element('#f').requestSubmit()
  }),
  configured('a messageBody may be a Blob', ['l.368'], (control) =>
    control.on('htmx:wsConfigSend', (/** @type {any} */ { detail }) => {
      detail.messageBody = new Blob(['bytes'])
    })
  ),
  configured('a messageBody may be bytes', ['l.368'], (control) => {
    const bodies = [new Uint8Array([1, 2, 3]), new Uint8Array([4]).buffer]
    control.on('htmx:wsConfigSend', (/** @type {any} */ { detail }) => {
      detail.messageBody = bodies.shift()
    })
    control.element('#f').requestSubmit()
  }),
  configured('a messageBody with a lone surrogate', ['l.368'], (control) =>
    control.on('htmx:wsConfigSend', (/** @type {any} */ { detail }) => {
      detail.messageBody = 'a\ud83db'
    })
  ),
  configured('a parameter with a lone surrogate in name and value', ['l.368'], (control) =>
    control.on('htmx:wsConfigSend', (/** @type {any} */ { detail }) => {
      detail.parameters['\udc00x'] = 'a\ud83db'
      detail.parameters.nested = { '\udc00': '\ud83d' }
    })
  ),
  configured('a handler may send by the wrapper before the message', ['l.348', 'l.289'], (control) =>
    control.on('htmx:wsConfigSend', (/** @type {any} */ { detail, target }) => {
      detail.socketWrapper.send('first')
      detail.socketWrapper.sendImmediately('second', target)
      control.note(detail.socketWrapper.queue.length)
    })
  ),
  configured('the kebab twin of wsConfigSend may change parameters and cancel', ['kebab-twins', 'l.348'], (control) => {
    let count = 0
    control.on('htmx:ws-config-send', (/** @type {any} */ event) => {
      event.detail.parameters.twin = ++count
      if (count === 2) event.preventDefault()
    })
    control.element('#f').requestSubmit()
  }),
  configured('a cancelled wsBeforeSend discards the message', ['l.198'], (control) => {
    let count = 0
    control.on('htmx:wsBeforeSend', (/** @type {Event} */ event) => {
      if (++count === 1) event.preventDefault()
    })
    control.element('#f').requestSubmit()
  }),
  configured('a changed message of wsBeforeSend is not what is sent', ['l.198'], (control) =>
    control.on('htmx:wsBeforeSend', (/** @type {any} */ { detail }) => {
      control.note(typeof detail.message, detail.elt.id)
      detail.message = 'other'
    })
  ),
  {
    name: 'a cancelled wsBeforeSend discards a queued message too',
    covers: ['l.218', 'l.198'],
    body: page('<form id="f" ws-send><input id="i" name="a" value="1"></form>'),
    steps: [
      submits('#f'),
      types('#i', '2'),
      submits('#f'),
      types('#i', '3'),
      submits('#f'),
      [
        'a handler is added',
        (control) =>
          control.on('htmx:wsBeforeSend', (/** @type {any} */ event) => {
            if (event.detail.message.includes('"a":"2"')) event.preventDefault()
          })
      ],
      opens()
    ]
  },
  {
    name: 'an extension that says false to wsConfigSend stops the message',
    covers: ['l.348'],
    body: `<body hx-ext="ws"><div id="c" ws-connect="/chat"><form id="f" ws-send hx-ext="never"></form><form id="g" ws-send></form>
      </div></body>`,
    afterScripts: () => {
      htmx.defineExtension('never', { onEvent: (/** @type {string} */ name) => name !== 'htmx:wsConfigSend' })
    },
    steps: [opens(), submits('#f'), submits('#g')]
  }
]

/** @type {Scenario[]} */
const defaults = [
  {
    name: 'what a sender does by default is prevented where htmx says so',
    covers: ['l.375'],
    body: page(`<form id="f" ws-send action="#sent"><button id="b1">1</button></form><form id="g" action="#sent">
      <button id="b2" ws-send>2</button><input id="b3" type="submit" ws-send value="3"><button id="b4" type="button" ws-send>4</button>
      <button id="b5" type="reset" ws-send>5</button></form><a id="l1" href="#" ws-send>a</a><a id="l2" href="#part" ws-send>b</a>
      <a id="l3" href="/elsewhere" ws-send>c</a><a id="l4" ws-send>d</a><button id="b6" ws-send>6</button>
      <input id="k" type="checkbox" ws-send hx-trigger="click">`),
    steps: [
      opens(),
      [
        'listeners are added',
        (control) => {
          for (const type of ['click', 'submit']) {
            document.addEventListener(type, (event) => {
              control.note(type, /** @type {Element} */ (event.target).id, event.defaultPrevented)
              event.preventDefault()
            })
          }
        }
      ],
      ...['#b1', '#b2', '#b3', '#b4', '#b5', '#b6', '#l1', '#l2', '#l3', '#l4', '#k'].map((selector) =>
        clicks(selector)
      ),
      submits('#f')
    ]
  },
  {
    name: 'what a click inside a sender does by default',
    covers: ['l.375'],
    body: page(`<a href="/elsewhere"><span id="s1" ws-send>a</span></a><a id="l" href="/elsewhere" ws-send><b id="s2">b</b></a>
      <form action="#sent"><button id="b" type="submit"><i id="s3" ws-send>c</i></button></form>`),
    steps: [
      opens(),
      [
        'a listener is added',
        (control) => {
          for (const type of ['click', 'submit']) {
            document.addEventListener(type, (event) => {
              control.note(type, /** @type {Element} */ (event.target).id, event.defaultPrevented)
              event.preventDefault()
            })
          }
        }
      ],
      clicks('#s1'),
      clicks('#s2'),
      clicks('#s3')
    ]
  },
  {
    name: 'a submit is prevented where the message is cancelled, invalid or queued',
    covers: ['l.375', 'l.359'],
    body: page('<form id="f" ws-send action="#sent"><input id="i" name="a" required value="1"></form>'),
    steps: [
      [
        'listeners are added',
        (control) => {
          document.addEventListener('submit', (event) => control.note(event.defaultPrevented))
          control.on('htmx:wsConfigSend', (/** @type {any} */ event) => {
            if (event.detail.parameters.a === '2') event.preventDefault()
          })
        }
      ],
      submits('#f'),
      opens(),
      types('#i', '2'),
      submits('#f')
    ]
  },
  {
    name: 'a sender whose socket has closed queues and its submit is prevented',
    covers: ['l.211', 'l.375'],
    body: page('<form id="f" ws-send action="#sent"><input name="a" value="1"></form>'),
    steps: [
      opens(),
      ['the server closes', (control) => control.sockets[0].close_(1000)],
      submits('#f'),
      passes(2000),
      [
        'the page connects anew',
        (control) => {
          control.note(control.wrapper('#c').messageQueue.length)
          control.wrapper('#c').init()
        }
      ],
      opens(1)
    ]
  },
  {
    name: 'a sender taken out with its socket by plain JavaScript sends nothing',
    covers: ['l.334'],
    body: page('<form id="f" ws-send action="#sent"><input name="a" value="1"></form>'),
    steps: [
      opens(),
      [
        'the socket goes and its form is triggered',
        (control) => {
          const form = control.element('#f')
          control.detach('#c')
          const event = new Event('submit', { cancelable: true })
          form.dispatchEvent(event)
          control.note(event.defaultPrevented)
        }
      ]
    ]
  }
]

export default [...controls, ...senders, ...attributes, ...validation, ...handlers, ...defaults]
