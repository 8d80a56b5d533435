// When senders send.

/** @typedef {import('../play.d.ts').ActingPage} ActingPage */
/** @typedef {import('../play.d.ts').Act} Act */

/**
 * A sender that says which it is.
 * @param {string} trigger
 * @param {string} [name]
 * @param {string} [attributes]
 */
const sender = (trigger, name = 's', attributes = '') =>
  `<div id="${name}" ws-send hx-trigger="${trigger}" ${attributes} hx-vals='{"by": "${name}"}'>sender ${name}</div>`

/**
 * @param {string} name
 * @param {string} body
 * @param {Act[]} acts
 * @param {Partial<ActingPage>} [more]
 * @returns {ActingPage}
 */
const page = (name, body, acts, more) => ({ name, body, acts, ...more })

/** @type {Act[]} */
const typed = [
  ['fill', '#i', 'a'],
  ['fill', '#i', 'ab'],
  ['fill', '#i', 'ab'],
  ['fill', '#i', '']
]

/** A click, and all that can be timed. @type {Act[]} */
const timed = [
  ['click', '#s'],
  ['advance', 50],
  ['click', '#s'],
  ['advance', 99],
  ['advance', 1],
  ['advance', 1000],
  ['click', '#s'],
  ['advance', 1000]
]

/** @type {Act[]} */
const a = [['trigger', '#s', 'a']]

/** @type {Act[]} */
const everything = [
  ['click', '#s'],
  ['trigger', '#s', 'a'],
  ['trigger', '#s', 'b'],
  ['trigger', '#s', 'every'],
  ['advance', 1000],
  ['advance', 1000],
  ['click', '#s'],
  ['trigger', '#s', 'a'],
  ['trigger', '#s', 'b']
]

/** Texts that htmx reads in ways of its own. */
const texts = [
  'a',
  'a, b',
  'a,b',
  ' a , b ',
  'a,',
  ',a',
  ' ',
  'a b',
  'a b c, b',
  'a nonsense, b',
  'a nonsense once, b',
  'a nonsense,b',
  'a delay:10ms',
  'a delay:0.01s',
  'a delay:10',
  'a delay:0.001m',
  'a delay:x',
  'a delay',
  'a delay :1s',
  'a delay: 1s',
  'a delay:1s once',
  'a once delay:1s',
  'a throttle:1s',
  'a throttle:1500ms',
  'a throttle:1s delay:1s',
  'a changed',
  'a once',
  'a once, b once',
  'a once, b',
  'a once:x, b',
  'a queue:first',
  'a queue:all, b',
  'a queue',
  'every 1s',
  'every 500ms',
  'every 1s, b',
  'every 1s once, b',
  'every',
  'every x',
  'every 0s',
  'every:1s',
  'a from:body',
  'a from:#s',
  'a from:',
  'a from:none',
  'a from:(#s, .t)',
  'a from:{#s}',
  'a from:#s,b',
  'a from:closest div',
  'a from:closest  div',
  'a from:closest (div, p)',
  'a from:find i',
  'a from:next',
  'a from:document',
  'a from:window',
  'a from:this',
  'a from:document consume',
  'a target:#s',
  'a target:i',
  'a target:(i, #s)',
  'a consume',
  'b consume, a',
  'load',
  'load, a',
  'load delay:1s',
  'load delay:1s, load',
  'load, load',
  'load once',
  'a threshold:0.5',
  'a root:#x',
  'a:b',
  'a-b',
  'htmx:x',
  "a 'once', b",
  "'a'",
  '"a',
  'a/b/',
  'a(b)',
  'a from:<#s/>',
  'A',
  'a\tonce\n, b',
  'a from:#s once, b from:#s',
  'click',
  'Click',
  'a;b',
  'a|b',
  '[',
  ']',
  'a]',
  'a [',
  '{}',
  'a{b}',
  'a 1once',
  'a onceb, b',
  'submit',
  'change'
]

/** Which of them have bad syntax, which must be said. */
const isBad = (/** @type {string} */ text) =>
  [
    'a,',
    ',a',
    ' ',
    'a b',
    'a b c, b',
    'a nonsense, b',
    'a nonsense once, b',
    'a nonsense,b',
    'a delay',
    'a delay :1s',
    'a delay: 1s',
    'a queue',
    'a once:x, b',
    'a from:closest  div',
    "a 'once', b",
    'a [',
    '[',
    'a 1once',
    'a onceb, b'
  ].includes(text)

/** @type {ActingPage[]} */
export const triggerPages = [
  page('of itself: a form', '<form ws-send id="f"><input name="i" id="i"><button id="go">Go</button></form>', [
    ['fill', '#i', 'x'],
    ['click', '#go'],
    ['trigger', '#f', 'submit']
  ]),
  ...['text', 'checkbox', 'radio', 'number', 'hidden', 'image', 'SUBMIT', 'Button', 'reset'].map((type) =>
    page(`of itself: an input of type ${type}`, `<input type="${type}" ws-send id="s" name="s">`, [
      ['trigger', '#s', 'click'],
      ['trigger', '#s', 'change']
    ])
  ),
  page('of itself: an input without type', '<input ws-send id="i">', typed),
  page('of itself: a text area', '<textarea ws-send id="i" name="t"></textarea>', typed),
  page('of itself: a select', '<select ws-send id="i" name="t"><option>1<option>2</select>', [
    ['select', '#i', '2'],
    ['trigger', '#i', 'click']
  ]),
  page('of itself: anything else', '<p ws-send id="s">x</p><button ws-send id="b">x</button>', [
    ['click', '#s'],
    ['click', '#b']
  ]),

  ...texts.map((text) =>
    page(
      `hx-trigger="${text.replace(/\s/g, ' ')}"`,
      `<p class="t">${sender(text, 's')}<i>x</i></p>`,
      everything,
      isBad(text) ? { errors: [/hx-trigger/] } : undefined
    )
  ),

  page('data-hx-trigger', '<p ws-send id="s" data-hx-trigger="a">x</p>', [['click', '#s'], ...a]),
  page('hx-trigger goes before data-hx-trigger', '<p ws-send id="s" hx-trigger="b" data-hx-trigger="a">x</p>', [
    ['trigger', '#s', 'b'],
    ...a
  ]),
  page('hx-trigger is not inherited', '<div hx-trigger="a"><p ws-send id="s">x</p></div>', [['click', '#s'], ...a]),

  page('delay', sender('click delay:100ms'), timed),
  page('throttle', sender('click throttle:100ms'), timed),
  page('throttle and delay of two triggers', sender('click throttle:100ms, a delay:50ms'), [
    ['trigger', '#s', 'a'],
    ['click', '#s'],
    ['advance', 60],
    ['trigger', '#s', 'a'],
    ['advance', 60],
    ['trigger', '#s', 'a'],
    ['advance', 60]
  ]),
  page('a delay begins anew', sender('a delay:100ms, b'), [
    ...a,
    ['advance', 90],
    ...a,
    ['advance', 90],
    ['trigger', '#s', 'b'],
    ['advance', 100],
    ...a,
    ['advance', 100]
  ]),
  page('every', sender('every 1s'), [
    ['advance', 999],
    ['advance', 1],
    ['advance', 3000]
  ]),
  page('every, twice', sender('every 1s, every 700ms'), [['advance', 5000]]),

  page('changed', '<input ws-send id="i" name="i" hx-trigger="change changed">', typed),
  page('changed by keys', '<input ws-send id="i" name="i" hx-trigger="keyup changed delay:500ms">', [
    ['fill', '#i', 'a'],
    ['fill', '#i', 'ab'],
    ['advance', 500],
    ['trigger', '#i', 'keyup'],
    ['advance', 500]
  ]),
  page('changed, of a value that is there', '<input ws-send id="i" name="i" value="a" hx-trigger="input changed">', [
    ['trigger', '#i', 'input'],
    ...typed
  ]),
  page('changed and not, of one sender', '<input ws-send id="i" name="i" hx-trigger="input changed, a changed">', [
    ...typed,
    ['trigger', '#i', 'a'],
    ['fill', '#i', 'b'],
    ['trigger', '#i', 'a'],
    ['trigger', '#i', 'a']
  ]),
  page(
    'changed, of a form',
    '<form ws-send hx-trigger="input changed"><input id="i" name="i"><input id="j" name="j"></form>',
    [
      ...typed,
      ['fill', '#j', 'x'],
      ['trigger', '#j', 'input'],
      ['trigger', 'form', 'input'],
      ['trigger', 'form', 'input']
    ]
  ),
  page('changed, from elsewhere', `<input id="i"><input id="j" value="x">${sender('input changed from:input')}`, [
    ...typed,
    ['trigger', '#j', 'input'],
    ['fill', '#j', 'y'],
    ['trigger', '#j', 'input']
  ]),
  page('changed, from body', `<input id="i">${sender('input changed from:body')}`, typed),
  page('changed, of a box', '<input type="checkbox" ws-send id="i" name="i" hx-trigger="change changed">', [
    ['check', '#i'],
    ['uncheck', '#i']
  ]),
  page('changed, of what has no value', sender('click changed'), [
    ['click', '#s'],
    ['click', '#s']
  ]),
  page('changed once', '<input ws-send id="i" name="i" value="a" hx-trigger="input changed once">', [
    ['trigger', '#i', 'input'],
    ...typed
  ]),
  page('input and change', '<input ws-send id="i" name="i" hx-trigger="input, change">', typed),
  page(
    'the keys',
    `<input id="i">${sender('keydown from:#i, input from:#i, keyup from:#i, change from:#i, blur from:#i, focus from:#i, focusin from:#i, focusout from:#i')}`,
    typed.slice(0, 1)
  ),

  page(
    'from several, in order',
    `<i id="x" class="x">x</i><i id="y" class="x">y</i>${sender('click from:.x')}${sender('click from:#y', 't')}`,
    [
      ['click', '#x'],
      ['click', '#y']
    ]
  ),
  page('from what is around, once an event', `<div id="d"><i id="x">x</i></div>${sender('click from:(#d, #x)')}`, [
    ['click', '#x'],
    ['click', '#d']
  ]),
  page('from what comes later', `${sender('click from:#x')}<i id="x">x</i>`, [['click', '#x']]),
  page(
    'from next and previous',
    `<i id="x">x</i>${sender('click from:next i, click from:previous i')}<i id="y">x</i><i id="z">x</i>`,
    [
      ['click', '#x'],
      ['click', '#y'],
      ['click', '#z']
    ]
  ),
  page(
    'from closest and find',
    `<b id="b">b<div id="s" ws-send hx-trigger="click from:closest b, a from:find i">x<i id="x">x</i></div></b>`,
    [
      ['trigger', '#s', 'a'],
      ['trigger', '#x', 'a'],
      ['click', '#b']
    ]
  ),
  page(
    'from a selector that can not be read',
    `${sender('a from:!x, b')}${sender('a', 't')}`,
    [...a, ['trigger', '#s', 'b'], ['trigger', '#t', 'a']],
    { errors: [/!x/] }
  ),
  page('click from body', `<i id="x">x</i>${sender('click from:body')}`, [
    ['click', '#x'],
    ['click', '#s']
  ]),
  page('click from document', `<i id="x">x</i>${sender('click from:document')}`, [['click', '#x']], {
    errors: [/document/]
  }),
  page('click from window', `<i id="x">x</i>${sender('click from:window')}`, [['click', '#x']], { errors: [/window/] }),
  page('submit from document', `${sender('submit from:document')}<form id="f"><button id="go">Go</button></form>`, [
    ['click', '#go']
  ]),
  page(
    'submit from a form',
    `${sender('submit from:#f')}<form id="f"><input name="a"><button id="go">Go</button></form>`,
    [['click', '#go']]
  ),
  page(
    'submit from window by a form',
    `<form ws-send hx-trigger="submit from:window" id="f"><input name="a"><button id="go">Go</button></form>`,
    [['trigger', '#f', 'submit']]
  ),

  page('target', `<div id="d"><i id="x">x</i><b id="y">y</b></div>${sender('click target:i from:#d')}`, [
    ['click', '#x'],
    ['click', '#y'],
    ['click', '#d']
  ]),
  page('target of a sender around', '<div id="s" ws-send hx-trigger="click target:#x">s<i id="x">x</i></div>', [
    ['click', '#x'],
    ['click', '#s']
  ]),
  page('target that can not be read', sender('a target:!x, b'), [...a, ['trigger', '#s', 'b']], { errors: [/!x/] }),
  page('target and once', '<div id="s" ws-send hx-trigger="click once target:#x">s<i id="x">x</i></div>', [
    ['click', '#s'],
    ['click', '#x'],
    ['click', '#x']
  ]),

  page(
    'senders inside each other',
    `<div id="o" ws-send hx-vals='{"by": "o"}'><b id="p">o</b> ${sender('click')}</div>`,
    [
      ['click', '#s'],
      ['click', '#p']
    ]
  ),
  page('consume', `<div id="o" ws-send hx-vals='{"by": "o"}'><b id="p">o</b> ${sender('click consume')}</div>`, [
    ['click', '#s'],
    ['click', '#p']
  ]),
  page(
    'consume outside',
    `<div id="o" ws-send hx-trigger="click consume" hx-vals='{"by": "o"}'><b id="p">o</b> ${sender('click')}</div>${sender('click from:body', 't')}`,
    [
      ['click', '#s'],
      ['click', '#p'],
      ['click', '#t']
    ]
  ),
  page('consume and another at the same place', `${sender('click consume')}${sender('click from:#s', 't')}`, [
    ['click', '#s']
  ]),
  page('two triggers of one event', sender('click, click from:body'), [['click', '#s']]),

  page(
    'load of several',
    `${sender('load')}${sender('load', 't')}<form ws-send hx-trigger="load"><input name="a" value="1"></form>`,
    []
  ),
  page(
    'load in a hidden place',
    `<div hx-disable>${sender('load')}</div><div hx-ext="ignore:ws">${sender('load', 't')}</div>`,
    [
      ['click', '#s'],
      ['click', '#t']
    ]
  ),
  page(
    'hx-ext again inside',
    `<div hx-ext="ignore:ws"><div hx-ext="ws">${sender('a')}</div></div><div hx-ext="x, ignore: ws, ws">${sender('a', 't')}</div><div hx-ext="ws,ignore:ws">${sender('a', 'u')}</div>`,
    [
      ['trigger', '#s', 'a'],
      ['trigger', '#t', 'a'],
      ['trigger', '#u', 'a']
    ]
  ),
  page(
    'outside of hx-ext',
    '',
    [
      ['trigger', '#s', 'a'],
      ['trigger', '#t', 'a']
    ],
    { whole: `<div ws-connect="/ws">${sender('a')}<div hx-ext="ws" ws-connect="/ws">${sender('a', 't')}</div></div>` }
  ),
  page(
    'another disableSelector',
    `<div class="off">${sender('a')}</div><div hx-disable>${sender('a', 't')}</div>`,
    [
      ['trigger', '#s', 'a'],
      ['trigger', '#t', 'a']
    ],
    { head: '<meta name="htmx-config" content=\'{"disableSelector": ".off"}\'>' }
  ),
  page(
    'filters that are switched off',
    sender('click[false], every 1s [false]'),
    [
      ['click', '#s'],
      ['advance', 1000]
    ],
    { head: '<meta name="htmx-config" content=\'{"allowEval": false}\'>' }
  ),
  page('a filter without end', sender('a[x, b'), [...a, ['trigger', '#s', 'b']], { errors: [/hx-trigger/] })
]
