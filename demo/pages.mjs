// The pages. To add one: a file in pages/ that begins with its <title>, a file in live/ with what the server does for its
// sockets, and an entry here. A script of its own goes to assets/.

import { createChat } from './live/chat.mjs'
import { createControl } from './live/control.mjs'
import { createForm } from './live/form.mjs'
import { createHeartbeat } from './live/heartbeat.mjs'
import { createMigration } from './live/migration.mjs'
import { createNotifications } from './live/notifications.mjs'
import { createSupervision } from './live/supervision.mjs'
import { createTable } from './live/table.mjs'

/**
 * @typedef {object} Page
 * @property {string} path of the page, and of its sockets
 * @property {string} name in the menu
 * @property {string} file in pages/
 * @property {string} [card] its text on the start page, as HTML
 * @property {(operations: import('./outages.mjs').Operations) => import('./server.mjs').Room} [createRoom]
 * @property {boolean} [isSpared] from what the control panel does to the network
 */

/** @type {Page[]} */
export const pages = [
  { path: '/', name: 'Start', file: 'start.html' },
  {
    path: '/chat',
    name: 'Chat',
    file: 'chat.html',
    card: 'Write from one tab to another. While the server is away, what you write waits, and arrives later.',
    createRoom: createChat
  },
  {
    path: '/table',
    name: 'Live table',
    file: 'table.html',
    card: 'Forty buoys, 320 readings, about 160 changes a second. Pause it with a button that sends a form.',
    createRoom: createTable
  },
  {
    path: '/notifications',
    name: 'Notifications',
    file: 'notifications.html',
    card: 'Append, prepend and delete; and morph a card around the field in which you type.',
    createRoom: createNotifications
  },
  {
    path: '/form',
    name: 'Form',
    file: 'form.html',
    card: 'Everything a form can hold, and what the server gets of it.',
    createRoom: createForm
  },
  {
    path: '/heartbeat',
    name: 'Heartbeat',
    file: 'heartbeat.html',
    card: 'A clock that the server drives, and how long a message takes there and back.',
    createRoom: createHeartbeat
  },
  {
    path: '/supervision',
    name: 'Supervision',
    file: 'supervision.html',
    card: 'Break the connection in three ways and lose nothing: heartbeat, acknowledgements, resumption, and an inspector.',
    createRoom: createSupervision
  },
  {
    path: '/migration',
    name: 'Migration',
    file: 'migration.html',
    card: 'The same page in the words of htmx 1, <code>hx-ws</code>, and in those of today.',
    createRoom: createMigration
  },
  {
    path: '/control',
    name: 'Control panel',
    file: 'control.html',
    card: 'Close sockets with any code, restart the server, delay and lose frames. Watch the other pages.',
    createRoom: createControl,
    isSpared: true
  }
]
