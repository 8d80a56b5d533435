// Random forms with all kinds of controls, and random sequences of what a user does in them.

/** @typedef {import('../corpus/seeded.mjs').Chooser} Chooser */
/** @typedef {{ kind: 'fill' | 'check' | 'choose' | 'reset', subject: number, texts: string[], on: boolean }} Action `subject` picks one of the elements that it can be done to */

const numbers = ['', '0', '1', '5', '-3', '2.5', '.5', '1e2', '7', '10', '100', 'abc', '1.', ' 1', '0.1', '1000000']
const dates = ['2020-01-01', '2020-02-29', '2021-02-29', '2020-06-15', '1969-12-31', '2020-1-1', '']
const months = ['2020-01', '1999-12', '2020-13', '2020-06', '']
const weeks = ['2020-W01', '2020-W53', '2021-W53', '1970-W01', '2020-W20', '']
const times = ['00:00', '12:30', '23:59:59', '10:00:30.5', '24:00', '07:07', '']
const moments = ['2020-01-01T00:00', '2020-01-01 10:30', '2020-02-30T10:00', '2020-01-01T10:00:30.500', '']
const texts = [
  '',
  'a',
  'abc',
  'a@b.c',
  'x@y, z@w',
  ' padded ',
  'a@b',
  'no spaces',
  'ümlaut',
  '😀😀😀',
  'שלום',
  '12 שלום',
  'http://a.b/',
  'a@-b',
  'a.b@c-d.e',
  'a,,b'
]
const colors = ['#123456', '#ABCDEF', '#abc', '#12345678', 'nonsense', '']

/** @type {Record<string, string[]>} */
const valuesOfTypes = {
  // Chromium counts a selected password in dots, and so allows less than maxlength after an emoji
  password: texts.filter((text) => !text.includes('😀')),
  number: numbers,
  // Chromium writes a range's number with an exponent where it was given with one
  range: numbers.filter((number) => !number.includes('e')),
  date: dates,
  month: months,
  week: weeks,
  time: times,
  'datetime-local': moments,
  color: colors
}

const types = [
  'text',
  'search',
  'tel',
  'url',
  'email',
  'password',
  'number',
  'range',
  'date',
  'month',
  'week',
  'time',
  'datetime-local',
  'color',
  'checkbox',
  'radio',
  'radio',
  'checkbox',
  'file',
  'hidden',
  'submit',
  'image',
  'reset',
  'button',
  'TEXT',
  'nonsense',
  ''
]

const names = ['a', 'b', 'c', 'r', '', '_charset_', 'ü']

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

/** Some of the attributes. @param {Chooser} choose @param {[number, string, readonly string[] | null][]} given shares, names and values */
const attributes = (choose, given) =>
  given
    .filter(([share]) => choose.chance(share))
    .map(([, name, values]) => (values ? ` ${name}="${escaped(choose.pick(values))}"` : ` ${name}`))
    .join('')

/** @param {Chooser} choose */
const common = (choose) =>
  attributes(choose, [
    [0.85, 'name', names],
    [0.1, 'disabled', null],
    [0.1, 'form', ['f1', 'f2', 'none', 'x']],
    [0.3, 'required', null],
    [0.1, 'readonly', null],
    [0.08, 'dirname', ['d', 'a.dir', '']],
    [0.08, 'dir', ['ltr', 'rtl', 'auto', 'x']]
  ])

/** @param {Chooser} choose */
function input(choose) {
  const type = choose.pick(types)
  const values = valuesOfTypes[type] ?? texts
  return `<input${type ? ` type="${type}"` : ''}${common(choose)}${attributes(choose, [
    [0.6, 'value', values],
    [0.4, 'checked', null],
    [0.15, 'maxlength', ['0', '2', '5', '-1', 'x', ' 3', '+4']],
    [0.15, 'minlength', ['0', '2', '5', '3']],
    [0.3, 'min', values],
    [0.3, 'max', values],
    [0.3, 'step', ['any', '2', '0.1', '3', '-1', 'x', '0.25', '60', '90', 'ANY']],
    [0.15, 'multiple', null]
  ])}>`
}

/** @param {Chooser} choose */
function textarea(choose) {
  const text = choose.pick(['', '\n', '\n\nx', 'a\r\nb', 'one\ntwo', '&#13;c', 'abc ', 'שלום'])
  return `<textarea${common(choose)}${attributes(choose, [
    [0.2, 'maxlength', ['0', '3', '5']],
    [0.2, 'minlength', ['2', '6']]
  ])}>${text}</textarea>`
}

/** @param {Chooser} choose @param {number} group */
function options(choose, group) {
  return choose
    .some(0, 4, (index) => {
      const given = attributes(choose, [
        [0.5, 'value', [`v${group}${index}`, '', 'same']],
        [0.25, 'selected', null],
        [0.15, 'disabled', null],
        [0.15, 'label', [`l${group}${index}`, '']]
      ])
      return `<option${given}>${choose.pick([`t${group}${index}`, '', '  two\n words  ', `<b>bold</b> ${index}`])}</option>`
    })
    .join('')
}

/** @param {Chooser} choose */
function select(choose) {
  const given = attributes(choose, [
    [0.3, 'multiple', null],
    [0.2, 'size', ['1', '2', '0', 'x', '3']]
  ])
  const group = choose.chance(0.4)
    ? `<optgroup${choose.pick(['', ' disabled'])} label="g">${options(choose, 1)}</optgroup>`
    : ''
  return `<select${common(choose)}${given}>${options(choose, 0)}${group}${group ? options(choose, 2) : ''}</select>`
}

/** @param {Chooser} choose @param {number} depth @returns {string} */
function control(choose, depth) {
  return choose.weighted([
    [12, () => input(choose)],
    [3, () => textarea(choose)],
    [4, () => select(choose)],
    [
      3,
      () =>
        `<button${common(choose)}${attributes(choose, [
          [0.5, 'type', ['submit', 'button', 'reset', 'x', 'SUBMIT', '']],
          [0.5, 'value', texts]
        ])}>b</button>`
    ],
    [1, () => `<output${common(choose)}>o<b>p</b></output>`],
    [1, () => `<object${common(choose)}></object>`],
    [1, () => `<datalist>${input(choose)}${options(choose, 3)}${textarea(choose)}</datalist>`],
    [depth < 3 ? 4 : 0, () => fieldset(choose, depth)],
    [
      depth < 3 ? 2 : 0,
      () => `<div${choose.pick(['', ' dir="rtl"', ' dir="auto"'])}>text ${controls(choose, depth + 1)}</div>`
    ]
  ])()
}

/** @param {Chooser} choose @param {number} depth */
function fieldset(choose, depth) {
  const legend = () => (choose.chance(0.5) ? `<legend>${controls(choose, 3)}</legend>` : '')
  return `<fieldset${attributes(choose, [
    [0.5, 'disabled', null],
    [0.2, 'form', ['f2']]
  ])}>${legend()}${controls(choose, depth + 1)}${legend()}</fieldset>`
}

/** @param {Chooser} choose @param {number} depth */
const controls = (choose, depth) => choose.some(0, depth === 0 ? 10 : 4, () => control(choose, depth)).join('')

/** @param {Chooser} choose */
export function randomForms(choose) {
  const form = (/** @type {string} */ id) => `<form id="${id}">${controls(choose, 0)}</form>`
  return `<!doctype html><html><head></head><body>${controls(choose, 2)}${form('f1')}${controls(choose, 2)}${form('f2')}${controls(choose, 2)}<p id="x"></p></body></html>`
}

/** @param {Chooser} choose @returns {Action} */
export function randomAction(choose) {
  return {
    kind: choose.weighted([
      [5, 'fill'],
      [4, 'check'],
      [3, 'choose'],
      [1, 'reset']
    ]),
    subject: choose.integer(0, 10_000),
    texts: choose.some(1, 3, () =>
      choose.pick([...texts, ...numbers, ...dates, ...months, ...weeks, ...times, ...moments, ...colors])
    ),
    on: choose.chance(0.7)
  }
}
