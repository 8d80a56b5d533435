/** Makes the sockets: by htmx.createWebSocket, which is ours unless the page has put its own there. */
import { isFactoryOfHtmxOne } from './htmx-one.js'

/** @param {import('./core.js').Core} core */
export function createSocketFactory(core) {
  /**
   * The default of htmx.createWebSocket.
   * @param {string} value of ws-connect, or any URL
   * @param {string[]} [protocols]
   * @returns {WebSocket}
   * @throws {SyntaxError} where no WebSocket can be opened on it
   */
  function createWebSocket(value, protocols = []) {
    const url = core.isStarted() ? core.socketUrl(location.href, document.baseURI, value) : value
    if (url === null) throw new SyntaxError(`"${value}" is no URL for a WebSocket on this page`)
    const socket = new WebSocket(url, protocols)
    if (htmx.config.wsBinaryType) socket.binaryType = htmx.config.wsBinaryType
    return socket
  }

  return {
    /** Makes ours the default, where the page has none of its own. */
    install() {
      if (!htmx.createWebSocket || isFactoryOfHtmxOne(htmx.createWebSocket)) htmx.createWebSocket = createWebSocket
    },

    /**
     * @param {string} value of ws-connect
     * @param {string[]} protocols
     * @returns {WebSocket}
     * @throws whatever the page's function throws, or ours
     */
    newSocket(value, protocols) {
      const create = htmx.createWebSocket ?? createWebSocket
      // A page's own function gets what it always got; ours resolves the attribute's value itself.
      const argument = create === createWebSocket ? value : core.connectUrl(location.href, value)
      const socket = create.call(htmx, argument ?? value, ...(protocols.length > 0 ? [protocols] : []))
      if (!socket?.addEventListener) throw new TypeError('htmx.createWebSocket returned no socket')
      return socket
    },

    /** What to do where newSocket() throws. */
    remedy: () => (htmx.createWebSocket === createWebSocket ? badUrl : badFactory)
  }
}

const badUrl = 'Use a path (/chat), a ws:// or wss:// URL, and wss:// on a page loaded by https.'
const badFactory = "Let the page's own htmx.createWebSocket return a WebSocket."
