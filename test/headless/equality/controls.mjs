/** Forms and their controls, of all kinds. */
import { people, products, sentences, states } from '../../corpus/words.mjs'
import { escaped, fieldName, tag } from './markup.mjs'

/** @typedef {import('./markup.mjs').Chooser} Chooser */

/** Values that each type of input takes, and others that it does not. */
export const valuesOf = /** @type {Record<string, string[]>} */ ({
  number: ['3', '-1.5', '1e2', 'abc', '', '007', '1e999', ' 4'],
  range: ['3', '40', '1000', '-5', 'x', ''],
  date: ['2024-02-29', '2023-02-29', '', 'tomorrow', '0001-01-01'],
  time: ['12:30', '23:59:59.5', '24:00', ''],
  month: ['2024-05', '2024-13', ''],
  week: ['2024-W01', '2021-W53', ''],
  'datetime-local': ['2024-05-01T12:30', '2024-05-01 12:30:00', '2024-05-01T12:30:10.250', ''],
  color: ['#ff0000', '#ABCDEF', '#abc', 'no color', '#12345', ''],
  email: ['a@example.com', ' b@example.com ', 'no address', ''],
  url: ['https://example.com/', 'no address', ' http://x.test ', '']
})

const texts = [
  ...people,
  ...sentences.slice(0, 12),
  '',
  'x',
  'two words',
  'line one\nline two',
  'a\r\nb',
  '"quoted" & <b>',
  '0'
]

/** @param {Chooser} choose */
export const someText = (choose) => choose.pick(texts)

/** What a control of any type might be filled with. @param {Chooser} choose @returns {Record<string, string>} */
export const someValues = (choose) =>
  Object.fromEntries(Object.entries(valuesOf).map(([type, values]) => [type, choose.pick(values)]))

/** What the entry list and validation ask of a control. @param {Chooser} choose */
const common = (choose) => ({
  name: choose.chance(0.92) ? fieldName(choose) : choose.pick([undefined, '']),
  disabled: choose.chance(0.06),
  form: choose.chance(0.04) ? choose.pick(['f1', 'f2', 'none']) : undefined,
  'hx-preserve': choose.chance(0.02),
  dirname: choose.chance(0.03) ? 'dir' : undefined
})

/** @param {Chooser} choose */
const limits = (choose) => ({
  required: choose.chance(0.08),
  readonly: choose.chance(0.05),
  // none that forbids anything: Chromium holds it against real keys only (test/headless/acting has those)
  minlength: choose.chance(0.05) ? choose.pick(['0', '1', 'x']) : undefined,
  maxlength: choose.chance(0.08) ? choose.pick(['3', '10', '-1']) : undefined,
  placeholder: choose.chance(0.2) ? choose.pick(products) : undefined
})

/** @param {Chooser} choose */
function textInput(choose) {
  const type = choose.pick([undefined, 'text', 'search', 'tel', 'password', 'email', 'url', 'unknown', 'TEXT'])
  const value = choose.chance(0.6) ? choose.pick(valuesOf[type ?? ''] ?? texts) : undefined
  const pattern = choose.chance(0.05) ? choose.pick(['[a-z ]+', '\\d{2}', '(', '.*']) : undefined
  return tag('input', { type, ...common(choose), value, pattern, ...limits(choose) })
}

/** @param {Chooser} choose */
function specialInput(choose) {
  const type = choose.pick(Object.keys(valuesOf).filter((type) => type !== 'email' && type !== 'url'))
  const value = choose.chance(0.7) ? choose.pick(valuesOf[type]) : undefined
  const hasRange = ['number', 'range'].includes(type) && choose.chance(0.4)
  const range = hasRange ? { min: choose.pick(['0', '-10', 'x']), max: choose.pick(['10', '100', '-20']) } : {}
  const step = hasRange && choose.chance(0.6) ? choose.pick(['1', '0.5', '3', 'any', '0']) : undefined
  return tag('input', { type, ...common(choose), value, ...range, step, required: choose.chance(0.05) })
}

/** @param {Chooser} choose */
function checks(choose) {
  const type = choose.pick(['checkbox', 'radio', 'radio'])
  const name = fieldName(choose)
  const values = choose.chance(0.8) ? states : [undefined]
  return choose
    .some(1, 3, () => {
      const value = choose.pick(values)
      const form = choose.chance(0.01) ? 'f1' : undefined
      const own = { ...common(choose), form, name, checked: choose.chance(0.3), required: choose.chance(0.04) }
      return tag('label', {}, `${tag('input', { type, ...own, value })} ${escaped(value ?? 'on')}`)
    })
    .join('\n')
}

/** @param {Chooser} choose */
const option = (choose) =>
  tag(
    'option',
    {
      value: choose.chance(0.6) ? choose.pick([...states, '']) : undefined,
      label: choose.chance(0.1) ? choose.pick(products) : undefined,
      selected: choose.chance(0.15),
      disabled: choose.chance(0.08)
    },
    choose.pick([...products.map(escaped), '  spaced\n  out ', ''])
  )

/** @param {Chooser} choose */
function select(choose) {
  const group = () =>
    tag('optgroup', { label: 'group', disabled: choose.chance(0.15) }, choose.some(0, 3, () => option(choose)).join(''))
  const content = choose.some(0, 4, () => (choose.chance(0.2) ? group() : option(choose))).join('\n')
  const multiple = choose.chance(0.3)
  const size = choose.chance(0.15) ? choose.pick(['1', '3', '0']) : undefined
  return tag('select', { ...common(choose), multiple, size, required: choose.chance(0.06) }, content)
}

/** @param {Chooser} choose */
const textarea = (choose) =>
  tag(
    'textarea',
    { ...common(choose), ...limits(choose), wrap: choose.chance(0.01) ? 'hard' : undefined },
    choose.pick(['', '\n', '\nfirst line is dropped', ...texts.map(escaped)])
  )

/** @param {Chooser} choose */
const hidden = (choose) => tag('input', { type: 'hidden', ...common(choose), value: someText(choose) })

/** @param {Chooser} choose */
const fieldset = (choose) =>
  tag(
    'fieldset',
    { disabled: choose.chance(0.3), name: choose.chance(0.3) ? 'set' : undefined },
    `${choose.chance(0.7) ? tag('legend', {}, choose.chance(0.4) ? control(choose) : 'legend') : ''}${controls(choose, 1, 2)}`
  )

/** @param {Chooser} choose */
const others = (choose) =>
  choose.pick([
    () => tag('output', common(choose), 'result'),
    () => tag('object', common(choose), ''),
    () => tag('input', { type: 'file', ...common(choose) }),
    () => tag('progress', { value: '3', max: '10' }, ''),
    () => tag('datalist', {}, option(choose)),
    () => tag('label', {}, `${escaped(choose.pick(products))} ${textInput(choose)}`)
  ])()

/** @param {Chooser} choose */
export const button = (choose) =>
  choose.chance(0.7)
    ? tag(
        'button',
        { type: buttonType(choose), ...common(choose), value: buttonValue(choose), ...override(choose) },
        'go'
      )
    : tag('input', { type: choose.pick(['submit', 'button', 'reset']), ...common(choose), value: buttonValue(choose) })

/** @param {Chooser} choose */
const buttonType = (choose) => choose.pick([undefined, 'submit', 'submit', 'button', 'reset', 'nonsense'])

/** @param {Chooser} choose */
const buttonValue = (choose) => (choose.chance(0.6) ? choose.pick(states) : undefined)

/** @param {Chooser} choose */
const override = (choose) => ({ formnovalidate: choose.chance(0.08) })

/** @param {Chooser} choose @returns {string} */
export const control = (choose) =>
  choose.weighted([
    [6, textInput],
    [3, specialInput],
    [4, checks],
    [4, select],
    [3, textarea],
    [2, hidden],
    [0.7, fieldset],
    [0.8, others]
  ])(choose)

/** @param {Chooser} choose @param {number} low @param {number} high @returns {string} */
export const controls = (choose, low, high) => choose.some(low, high, () => control(choose)).join('\n')
