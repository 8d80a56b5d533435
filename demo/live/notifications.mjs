import { clock, html } from '../html.mjs'

const maximumNotes = 20

const events = [
  'The nightly backup is done',
  'Ada merged a change',
  'Disk space is at 80 percent',
  'A new version is out',
  'Grace asks for a review'
]

/** Each page has notes of its own, which it asks for with buttons; and a card that is morphed. */
export function createNotifications() {
  /** @param {import('../client.mjs').Client} client */
  function join(client) {
    /** Oldest first, as they stand in the page from top to bottom. @type {number[]} */
    const shown = []
    let made = 0
    let done = 0
    client.send(html`<ul hx-swap-oob="innerHTML:#notes"></ul>${card(done)}`)

    /** @type {Record<string, () => unknown>} */
    const answers = {
      append() {
        shown.push(++made)
        return html`<ul hx-swap-oob="beforeend:#notes">${note(made)}</ul>`
      },
      prepend() {
        shown.unshift(++made)
        return html`<ul hx-swap-oob="afterbegin:#notes">${note(made)}</ul>`
      },
      delete() {
        const first = shown.shift()
        return first === undefined ? '' : html`<li id="note-${first}" hx-swap-oob="delete"></li>`
      },
      morph() {
        done = (done + 1) % (steps + 1)
        return card(done)
      }
    }

    client.onForm(({ action }) => {
      const answer = answers[/** @type {keyof typeof answers} */ (action)]
      if (!answer || !Object.hasOwn(answers, String(action))) return
      const markup = String(answer())
      const surplus = shown.splice(0, Math.max(0, shown.length - maximumNotes))
      const deletions = surplus.map((number) => html`<li id="note-${number}" hx-swap-oob="delete"></li>`)
      if (markup) client.send(markup + deletions.join(''))
    })
  }

  return { join }
}

/** @param {number} number */
function note(number) {
  const time = new Date()
  return html`
    <li id="note-${number}" class="note">
      <p>${events[number % events.length]}</p>
      <p class="quiet">Number ${number}, <time datetime="${time.toISOString()}">${clock(time, 'medium')}</time></p>
    </li>`
}

const steps = 5

/** The extension takes what is inside the element that says so. @param {number} done */
function card(done) {
  return html`
    <div hx-swap-oob="morph:#card"><section id="card" class="card" aria-labelledby="card-title">
      <h2 id="card-title">Step ${done} of ${steps}</h2>
      <progress max="${steps}" value="${done}" aria-labelledby="card-title"></progress>
      <label>Type here, then morph <input id="card-field" autocomplete="off"></label>
    </section></div>`
}
