/** Seeded pages, and what servers send to them and users do in them. */
import { createChooser, seededRandom } from '../../corpus/seeded.mjs'
import { content, item, row } from './content.mjs'
import { someText, someValues } from './controls.mjs'
import { anyId, tag } from './markup.mjs'
import { message } from './messages.mjs'
import { form, sender, wishes } from './senders.mjs'

/** @typedef {import('./markup.mjs').Chooser} Chooser */
/** @typedef {import('./steps.mjs').Play} Play */
/** @typedef {import('./steps.mjs').Step} Step */

/** htmx's own style sheet in the head is no matter of a page without a browser. */
const meta = `<meta name="htmx-config" content='{"includeIndicatorStyles":false}'>`

const urls = [
  '/chat',
  '/chat',
  'chat?room=1&name=é',
  'ws://example.test/socket',
  '/a b',
  'wss://example.test:8443/x?y=1'
]

/**
 * @param {number} seed
 * @param {number} index
 * @returns {Play}
 */
export function playOf(seed, index) {
  const choose = createChooser(seededRandom(seed * 1_000_003 + index))
  return { index, html: pageOf(choose), steps: stepsOf(choose) }
}

/** @param {Chooser} choose */
function pageOf(choose) {
  const targets = [
    () => tag('ul', { id: 'list' }, choose.some(0, 3, () => item(choose)).join('\n')),
    () => tag('table', {}, tag('tbody', { id: 'rows' }, row(choose).replace('<tr', '<tr id="row"'))),
    () => tag('div', { id: 'x', class: 'box' }, content(choose)),
    () => tag('section', { id: 'a' }, `<h1>A</h1>${tag('div', { id: 'b' }, `<i id="c">C</i>${content(choose)}`)}`),
    () => tag('p', { id: anyId(choose) }, 'odd'),
    () => form(choose),
    () => form(choose),
    () => sender(choose),
    () => content(choose)
  ]
  const shuffled = targets
    .map((make) => ({ make, at: choose.integer(0, 1000) }))
    .sort((one, other) => one.at - other.at)
  const made = shuffled.map(({ make }) => make())
  const outside = choose.integer(0, 2)
  const connection = { id: 'main', 'ws-connect': choose.pick(urls), ...wishes(choose, 0.05) }
  const main = tag(choose.pick(['main', 'div']), connection, `\n${made.slice(outside).join('\n')}\n`)
  const second = choose.chance(0.25) ? tag('aside', { 'ws-connect': '/second' }, content(choose) + sender(choose)) : ''
  const attributes = { 'hx-ext': 'ws', ...wishes(choose, 0.04) }
  return (
    `${choose.chance(0.97) ? '<!doctype html>' : ''}<html lang="en"><head><meta charset="utf-8">${meta}<title>t</title></head>\n` +
    `${tag('body', attributes, `\n${made.slice(0, outside).join('\n')}\n${main}\n${second}`)}</html>`
  )
}

/** @param {Chooser} choose @returns {Step[]} */
function stepsOf(choose) {
  const pick = () => choose.integer(0, 9999) / 10_000
  const beginning = /** @type {Step[]} */ (choose.chance(0.85) ? [{ do: 'open', pick: 0 }] : [])
  const rest = choose.some(4, 14, () =>
    choose.weighted(
      /** @type {[number, () => Step[]][]} */ ([
        [
          10,
          () => [
            { do: 'message', pick: pick(), text: wellFormed(message(choose)) },
            ...passed(choose),
            ...reopened(choose)
          ]
        ],
        [3, () => [{ do: 'fill', pick: pick(), text: someText(choose), values: someValues(choose) }]],
        [1.5, () => [{ do: choose.pick(['check', 'check', 'uncheck']), pick: pick() }]],
        [1.5, () => [{ do: 'select', pick: pick(), picks: choose.some(1, 3, pick) }]],
        [4, () => [{ do: 'click', pick: pick() }]],
        [3, () => [{ do: 'submit', pick: pick() }]],
        [
          2,
          () => [
            {
              do: 'trigger',
              pick: pick(),
              event: choose.pick(['own', 'own', 'own', 'own', 'ping', 'refresh', 'click', 'change', 'input', 'submit'])
            }
          ]
        ],
        [1.5, () => [{ do: 'tick', pick: 0, milliseconds: choose.pick([0, 100, 400, 2500]) }]],
        [0.4, () => [{ do: 'drop', pick: pick() }, { do: 'tick', pick: 0, milliseconds: 2000 }, ...reopened(choose)]]
      ])
    )()
  )
  return [...beginning, ...passed(choose), ...rest.flat(), { do: 'tick', pick: 0, milliseconds: 1000 }]
}

/** Most often what a page delays has happened before the next thing does. @param {Chooser} choose @returns {Step[]} */
const passed = (choose) => (choose.chance(0.8) ? [{ do: 'tick', pick: 0, milliseconds: 120 }] : [])

/** As a frame brings it: half a surrogate pair is no text. @param {string} text */
const wellFormed = (text) => Buffer.from(text).toString()

/** @param {Chooser} choose @returns {Step[]} */
const reopened = (choose) => (choose.chance(0.4) ? [{ do: 'open', pick: 0 }] : [])
