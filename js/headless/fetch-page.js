/** Fetches a page as a browser that follows a link: with its cookies through each redirect. */
import { PageError } from './errors.js'

// WHATWG Fetch, section 4.4
const mostRedirects = 20

/**
 * @param {string} first
 * @param {object} means
 * @param {typeof globalThis.fetch} means.fetch
 * @param {Record<string, string>} means.headers
 * @param {import('./cookies.js').Cookies} means.cookies
 * @returns {Promise<{ url: string, html: string }>} the last URL, and its page
 * @throws {PageError} where there is none
 */
export async function fetchPage(first, { fetch, headers, cookies }) {
  let url = first
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const { Cookie: given, ...others } = headers
    const response = await request(url, { ...others, ...cookies.headerFor(url, given) })
    cookies.keep(url, response.headers.getSetCookie())
    const location = response.headers.get('location')
    if (!isRedirect(response) || !location) return { url, html: await read(url, response) }
    await response.body?.cancel()
    url = new URL(location, url).href
  }
  throw new PageError(`${first} was redirected more than ${mostRedirects} times.`, 'Look at where its server sends it.')

  /**
   * @param {string} url
   * @param {Record<string, string>} headers
   */
  async function request(url, headers) {
    try {
      return await fetch(url, { headers: { Accept: 'text/html', ...headers }, redirect: 'manual' })
    } catch (cause) {
      const { message } = /** @type {Error} */ (/** @type {Error} */ (cause).cause ?? cause)
      throw new PageError(`${url} can't be fetched: ${message}.`, 'Is its server running?', { cause })
    }
  }
}

/** @param {Response} response */
const isRedirect = ({ status }) => status >= 300 && status < 400

/**
 * @param {string} url
 * @param {Response} response
 */
async function read(url, response) {
  if (response.ok) return response.text()
  await response.body?.cancel()
  const { status, statusText } = response
  throw new PageError(
    `${url} was answered with ${status} ${statusText}.`,
    'Open a page that is there, with the headers and cookies that it asks for.'
  )
}
