// Random sequences of messages for a page whose targets stand one inside another, and whose content brings more of the
// same ids: what one message does decides what the next one finds.

/** @typedef {import('./seeded.mjs').Chooser} Chooser */

const ids = ['a', 'b', 'c', 'list', 'rows', 'x', 'y']

/** The page that they are for. */
export const sequencePage = `<section id="a" class="box"><p>A</p><div id="b"><i id="c">C</i><u>beside</u></div></section>
<ul id="list"><li>first</li></ul><table><tbody id="rows"><tr id="row"><td>1</td></tr></tbody></table><div id="x">X</div>`

const styles = [
  'true',
  '',
  'outerHTML',
  'innerHTML',
  'beforeend',
  'beforeend',
  'afterbegin',
  'beforebegin',
  'afterend',
  'delete'
]

/**
 * Half of the sequences hold only what can be foreseen: there is more to leave out of them.
 * @param {boolean} calm
 * @param {number} weight
 */
const unless = (calm, weight) => (calm ? 0 : weight)

/** @param {Chooser} choose @param {boolean} calm @returns {string} */
const attributes = (choose, calm) =>
  choose.weighted([
    [8, () => ''],
    [2, () => ` id="${choose.pick(ids)}"`],
    [2, () => choose.pick([' class="box"', ' class=""', ' class="  box  red box"', ' class="htmx-added"'])],
    [1, () => ' style="color: red"'],
    [unless(calm, 1), () => choose.pick([' hx-get="/none"', ' hx-trigger="never"', ' hx-on:never="0"'])],
    [unless(calm, 0.3), () => ' hx-preserve id="x"']
  ])()

/** @param {Chooser} choose @param {boolean} calm @param {number} depth @returns {string} */
const content = (choose, calm, depth = 0) =>
  choose
    .some(0, depth === 0 ? 3 : 2, () =>
      choose.weighted([
        [4, () => `text ${choose.integer(0, 99)} `],
        [3, () => `<b${attributes(choose, calm)}>${depth < 2 ? content(choose, calm, depth + 1) : 'deep'}</b>`],
        [2, () => `<div${attributes(choose, calm)}>${depth < 2 ? content(choose, calm, depth + 1) : ''}</div>`],
        [0.5, () => `<a href="#here">link</a>`],
        [0.5, () => '<input value="1"><button type="submit">send</button>'],
        [0.3, () => '<form><input name="n"></form>'],
        [0.3, () => '<!-- a comment -->&amp;&lt;'],
        [unless(calm, 0.2), () => '<template><b>inside</b></template>'],
        [unless(calm, 0.2), () => '<script type="text/plain">text</script>'],
        // what only the host can parse
        [unless(calm, 0.3), () => '<p>one<table><tr><td>1</table>']
      ])()
    )
    .join('')

/** @param {Chooser} choose @param {boolean} calm */
function element(choose, calm) {
  const id = choose.pick(ids)
  const style = choose.pick(styles)
  const selector = choose.weighted([
    [6, `#${choose.pick(ids)}`],
    [unless(calm, 1), '.box'],
    [unless(calm, 1), 'u, #c']
  ])
  const swap = style.length > 4 && choose.chance(0.7) ? `${style}:${selector}` : style
  const attribute = swap === '' ? '' : ` ${choose.chance(0.1) ? 'data-' : ''}hx-swap-oob="${swap}"`
  const own = choose.chance(calm ? 1 : 0.85) ? ` id="${id}"` : ''
  if (choose.chance(0.08)) return `<tr id="row"${attribute}><td>${choose.integer(0, 99)}</td></tr>`
  const tag = choose.pick(['div', 'ul', 'section', 'span'])
  return `<${tag}${own}${attribute}${attributes(choose, calm).replace(/ id="\w+"/, '')}>${content(choose, calm)}</${tag}>`
}

/** An insertion at the end of one of a few, which may bring another one of the same id. @param {Chooser} choose */
const insertion = (choose) => {
  const id = choose.chance(0.3) ? ` id="${choose.pick(['b', 'list', 'x'])}"` : ''
  const style = choose.chance(0.9) ? 'beforeend' : 'afterbegin'
  return `<div hx-swap-oob="${style}:#${choose.pick(['b', 'list', 'x'])}"><b${id}>${choose.integer(0, 99)}</b></div>`
}

/**
 * @param {Chooser} choose
 * @returns {string[]} messages
 */
export function sequence(choose) {
  const calm = choose.chance(0.5)
  const inserts = calm && choose.chance(0.5)
  const one = () => (inserts && choose.chance(0.8) ? insertion(choose) : element(choose, calm))
  return choose.some(2, 14, () => choose.some(1, 3, one).join(''))
}
