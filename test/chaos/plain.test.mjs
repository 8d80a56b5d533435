// The harness itself, with a page that needs no browser.
import { test } from 'node:test'
import { checks } from './checks.mjs'
import { openPage } from './node-page.mjs'
import { startProxy } from './proxy.mjs'
import { startServer } from './server-process.mjs'

for (const [title, check] of Object.entries(checks)) {
  test(title, (t) => check({ startProxy, startServer, openPage }, t))
}
