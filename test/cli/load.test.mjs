// The command "load", as a program against a real server in a process of its own: what it prints, writes, and its exit status.
import assert from 'node:assert/strict'
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../js/cli/main.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'hxws-load-'))

/** @type {string} */
let site
/** @type {import('node:child_process').ChildProcess} */
let server

before(async () => {
  server = fork(fileURLToPath(new URL('load/server.mjs', import.meta.url)))
  ;[site] = await once(server, 'message')
})

after(() => {
  server.kill()
  rmSync(folder, { recursive: true, force: true })
})

/** @param {string} name @param {string} text @returns {string} its path */
function file(name, text) {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

/** @param {string[]} parameters */
function start(...parameters) {
  const child = spawn(process.execPath, [program, 'load', ...parameters], { cwd: folder })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (data) => (stdout += data))
  child.stderr.on('data', (data) => (stderr += data))
  return { child, ended: once(child, 'close').then(([status]) => ({ status, stdout, stderr })) }
}

/** @param {string[]} parameters */
const run = (...parameters) => start(...parameters).ended

const answered = `export default async function ({ page, client, signal }) {
  if (!(signal instanceof AbortSignal)) throw new TypeError('no signal')
  const text = \`client \${client.index} round \${client.round}\`
  await client.measure('answer', async () => {
    page.fill('#form [name=text]', text)
    page.submit('#form')
    await page.waitFor('#answers li', { text })
  })
  await client.pause(100)
}`

test('a script is run by every client until the time is over: table, report, thresholds', async () => {
  const parameters = ['--clients', '5', '--for', '3s', '--ramp', '500ms', '--script', file('answered.mjs', answered)]
  const limits = ['--max-p50', '60s', '--max-p90', '60s', '--max-p99', '60s', '--max-errors', '0']
  const report = join(folder, 'report.html')
  const { status, stdout, stderr } = await run(`${site}/answers`, ...parameters, ...limits, '--report', report)
  assert.equal(status, 0, stdout + stderr)
  assert.match(stdout, /^5 clients on http:.*\/answers, \d+\.\d+ s\n/)
  assert.match(stdout, / connections +5 at most, 5 at the end, 0 reconnects\n/)
  assert.match(stdout, / errors +none\n/)
  const [, rounds] = stdout.match(/ script +ran (\d+) times/) ?? []
  assert.ok(Number(rounds) > 0, stdout)
  const [, answers] = stdout.match(/^ {2}answer +(\d+) +\d\S* m?s +\d\S* m?s +\d\S* m?s +\d\S* m?s\n/m) ?? []
  assert.ok(Math.abs(Number(answers) - Number(rounds)) <= 5, stdout)
  assert.equal(stdout.match(/^ {2}holds/gm)?.length, 4)
  assert.equal(stderr, `The report is ${report}.\n`)
  const html = readFileSync(report, 'utf8')
  for (const text of ['Connections', 'Messages per second', 'Latency', 'answer', 'p99', 'holds', '5 clients on']) {
    assert.ok(html.includes(text), text)
  }
  assert.equal(html.match(/role="img"/g)?.length, 4)
  assert.doesNotMatch(html, /src=|href=|url\(|@import|NaN|undefined|null/)
})

test('without a script the pages stay connected', async () => {
  const { status, stdout } = await run(`${site}/`, '--clients', '5', '--for', '1s', '--ramp', '0ms')
  assert.equal(status, 0, stdout)
  assert.match(stdout, /5 at most, 5 at the end/)
  assert.doesNotMatch(stdout, /script|latency/)
})

test('a script says with what each page is opened', async () => {
  const script = `
    export const options = async ({ index, url }) => {
      if (!url.endsWith('/members')) throw new TypeError('no url')
      return { headers: index < 3 ? { cookie: 'member=m' + index } : {} }
    }
    export default async function ({ page, client }) {
      await client.measure('greeted', () => page.waitFor('#answers li', { text: 'hello m' + client.index }))
      await client.pause(300)
    }`
  const parameters = ['--clients', '4', '--for', '1s', '--ramp', '0ms', '--script', file('members.mjs', script)]
  const { stdout } = await run(`${site}/members`, ...parameters)
  assert.match(stdout, / connections +3 at most, 3 at the end, 0 reconnects\n/)
  assert.match(stdout, /^ {2}greeted +\d+ /m)
  assert.match(stdout, / errors .*403/s)
})

test('without measurements, latency is the time from what is sent to what comes next', async () => {
  const script = `export default async function ({ page, client }) {
    page.submit('#form')
    await client.pause(200)
  }`
  const parameters = ['--clients', '3', '--for', '1s', '--script', file('plain.mjs', script), '--max-p99', '5s']
  const { status, stdout } = await run(`${site}/answers`, ...parameters)
  assert.equal(status, 0, stdout)
  assert.match(stdout, /^ {2}sent to received +\d+ /m)
})

test('a threshold that is broken is told, and is the exit status', async () => {
  const script = `export default async function ({ client }) {
    await client.measure('wait', () => new Promise((resolve) => setTimeout(resolve, 50)))
    if (client.index === 0) throw new Error('on purpose')
  }`
  const parameters = ['--clients', '2', '--for', '1s', '--script', file('slow.mjs', script)]
  const { status, stdout } = await run(
    `${site}/`,
    ...parameters,
    '--max-p50',
    '10ms',
    '--max-p99',
    '10s',
    '--max-errors',
    '0.1%'
  )
  assert.equal(status, 1)
  assert.match(stdout, /^ {2}BROKEN +p50 at most 10ms: \d/m)
  assert.match(stdout, /^ {2}holds +p99 at most 10s: \d/m)
  assert.match(stdout, /^ {2}BROKEN +errors at most 0\.1%: [\d.]+ %$/m)
  assert.match(stdout, /^ +1 {2}Error: on purpose$/m)
})

test('nothing measured keeps no promise', async () => {
  const { status, stdout } = await run(`${site}/`, '--clients', '1', '--for', '500ms', '--max-p99', '1s')
  assert.equal(status, 1)
  assert.match(stdout, /BROKEN +p99 at most 1s: nothing was measured/)
})

test('connections that end are errors, and come back', async () => {
  const { status, stdout } = await run(
    `${site}/ends`,
    '--clients',
    '3',
    '--for',
    '4s',
    '--ramp',
    '0s',
    '--max-errors',
    '1'
  )
  assert.equal(status, 1)
  assert.match(stdout, /a connection was closed \(1006\)/)
  const [, reconnects] = stdout.match(/(\d+) reconnect/) ?? []
  assert.ok(Number(reconnects) > 0, stdout)
})

test('what never comes is an error of its kind, and so is a page that is not there', async () => {
  const script = `export default async function ({ page }) {
    page.submit('#form')
    await page.waitFor('#answers li', { timeout: 200 })
  }`
  const silent = await run(`${site}/silent`, '--clients', '2', '--for', '3s', '--script', file('silent.mjs', script))
  assert.equal(silent.status, 0, 'no threshold was given')
  assert.match(silent.stdout, /PageError: .*#answers li/)
  const none = await run(`${site}/none`, '--clients', '2', '--for', '1s')
  assert.equal(none.status, 1, 'no page was connected')
  assert.match(none.stdout, /404/)
})

test('Ctrl-C ends it early, with the table and the report', async () => {
  const report = join(folder, 'early.html')
  const { child, ended } = start(`${site}/`, '--clients', '2', '--for', '60s', '--report', report)
  await once(child.stderr, 'data')
  child.kill('SIGINT')
  const { status, stdout, stderr } = await ended
  assert.equal(status, 0, stderr)
  assert.match(stdout, /stopped early\n/)
  assert.match(stderr, /^5\/60 s {2}\| {2}\d of 2 clients, \d open {2}\| /)
  assert.match(readFileSync(report, 'utf8'), /stopped early/)
})

test('wrong use is told with what would be right', async () => {
  const noFunction = file('none.mjs', 'export const a = 1')
  const noOptions = file('options.mjs', 'export const options = {}; export default () => {}')
  const broken = file('broken.mjs', 'throw new Error("on loading")')
  /** @type {[string[], string][]} */
  const cases = [
    [[], 'Name the page: load http://127.0.0.1:3000/chat'],
    [['http://a.test', 'b'], 'Name one page, not 2: http://a.test b.'],
    [['chat.html'], '"chat.html" is no page\'s URL: it begins with http:// or https://.'],
    [['http://a.test', '--clients', 'many'], '--clients can\'t be "many": it is a whole number from 1 to 100000.'],
    [['http://a.test', '--clients', '0'], '--clients can\'t be "0": it is a whole number from 1 to 100000.'],
    [['http://a.test', '--clients'], '--clients needs a number.'],
    [['http://a.test', '--for', '--ramp'], '--for needs a time.'],
    [['http://a.test', '--for', '30'], '--for can\'t be "30": it is a time such as 30s, 500ms or 2m.'],
    [['http://a.test', '--for=0s'], '--for can\'t be "0s": it is more than nothing.'],
    [['http://a.test', '--ramp', '40s'], '--ramp 40s leaves nothing of the time: --for is 30s.'],
    [['http://a.test', '--max-p99', '1'], '--max-p99 can\'t be "1": it is a time such as 30s, 500ms or 2m.'],
    [
      ['http://a.test', '--max-errors', '1.5'],
      '--max-errors can\'t be "1.5": it is a whole number, or a share such as 0.1%.'
    ],
    [
      ['http://a.test', '--max-errors', '101%'],
      '--max-errors can\'t be "101%": it is a whole number, or a share such as 0.1%.'
    ],
    [['http://a.test', '--script', 'absent.mjs'], '--script absent.mjs is not there.'],
    [['http://a.test', '--script', broken], `--script ${broken} can't be loaded: on loading.`],
    [
      ['http://a.test', '--script', noFunction],
      `--script ${noFunction} exports no function by default: write export default async function ({ page, client, signal }) { ... }.`
    ],
    [
      ['http://a.test', '--script', noOptions],
      `--script ${noOptions} exports options that are no function: write export const options = ({ index, url }) => ({ headers: { ... } }).`
    ],
    [
      ['http://a.test', '--report', 'absent/a.html'],
      "--report absent/a.html can't be written: ENOENT: no such file or directory, open 'absent/a.html'."
    ],
    [['http://a.test', '--max-p98', '1s'], 'There is no option "--max-p98": did you mean --max-p90?']
  ]
  const answers = await Promise.all(cases.map(([parameters]) => run(...parameters)))
  for (const [index, [parameters, answer]] of cases.entries()) {
    const { status, stdout, stderr } = answers[index]
    assert.equal(status, 2, parameters.join(' '))
    assert.equal(stdout, '')
    assert.equal(stderr.slice(0, answer.length), answer)
    assert.match(stderr, /\nMore: npx htmx-ext-ws-wasm help load\n$/)
  }
})
