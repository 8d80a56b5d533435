// Icons as the usual sets draw them: outlines of 24 units, filled ones of 16 or 20, and references into a sprite.

/** @typedef {import('./seeded.mjs').Chooser} Chooser */

const outlines = [
  '<path d="M5 5l14 14M19 5L5 19" />',
  '<circle cx="12" cy="12" r="9"></circle><line x1="12" y1="7" x2="12" y2="13"></line><line x1="12" y1="16.5" x2="12.01" y2="16.5"></line>',
  '<polyline points="4 13 10 19 21 6"></polyline>',
  '<path stroke-linecap="round" stroke-linejoin="round" d="M3.5 12.2h17m-8.4-8.6v17"/>',
  '<rect x="4" y="4" width="16" height="16" rx="2" ry="2"/><path d="M8 12h8"/>',
  '<g fill="none" stroke="currentColor"><path d="M4 7h16v12H4z"/><path d="M4 7l8 7 8-7"/></g>',
  '<polygon points="12 3 22 20 2 20"></polygon><path d="M12 9v5"></path>'
]

const solids = [
  '<path d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1m.9 10.5H7.1V9.8h1.8zm0-3H7.1v-4h1.8z"/>',
  '<path fill-rule="evenodd" d="M2.5 8.4l3.4 3.5 7.6-8 .9.9-8.5 9-4.3-4.5z" clip-rule="evenodd" />',
  '<path d="M3 3.9l.9-.9L8 7.1 12.1 3l.9.9L8.9 8l4.1 4.1-.9.9L8 8.9 3.9 13l-.9-.9L7.1 8z"></path>',
  '<ellipse cx="8" cy="8" rx="6" ry="4"/><circle cx="8" cy="8" r="2"/>'
]

const names = ['x', 'check', 'bell', 'alert-triangle', 'mail', 'trash', 'user', 'chevron-right']

/** @param {Chooser} choose */
function outline({ pick }) {
  const size = pick(['24', '20', '16'])
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 24 24" fill="none" ` +
    `stroke="currentColor" stroke-width="${pick(['1.5', '2'])}" stroke-linecap="round" stroke-linejoin="round" ` +
    `class="icon icon-${pick(names)}">${pick(outlines)}</svg>`
  )
}

/** @param {Chooser} choose */
function solid({ pick }) {
  return (
    `<svg class="${pick(['h-5 w-5 text-green-400', 'bi', 'size-4'])}" viewBox="0 0 16 16" fill="currentColor" ` +
    `aria-hidden="true">\n  ${pick(solids)}\n</svg>`
  )
}

/** @param {Chooser} choose */
function sprite({ pick }) {
  const name = pick(names)
  const reference = pick([`href="#${name}"`, `xlink:href="/static/icons.svg#${name}"`, `href="/icons.svg#${name}"`])
  return `<svg class="icon" role="img"><title>${name}</title><use ${reference}${pick(['/>', '></use>'])}</svg>`
}

/** @param {Chooser} choose */
function font({ pick }) {
  return pick([
    `<i class="fa-solid fa-${pick(names)}"></i>`,
    `<i class="bi bi-${pick(names)}" aria-hidden="true"></i>`,
    `<span class="material-icons">${pick(['close', 'check', 'mail'])}</span>`
  ])
}

/**
 * One icon as markup.
 *
 * @param {Chooser} choose
 */
export function icon(choose) {
  const draw = choose.weighted([
    [3, outline],
    [3, solid],
    [2, sprite],
    [3, font]
  ])
  return draw(choose)
}
