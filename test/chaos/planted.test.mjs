// The checks see what they are there to see: each of these changes makes one fail.
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { root } from '../../wasm/steps.mjs'
import { checks } from './checks.mjs'
import { openPage } from './node-page.mjs'
import { startProxy } from './proxy.mjs'
import { startServer } from './server-process.mjs'

/** @typedef {{ what: string, file: 'proxy' | 'server' | 'node-page', text: string, instead: string, fails: keyof typeof checks }} Plant */

const stall = 'a stall swallows bytes and ends both ways, and nobody is told'
const holes = 'a connection that lost bytes to a stall stays half-open, others are as before'
const kept = 'each message is acknowledged as often as it comes, and kept once'
const restart = 'a killed server comes back on its port with all it had acknowledged'
const resume = 'who says what it had last gets all after, also after a restart; others begin with the present'
const storm = 'a page that keeps both protocols loses and doubles nothing in a storm with kills'

/** @type {Plant[]} */
const plants = [
  {
    what: 'a stall passes bytes',
    file: 'proxy',
    text: 'if (isStalled()) return swallow(bytes.length)',
    instead: 'if (isStalled()) swallow(bytes.length)',
    fails: stall
  },
  {
    what: 'a stall passes the end',
    file: 'proxy',
    text: 'if (isStalled()) swallow(0)\n      else deliver(() => to.end())',
    instead: 'deliver(() => to.end())',
    fails: stall
  },
  { what: 'a stream is mended', file: 'proxy', text: 'hasHole = true', instead: '', fails: holes },
  {
    what: 'a delay of one way only',
    file: 'proxy',
    text: 'if (wait === 0 &&',
    instead: 'if (from === upstream || wait === 0 &&',
    fails: 'a delay is waited for each way'
  },
  {
    what: 'bytes that overtake others',
    file: 'proxy',
    text: 'const next = onTheWay.shift()',
    instead: 'const next = act',
    fails: 'jitter changes no order'
  },
  {
    what: 'a cut that resets',
    file: 'proxy',
    text: 'client.end()\n      upstream.end()',
    instead: 'client.resetAndDestroy()\n upstream.resetAndDestroy()',
    fails: 'a cut ends both sides in peace'
  },
  {
    what: 'a reset of one side',
    file: 'proxy',
    text: 'client.resetAndDestroy()\n      upstream.resetAndDestroy()',
    instead: 'client.resetAndDestroy()\n upstream.destroy()',
    fails: 'a reset is one, on both sides'
  },
  {
    what: 'a byte too many',
    file: 'proxy',
    text: 'Math.max(rest, 0)',
    instead: 'Math.max(rest, 0) + 1',
    fails: 'what is truncated passes in its first bytes, each way, and is cut'
  },
  {
    what: 'nobody is refused',
    file: 'proxy',
    text: 'if (faults.refuse) {',
    instead: 'if (false) {',
    fails: 'who is refused is closed at once, who is connected goes on'
  },
  {
    what: 'repeats are kept',
    file: 'server',
    text: 'if (!isRepeated(entry)) append',
    instead: 'append',
    fails: kept
  },
  {
    what: 'repeats are not acknowledged',
    file: 'server',
    text: 'if (!isRepeated(entry)) append(journal, entry)',
    instead: 'if (isRepeated(entry)) return; else append(journal, entry)',
    fails: kept
  },
  {
    what: 'a restart forgets the pages',
    file: 'server',
    text: 'const highest = highestOf(journal)',
    instead: 'const highest = new Map()',
    fails: restart
  },
  {
    what: 'it resumes with the last message itself',
    file: 'server',
    text: 'Number(last ?? published) + 1',
    instead: 'Number(last ?? published + 1)',
    fails: resume
  },
  {
    what: 'repeats are kept in a storm',
    file: 'server',
    text: 'if (!isRepeated(entry)) append',
    instead: 'append',
    fails: storm
  },
  {
    what: 'messages are acknowledged before they are kept',
    file: 'server',
    text: 'append(journal, entry)',
    instead: 'setTimeout(() => append(journal, entry), 300)',
    fails: storm
  },
  {
    what: 'a page sends nothing again',
    file: 'node-page',
    text: 'for (const entry of unacknowledged) transmit(entry)',
    instead: '',
    fails: storm
  },
  {
    what: 'a page does not say what it had last',
    file: 'node-page',
    text: 'last === undefined ?',
    instead: 'true ?',
    fails: storm
  },
  {
    what: 'a page sends again backwards',
    file: 'node-page',
    text: 'for (const entry of unacknowledged)',
    instead: 'for (const entry of [...unacknowledged].reverse())',
    fails: storm
  }
]

for (const [index, plant] of plants.entries()) {
  test(`seen: ${plant.what}`, async (t) => {
    const parts = { startProxy, startServer, openPage, patience: 2_000 }
    const path = write(plant, index)
    if (plant.file === 'server') parts.startServer = () => startServer(path)
    else Object.assign(parts, await import(pathToFileURL(path).href))
    await assert.rejects(checks[plant.fails](parts, t))
  })
}

/**
 * Writes the file with the change.
 * @param {Plant} plant
 * @param {number} index
 * @returns {string} its path
 */
function write({ file, text, instead }, index) {
  const url = new URL(`${file}.mjs`, import.meta.url)
  const source = readFileSync(url, 'utf8')
  assert.equal(source.split(text).length, 2, `once in ${file}.mjs: ${text}`)
  const planted = source
    .replace(text, () => instead)
    .replaceAll(/from '(\.[^']+)'/g, (_, path) => `from '${new URL(path, url).href}'`)
  const folder = join(root, 'build/planted')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${index}-${file}.mjs`)
  writeFileSync(path, planted)
  return path
}
