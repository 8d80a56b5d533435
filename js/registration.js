/**
 * Registers the extension with htmx, once however often the script is evaluated: boosted pages evaluate it again on each
 * navigation.
 */

/** @typedef {import('./htmx.d.ts').HtmxApi} HtmxApi */
/** @typedef {import('./htmx.d.ts').HtmxExtension} HtmxExtension */

const key = Symbol.for('htmx-ext-ws-wasm')

/** @typedef {{ version: string, extension: HtmxExtension }} Registered */

/**
 * @param {string} version
 * @param {() => HtmxExtension} create makes the extension, where it is not there yet
 */
export function register(version, create) {
  if (typeof htmx === 'undefined') {
    console.error('htmx-ext-ws-wasm: htmx is not there. Load htmx before this script.')
    return
  }
  const page = /** @type {{ [key]?: Registered }} */ (htmx)
  const present = page[key]
  if (present && present.version !== version) {
    console.warn(
      `htmx-ext-ws-wasm: version ${present.version} is loaded already, so ${version} does nothing. Load one.`
    )
    return
  }
  page[key] = present ?? { version, extension: create() }
  htmx.defineExtension('ws', page[key].extension)
}

/**
 * Whether another extension has the name: to be asked while ours is being registered, or later.
 * @param {HtmxApi} api
 * @param {HtmxExtension} extension ours
 */
export function hasRival(api, extension) {
  const probe = document.createElement('div')
  probe.setAttribute('hx-ext', 'ws')
  let found = false
  api.withExtensions(probe, ({ onEvent }) => {
    found ||= onEvent !== extension.onEvent
  })
  return found
}
