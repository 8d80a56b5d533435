/** The cookies of a page, as a browser keeps and sends them: those of its response go with its sockets' handshakes. */
import { CookieJar } from 'tough-cookie'

/** @typedef {ReturnType<typeof createCookies>} Cookies */

/** A jar that keeps cookies of localhost and addresses too, where servers are tested. */
export function createCookies() {
  const jar = new CookieJar(undefined, { rejectPublicSuffixes: false })

  return {
    /**
     * @param {string} url of a response; a socket's counts as that of its handshake
     * @param {string[]} headers its values of Set-Cookie
     */
    keep(url, headers) {
      for (const header of headers) jar.setCookieSync(header, handshakeUrl(url), { ignoreError: true })
    },

    /**
     * @param {string} url
     * @param {string} [given] a Cookie header that is sent as well
     * @returns {Record<string, string>} the header Cookie, where there are any
     */
    headerFor(url, given) {
      const cookies = [given, jar.getCookieStringSync(handshakeUrl(url))].filter(Boolean).join('; ')
      return cookies === '' ? {} : { Cookie: cookies }
    }
  }
}

/** @param {string} url */
const handshakeUrl = (url) => url.replace(/^ws/i, 'http')
