/** Elements with ws-send: what they are triggered by, and what they send beside the fields. */
import { button, control, controls } from './controls.mjs'
import { anyId, fieldName, tag } from './markup.mjs'

/** @typedef {import('./markup.mjs').Chooser} Chooser */

const values = [
  '{"n": 1}',
  '{"a": "x", "b": [1, 2], "c": {"d": null}}',
  '"a": true',
  '{"note": "日本 \\"q\\""}',
  '{',
  '{"1": 2, "a": 1}'
]
const headers = ['{"X-Token": "k1"}', '{"X-A": "1", "X-B": "é"}', '"X-C": 2', 'no json']
const parameters = ['*', 'none', 'not a,b', 'a, b', 'a', 'not', '']
const includes = [
  '#f1',
  '#f2',
  'closest form',
  'find input',
  'next .fields',
  'previous form',
  'this',
  '[name=a]',
  '.fields',
  '#none',
  'closest .box',
  'input, select',
  'inherit'
]
const targets = ['#x', '#a', 'this', 'closest div', 'closest .box', 'find b', 'next p', 'previous ul', 'body', '#none']
const triggers = [
  'click',
  'click',
  'click',
  'click once',
  'click delay:300ms',
  'click throttle:500ms',
  'ping',
  'ping, refresh',
  'refresh from:body',
  'ping from:#x',
  'click from:#a',
  'ping from:closest .box',
  'click target:b',
  'click consume',
  'ping changed',
  'load',
  'load delay:100ms',
  'every 2s',
  'submit',
  'change',
  'input delay:200ms',
  'input changed',
  'keyup changed delay:200ms',
  'keyup',
  'change, ping once',
  'click queue:all',
  'ping delay:1s, click',
  'never'
]

/** What any element may say, for itself or for those in it. @param {Chooser} choose @param {number} share */
export const wishes = (choose, share) => ({
  'hx-vals': choose.chance(share) ? choose.pick(values) : undefined,
  'hx-headers': choose.chance(share * 0.7) ? choose.pick(headers) : undefined,
  'hx-params': choose.chance(share * 0.7) ? choose.pick(parameters) : undefined,
  'hx-include': choose.chance(share) ? choose.pick(includes) : undefined,
  'hx-target': choose.chance(share) ? choose.pick(targets) : undefined
})

/** @param {Chooser} choose @param {number} share */
const trigger = (choose, share) => ({ 'hx-trigger': choose.chance(share) ? choose.pick(triggers) : undefined })

/** @param {Chooser} choose */
const common = (choose) => ({
  ...(choose.chance(0.9) ? { 'ws-send': true } : { 'data-ws-send': '' }),
  id: choose.chance(0.4) ? anyId(choose) : undefined,
  name: choose.chance(0.15) ? fieldName(choose) : undefined,
  ...wishes(choose, 0.2)
})

/** @param {Chooser} choose */
export const form = (choose) =>
  tag(
    'form',
    {
      ...(choose.chance(0.75) ? common(choose) : {}),
      ...(choose.chance(0.4) ? { id: choose.pick(['f1', 'f2']) } : {}),
      class: choose.chance(0.3) ? 'fields' : undefined,
      novalidate: choose.chance(0.1),
      'hx-validate': choose.chance(0.05) ? 'true' : undefined,
      ...trigger(choose, 0.12)
    },
    `\n${controls(choose, 1, 4)}\n${choose.chance(0.85) ? button(choose) : ''}${choose.chance(0.2) ? button(choose) : ''}`
  )

/** @param {Chooser} choose */
const part = (choose) =>
  tag(choose.pick(['div', 'span', 'a', 'p']), { ...common(choose), ...trigger(choose, 0.8) }, 'do <b>it</b>')

/** @param {Chooser} choose */
const alone = (choose) => {
  const sender = { ...common(choose), ...trigger(choose, 0.6) }
  return choose.pick([
    () => tag('button', { ...sender, type: choose.pick([undefined, 'button']), value: 'v' }, 'go'),
    () => tag('input', { ...sender, name: fieldName(choose), value: 'typed' }),
    () => tag('input', { ...sender, type: 'checkbox', name: fieldName(choose) }),
    () => tag('select', { ...sender, name: fieldName(choose) }, '<option>one<option value=2>two'),
    () => tag('textarea', { ...sender, name: fieldName(choose) }, 'text')
  ])()
}

/** Controls that a sender elsewhere includes. @param {Chooser} choose */
const fields = (choose) => tag('div', { class: 'fields', ...wishes(choose, 0.1) }, control(choose))

/** @param {Chooser} choose @returns {string} */
export const sender = (choose) =>
  choose.weighted([
    [5, form],
    [3, part],
    [3, alone],
    [1, fields]
  ])(choose)
