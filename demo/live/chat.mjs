import { readText } from '../fields.mjs'
import { clock, html } from '../html.mjs'

/** @typedef {{ name: string, text: string, time: Date }} Message */

const maximumHistory = 50
const maximumName = 32
const maximumText = 500
const avatarColours = 6

/** A room in memory: everyone sees every message, a newcomer sees the last ones. */
export function createChat() {
  /** @type {Set<import('../client.mjs').Client>} */
  const clients = new Set()
  /** @type {Message[]} */
  const history = []

  /** @param {unknown} markup */
  function sendToAll(markup) {
    for (const client of clients) client.send(markup)
  }

  /** @param {Record<string, unknown>} form */
  function say(form) {
    const message = { name: readText(form.name, maximumName), text: readText(form.text, maximumText), time: new Date() }
    if (!message.name || !message.text) return
    history.push(message)
    history.splice(0, history.length - maximumHistory)
    sendToAll(html`<ol hx-swap-oob="beforeend:#messages">${messageItem(message)}</ol>`)
  }

  /** @param {import('../client.mjs').Client} client */
  function join(client) {
    clients.add(client)
    client.send(conversation(history))
    sendToAll(online(clients.size))
    client.onForm(say)
    client.onLeave(() => {
      clients.delete(client)
      sendToAll(online(clients.size))
    })
  }

  return { join }
}

/** Starts the conversation afresh, so that nothing is doubled or lost after a reconnect. @param {Message[]} messages */
function conversation(messages) {
  return html`
    <ol hx-swap-oob="innerHTML:#history">${messages.map(messageItem)}</ol>
    <ol hx-swap-oob="innerHTML:#messages"></ol>`
}

/** @param {number} people */
const online = (people) => html`<p id="online">${people} online</p>`

/** @param {Message} message */
function messageItem({ name, text, time }) {
  return html`
    <li class="message">
      <span class="avatar colour-${avatarColour(name)}" aria-hidden="true">${[...name][0]}</span>
      <p class="sender">${name} <time datetime="${time.toISOString()}">${clock(time, 'short')}</time></p>
      <p class="text">${text}</p>
    </li>`
}

/** The same name has the same colour in every tab. @param {string} name */
function avatarColour(name) {
  const sum = [...name].reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0)
  return sum % avatarColours
}
