// What a page takes: a fresh process for each kind, with many pages that have gone through each script a few times.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { contestants } from './contestants.mjs'
import { page, scripts } from './scripts.mjs'

/** @typedef {import('./contestants.mjs').Name} Name */

/** Enough that what a process takes by itself does not count. */
export const usualCounts = { headless: 2000, jsdom: 60 }

const times = 5

/**
 * @param {Name} name
 * @param {number} count of pages
 * @returns {Promise<number>} bytes of the process for each page
 */
export async function memoryPerPage(name, count) {
  const child = fork(fileURLToPath(import.meta.url), [name, String(count)], { execArgv: ['--expose-gc'] })
  const [message] = await once(child, 'message')
  return message
}

/** Runs in the child. @param {Name} name @param {number} count */
async function measure(name, count) {
  const open = async () => {
    const opened = await contestants[name](page)
    for (const script of scripts) for (let run = 0; run < times; run++) script.run(opened, run)
    opened.sent()
    return opened
  }
  // code is loaded and compiled for the first ones
  const kept = [await open(), await open()]
  const before = resident()
  while (kept.length < count + 2) kept.push(await open())
  const after = resident()
  process.send?.((after - before) / count)
}

function resident() {
  for (let time = 0; time < 3; time++) globalThis.gc?.()
  return process.memoryUsage.rss()
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) {
  await measure(/** @type {Name} */ (process.argv[2]), Number(process.argv[3]))
  process.exit()
}
