/** Which URLs a page can have. */
import { PageError } from './errors.js'

/**
 * @param {string | URL} url
 * @returns {string} normalized
 * @throws {PageError} where no page can have it
 */
export function pageUrl(url) {
  const { protocol, href } = parsed(url)
  if (protocol === 'http:' || protocol === 'https:') return href
  throw new PageError(`A page can't have the URL ${href}.`, 'Give it an http: or https: URL.')
}

/** @param {string | URL} url */
function parsed(url) {
  try {
    return new URL(url)
  } catch (cause) {
    const reason = `${JSON.stringify(url)} is no URL.`
    throw new PageError(reason, 'Give it a whole one: http://127.0.0.1:3000/chat.', { cause })
  }
}
