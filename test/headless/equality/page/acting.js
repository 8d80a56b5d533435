/**
 * What a user of a browser does: each action on an element that is chosen by a number from those of its kind that are there.
 * Runs in the page.
 */

/** @typedef {import('../steps.mjs').Step} Step */

/** Controls that are typed into, as an editor does; what is set by other means comes as a value. */
const typed = ['text', 'search', 'url', 'tel', 'email', 'password', 'textarea']
const picked = ['number', 'date', 'time', 'month', 'week', 'datetime-local', 'range', 'color']

/** @param {string} selector @returns {any[]} those that a user can reach */
const reachable = (selector) =>
  [...document.querySelectorAll(selector)].filter(
    (elt) => elt instanceof HTMLElement && elt.checkVisibility() && !elt.matches(':disabled')
  )

/** @param {any} elt */
const isWritable = (elt) => !elt.readOnly && [...typed, ...picked].includes(elt.type)

/** @type {Record<Step['do'], (() => any[]) | undefined>} where each may be done */
const places = {
  fill: () => reachable('input, textarea').filter(isWritable),
  check: () => reachable('input').filter(({ type }) => type === 'checkbox' || type === 'radio'),
  uncheck: () => reachable('input').filter(({ type }) => type === 'checkbox'),
  select: () => reachable('select').filter((elt) => choosable(elt).length > 0),
  // senders again: they are what matters
  click: () => [clicked, ...Array(4).fill('[ws-send]')].flatMap((selector) => reachable(selector).filter(isClicked)),
  submit: () => reachable('form'),
  trigger: () =>
    ['[ws-send]', ...Array(3).fill('[ws-send][hx-trigger]'), '#x, #a, body'].flatMap((selector) => [
      ...document.querySelectorAll(selector)
    ]),
  message: undefined,
  open: undefined,
  drop: undefined,
  tick: undefined
}

const clicked = 'button, input, a[href], label, #x, #a'

/** A select's options are chosen, and a form submitted, by their own steps. @param {any} elt */
const isClicked = (elt) => !elt.matches('form, select, input[type=file], input[type=color], [hx-get]')

/** Those that are named by their value: of several with one the first is meant. @param {any} select @returns {any[]} */
const choosable = (select) => {
  const options = [...select.options]
  return options.filter(
    (option) => !option.matches(':disabled') && options.find(({ value }) => value === option.value) === option
  )
}

/**
 * Does it, where there is such an element.
 * @param {Step} step
 * @returns {{ selector: string, values: string[] } | null} of the element, and what was put into it
 */
export function act(step) {
  const found = places[step.do]?.() ?? []
  const elt = found[Math.floor(step.pick * found.length)]
  if (!elt) return null
  const selector = selectorOf(elt)
  return { selector, values: deeds[step.do]?.(elt, step) ?? [] }
}

/** @type {Partial<Record<Step['do'], (elt: any, step: any) => string[] | undefined>>} */
const deeds = {
  fill(elt, { text, values }) {
    const given = typed.includes(elt.type) ? text : (values[elt.type] ?? '')
    // a line break can't be typed into a line
    const value = elt.type === 'textarea' ? given : given.replaceAll(/[\r\n]/g, '')
    elt.focus()
    tell(elt, 'keydown')
    if (typed.includes(elt.type)) type(elt, value)
    else setValue(elt, value)
    tell(elt, 'keyup')
    // what was typed is told as a change now
    if (elt.pending) tell(elt, 'change')
    elt.pending = false
    leave()
    return [value]
  },
  check: (elt) => void (elt.checked || press(elt)),
  uncheck: (elt) => void (elt.checked && press(elt)),
  select(elt, { picks }) {
    const options = choosable(elt)
    const values = new Set(
      (elt.multiple ? picks : picks.slice(0, 1)).map(
        (/** @type {number} */ pick) => options[Math.floor(pick * options.length)].value
      )
    )
    const chosen = [...values].map((value) => options.find((option) => option.value === value))
    elt.focus()
    const before = states(elt)
    for (const option of elt.options) option.selected = chosen.includes(option)
    if (states(elt) !== before) {
      tell(elt, 'input')
      tell(elt, 'change')
    }
    return [...values]
  },
  click: (elt) => void press(elt),
  // by Enter
  submit(elt) {
    const submitter = [...elt.elements].find((each) => each.type === 'submit')
    if (submitter) submitter.click()
    else elt.requestSubmit()
    return undefined
  },
  trigger(elt, { event: given }) {
    // half of them are what the element waits for
    const own = elt.matches('[ws-send]') && /^[a-z]+/.exec(elt.getAttribute('hx-trigger') ?? '')?.[0]
    const event = given === 'own' ? own || 'click' : given
    if (event === 'click' && elt.click) elt.click()
    else tell(elt, event)
    return [event]
  }
}

/** @param {any} select */
const states = (select) => [...select.options].map(({ selected }) => Number(selected)).join('')

/** @param {Element} elt @param {string} event */
const tell = (elt, event) => elt.dispatchEvent(new Event(event, { bubbles: true, cancelable: true }))

/** With a mouse: the focus moves to what can have it. @param {any} elt */
function press(elt) {
  if (tell(elt, 'mousedown') && elt.isConnected && !canFocus(elt)) leave()
  if (elt.isConnected) tell(elt, 'mouseup')
  if (elt.isConnected) elt.click()
}

/** Whether it, or what is around it, has the focus now. @param {any} elt */
function canFocus(elt) {
  for (let each = elt; each && each !== document.body; each = each.parentElement) {
    each.focus({ preventScroll: true })
    if (document.activeElement === each) return true
  }
  return false
}

function leave() {
  const { activeElement } = document
  if (activeElement instanceof HTMLElement) activeElement.blur()
}

/** By other means than keys. @param {any} elt @param {string} value */
function setValue(elt, value) {
  const before = elt.value
  elt.value = value
  elt.pending = elt.value !== before
  if (elt.pending || value !== '') tell(elt, 'input')
}

/**
 * By the browser's own editor: what is typed obeys maxlength. To minlength it is not the user's.
 * @param {any} elt @param {string} text
 */
function type(elt, text) {
  elt.select()
  document.execCommand(text === '' ? 'delete' : 'insertText', false, text)
}

/** @param {Element} elt @returns {string} a selector that nothing else in the page matches */
export function selectorOf(elt) {
  const id = elt.getAttribute('id') ?? ''
  if (/^[a-z][\w-]*$/i.test(id) && document.querySelectorAll(`#${id}`).length === 1) return `#${id}`
  const { parentElement } = elt
  if (!parentElement) return 'html'
  return `${selectorOf(parentElement)} > :nth-child(${[...parentElement.children].indexOf(elt) + 1})`
}
