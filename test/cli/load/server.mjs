// A server under load, in a process of its own: a page whose form is answered, one whose connections end, and one of a
// member each, whom the socket greets.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

const page = (/** @type {string} */ path) => `<!doctype html><html><head><title>load</title></head><body hx-ext="ws">
<main ws-connect="${path}"><form id="form" ws-send><input name="text"><button>send</button></form>
<ul id="answers"></ul></main></body></html>`

/** @param {import('node:http').IncomingHttpHeaders} headers */
const memberOf = ({ cookie = '' }) => /^member=(\w+)$/.exec(cookie)?.[1]

const server = createServer(({ url = '/', headers }, response) => {
  if (url === '/none') response.writeHead(404).end('none')
  else if (url === '/members' && !memberOf(headers)) response.writeHead(403).end('not a member')
  else response.setHeader('content-type', 'text/html').end(page(url))
})
const sockets = new WebSocketServer({ server })
sockets.on('connection', (socket, { url, headers }) => {
  socket.on('error', () => {})
  if (url === '/members') socket.send(`<ul id="answers"><li>hello ${memberOf(headers)}</li></ul>`)
  if (url === '/ends') setTimeout(() => socket.terminate(), 100)
  socket.on('message', (data) => {
    const { text } = JSON.parse(String(data))
    if (url !== '/silent') socket.send(`<ul id="answers" hx-swap-oob="innerHTML"><li>${text}</li></ul>`)
  })
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
process.send?.(`http://127.0.0.1:${port}`)
process.on('disconnect', () => process.exit())
