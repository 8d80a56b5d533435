import { readText } from '../fields.mjs'
import { html } from '../html.mjs'

const maximumText = 100

/** Answers both halves of the page: which one asks stands in a hidden field. */
export function createMigration() {
  /** @param {import('../client.mjs').Client} client */
  function join(client) {
    client.onForm(({ half, text }) => {
      if (half !== 'before' && half !== 'after') return
      client.send(
        html`<output id="answer-${half}" class="answer">The server heard: ${readText(text, maximumText)}</output>`
      )
    })
  }

  return { join }
}
