// Forms against Chromium's: what each control holds and sends, before and after what a user does in them.
// HXWS_SEED and HXWS_COUNT choose other random forms and how many.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChooser, seededRandom } from '../corpus/seeded.mjs'
import { useChromium } from '../support/browser.mjs'
import { seed } from '../support/seed.mjs'
import { openForms } from './forms.mjs'
import { createModule } from './module.mjs'
import { randomAction, randomForms } from './random-forms.mjs'

/** @typedef {import('./random-forms.mjs').Action} Action */
/** @typedef {{ html: string, actions: Action[] }} Case */
/** @typedef {{ action: string, controls: unknown[], forms: unknown[] }} Snapshot what is to be seen after an action */

const count = Number(process.env.HXWS_COUNT ?? 150)
const reported = 8

const browser = await useChromium()
const page = await browser.newPage()

/**
 * Runs in the page. With a text of HTML, that becomes the page; with an action, that is done, but for the typing; else it
 * looks around.
 *
 * @param {{ html?: string, action?: Action }} given
 */
function inChromium({ html, action }) {
  if (html !== undefined) {
    document.open()
    document.write(html)
    document.close()
  }
  const elements = [...document.querySelectorAll('*')]
  const listed = /** @type {any[]} */ ([
    ...document.querySelectorAll('button,fieldset,input,object,output,select,textarea')
  ])
  const forms = [...document.forms]
  /** @param {Element | null} element */
  const place = (element) => (element ? elements.indexOf(element) : -1)
  const flags = [
    'valueMissing',
    'typeMismatch',
    '',
    'tooLong',
    'tooShort',
    'rangeUnderflow',
    'rangeOverflow',
    'stepMismatch',
    'badInput'
  ]

  /** @param {any} element */
  function validity(element) {
    if (!element.willValidate) return -1
    const bits = flags.reduce((sum, flag, bit) => sum | (flag && element.validity[flag] ? 1 << bit : 0), 0)
    // a URL is the binding's to parse
    return element.type === 'url' ? bits & ~2 : bits
  }

  /** @param {any} element */
  const checked = (element) =>
    element.localName === 'option' ? element.selected : /^(checkbox|radio)$/.test(element.type) ? element.checked : null

  /** @param {FormData} data */
  const entries = (data) => [...data].filter(([, value]) => typeof value === 'string').flat()

  const look = () => ({
    controls: /** @type {any[]} */ ([...listed, ...document.querySelectorAll('option, optgroup')]).map((element) => [
      place(element),
      /^(fieldset|object|optgroup)$/.test(element.localName) ? null : element.value,
      checked(element),
      element.matches(':disabled'),
      element.localName === 'optgroup' || element.localName === 'option' ? 0 : place(element.form),
      element.localName === 'optgroup' || element.localName === 'option' ? 0 : validity(element)
    ]),
    forms: forms.map((form) => [
      Array.from(form.elements, place),
      place(
        [...document.querySelectorAll('button,input')].find(
          (button) =>
            /** @type {any} */ (button).form === form &&
            button.matches(':default') &&
            /^(submit|image)$/.test(/** @type {any} */ (button).type)
        ) ?? null
      ),
      entries(new FormData(form)),
      ...listed
        .filter((button) => button.form === form && /^(submit|image)$/.test(button.type))
        .map((button) => entries(new FormData(form, button)))
    ])
  })

  const textTypes = ['text', 'search', 'tel', 'url', 'email', 'password', 'textarea']
  const pickedTypes = ['number', 'range', 'date', 'month', 'week', 'time', 'datetime-local', 'color']

  /** @param {any} element @param {string} text */
  function fill(element, text) {
    if (element.matches(':disabled') || (element.readOnly && !/^(range|color)$/.test(element.type))) return 'refused'
    if (!textTypes.includes(element.type)) {
      element.value = text
      return 'picked'
    }
    element.focus()
    element.select()
    return 'typed'
  }

  /** What a user sees, which the property `label` is not where the attribute is empty. @param {any} option */
  const labelOf = (option) => option.getAttribute('label') || option.text

  /** @param {any} select @param {string[]} texts */
  function choose(select, texts) {
    const options = /** @type {any[]} */ ([...select.options])
    const wanted = texts.map(
      (text) => options.find(({ value }) => value === text) ?? options.find((option) => labelOf(option) === text)
    )
    if (select.matches(':disabled') || wanted.some((option) => !option || option.matches(':disabled'))) return 'refused'
    if (!select.multiple) {
      if (wanted.length !== 1) return 'refused'
      wanted[0].selected = true
      return 'chosen'
    }
    for (const option of options) option.selected = wanted.includes(option)
    return 'chosen'
  }

  /** @param {Action} action */
  function act({ kind, subject, texts, on }) {
    const isFilled = (/** @type {any} */ element) => [...textTypes, ...pickedTypes].includes(element.type)
    const isChecked = (/** @type {any} */ element) => /^(checkbox|radio)$/.test(element.type)
    const candidates = {
      // what a datalist holds is not shown
      fill: listed.filter((element) => isFilled(element) && !element.closest('datalist')),
      check: listed.filter(isChecked),
      choose: listed.filter(({ localName }) => localName === 'select'),
      reset: forms
    }[kind]
    if (candidates.length === 0) return { kind, at: -1, did: 'nothing', texts: [] }
    const element = /** @type {any} */ (candidates[subject % candidates.length])
    const at = place(element)
    if (kind === 'reset') {
      element.reset()
      return { kind, at, did: 'reset', texts: [] }
    }
    if (kind === 'fill') return { kind, at, did: fill(element, texts[0]), texts }
    if (kind === 'choose') {
      const labels = /** @type {any[]} */ ([...element.options]).map((option, index) =>
        index % 2 === 0 ? option.value : labelOf(option)
      )
      const picked =
        labels.length === 0
          ? texts
          : texts
              .slice(0, element.multiple ? 3 : 1)
              .map((text, index) => labels[(subject + index * 7 + text.length) % labels.length])
      return { kind, at, did: choose(element, picked), texts: picked }
    }
    if (element.matches(':disabled')) return { kind, at, did: 'refused', texts: [] }
    // no click unchecks a radio button
    const wanted = on || element.type === 'radio'
    if (element.checked !== wanted) element.click()
    return { kind, at, did: 'checked', texts: [], on: wanted }
  }

  return action ? { on: action.on, ...act(action) } : look()
}

/** @param {Case} given @returns {Promise<Snapshot[]>} */
async function playInChromium({ html, actions }) {
  /** @type {any[]} */
  const snapshots = [{ action: '', ...(await page.evaluate(inChromium, { html })) }]
  for (const action of actions) {
    const done = /** @type {any} */ (await page.evaluate(inChromium, { action }))
    if (done.did === 'typed')
      await (done.texts[0] ? page.keyboard.insertText(done.texts[0]) : page.keyboard.press('Delete'))
    snapshots.push({ action: JSON.stringify(done), ...(await page.evaluate(inChromium, {})) })
  }
  return snapshots
}

const instance = createModule()

/** The same here, doing what was done there. @param {Case} given @param {Snapshot[]} theirs @returns {Snapshot[]} */
function playOurs({ html }, theirs) {
  const forms = openForms(html, instance)
  const find = (/** @type {string} */ selector) => /** @type {number[]} */ (forms.query(selector))
  const elements = find('*')
  const place = (/** @type {number} */ element) => elements.indexOf(element)
  const listed = find('button,fieldset,input,object,output,select,textarea')
  const optionsAndGroups = find('option, optgroup')
  const tags = new Map(elements.map((element) => [element, forms.tag(element)]))

  /** @param {string} action @returns {Snapshot} */
  const look = (action) => {
    const disabled = find(':disabled')
    const checked = find(':checked')
    return {
      action,
      controls: [...listed, ...optionsAndGroups].map((element) => {
        const isOption = optionsAndGroups.includes(element)
        assert.equal(forms.isDisabled(element), disabled.includes(element))
        assert.equal(forms.checked(element) === true, checked.includes(element))
        return [
          place(element),
          forms.value(element),
          forms.checked(element),
          forms.isDisabled(element),
          isOption ? 0 : place(forms.form(element)),
          isOption ? 0 : forms.willValidate(element) ? forms.validity(element) : -1
        ]
      }),
      forms: find('form').map((form) => [
        forms.formElements(form).map(place),
        place(forms.defaultButton(form)),
        forms.entries(form),
        ...listed
          .filter((button) => forms.form(button) === form && isSubmit(button))
          .map((button) => forms.entries(form, button))
      ])
    }
  }

  /** @param {number} element */
  function isSubmit(element) {
    const type = String(forms.attribute(element, 'type')).toLowerCase()
    return tags.get(element) === 'button'
      ? type !== 'button' && type !== 'reset'
      : tags.get(element) === 'input' && /^(submit|image)$/.test(type)
  }

  /** @param {string} action */
  function act(action) {
    const { kind, at, did, texts, on } = JSON.parse(action)
    if (did === 'nothing') return
    const element = elements[at]
    /** @type {Record<string, () => unknown>} */
    const deeds = {
      fill: () => forms.fill(element, texts[0]),
      check: () => forms.check(element, on),
      choose: () => forms.choose(element, ...texts),
      reset: () => forms.reset(element)
    }
    const result = deeds[kind]()
    assert.equal(typeof result === 'object', did === 'refused', `${action}: ${JSON.stringify(result)} in ${html}`)
  }

  const ours = theirs.map(({ action }, index) => {
    if (index > 0) act(action)
    return look(action)
  })
  forms.release()
  return ours
}

/** The first difference of two snapshots. @param {Snapshot} ours @param {Snapshot} theirs @param {string} html */
function difference(ours, theirs, html) {
  for (const kind of /** @type {const} */ (['controls', 'forms'])) {
    for (const [index, expected] of theirs[kind].entries()) {
      const actual = ours[kind][index]
      if (JSON.stringify(actual) === JSON.stringify(expected)) continue
      return { action: theirs.action, kind, expected: JSON.stringify(expected), actual: JSON.stringify(actual), html }
    }
  }
  return null
}

test('random forms hold and send what they do in Chromium', async (t) => {
  const choose = createChooser(seededRandom(seed))
  const differences = []
  let looks = 0
  for (let index = 0; index < count; index++) {
    const given = { html: randomForms(choose), actions: choose.some(4, 8, () => randomAction(choose)) }
    const theirs = await playInChromium(given)
    const ours = playOurs(given, theirs)
    looks += theirs.length
    const found = theirs.map((each, at) => difference(ours[at], each, given.html)).find(Boolean)
    if (found) differences.push(found)
  }
  t.diagnostic(`${count} pages, looked at ${looks} times`)
  differences.sort((one, other) => one.html.length - other.html.length)
  assert.equal(differences.length, 0, JSON.stringify(differences.slice(0, reported), null, 1))
})
