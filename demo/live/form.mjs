import { readText } from '../fields.mjs'
import { html } from '../html.mjs'

const maximumFields = 50
const maximumShown = 200

/** Says what arrived, field by field and as the frame that it was. */
export function createForm() {
  /** @param {import('../client.mjs').Client} client */
  function join(client) {
    client.onForm(({ HEADERS, ...fields }) => {
      const names = Object.keys(fields).slice(0, maximumFields)
      client.send(html`
        <div id="echo">
          <dl>${names.map((name) => html`<div><dt>${readText(name, maximumShown)}</dt><dd>${shown(fields[name])}</dd></div>`)}</dl>
          <details>
            <summary>The frame, as JSON</summary>
            <pre><code>${JSON.stringify({ ...fields, HEADERS }, null, 2)}</code></pre>
          </details>
        </div>`)
    })
  }

  return { join }
}

/** @param {unknown} value */
function shown(value) {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > maximumShown ? `${text.slice(0, maximumShown)}...` : text
}
