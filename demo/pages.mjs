// The pages. To add one: a file in pages/ that begins with its <title>, a file in live/ with what the server does for its
// sockets, and a line here.

import { createChat } from './live/chat.mjs'
import { createControl } from './live/control.mjs'
import { createForm } from './live/form.mjs'
import { createHeartbeat } from './live/heartbeat.mjs'
import { createMigration } from './live/migration.mjs'
import { createNotifications } from './live/notifications.mjs'
import { createTable } from './live/table.mjs'

/**
 * @typedef {object} Page
 * @property {string} path of the page, and of its sockets
 * @property {string} name in the menu
 * @property {string} file in pages/
 * @property {(operations: import('./outages.mjs').Operations) => import('./server.mjs').Room} [createRoom]
 * @property {boolean} [isSpared] from what the control panel does to the network
 */

/** @type {Page[]} */
export const pages = [
  { path: '/', name: 'Start', file: 'start.html' },
  { path: '/chat', name: 'Chat', file: 'chat.html', createRoom: createChat },
  { path: '/table', name: 'Live table', file: 'table.html', createRoom: createTable },
  { path: '/notifications', name: 'Notifications', file: 'notifications.html', createRoom: createNotifications },
  { path: '/form', name: 'Form', file: 'form.html', createRoom: createForm },
  { path: '/heartbeat', name: 'Heartbeat', file: 'heartbeat.html', createRoom: createHeartbeat },
  { path: '/migration', name: 'Migration', file: 'migration.html', createRoom: createMigration },
  { path: '/control', name: 'Control panel', file: 'control.html', createRoom: createControl, isSpared: true }
]
