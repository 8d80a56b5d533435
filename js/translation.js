/**
 * The core's translation to JavaScript (dist/ws.nowasm.js), for pages that can't run WebAssembly: a Content Security
 * Policy that forbids it, a browser without it, or one that compiles only small modules at once.
 */

/** @typedef {import('./engine.js').CoreExports} CoreExports */
/** @typedef {{ version: string, instantiate: () => CoreExports }} Translation */

const key = Symbol.for('htmx-ext-ws-wasm.nowasm')
const page = /** @type {{ [key]?: Translation }} */ (globalThis)

/** @param {Translation} translation */
export function provideTranslation(translation) {
  page[key] = translation
}

/**
 * @param {string} version
 * @returns {Translation | undefined} one that the page has loaded, or that came by loadTranslation
 */
export const providedTranslation = (version) => (page[key]?.version === version ? page[key] : undefined)

/**
 * Loads the translation from beside a script, or from where the script's data-nowasm says.
 * @param {HTMLOrSVGScriptElement | null} script the one that holds this code
 * @param {string} version
 * @returns {Promise<Translation>}
 */
export function loadTranslation(script, version) {
  const url = translationUrl(script)
  return new Promise((resolve, reject) => {
    const element = document.createElement('script')
    element.nonce = script?.nonce ?? ''
    if (script instanceof HTMLScriptElement) element.crossOrigin = script.crossOrigin
    element.onload = () => {
      const translation = providedTranslation(version)
      if (translation) resolve(translation)
      else reject(new Error(`${url} is not of version ${version}`))
    }
    element.onerror = () => reject(new Error(`${url} can't be loaded`))
    element.src = trusted(url)
    document.head.append(element)
  })
}

/** @param {HTMLOrSVGScriptElement | null} script */
function translationUrl(script) {
  const given = script?.dataset.nowasm
  if (given) return new URL(given, document.baseURI).href
  const own = script instanceof HTMLScriptElement ? script.src : ''
  return new URL('ws.nowasm.js', own || document.baseURI).href
}

/**
 * Under require-trusted-types-for only a policy makes a URL that a script may have; without leave for one of ours, the
 * page's default policy decides.
 * @param {string} url
 * @returns {string}
 */
function trusted(url) {
  const { trustedTypes } = /** @type {any} */ (globalThis)
  try {
    const policy = trustedTypes?.createPolicy('htmx-ext-ws-wasm', {
      createScriptURL: (/** @type {string} */ own) => own
    })
    return policy?.createScriptURL(url) ?? url
  } catch {
    return url
  }
}
