// Messages that carry pieces of a page: cards, dialogs, media, articles, code, and what servers get wrong.

import { boxClasses, buttonClasses, paths, people, products, sentences, snippets, states, titles } from '../words.mjs'
import { time } from './feeds.mjs'

/** @typedef {import('../servers.mjs').Server} Server */
/** @typedef {import('../servers.mjs').Markup} Markup */

/** @param {Server} s */
function card(s) {
  return s.html`
    <section id="${s.id('card')}" class="${s.pick(boxClasses)}"${s.oob(s.pick(['true', 'morph', 'beforeend:#board', 'outerHTML:#card-3']))}${s.extra()}>
      <header class="card-header"><h3>${s.pick(titles)}</h3></header>
      <div class="card-body">
        <p>${s.pick(sentences)}</p>
        <p>${s.pick(sentences)} <mark>${s.pick(states)}</mark></p>
      </div>
      <footer>
        <small>${s.pick(people)}, ${time(s)}</small>
        <nav><a href="/cards/${s.integer(1, 99)}" hx-boost="true">Open</a> | <a href="${s.url('/cards', { move: 'up', id: 4 })}">Up</a></nav>
      </footer>
    </section>
  `
}

/** @param {Server} s */
function product(s) {
  return s.html`
    <div class="product" id="${s.id('product')}"${s.extra()}>
      <a href="${s.url('/products', { id: s.integer(1, 999), ref: 'live', variant: 'xl' })}">
        <img src="/img/${s.integer(1, 99)}.jpg" srcset="/img/1.jpg 1x, /img/1@2x.jpg 2x" sizes="(max-width: 600px) 100vw, 50vw" alt="${s.pick(products)}" loading="lazy">
        <h4>${s.pick(products)}</h4>
      </a>
      <del>${s.integer(50, 99)},00 &euro;</del> <ins>${s.integer(1, 49)},99 &euro;</ins>
      <button class="${s.pick(buttonClasses)}" hx-post="/cart"${s.json('hx-vals', { product: s.integer(1, 999), quantity: 1 })}>Add to cart</button>
    </div>
  `
}

/** @param {Server} s */
function details(s) {
  return s.html`
    <details id="${s.id('faq')}"${s.flag('open', s.chance(0.5))}${s.oob('true')}>
      <summary>${s.pick(sentences)}</summary>
      <p>${s.pick(sentences)}</p>
      <ul><li>${s.pick(products)}</li><li><code>${s.pick(paths)}</code></li></ul>
    </details>
  `
}

/** @param {Server} s */
function dialog(s) {
  return s.html`
    <dialog id="modal" open aria-labelledby="modal-title"${s.oob('true')}>
      <form method="dialog">
        <h2 id="modal-title">${s.pick(titles)}</h2>
        <p>${s.pick(sentences)}</p>
        <menu>
          <li><button value="cancel" formnovalidate>Cancel</button></li>
          <li><button value="ok" class="${s.pick(buttonClasses)}" hx-on:click="document.getElementById('modal').close('ok')">OK</button></li>
        </menu>
      </form>
    </dialog>
  `
}

/** @param {Server} s */
function picture(s) {
  return s.html`
    <figure id="${s.id('photo')}"${s.oob('afterbegin:.gallery')}>
      <picture>
        <source type="image/webp" srcset="/p/${s.integer(1, 99)}.webp?w=400&amp;h=300 400w, /p/1.webp?w=800 800w">
        <img src="/p/${s.integer(1, 99)}.jpg" alt="${s.pick(sentences)}" width="400" height="300"/>
      </picture>
      <figcaption>${s.pick(titles)} &copy; 2024 ${s.pick(people)}</figcaption>
    </figure>
  `
}

/** @param {Server} s */
function player(s) {
  return s.html`
    <div id="player" class="player">
      <video controls muted playsinline poster="/v/1.jpg" width=640>
        <source src="/v/${s.integer(1, 99)}.mp4" type="video/mp4">
        <track kind="captions" src="/v/1.vtt" srclang="en" label="English" default>
        Your browser can't play <a href="/v/1.mp4">this video</a>.
      </video>
      <audio src="/a/${s.integer(1, 99)}.ogg" preload="none" controls></audio>
    </div>
  `
}

/** @param {Server} s */
function code(s) {
  return s.html`<div id="${s.id('paste')}"${s.oob('true')}><pre><code class="language-js">${s.pick(snippets)}\n</code></pre><kbd>Ctrl</kbd>+<kbd>C</kbd></div>`
}

/** What a renderer of Markdown makes of an answer. @param {Server} s */
function article(s) {
  return s.html`
    <div id="answer" class="prose"${s.oob('beforeend')}>
    <h2 id="${s.token(6)}">${s.pick(titles)}</h2>
    <p>${s.pick(sentences)} <strong>${s.pick(products)}</strong> and <em>${s.pick(products)}</em>, see
    <a href="https://example.com/a?b=1&amp;c=2#d">the docs</a>.</p>
    <ul>
    ${s.raw(s.some(1, 4, () => s.html`<li>${s.pick(sentences)}</li>`.source).join('\n'))}
    </ul>
    <pre><code class="language-sh">${s.pick(snippets)}
    </code></pre>
    <hr>
    <blockquote>
    <p>${s.pick(sentences)}</p>
    </blockquote>
    </div>
  `
}

/** Words of an answer as they are generated. @param {Server} s */
const words = (s) => s.html`<span${s.oob('beforeend:#answer')}>${s.pick(sentences).split(' ')[0]} </span>`

/** @param {Server} s */
function customElement(s) {
  return s.pick([
    () =>
      s.html`<sl-alert id="alert" variant="success" open closable><sl-icon slot="icon" name="check2-circle"></sl-icon>${s.pick(sentences)}</sl-alert>`,
    () =>
      s.html`<live-chart id="chart"${s.oob('true')} points="[1,2,${s.integer(1, 9)}]"${s.json('config', { type: 'line', animate: false })}></live-chart>`,
    () => s.html`<hx-partial id="p${s.integer(1, 9)}"><user-card name="${s.pick(people)}"></user-card></hx-partial>`
  ])()
}

/** @param {Server} s */
function script(s) {
  return s.pick([
    () => s.html`
      <div id="chart"${s.oob('true')}>
        <canvas width="300" height="150"></canvas>
        <script>
          if (window.chart && chart.data.length < 100) { chart.push(${s.integer(1, 99)}); document.title = "<" + chart.length + ">" }
        </script>
      </div>
    `,
    () => s.html`<div id="scripts"${s.oob('beforeend')}><script>toast('${s.raw(s.pick(titles))}')</script></div>`,
    () =>
      s.html`<style id="theme"${s.oob('true')}>:root > .app { --accent: #${s.token(6, '0123456789abcdef')}; } a::before { content: "<"; }</style>`,
    () =>
      s.html`<div id="map"><script type="application/json">${s.raw(JSON.stringify({ points: [1, 2], name: 'a </b> c' }))}</script></div>`
  ])()
}

/** @param {Server} s */
function drawing(s) {
  return s.html`
    <svg id="gauge" viewBox="0 0 100 50"${s.oob('true')} preserveAspectRatio="xMidYMid meet">
      <defs><linearGradient id="fill"><stop offset="0" stop-color="red"/><stop offset="1"/></linearGradient></defs>
      <path d="M5 45 A40 40 0 0 1 ${s.integer(10, 90)} 20" stroke="url(#fill)" fill="none"/>
      <text x="50" y="45" text-anchor="middle">${s.integer(0, 100)} &deg;C</text>
    </svg>
  `
}

/** @param {Server} s */
function pages(s) {
  return s.html`
    <nav id="pages" aria-label="Pages">
      <ul class="pagination">
        ${s.each(
          [1, 2, 3, 4],
          (page) =>
            s.html`<li class="page-item${page === 2 ? ' active' : ''}"><a class="page-link" href="${s.url('/orders', { page, sort: 'name', section: 'all' })}"${page === 2 ? s.raw(' aria-current="page"') : ''}>${page}</a></li>`
        )}
      </ul>
    </nav>
  `
}

/** Old habits that every browser forgives. @param {Server} s */
function oldStyle(s) {
  return s.pick([
    () => s.html`<DIV ID="news" CLASS='box'><FONT COLOR=red>${s.pick(titles)}</FONT><BR>${s.pick(sentences)}</DIV>`,
    () => s.html`<div id=motd><center><b>${s.pick(titles)}</b></center><hr/>${s.pick(sentences)}</div>`,
    () => s.html`<div id="ad" ><a href=/go?id=${s.integer(1, 9)}&src=ws target=_blank >${s.pick(products)}</a ></div >`
  ])()
}

/** A template as Prettier leaves it: no white space that would show. @param {Server} s */
function prettier(s) {
  return s.html`
    <a
      id="${s.id('link')}"${s.oob('true')}
      href="${s.url('/orders', { id: s.integer(1, 99), tab: 'items' })}"
      class="${s.pick(buttonClasses)}"
      >${s.pick(titles)} <span class="badge">${s.integer(1, 9)}</span></a
    ><input
      type="hidden"
      name="seen"
    />
  `
}

/** Mistakes that real servers make. @param {Server} s */
function sloppy(s) {
  return s.pick([
    () => s.html`<ul id="list"><li>${s.pick(products)}<li>${s.pick(products)}<li>${s.pick(products)}</ul>`,
    () => s.html`<div id="text"${s.oob('true')}><p>${s.pick(sentences)}<p>${s.pick(sentences)}</div>`,
    () => s.html`<p id="info"${s.oob('true')}><div class="inner">${s.pick(sentences)}</div></p>`,
    () => s.html`<div id="box"${s.oob('true')}><span>${s.pick(sentences)}</div></span>`,
    () => s.html`<div id="panel">${s.pick(sentences)}</div></div>`,
    () => s.html`<div id="note"${s.oob('true')}><b>${s.pick(titles)}<i></b>${s.pick(sentences)}</i></div>`,
    () => s.html`<table id="grid"><form action="/x"><tr><td><input name="a"></td></tr></form></table>`,
    () => s.html`<div id="team"><user-card name="${s.pick(people)}" /></div>`,
    () => s.html`<div id="open"${s.oob('beforeend')}><p>${s.pick(sentences)}`
  ])()
}

/** @type {[number, (server: Server) => Markup][]} */
export const documents = [
  [6, card],
  [3, product],
  [2, details],
  [2, dialog],
  [2, picture],
  [1, player],
  [3, code],
  [3, article],
  [4, words],
  [2, customElement],
  [2, script],
  [1.5, drawing],
  [2, pages],
  [1.5, oldStyle],
  [1.5, prettier],
  [2.5, sloppy]
]
