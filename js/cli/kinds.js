/** What a file's name says about how it is to be read. */

/**
 * @typedef {object} Kind
 * @property {boolean} [isOnlySearched] it is no HTML: hx-ws in it is found, and left
 * @property {boolean} [isCode] what is between tags is a program
 * @property {boolean} [isCaseSensitive] HX-WS is another name
 * @property {boolean} [selfCloses] <div/> has no end tag
 * @property {boolean} [needsValues] an attribute without a value is not allowed, or is left out
 * @property {boolean} [hasBraces] {...} in a tag is an expression
 * @property {boolean} [hasBracesInQuotes] also in a quoted value
 * @property {boolean} [hasAt] @name(...) is an expression
 */

/** @type {Kind} */
const html = {}

/** @type {Kind} */
const searched = { isOnlySearched: true }

/** @type {Kind} */
const jsx = { isCode: true, isCaseSensitive: true, selfCloses: true, needsValues: true, hasBraces: true }

/** @type {Kind} */
const component = { selfCloses: true, hasBraces: true }

/** By the end of the file's name; a longer one goes before. @type {Map<string, Kind>} */
const kinds = new Map([
  ...[
    ...['.html', '.htm', '.jinja', '.jinja2', '.j2', '.njk', '.ejs', '.erb', '.hbs', '.handlebars', '.mustache'],
    ...['.liquid', '.twig', '.php', '.gohtml', '.tmpl', '.tpl', '.eex', '.jsp', '.ftl']
  ].map(each(html)),
  ['.xhtml', { isCaseSensitive: true, selfCloses: true, needsValues: true }],
  ['.vue', { selfCloses: true }],
  ['.svelte', { ...component, hasBracesInQuotes: true }],
  ...['.heex', '.leex', '.templ'].map(each(component)),
  ...['.blade.php', '.cshtml', '.razor'].map(each({ selfCloses: true, hasAt: true })),
  ...['.jsx', '.tsx'].map(each(jsx)),
  ...['.haml', '.pug', '.jade', '.slim', '.js', '.mjs', '.cjs', '.ts', '.mts', '.cts'].map(each(searched))
])

/** @param {Kind} kind @returns {(ending: string) => [string, Kind]} */
function each(kind) {
  return (ending) => [ending, kind]
}

// htmx 1 itself is full of hx-ws
const isLibrary = /^htmx.*\.js$|\.min\.js$/i

/**
 * @param {string} name of a file in a folder
 * @returns {boolean} whether a walk through the folder reads it
 */
export const isKnown = (name) => kindByEnding(name) !== undefined && !isLibrary.test(name)

/**
 * @param {string} name of a file
 * @returns {Kind} HTML for one that is not known
 */
export const kindOf = (name) => kindByEnding(name) ?? html

/** @param {string} name */
function kindByEnding(name) {
  const parts = name.toLowerCase().split('.').slice(1)
  return kinds.get(`.${parts.slice(-2).join('.')}`) ?? kinds.get(`.${parts.slice(-1)}`)
}
