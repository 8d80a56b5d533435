import { readForm, readText } from './form.mjs'
import { conversation, newMessage, online } from './templates.mjs'

const maximumHistory = 50
const maximumName = 32
const maximumText = 500

/** A room in memory: everyone sees every message, a newcomer sees the last ones. */
export function createChatRoom() {
  /** @type {Set<import('ws').WebSocket>} */
  const sockets = new Set()
  /** @type {import('./templates.mjs').Message[]} */
  const history = []

  /** @param {unknown} markup */
  function sendToAll(markup) {
    for (const socket of sockets) socket.send(String(markup))
  }

  /** @param {Record<string, unknown>} form */
  function say(form) {
    const message = { name: readText(form.name, maximumName), text: readText(form.text, maximumText), time: new Date() }
    if (!message.name || !message.text) return
    history.push(message)
    history.splice(0, history.length - maximumHistory)
    sendToAll(newMessage(message))
  }

  /** @param {import('ws').WebSocket} socket */
  function join(socket) {
    sockets.add(socket)
    socket.send(String(conversation(history)))
    sendToAll(online(sockets.size))

    socket.on('message', (data) => {
      const form = readForm(data)
      if (form) say(form)
      else socket.close(1007, 'Send a form as JSON')
    })
    socket.on('close', () => {
      sockets.delete(socket)
      sendToAll(online(sockets.size))
    })
  }

  return { join }
}
