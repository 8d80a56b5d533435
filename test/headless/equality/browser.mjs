/** The pages in Chromium: each loaded into a frame of its own from a server of the test, with htmx and the extension. */
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import { launch } from '../../support/browser.mjs'
import { extension } from '../../support/extension.mjs'

/** @typedef {import('./steps.mjs').Play} Play */
/** @typedef {import('./steps.mjs').State} State */

const htmx = fileURLToPath(new URL('../../../node_modules/htmx.org/dist/htmx.js', import.meta.url))

/** Scripts that are gone before anything of the page is there. */
const scripts = ['player', 'htmx', 'ws'].map((name) => `<script src="/${name}.js"></script>`).join('')
const clean = '<script>for (const script of document.querySelectorAll("script")) script.remove()</script>'

/** So many in one call, which must not take for ever. */
const atOnce = 25

export async function openBrowser() {
  /** @type {Map<string, string>} */
  const pages = new Map()
  const files = new Map([
    ['/player.js', await playerScript()],
    ['/htmx.js', await readFile(htmx, 'utf8')],
    ['/ws.js', await readFile(extension, 'utf8')]
  ])
  const server = createServer(({ url = '' }, response) => {
    const script = files.get(url)
    if (script !== undefined) {
      response.setHeader('cache-control', 'max-age=1000').setHeader('content-type', 'text/javascript').end(script)
    } else response.setHeader('content-type', 'text/html').end(pages.get(url) ?? '<!doctype html><title>t</title>')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`
  const browser = await launch()
  const tab = await browser.newPage()
  await tab.goto(origin)

  return {
    /** @param {number} index */
    urlOf: (index) => `${origin}/page/${index}`,

    /**
     * @param {Play[]} plays
     * @returns {AsyncGenerator<{ play: Play, states: State[] }>}
     */
    async *play(plays) {
      for (let at = 0; at < plays.length; at += atOnce) {
        const part = plays.slice(at, at + atOnce)
        for (const { index, html } of part)
          pages.set(`/page/${index}`, html.replace('<head>', `<head>${scripts}${clean}`))
        const played = await tab.evaluate(
          playAll,
          part.map(({ index, steps }) => ({ path: `/page/${index}`, steps }))
        )
        for (const [index, states] of played.entries()) yield { play: part[index], states: JSON.parse(states) }
        pages.clear()
      }
    },

    async close() {
      await browser.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

async function playerScript() {
  const entry = fileURLToPath(new URL('page/player.js', import.meta.url))
  const { outputFiles } = await esbuild.build({ entryPoints: [entry], bundle: true, format: 'iife', write: false })
  return outputFiles[0].text
}

/**
 * Runs in the tab.
 * @param {{ path: string, steps: import('./steps.mjs').Step[] }[]} plays
 * @returns {Promise<string[]>} the states of each, as JSON
 */
async function playAll(plays) {
  const results = []
  for (const { path, steps } of plays) {
    const frame = document.createElement('iframe')
    frame.src = path
    frame.width = frame.height = '1000'
    await new Promise((resolve) => {
      frame.onload = resolve
      document.body.append(frame)
    })
    results.push(await /** @type {any} */ (frame.contentWindow).player.play(steps))
    frame.remove()
  }
  return results
}
