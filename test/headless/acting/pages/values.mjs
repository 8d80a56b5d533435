// What senders send: fields of every kind, from everywhere.

/** @typedef {import('../play.d.ts').ActingPage} ActingPage */

const go = /** @type {[import('../play.d.ts').Act]} */ ([['click', '#go']])

/**
 * @param {string} name
 * @param {string} body with a button #go
 * @param {Partial<ActingPage>} [more]
 * @returns {ActingPage}
 */
const page = (name, body, more) => ({ name, body, acts: go, ...more })

/**
 * @param {string} controls
 * @param {string} [attributes]
 */
const form = (controls, attributes = '') =>
  `<form id="f" ws-send ${attributes}>${controls}<button id="go">Go</button></form>`

/** @type {ActingPage[]} */
export const valuePages = [
  page('a text', form('<input name="a" value="1">')),
  page(
    'every kind of input',
    form(
      [
        'text',
        'search',
        'url',
        'tel',
        'email',
        'password',
        'number',
        'range',
        'date',
        'time',
        'month',
        'week',
        'datetime-local',
        'color',
        'hidden',
        'submit',
        'button',
        'reset',
        'image',
        'file',
        'nonsense'
      ]
        .map((type) => `<input type="${type}" name="${type}" ${type === 'file' ? '' : 'value=""'}>`)
        .join(''),
      'novalidate'
    )
  ),
  page(
    'inputs with values of their kind',
    form(
      '<input type="number" name="n" value="7"><input type="date" name="d" value="2024-02-29"><input type="color" name="c" value="#FF0000"><input type="range" name="r" value="500"><input type="email" name="e" value=" a@b.c ">'
    )
  ),
  page(
    'values that their kind can not have',
    form('<input type="number" name="n" value="x"><input type="date" name="d" value="2023-02-29">')
  ),
  page(
    'boxes',
    form(
      '<input type="checkbox" name="a" checked><input type="checkbox" name="b"><input type="checkbox" name="c" value="yes" checked>'
    )
  ),
  page(
    'boxes of one name',
    form(
      '<input type="checkbox" name="a" value="1" checked><input type="checkbox" name="a" value="2"><input type="checkbox" name="a" value="3" checked>'
    )
  ),
  page(
    'radio buttons',
    form(
      '<input type="radio" name="r" value="1"><input type="radio" name="r" value="2" checked><input type="radio" name="s" value="3">'
    )
  ),
  page('a select', form('<select name="s"><option>one<option value="2">two<option value="3" selected>three</select>')),
  page(
    'a select with nothing chosen',
    form('<select name="s"><option disabled>one<option>two</select><select name="t"></select>')
  ),
  page(
    'a select of several',
    form('<select name="s" multiple><option selected>one<option>two<option selected>three</select>')
  ),
  page('a select of several with none', form('<select name="s" multiple><option>one</select>')),
  page(
    'a disabled option that is chosen',
    form('<select name="s" multiple><option selected disabled>one<option selected>two</select>')
  ),
  page('a text area', form('<textarea name="t">\n line 1\nline 2\n</textarea>')),
  page(
    'the same name thrice',
    form(
      '<input name="a" value="1"><input name="b" value="2"><input name="a" value="3"><textarea name="a">4</textarea>'
    )
  ),
  page(
    'names that are numbers',
    form('<input name="b" value="1"><input name="2" value="2"><input name="1" value="3">')
  ),
  page('an empty name and none', form('<input name="" value="1"><input value="2"><input name=" " value="3">')),
  page(
    'names that FormData has too',
    form(
      [
        'append',
        'delete',
        'get',
        'getAll',
        'has',
        'set',
        'entries',
        'keys',
        'values',
        'forEach',
        'constructor',
        'toString',
        'hasOwnProperty',
        '__proto__',
        'HEADERS',
        'length'
      ]
        .map((name) => `<input name="${name}" value="x">`)
        .join('')
    )
  ),
  page(
    'a field called toJSON',
    form('<input name="toJSON" value="1"><input name="a" value="2"><input name="a" value="3">')
  ),
  page('a field called HEADERS', form('<input name="HEADERS" value="1"><input name="z" value="2">')),
  page('characters', form('<input name="ä&amp;&quot;" value="&lt;\u{1F600}&quot;\\\u2028">')),
  page(
    'disabled',
    form(
      '<input name="a" disabled value="1"><fieldset disabled><legend><input name="b" value="2"></legend><input name="c" value="3"><button>x</button></fieldset><input name="d" value="4">'
    )
  ),
  page('a datalist', form('<datalist><input name="a" value="1"></datalist><input name="b" value="2">')),
  page('dirname', form('<input name="a" dirname="a.dir" value="1">')),
  page('_charset_', form('<input type="hidden" name="_charset_"><input type="hidden" name="_charset_" value="x">')),
  page(
    'controls elsewhere',
    `<input name="a" form="f" value="1">${form('<input name="b" value="2">')}<input name="c" form="f" value="3"><input name="d" form="none" value="4">`
  ),
  page(
    'a control of another form',
    `<form id="other"></form>${form('<input name="a" form="other" value="1"><input name="b" value="2">')}`
  ),
  page(
    'the button pressed',
    '<form ws-send><input name="a" value="1"><button name="b" value="no">No</button><button id="go" name="b" value="yes">Yes</button></form>'
  ),
  page(
    'the button has the name of a field',
    '<form ws-send><input name="b" value="1"><button id="go" name="b" value="2">Go</button><input name="c" value="3"></form>'
  ),
  page(
    'an input as button',
    '<form ws-send><input name="a" value="1"><input type="submit" id="go" name="b" value="yes"></form>'
  ),
  page('an input as button without value', '<form ws-send><input type="submit" id="go" name="b"></form>'),
  page(
    'an image as button',
    '<form ws-send><input name="a" value="1"><input type="image" id="go" name="b" value="yes" alt="Go"></form>'
  ),
  page('a button without value', '<form ws-send><button id="go" name="b">Go</button></form>'),
  page(
    'a button with an empty name',
    '<form ws-send><input name="a"><button id="go" name="" value="2">Go</button></form>'
  ),
  page(
    'a button elsewhere that says its type',
    '<form ws-send id="f"><input name="a" value="1"></form><button type="submit" form="f" id="go" name="b" value="2">Go</button>'
  ),
  page(
    'a button elsewhere that does not',
    '<form ws-send id="f"><input name="a" value="1"></form><button form="f" id="go" name="b" value="2">Go</button>'
  ),
  page('a text inside the button', '<form ws-send><button name="b" value="yes"><i id="go">Yes</i></button></form>'),
  page(
    'one button after the other',
    '<form ws-send><button id="one" name="b" value="1">1</button><button id="two" name="b" value="2">2</button></form>',
    {
      acts: [
        ['click', '#one'],
        ['click', '#two'],
        ['submit', 'form'],
        ['click', '#one']
      ]
    }
  ),
  page(
    'a button that is clicked and then left',
    '<form ws-send hx-trigger="submit, change"><input name="a" id="a"><button id="go" name="b" value="1">Go</button></form>',
    {
      acts: [
        ['click', '#go'],
        ['fill', '#a', 'x'],
        ['trigger', 'form', 'change']
      ]
    }
  ),
  page(
    'a button that keeps the focus',
    '<form ws-send hx-trigger="submit, every 1s"><button id="go" name="b" value="1">Go</button><button type="button" id="other" name="c" value="2">Other</button></form>',
    {
      acts: [
        ['advance', 1000],
        ['click', '#go'],
        ['advance', 1000],
        ['click', '#other'],
        ['advance', 1000]
      ]
    }
  ),
  page('submitted without a button', '<form ws-send id="f"><input name="a" value="1"></form>', {
    acts: [['submit', '#f']]
  }),
  page('a button that sends by itself', '<button id="go" ws-send name="b" value="1">Go</button>'),
  page(
    'a button that sends by itself in a form',
    '<form><input name="a" value="1"><button id="go" ws-send name="b" value="2">Go</button></form>'
  ),
  page(
    'a reset button that sends',
    '<form><input name="a" value="1"><button type="reset" id="go" ws-send name="b" value="2">Go</button></form>'
  ),
  page(
    'a button that says nothing of its type and is no button',
    '<form id="f"><input name="a" value="1"></form><input type="SUBMIT" form="f" id="go" ws-send name="b" value="2">'
  ),
  page('an input that sends by itself', '<input id="i" ws-send name="a">', { acts: [['fill', '#i', 'x']] }),
  page(
    'an input that sends by itself in a form',
    '<form><input name="b" value="1"><input id="i" ws-send name="a"></form>',
    { acts: [['fill', '#i', 'x']] }
  ),
  page('a box that sends by itself', '<input type="checkbox" id="i" ws-send name="a">', {
    acts: [
      ['check', '#i'],
      ['uncheck', '#i'],
      ['check', '#i'],
      ['check', '#i']
    ]
  }),
  page('a select that sends by itself', '<select id="i" ws-send name="a"><option>1<option>2<option>3</select>', {
    acts: [
      ['select', '#i', '2'],
      ['select', '#i', '3']
    ]
  }),
  page(
    'a select of several that sends by itself',
    '<select multiple id="i" ws-send name="a"><option>1<option>2<option>3</select>',
    { acts: [['select', '#i', '2', '3']] }
  ),
  page('something in a form', '<form><input name="a" value="1"><div id="go" ws-send>Go</div></form>'),
  page('something with a name', '<div id="go" ws-send name="a" value="1">Go</div>'),
  page('a link', '<a id="go" href="/x" ws-send name="a">Go</a>'),
  page(
    'filled',
    form('<input name="a" id="a"><input type="number" name="n" id="n"><textarea name="t" id="t">old</textarea>'),
    {
      acts: [
        ['fill', '#a', 'one'],
        ['fill', '#n', '12'],
        ['fill', '#t', 'new\nline'],
        ['click', '#go'],
        ['fill', '#a', ''],
        ['click', '#go']
      ]
    }
  ),
  page(
    'changed by a user',
    form(
      '<input type="checkbox" name="a" id="a"><input type="radio" name="r" value="1" id="r1" checked><input type="radio" name="r" value="2" id="r2"><select name="s" id="s"><option>1<option>2</select>'
    ),
    {
      acts: [
        ['check', '#a'],
        ['check', '#r2'],
        ['select', '#s', '2'],
        ['click', '#go'],
        ['uncheck', '#a'],
        ['check', '#r1'],
        ['click', '#go']
      ]
    }
  ),
  page(
    'reset',
    form(
      '<input name="a" id="a" value="old"><input type="checkbox" name="b" id="b" checked><select name="s" id="s"><option>1<option selected>2</select><button type="reset" id="reset">Reset</button>'
    ),
    {
      acts: [
        ['fill', '#a', 'new'],
        ['uncheck', '#b'],
        ['select', '#s', '1'],
        ['click', '#go'],
        ['click', '#reset'],
        ['click', '#go']
      ]
    }
  ),

  page(
    'hx-include of a control',
    '<input id="x" name="x" value="1"><button id="go" ws-send hx-include="#x">Go</button>'
  ),
  page(
    'hx-include of several',
    '<input class="x" name="x" value="1"><input class="x" name="y" value="2"><button id="go" ws-send hx-include=".x, #none">Go</button>'
  ),
  page(
    'hx-include of what holds controls',
    '<div id="x"><input name="x" value="1"><input type="checkbox" name="b"><input type="checkbox" name="c" checked><select name="s"><option>1</select><textarea name="t">2</textarea><button name="n" value="3">x</button><input type="submit" name="m" value="4"><input disabled name="d" value="5"><fieldset disabled><legend><input name="l" value="6"></legend></fieldset></div><button id="go" ws-send hx-include="#x">Go</button>'
  ),
  page(
    'hx-include of a form',
    '<form id="x"><input name="x" value="1"><input name="x" value="2"><button name="n" value="3">x</button></form><button id="go" ws-send hx-include="#x">Go</button>'
  ),
  page(
    'hx-include of what the form has',
    '<form id="f"><input class="x" name="x" value="1"><input name="x" value="2"><button type="button" id="go" ws-send hx-include=".x">Go</button></form>'
  ),
  page(
    'hx-include of a form and one of its controls',
    '<form id="x"><input id="i" name="x" value="1"><input name="x" value="2"></form><button id="go" ws-send hx-include="#i, #x">Go</button>'
  ),
  page(
    'hx-include of a control before its form',
    '<button id="go" ws-send hx-include="next #i, #x">Go</button><form id="x"><input name="x" value="2"><input id="i" name="x" value="1"><input name="y" value="3"></form>'
  ),
  page(
    'hx-include of controls with the names of the form',
    '<input class="x" name="a" value="out"><input class="x" name="z" value="out"><form><input name="a" value="in"><button type="button" id="go" ws-send hx-include=".x">Go</button></form>'
  ),
  page(
    'hx-include="this"',
    '<div hx-include="this"><input name="x" value="1"><div><button id="go" ws-send>Go</button></div></div>'
  ),
  page(
    'hx-include that is inherited',
    '<div hx-include="find input"><input name="outer" value="1"><button id="go" ws-send>Go<input name="inner" value="2"></button></div>'
  ),
  page(
    'hx-include with inherit',
    '<input id="x" name="x" value="1"><input id="y" name="y" value="2"><div hx-include="#x"><button id="go" ws-send hx-include="#y, inherit">Go</button></div>'
  ),
  page(
    'hx-include closest',
    '<div class="c"><input name="x" value="1"><button id="go" ws-send hx-include="closest .c">Go</button></div>'
  ),
  page(
    'hx-include closest of the element itself',
    '<div class="c" id="go" ws-send hx-include="closest .c">Go<input name="x" value="1"></div>'
  ),
  page(
    'hx-include next and previous',
    '<input name="p" value="1"><p><input name="q" value="2"></p><button id="go" ws-send hx-include="next input, previous input">Go</button><p><input name="r" value="3"></p><input name="s" value="4">'
  ),
  page(
    'hx-include next alone',
    '<input name="p" value="1"><button id="go" ws-send hx-include="previous, next">Go</button><p><input name="q" value="2"></p>'
  ),
  page(
    'hx-include nextElementSibling',
    '<input name="p" value="1"><button id="go" ws-send hx-include="previousElementSibling, nextElementSibling">Go</button><input name="q" value="2">'
  ),
  page(
    'hx-include next of what is inside',
    '<input name="p" value="1"><div id="go" ws-send hx-include="next input">Go<input name="i" value="2"></div><input name="q" value="3">'
  ),
  page(
    'hx-include previous of what is around',
    '<div class="b"><input name="p" value="1"><div class="b"><button id="go" ws-send hx-include="previous .b">Go</button></div></div>'
  ),
  page('hx-include body', '<input name="p" value="1"><button id="go" ws-send hx-include="body">Go</button>'),
  page('hx-include document', '<input name="p" value="1"><button id="go" ws-send hx-include="document">Go</button>'),
  page(
    'hx-include root and global',
    '<input name="p" value="1"><button id="go" ws-send hx-include="root">Go</button><button id="two" ws-send hx-include="global input">Go</button>',
    {
      acts: [
        ['click', '#go'],
        ['click', '#two']
      ]
    }
  ),
  page('hx-include of window', '<button id="go" ws-send hx-include="window">Go</button>', { errors: [/window/] }),
  page('hx-include of nothing', '<button id="go" ws-send hx-include="#none">Go</button>', { errors: [] }),
  page('hx-include that can not be read', '<button id="go" ws-send hx-include="!!">Go</button>', { errors: [/!!/] }),
  page(
    'hx-include in angle brackets',
    '<input class="x" name="x" value="1"><button id="go" ws-send hx-include="<.x, #y/>, next <input/>">Go</button><input id="y" name="y" value="2">'
  ),
  page(
    'data-hx-include',
    '<input id="x" name="x" value="1"><button id="go" data-ws-send data-hx-include="#x">Go</button>'
  ),
  page(
    'hx-include unset',
    '<input id="x" name="x" value="1"><div hx-include="#x"><button id="go" ws-send hx-include="unset">Go</button></div>'
  ),
  page(
    'hx-include of a file',
    '<input type="file" id="x" name="x"><input type="reset" class="y" name="y" value="2"><button id="go" ws-send hx-include="#x, .y">Go</button>'
  ),

  page(
    'hx-vals',
    '<button id="go" ws-send hx-vals=\'{"a": 1, "b": "2", "c": [1, {"d": null}], "e": true, "f": 1.50, "g": null}\'>Go</button>'
  ),
  page('hx-vals without braces', '<button id="go" ws-send hx-vals=\' "a": 1 \'>Go</button>'),
  page(
    'hx-vals of ancestors',
    '<div hx-vals=\'{"a": 1, "b": 1}\'><div hx-vals=\'{"b": 2, "c": 2}\'><button id="go" ws-send hx-vals=\'{"c": 3}\'>Go</button></div></div>'
  ),
  page(
    'hx-vals over fields',
    form('<input name="a" value="field"><input name="b" value="field">', 'hx-vals=\'{"c": 1, "a": 2}\'')
  ),
  page(
    'hx-vals unset',
    '<div hx-vals=\'{"a": 1}\'><div hx-vals="unset"><button id="go" ws-send hx-vals=\'{"b": 2}\'>Go</button></div></div>'
  ),
  page('hx-vals null', '<div hx-vals=\'{"a": 1}\'><button id="go" ws-send hx-vals=\'{"a": null}\'>Go</button></div>'),
  page(
    'hx-vals with names of Object',
    '<button id="go" ws-send hx-vals=\'{"toString": 1, "__proto__": 2, "a": 3}\'>Go</button>'
  ),
  page(
    'hx-vals and hx-disinherit',
    '<div hx-vals=\'{"a": 1}\' hx-disinherit="*"><button id="go" ws-send>Go</button></div>'
  ),
  page('hx-vals that are no JSON', '<button id="go" ws-send hx-vals="{a: 1}">Go</button>', {
    errors: [/hx-vals.*JSON/]
  }),
  page(
    'hx-vals that are JavaScript, which is forbidden',
    '<div hx-vals=\'"a": 1\'><button id="go" ws-send hx-vals="js:{b: 1}" hx-vars="c: 2">Go</button></div>',
    {
      head: '<meta name="htmx-config" content=\'{"allowEval": false}\'>'
    }
  ),
  page('data-hx-vals', '<button id="go" ws-send data-hx-vals=\'{"a": 1}\'>Go</button>'),
  page('a blank hx-vals', '<button id="go" ws-send hx-vals=" ">Go</button>'),

  ...[
    '*',
    'none',
    'not a',
    'not a,b',
    'not a, b ',
    'a',
    'a,b',
    'b, a',
    'c,a,c',
    'x',
    'not  a',
    'not',
    'None',
    'unset',
    '__proto__,a'
  ].map((params) =>
    page(
      `hx-params="${params}"`,
      form(
        '<input name="a" value="1"><input name="b" value="2"><input name="c" value="3"><input name="a" value="4">',
        `hx-params="${params}" hx-vals='{"v": 1}'`
      )
    )
  ),
  page(
    'hx-params that is inherited',
    `<div hx-params="a">${form('<input name="a" value="1"><input name="b" value="2">')}</div>`
  ),
  page(
    'hx-params that is not inherited',
    `<div hx-params="a" hx-disinherit="hx-params">${form('<input name="a" value="1"><input name="b" value="2">')}</div>`
  ),
  page(
    'hx-params of further out',
    `<div hx-params="a"><div hx-params="b" hx-disinherit="hx-target hx-params">${form('<input name="a" value="1"><input name="b" value="2">')}</div></div>`
  ),
  page(
    'nothing is inherited',
    `<div hx-params="a" hx-include="#x" hx-target="#x">${form('<input name="a" value="1"><input name="b" value="2">')}<input id="x" name="x"></div>`,
    {
      head: '<meta name="htmx-config" content=\'{"disableInheritance": true}\'>'
    }
  ),
  page(
    'only some is inherited',
    `<div hx-params="a" hx-inherit="hx-params"><div hx-target="#x" hx-inherit="*">${form('<input name="a" value="1"><input name="b" value="2">')}<input id="x" name="x"></div></div>`,
    {
      head: '<meta name="htmx-config" content=\'{"disableInheritance": true}\'>'
    }
  )
]
