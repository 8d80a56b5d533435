// What a browser does of itself when a user acts.

/** @typedef {import('../play.d.ts').ActingPage} ActingPage */
/** @typedef {import('../play.d.ts').Act} Act */

/**
 * Senders that tell which events they hear at #x, in order.
 * @param {string} selector
 * @param {string[]} types
 */
const told = (selector, types) =>
  types
    .map((type) => `<i ws-send hx-trigger="${type} from:${selector}" hx-vals='{"event": "${selector} ${type}"}'></i>`)
    .join('')

const mouse = [
  'mousedown',
  'focus',
  'focusin',
  'blur',
  'focusout',
  'mouseup',
  'click',
  'input',
  'change',
  'invalid',
  'reset',
  'submit'
]

/**
 * @param {string} name
 * @param {string} body
 * @param {Act[]} acts
 * @param {Partial<ActingPage>} [more]
 * @returns {ActingPage}
 */
const page = (name, body, acts, more) => ({ name, body, acts, ...more })

/** @type {ActingPage[]} */
export const actionPages = [
  page('the events of a click on a button', `<button id="x">x</button>${told('#x', mouse)}`, [
    ['click', '#x'],
    ['click', '#x']
  ]),
  page('the events of a click on a box', `<input type="checkbox" id="x">${told('#x', mouse)}`, [
    ['click', '#x'],
    ['check', '#x'],
    ['uncheck', '#x']
  ]),
  page(
    'the events of a click on a radio button',
    `<input type="radio" name="r" id="x"><input type="radio" name="r" id="y">${told('#x', mouse)}`,
    [
      ['click', '#x'],
      ['click', '#x'],
      ['click', '#y'],
      ['check', '#x']
    ]
  ),
  page('the events of choosing', `<select id="x"><option>1<option>2</select>${told('#x', ['input', 'change'])}`, [
    ['select', '#x', '2']
  ]),
  page(
    'the focus moves',
    `<input id="x"><button id="y">y</button><p id="p">p</p>${told('#x', mouse)}${told('#y', mouse)}`,
    [
      ['click', '#x'],
      ['click', '#y'],
      ['click', '#p'],
      ['fill', '#x', 'a'],
      ['click', '#y']
    ]
  ),
  page(
    'the focus of what is inside a button',
    `<button id="x"><i id="y">y</i></button>${told('#x', mouse)}${told('#y', mouse)}`,
    [['click', '#y']]
  ),
  page(
    'a click on a label',
    `<label id="l" for="x">l</label><input type="checkbox" id="x">${told('#l', mouse)}${told('#x', mouse)}`,
    [['click', '#l']]
  ),
  page(
    'a click on a label around',
    `<label id="l"><b id="b">l</b><input type="checkbox" id="x"></label>${told('#l', mouse)}${told('#x', mouse)}`,
    [
      ['click', '#b'],
      ['click', '#x']
    ]
  ),
  page(
    'a click on a label of a text',
    `<label id="l">l<input id="x"></label>${told('#l', mouse)}${told('#x', mouse)}`,
    [
      ['click', '#l'],
      ['click', '#x']
    ]
  ),
  page(
    'a click on a label of nothing',
    `<label id="l" for="none">l<input id="x"></label>${told('#l', mouse)}${told('#x', mouse)}`,
    [['click', '#l']]
  ),
  page(
    'a click on a label of a disabled box',
    `<label id="l">l<input id="x" type="checkbox" disabled></label>${told('#x', mouse)}`,
    [['click', '#l']]
  ),
  page(
    'a click on a label of a button',
    '<form ws-send><label id="l">l<button name="b" value="1">x</button></label></form>',
    [['click', '#l']]
  ),
  page(
    'a summary',
    `<details id="d"><summary id="x"><b id="b">x</b></summary><input name="a"></details><form ws-send hx-include="details[open]"><button id="go">Go</button></form>`,
    [
      ['click', '#go'],
      ['click', '#b'],
      ['click', '#go'],
      ['click', '#x'],
      ['click', '#go']
    ]
  ),

  page('a form that nobody takes', '<form id="f"><button id="go">Go</button></form>', [
    ['click', '#go'],
    ['submit', '#f'],
    ['trigger', '#f', 'submit']
  ]),
  page('a form outside', '', [['click', '#go']], {
    whole: '<form ws-send id="f"><button id="go">Go</button></form><div hx-ext="ws" ws-connect="/ws"></div>'
  }),
  page(
    'a form that is triggered by something else',
    '<form ws-send hx-trigger="click" id="f"><button id="go" name="b" value="1">Go</button></form>',
    [['click', '#go']]
  ),
  page(
    'a button that sends does not submit',
    '<form ws-send id="f" hx-vals=\'{"by": "f"}\'><button id="go" ws-send hx-vals=\'{"by": "go"}\'>Go</button></form>',
    [
      ['click', '#go'],
      ['submit', '#f']
    ]
  ),
  page('a button of type button', '<form ws-send id="f"><button type="button" id="go">Go</button></form>', [
    ['click', '#go']
  ]),
  page('a button of an unknown type', '<form ws-send id="f"><button type="x" id="go">Go</button></form>', [
    ['click', '#go']
  ]),
  page('a button without a form', '<button id="go">Go</button>', [['click', '#go']]),
  page('a span in a button that sends', '<form id="f"><button><span id="go" ws-send>Go</span></button></form>', [
    ['click', '#go']
  ]),
  page(
    'a box in a link that sends',
    '<a href="/x" ws-send hx-include="#x"><input type="checkbox" id="x" name="x"></a>',
    [
      ['click', '#x'],
      ['click', '#x']
    ]
  ),
  page(
    'a box in a link to a part of the page',
    '<a href="#x" ws-send hx-include="#x"><input type="checkbox" id="x" name="x"></a>',
    [
      ['click', '#x'],
      ['click', '#x']
    ]
  ),
  page(
    'a radio button in a link that sends',
    '<a href="/x" ws-send hx-include=".r"><input type="radio" class="r" name="r" id="x" value="1"><input type="radio" class="r" name="r" id="y" value="2"></a>',
    [
      ['click', '#x'],
      ['click', '#y']
    ]
  ),
  page('a box in a link', `<a href="/x"><input type="checkbox" id="x" name="x" ws-send></a>`, [['click', '#x']]),
  page(
    'a form in a dialog',
    '<dialog open id="d"><form method="dialog"><input name="a"><button id="go">Go</button></form></dialog><p ws-send hx-include="dialog[open]" id="s" >s</p>',
    [
      ['trigger', '#s', 'click'],
      ['click', '#go'],
      ['click', '#s']
    ]
  ),

  page(
    'required',
    `<form ws-send id="f"><input id="x" name="x" required><button id="go">Go</button></form>${told('#x', ['invalid'])}`,
    [
      ['click', '#go'],
      ['fill', '#x', 'a'],
      ['click', '#go']
    ]
  ),
  page(
    'required, and the form is submitted by something else',
    '<form ws-send id="f" hx-trigger="a"><input id="x" name="x" required></form>',
    [
      ['trigger', '#f', 'a'],
      ['fill', '#x', 'a'],
      ['trigger', '#f', 'a']
    ]
  ),
  page(
    'novalidate',
    '<form ws-send novalidate id="f"><input id="x" name="x" required><button id="go">Go</button></form>',
    [['click', '#go']]
  ),
  page(
    'formnovalidate',
    '<form ws-send id="f"><input id="x" name="x" required><button id="go" formnovalidate>Go</button><button id="two">Go</button></form>',
    [
      ['click', '#go'],
      ['click', '#two']
    ]
  ),
  page(
    'a form is not asked when a part of it sends',
    '<form><input name="x" required><button type="button" id="go" ws-send>Go</button></form>',
    [['click', '#go']]
  ),
  page(
    'hx-validate',
    '<form><input id="x" name="x" required><button type="button" id="go" ws-send hx-validate="true">Go</button></form>',
    [
      ['click', '#go'],
      ['fill', '#x', 'a'],
      ['click', '#go']
    ]
  ),
  page('hx-validate of an input', '<input id="x" name="x" pattern="[a-z]+" ws-send hx-validate="true">', [
    ['fill', '#x', '1'],
    ['fill', '#x', 'a']
  ]),
  page(
    'hx-validate of what is included',
    '<input id="x" name="x" required><button id="go" ws-send hx-validate="true" hx-include="#x">Go</button>',
    [
      ['click', '#go'],
      ['fill', '#x', 'a'],
      ['click', '#go']
    ]
  ),
  page('hx-validate is not inherited', '<div hx-validate="true"><input id="x" name="x" required ws-send></div>', [
    ['trigger', '#x', 'change']
  ]),
  ...Object.entries({
    'type="email"': ['a', 'a@b', ''],
    'type="url"': ['a', 'http://a', ''],
    'type="number" min="2" max="4" step="0.5"': ['1', '5', '2.2', '2.5', ''],
    'pattern="a+|b"': ['a', 'ab', 'b', ''],
    'pattern="(" ': ['a'],
    'minlength="2"': ['a', 'ab', ''],
    'type="date" min="2024-01-01"': ['2023-12-31', '2024-01-01'],
    'required pattern="x"': ['', 'y', 'x'],
    'required readonly': [],
    'required disabled': [],
    'type="hidden" required': [],
    'type="checkbox" required': []
  }).map(([attributes, texts]) =>
    page(
      `valid: ${attributes}`,
      `<form ws-send id="f"><input id="x" name="x" ${attributes}><button id="go">Go</button></form>`,
      [
        ['click', '#go'],
        ...texts.flatMap(
          (text) =>
            /** @type {Act[]} */ ([
              ['fill', '#x', text],
              ['click', '#go']
            ])
        )
      ]
    )
  )
]
