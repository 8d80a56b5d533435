import { html, trusted } from './html.mjs'
import { pages } from './pages.mjs'
import { queryFor, scriptsFor } from './versions.mjs'

/** @typedef {import('./versions.mjs').Versions} Versions */

/**
 * Puts around a page what all have in common: the head, the menu and the switches.
 * @param {string} source the page's file: what belongs into its head, then its <main>
 * @param {string} path
 * @param {Versions} versions
 * @param {string} token against forged messages
 */
export function layout(source, path, versions, token) {
  const query = queryFor(versions)
  const beginning = source.indexOf('<main')
  const head = trusted(source.slice(0, beginning))
  const main = trusted(fillIn(source.slice(beginning), versions, query, token))
  return String(html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="/icon.svg">
    <link rel="stylesheet" href="/style.css">
    <!-- The Content Security Policy allows neither the style element that htmx adds by itself, nor eval. -->
    <meta name="htmx-config" content='{"includeIndicatorStyles": false, "allowEval": false}'>
    ${scriptsFor(versions).map((script) => html`<script src="${script}" defer></script>\n    `)}<script src="/ws-inspector.js" defer></script>
    <script type="module" src="/connection.js"></script>
    ${head}  </head>
  <body>
    <a class="skip" href="#main">Skip to the content</a>
    <header class="site">
      <a class="brand" href="/${query}"><img src="/icon.svg" alt="" width="28" height="28">htmx-ext-ws-wasm</a>
      <button class="menu-button" type="button" popovertarget="menu">Menu</button>
      <div id="menu" popover>
        <nav aria-label="Pages">
          <ul>
            ${pages.map((page) => html`<li>${link(page.name, page.path + query, page.path === path)}</li>`)}
          </ul>
        </nav>
        <nav class="versions" aria-label="Versions">
          <h2>Extension</h2>
          ${choices(path, versions, 'extension', { ours: 'This one', reference: 'Reference' })}
          <h2>htmx</h2>
          ${choices(path, versions, 'htmx', { 2: '2', 1.9: '1.9' })}
        </nav>
      </div>
    </header>
    ${main}
  </body>
</html>
`)
}

/** What the start page says of the others. @param {string} query */
function cards(query) {
  return html`${pages.map(({ path, name, card }) =>
    card
      ? html`
    <li>
      <h2>${link(name, path + query, false)}</h2>
      <p>${trusted(card)}</p>
    </li>`
      : ''
  )}`
}

/** How the socket of the element around it is; connection.js keeps it. */
const connection = html`<div class="connection" data-state="connecting">
        <p role="status">Connecting</p>
        <button type="button" hidden>Connect now</button>
      </div>`

/**
 * @param {string} main
 * @param {Versions} versions
 * @param {string} query
 * @param {string} token
 */
function fillIn(main, { htmx }, query, token) {
  // htmx 1 handles hx-ws by itself and says nothing of its connection; the extension would only get in its way.
  return main
    .replaceAll('{{cards}}', String(cards(query)))
    .replaceAll('{{csrf token}}', token)
    .replaceAll('{{connection}}', String(connection))
    .replaceAll('{{connection by hx-ws}}', htmx === '2' ? String(connection) : '')
    .replaceAll('{{extension for hx-ws}}', htmx === '2' ? 'ws' : 'ignore:ws')
}

/**
 * @param {string} text
 * @param {string} address
 * @param {boolean} isCurrent
 */
function link(text, address, isCurrent) {
  return html`<a href="${address}"${isCurrent ? trusted(' aria-current="page"') : ''}>${text}</a>`
}

/**
 * @param {string} path
 * @param {Versions} versions
 * @param {keyof Versions} key
 * @param {Record<string, string>} names of the values
 */
function choices(path, versions, key, names) {
  const items = Object.entries(names).map(
    ([value, name]) =>
      html`<li>${link(name, path + queryFor({ ...versions, [key]: value }), versions[key] === value)}</li>`
  )
  return html`<ul>${items}</ul>`
}
