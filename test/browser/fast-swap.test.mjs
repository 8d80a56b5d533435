// Fast swaps: which content is put into the page without htmx's events, and which takes the full way, with nothing lost.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { useChromium } from '../support/browser.mjs'
import { openSite, visit } from '../support/site.mjs'

const browser = await useChromium()

/**
 * @param {import('node:test').TestContext} t
 * @param {string} targets
 * @param {{ head?: string, htmx?: string, ext?: string }} [options]
 */
async function open(t, targets, { head = '', htmx = '/htmx.js', ext = 'ws' } = {}) {
  const scripts = `<script src="${htmx}"></script><script src="/ws.js"></script><script>
    htmx.config.ws = { swap: 'fast' }
    htmx.defineExtension('other', {})
    globalThis.told = []
    const names = ['oobBeforeSwap', 'oobAfterSwap', 'load', 'beforeCleanupElement', 'wsAfterMessage']
    for (const name of names) document.addEventListener('htmx:' + name, () => told.push(name))
    </script>`
  const site = await openSite(
    t,
    `<body hx-ext="${ext}"><main ws-connect="/">${targets}<u id="end"></u></main></body>`,
    {
      head: `${head}`,
      scripts
    }
  )
  const visited = await visit(t, browser, site)
  const { page } = visited
  const { socket } = await site.socket(0)
  let count = 0
  return {
    ...visited,
    site,
    /** @param {string} message @returns {Promise<string[]>} what the page was told of while it came */
    async receive(message) {
      await page.evaluate(() => /** @type {any} */ (globalThis).told.splice(0))
      socket.send(message)
      socket.send(`<u id="end">${++count}</u>`)
      await page.waitForFunction((text) => document.querySelector('#end')?.textContent === text, String(count))
      /** @type {string[]} */
      const told = await page.evaluate(() => /** @type {any} */ (globalThis).told)
      return told.slice(0, told.lastIndexOf('wsAfterMessage'))
    }
  }
}

const target = '<p id="x">old</p>'

const plain = {
  'by id': '<p id="x">new</p>',
  'into it': '<p hx-swap-oob="innerHTML:#x">new</p>',
  'at its end': '<p hx-swap-oob="beforeend:#x">new</p>',
  'at its beginning': '<p hx-swap-oob="afterbegin:#x">new</p>',
  'before it': '<p hx-swap-oob="beforebegin:#x"><b>new</b></p>',
  'after it': '<p hx-swap-oob="afterend:#x"><b>new</b></p>',
  'in its place': '<p id="x" data-hx-swap-oob="outerHTML">new</p>',
  'a link': '<p id="x"><a href="#new">new</a></p>',
  'a style': '<p id="x"><b style="color: red">new</b></p>',
  'that only the host can parse': '<div id="x"><p>new<table><tr><td>1</table></div>'
}

for (const [name, message] of Object.entries(plain)) {
  test(`plain content comes without htmx's events: ${name}`, async (t) => {
    const { receive, page, errors } = await open(t, target)
    assert.deepEqual(await receive(message), ['wsAfterMessage'])
    assert.match(await page.innerHTML('main'), /new/)
    assert.deepEqual(errors, [])
  })
}

test('an element is deleted without htmx’s events', async (t) => {
  const { receive, page } = await open(t, target)
  assert.deepEqual(await receive('<p id="x" hx-swap-oob="delete"></p>'), ['wsAfterMessage'])
  assert.equal(await page.locator('#x').count(), 0)
})

const full = {
  'an attribute of htmx': { message: '<p id="x"><b hx-get="/">new</b></p>' },
  'a script': { message: '<p id="x">new<script></script></p>' },
  'what takes the focus': { message: '<p id="x">new<input autofocus></p>' },
  'what takes the focus, and only the host can parse': {
    message: '<div id="x"><input autofocus><p>new<table><tr><td>1</table></div>'
  },
  'a custom element': { message: '<p id="x"><a-b>new</a-b></p>' },
  'a form': { message: '<div id="x"><form>new</form></div>' },
  'a form that only the host can parse': { message: '<div id="x"><form>new<p><table></table></form></div>' },
  'a submit button': { message: '<p id="x"><button type="submit">new</button></p>' },
  'a template': { message: '<p id="x">new<template></template></p>' },
  'more than an id': { message: '<p hx-swap-oob="innerHTML:main > #x">new</p>' },
  'several targets': { targets: target + target, message: '<p id="x">new</p>' },
  'a link that htmx boosts': {
    targets: `<div hx-boost="true">${target}</div>`,
    message: '<p id="x"><a href="/new">new</a></p>'
  },
  'a target that htmx has listeners on': {
    targets: '<p id="x" hx-get="/" hx-trigger="never">old</p>',
    message: '<p id="x">new</p>'
  },
  'listeners of htmx inside the target': {
    targets: '<p id="x"><b hx-on:click="0">old</b></p>',
    message: '<p hx-swap-oob="innerHTML:#x">new</p>'
  },
  'a target with extensions of its own': {
    targets: '<p id="x" hx-ext="other">old</p>',
    message: '<p id="x">new</p>'
  },
  'another extension': { ext: 'ws, other', message: '<p id="x">new</p>' }
}

for (const [name, { targets = target, message, ext }] of Object.entries(
  /** @type {Record<string, { targets?: string, message: string, ext?: string }>} */ (full)
)) {
  test(`the full way is taken by ${name}`, async (t) => {
    const { receive, page, errors } = await open(t, targets, { ext })
    const told = await receive(message)
    assert.ok(told.includes('oobBeforeSwap'), told.join())
    assert.match(await page.innerHTML('main'), /new/)
    assert.deepEqual(errors, [])
  })
}

test('one element of a message that takes the full way takes the others along', async (t) => {
  const { receive } = await open(t, `${target}<p id="y"></p>`)
  const told = await receive('<p id="x">new</p><p id="y"><b hx-get="/">new</b></p>')
  assert.equal(told.filter((name) => name === 'oobBeforeSwap').length, 2)
})

test('a socket inside what goes is closed', async (t) => {
  const { receive, site } = await open(t, '<div id="x"><p ws-connect="/inner"></p></div>')
  const inner = await site.socket(1)
  const closed = new Promise((resolve) => inner.socket.once('close', resolve))
  await receive('<div id="x">new</div>')
  await closed
})

test('on htmx 1 too', async (t) => {
  const { receive, page } = await open(t, target, { htmx: '/htmx-1.9.12.js' })
  assert.deepEqual(await receive(plain['by id']), ['wsAfterMessage'])
  assert.equal(await page.textContent('#x'), 'new')
})

test('a style that a policy forbids the parser is applied, as htmx applies it', async (t) => {
  const policy = `<meta http-equiv="content-security-policy" content="style-src 'none'">`
  const { receive, page } = await open(t, target, { head: policy })
  assert.deepEqual(await receive('<p id="x"><b style="color: rgb(1, 2, 3)">new</b></p>'), ['wsAfterMessage'])
  const color = await page.evaluate(() => getComputedStyle(/** @type {Element} */ (document.querySelector('b'))).color)
  assert.equal(color, 'rgb(1, 2, 3)')
})
