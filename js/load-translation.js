/** Loads the core's translation by a script tag. */
import { requireTranslation } from './translation.js'

/** @typedef {import('./translation.js').Translation} Translation */

/**
 * Loads the translation from beside a script, or from where the script's data-nowasm says.
 * @param {HTMLOrSVGScriptElement | null} script the one that holds this code
 * @param {string} place from the script's own
 * @param {string} version
 * @returns {Promise<Translation>}
 */
export async function loadTranslation(script, place, version) {
  const url = translationUrl(script, place)
  const element = document.createElement('script')
  element.nonce = script?.nonce ?? ''
  if (script instanceof HTMLScriptElement) element.crossOrigin = script.crossOrigin
  /** @type {Promise<void>} */
  const loaded = new Promise((resolve, reject) => {
    element.onload = () => resolve()
    element.onerror = () => reject(new Error(`${url} can't be loaded`))
  })
  element.src = trusted(url)
  document.head.append(element)
  await loaded
  return requireTranslation(url, version)
}

/**
 * @param {HTMLOrSVGScriptElement | null} script
 * @param {string} place
 */
function translationUrl(script, place) {
  const given = script?.dataset.nowasm
  if (given) return new URL(given, document.baseURI).href
  const own = script instanceof HTMLScriptElement ? script.src : ''
  return new URL(place, own || document.baseURI).href
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
