// The WebSocket server, in a process that is there to be killed. It knows both protocols of the extension:
//   {"id":"<page>:<n>","message":"..."} is answered by {"ack":"<page>:<n>"}; it keeps each once, as a page's n ascend.
//   <!--seq:N--> begins its messages; whoever connects with last-seq=N in the query gets all after N again.
// "ping" is answered by "pong", and what is nothing of all this is a message without acknowledgement.
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import { append, read } from './journal.mjs'

/** @typedef {'serve' | 'silence' | number} Conduct serve, never answer a handshake, or accept and close with this code */
/** @typedef {{ port: number, journal: string, published: number, conduct: Conduct }} Start */
/** @typedef {{ published?: number, conduct?: Conduct }} Order */
/** @typedef {{ port: number }} Started */

process.once('message', start)
process.once('disconnect', () => process.exit())

/** @param {Start} start */
async function start({ port, journal, published, conduct }) {
  const highest = highestOf(journal)
  const webSockets = new WebSocketServer({ noServer: true })
  const server = createServer().on('upgrade', (request, socket, head) => {
    socket.on('error', () => {})
    if (conduct === 'silence') return
    webSockets.handleUpgrade(request, socket, head, (page) => connected(page, request.url ?? ''))
  })
  await listen(server, port)
  process.on('message', (/** @type {Order} */ order) => {
    conduct = order.conduct ?? conduct
    while (published < (order.published ?? 0)) publish()
  })
  process.send?.({ port: /** @type {import('node:net').AddressInfo} */ (server.address()).port })

  /** @param {import('ws').WebSocket} page @param {string} url */
  function connected(page, url) {
    page.on('error', () => {})
    if (typeof conduct === 'number') return closeWith(page, conduct)
    page.on('message', (data) => received(page, String(data)))
    const last = new URL(url, 'ws://localhost').searchParams.get('last-seq')
    for (let seq = Number(last ?? published) + 1; seq <= published; seq++) page.send(messageOf(seq))
  }

  /** @param {import('ws').WebSocket} page @param {string} text */
  function received(page, text) {
    if (text === 'ping') return page.send('pong')
    const entry = entryOf(text)
    if (!isRepeated(entry)) append(journal, entry)
    if (entry.id) page.send(JSON.stringify({ ack: entry.id }))
  }

  /** @param {import('./journal.mjs').Entry} entry */
  function isRepeated({ id }) {
    if (!id) return false
    const [page, n] = partsOf(id)
    if (n <= (highest.get(page) ?? -1)) return true
    highest.set(page, n)
    return false
  }

  function publish() {
    published += 1
    for (const page of webSockets.clients) page.send(messageOf(published))
  }
}

/** Tries again while the port is taken: any process may have got it meanwhile. @param {import('node:http').Server} server @param {number} port */
async function listen(server, port) {
  for (;;) {
    const failure = await new Promise((resolve) => {
      server.once('error', resolve)
      server.listen(port, '127.0.0.1', () => resolve(undefined))
    })
    if (!failure) return
    if (failure.code !== 'EADDRINUSE') throw failure
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** @param {string} journal */
function highestOf(journal) {
  const ids = read(journal).flatMap(({ id }) => id ?? [])
  return new Map(ids.map(partsOf))
}

/** @param {string} id @returns {[page: string, n: number]} */
function partsOf(id) {
  const colon = id.lastIndexOf(':')
  return [id.slice(0, colon), Number(id.slice(colon + 1))]
}

/** @param {string} text @returns {import('./journal.mjs').Entry} */
function entryOf(text) {
  try {
    const { id, message } = JSON.parse(text)
    if (typeof id === 'string' && typeof message === 'string') return { id, message }
  } catch {}
  return { message: text }
}

/** @param {number} seq */
const messageOf = (seq) => `<!--seq:${seq}--><div id="log" hx-swap-oob="beforeend"><i>${seq}</i></div>`

/** @param {import('ws').WebSocket} page @param {number} code also those that no frame may carry: 1005 and 1006 */
function closeWith(page, code) {
  if (code === 1006) page.terminate()
  else if (code === 1005) page.close()
  else page.close(code)
}
