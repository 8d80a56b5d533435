/** A change of a file in the unified format, which patch and "git apply" read. */
import { edited } from './edits.js'

/** @typedef {import('./edits.js').Edit} Edit */

/** Lines around a change. */
const context = 3

/** @typedef {{ start: number, end: number, edits: Edit[] }} Change lines, from 0, `end` not among them */

/**
 * @param {string} path
 * @param {string} text
 * @param {Edit[]} edits in order, at least one
 * @returns {Buffer[]} the bytes of the text as they are
 */
export function unifiedDiff(path, text, edits) {
  const lines = text.split(/(?<=\n)/)
  const starts = startsOf(lines)
  const hunks = joined(changesOf(starts, edits), context * 2).map((change) => ({
    change,
    start: Math.max(0, change.start - context),
    end: Math.min(lines.length, change.end + context)
  }))
  const [from, to] = namesOf(path)
  let shift = 0
  const texts = hunks.map(({ change, start, end }) => {
    const { body, grown } = bodyOf(lines, starts, change, start, end)
    const header = `@@ -${start + 1},${end - start} +${start + 1 + shift},${end - start + grown} @@\n`
    shift += grown
    return header + body
  })
  return [Buffer.from(`--- ${from}\n+++ ${to}\n`), Buffer.from(texts.join(''), 'latin1')]
}

/** @param {string[]} lines @returns {number[]} their offsets, and that of the end */
function startsOf(lines) {
  let at = 0
  return [0, ...lines.map((line) => (at += line.length))]
}

/**
 * @param {number[]} starts
 * @param {Edit[]} edits
 * @returns {Change[]}
 */
function changesOf(starts, edits) {
  let line = 0
  const changes = edits.map((edit) => {
    while (line < starts.length - 2 && starts[line + 1] <= edit.start) line += 1
    let last = line
    while (last < starts.length - 2 && starts[last + 1] <= edit.end) last += 1
    return { start: line, end: last + 1, edits: [edit] }
  })
  return joined(changes, 0)
}

/**
 * @param {Change[]} changes
 * @param {number} gap between two of them that are one, in lines
 * @returns {Change[]}
 */
function joined(changes, gap) {
  /** @type {Change[]} */
  const result = []
  for (const change of changes) {
    const last = result.at(-1)
    if (last && change.start <= last.end + gap) {
      last.end = Math.max(last.end, change.end)
      last.edits = [...last.edits, ...change.edits]
    } else result.push({ ...change })
  }
  return result
}

/**
 * @param {string[]} lines
 * @param {number[]} starts
 * @param {Change} change
 * @param {number} start
 * @param {number} end
 */
function bodyOf(lines, starts, change, start, end) {
  const inside = changesOf(starts, change.edits)
  let grown = 0
  let at = start
  let body = ''
  for (const { start: from, end: to, edits } of inside) {
    const old = lines.slice(from, to)
    const moved = edits.map((edit) => ({ ...edit, start: edit.start - starts[from], end: edit.end - starts[from] }))
    const changed = edited(old.join(''), moved).split(/(?<=\n)/)
    body += marked(' ', lines.slice(at, from)) + marked('-', old) + marked('+', changed)
    grown += changed.length - old.length
    at = to
  }
  return { body: body + marked(' ', lines.slice(at, end)), grown }
}

/**
 * @param {string} mark
 * @param {string[]} lines
 */
const marked = (mark, lines) =>
  lines.map((line) => mark + line + (line.endsWith('\n') ? '' : '\n\\ No newline at end of file\n')).join('')

/** @param {string} path */
function namesOf(path) {
  const name = path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '')
  return name.startsWith('/') || name.startsWith('../') ? [name, name] : [`a/${name}`, `b/${name}`]
}
