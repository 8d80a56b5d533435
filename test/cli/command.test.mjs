// The command as a program: what it prints, writes and leaves, and its exit status.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../js/cli/main.js', import.meta.url))

/**
 * @param {import('node:test').TestContext} t
 * @param {Record<string, string>} files by their path, a character for each byte
 */
function project(t, files) {
  const folder = mkdtempSync(join(tmpdir(), 'hxws-cli-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text, 'latin1')
  }
  return {
    folder,
    /** @param {string} path */
    read: (path) => readFileSync(join(folder, path), 'latin1'),
    /** @param {string[]} parameters */
    run(...parameters) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...parameters], {
        cwd: folder,
        encoding: 'latin1'
      })
      return { status, stdout, stderr }
    }
  }
}

/**
 * Applies a diff of one file as patch does.
 * @param {string} text
 * @param {string} diff
 */
function patched(text, diff) {
  const lines = text.split(/(?<=\n)/)
  /** @type {string[]} */
  const result = []
  let at = 0
  for (const hunk of diff.split(/^(?=@@ )/m).slice(1)) {
    const [header, ...body] = hunk.replaceAll('\n\\ No newline at end of file\n', '\uffff').split(/(?<=[\n\uffff])/)
    const [start, size, newStart, newSize] = (header.match(/\d+/g) ?? []).map(Number)
    result.push(...lines.slice(at, start - 1))
    assert.equal(result.length, newStart - 1)
    const clean = body.map((line) => line.replace('\uffff', ''))
    const old = clean.filter((line) => line[0] !== '+').map((line) => line.slice(1))
    assert.deepEqual(old, lines.slice(start - 1, start - 1 + size))
    const now = clean.filter((line) => line[0] !== '-').map((line) => line.slice(1))
    assert.equal(now.length, newSize)
    result.push(...now)
    at = start - 1 + size
  }
  return [...result, ...lines.slice(at)].join('')
}

const awkward =
  '\xef\xbb\xbf<!doctype html>\r\n<body>\r\n\r\n\r\n\r\n<p title=">" HX-WS=\'connect:/a\r\n\'>caf\xc3\xa9</p>\r\n\r\n\r\n\r\n\r\n' +
  '\r\n\r\n\r\n<!-- hx-ws="send" -->\r\n<p hx-ws="connect:/b\r\n  send">\xff\xfe\x00\x80</p>\n\r<p hx-ws=send></p>'
const migrated =
  "\xef\xbb\xbf<!doctype html>\r\n<body>\r\n\r\n\r\n\r\n<p title=\">\" hx-ext='ws' ws-connect='/a'>caf\xc3\xa9</p>\r\n\r\n\r\n\r\n\r\n" +
  '\r\n\r\n\r\n<!-- hx-ws="send" -->\r\n<p hx-ext="ws" ws-connect="/b" ws-send>\xff\xfe\x00\x80</p>\n\r<p ws-send></p>'

test('migrate shows a diff and writes nothing; with --write it makes the change, once', (t) => {
  const { run, read, folder } = project(t, { 'a.html': awkward, 'b.html': '<p>' })
  chmodSync(join(folder, 'a.html'), 0o600)
  const shown = run('migrate', 'a.html')
  assert.equal(shown.status, 1)
  assert.equal(read('a.html'), awkward)
  assert.match(shown.stdout, /^--- a\/a\.html\n\+\+\+ b\/a\.html\n@@ /)
  assert.equal(shown.stdout.match(/^@@ /gm)?.length, 2)
  assert.equal(patched(awkward, shown.stdout), migrated)
  assert.equal(shown.stderr, '1 file to change. Nothing is written: --write does it.\n')
  const written = run('migrate', '--write', './a.html', 'a.html', 'b.html')
  assert.equal(written.status, 0)
  assert.equal(written.stdout, shown.stdout)
  assert.equal(written.stderr, '1 file changed.\n')
  assert.equal(read('a.html'), migrated)
  assert.equal(read('b.html'), '<p>')
  assert.equal(statSync(join(folder, 'a.html')).mode & 0o777, 0o600)
  assert.deepEqual(run('migrate', '.'), { status: 0, stdout: '', stderr: '0 files to change.\n' })
})

test('migrate: what is left for its author, with its place', (t) => {
  const { run } = project(t, { 'a.html': '\n<p hx-ws="{{ x }}"><p hx-ws="send">' })
  const { status, stdout, stderr } = run('migrate', 'a.html', '--write')
  assert.equal(status, 1)
  assert.match(stdout, /^\+<p hx-ws="\{\{ x \}\}"><p ws-send>$/m)
  assert.match(stderr, /^a\.html:2:4: a value of hx-ws .*\n1 file changed\. 1 place left for you\.\n$/)
})

test('folders: what is walked and what is left out', (t) => {
  const inside = '<p hx-ws="send">'
  const walked = [
    'a.html',
    'b/c.HTM',
    'b/d.blade.php',
    'e.html.erb',
    'f.templ',
    'g.svelte',
    'h.heex',
    'i.j2',
    'src/j.tsx'
  ]
  const left = [
    'x.md',
    'node_modules/a.html',
    'b/dist/a.html',
    'build/a.html',
    '.git/a.html',
    'htmx.min.js',
    'b/htmx.js'
  ]
  const { run, folder, read } = project(t, Object.fromEntries([...walked, ...left].map((path) => [path, inside])))
  symlinkSync('..', join(folder, 'b/loop'))
  const { stdout } = run('migrate', '.', '--write')
  assert.deepEqual(stdout.match(/(?<=^--- a\/).*/gm)?.sort(), walked.sort())
  for (const path of left) assert.equal(read(path), inside)
  assert.match(run('migrate', 'b/dist').stdout, /^--- a\/b\/dist\/a\.html$/m)
  assert.match(run('migrate', 'x.md').stdout, /^--- a\/x\.md$/m)
})

test('files that can’t be read are told, and the others are read', (t) => {
  const { run } = project(t, { 'a.html': '\xff\xfe<\0', 'b.html': '<p hx-ws="send">' })
  const { status, stdout, stderr } = run('migrate', 'a.html', 'none.html', 'b.html')
  assert.equal(status, 2)
  assert.match(stdout, /^\+<p ws-send>$/m)
  assert.match(stderr, /^a\.html: This is UTF-16/m)
  assert.match(stderr, /^none\.html: ENOENT/m)
  assert.equal(run('check', 'none').status, 2)
})

test('check tells each finding on a line, and its status', (t) => {
  const { run } = project(t, { 'a.html': '<html>\n<p ws-sent\x1b[31m>', 'b/c.html': '<p><b ws-send>', 'd.html': '<p>' })
  const { status, stdout, stderr } = run('check', '.')
  assert.equal(status, 1)
  assert.match(stdout, /^a\.html:2:4: there is no attribute ws-sent\?\[31m\. Did you mean ws-send\? .*\n/)
  assert.match(stdout, /\nb\/c\.html:1:7: note: .*\n$/)
  assert.equal(stderr, '1 finding in 3 files.\n')
  assert.equal(run('check', 'b', 'd.html').status, 0)
  assert.match(run('check', '--message', 'd.html').stdout, /^d\.html:1:1: <p> at the top of a message/)
})

test('another extension is mentioned once, in one line', (t) => {
  const { run } = project(t, {
    'a.html': '<script src="https://unpkg.com/htmx.org@1.9.12/dist/ext/ws.js"></script>',
    'b.html': '<script src="/htmx-ext-ws@2.0.4/ws.js"></script>',
    'c.html': '<script src="/htmx-ext-ws-wasm/dist/ws.min.js"></script>'
  })
  for (const command of ['check', 'migrate']) {
    const { stderr, status } = run(command, '.')
    assert.equal(status, 0)
    assert.match(stderr, /\na\.html:1:\d+: .*\/dist\/ext\/ws\.js is another extension: put .*htmx-ext-ws-wasm@.*\n$/)
    assert.equal(stderr.split('\n').length, 3)
  }
  assert.match(run('check', 'b.html').stderr, /htmx-ext-ws@2\.0\.4\/ws\.js is another/)
  assert.doesNotMatch(run('check', 'c.html').stderr, /another/)
})

test('help, for the whole and for each command', (t) => {
  const { run } = project(t, {})
  for (const parameters of [['--help'], ['help'], ['-h'], ['help', 'none']]) {
    const { status, stdout } = run(...parameters)
    assert.equal(status, 0)
    assert.match(stdout, /migrate <files or folders>[\s\S]*check <files or folders>[\s\S]*Exit status: 0/)
  }
  for (const parameters of [
    ['migrate', '--help'],
    ['help', 'migrate'],
    ['migrate', 'none', '-h']
  ]) {
    const { status, stdout } = run(...parameters)
    assert.equal(status, 0)
    assert.match(stdout, /^npx htmx-ext-ws-wasm migrate <files or folders> \[--write\]\n[\s\S]*--write/)
  }
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  assert.deepEqual(run('--version'), { status: 0, stdout: `${version}\n`, stderr: '' })
})

test('wrong use is answered with what there is', (t) => {
  const { run } = project(t, { 'a.html': '<p hx-ws="send">' })
  /** @type {[string[], RegExp][]} */
  const cases = [
    [[], /migrate <files or folders>/],
    [['migrat'], /^There is no command "migrat": did you mean migrate\? There are migrate, check, load\.\n/],
    [['migrate'], /^Name files or folders/],
    [
      ['migrate', 'a.html', '--wirte'],
      /^There is no option "--wirte": did you mean --write\? There are --write, --help\./
    ],
    [['migrate', 'a.html', '-w'], /^There is no option "-w"/],
    [['migrate', 'a.html', '--write=no'], /^--write takes no value\./],
    [['check', 'a.html', '--write'], /^There is no option "--write"/],
    [['check', 'a.html', '--constructor'], /^There is no option "--constructor"/]
  ]
  for (const [parameters, answer] of cases) {
    const { status, stdout, stderr } = run(...parameters)
    assert.equal(status, 2, parameters.join(' '))
    assert.equal(stdout, '')
    assert.match(stderr, answer)
  }
})
