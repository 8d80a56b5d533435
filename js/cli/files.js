/** The files that are named, or that stand in folders that are named. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isKnown, kindOf } from './kinds.js'

/**
 * @typedef {object} SourceFile
 * @property {string} path as named, or below a folder as named
 * @property {import('./kinds.js').Kind} kind
 * @property {string} text a character for each byte: what is not changed stays as it is in any encoding
 */

const leftOut = ['node_modules', 'dist', 'build']

/**
 * @param {string[]} paths of files and folders; in folders, what is hidden, made or installed is left out, and links are
 *   not followed
 * @param {(path: string, reason: string) => void} refuse told of each that can't be read
 * @returns {Generator<SourceFile>}
 */
export function* sourceFiles(paths, refuse) {
  const seen = new Set()
  for (const path of paths.flatMap((each) => filesAt(each, refuse))) {
    if (seen.has(path)) continue
    seen.add(path)
    const text = attempt(() => readFileSync(path, 'latin1'), path, refuse)
    if (/^(?:\xff\xfe|\xfe\xff)/.test(text ?? '')) refuse(path, 'This is UTF-16: save it as UTF-8.')
    else if (text !== undefined) yield { path, kind: kindOf(basename(path)), text }
  }
}

/**
 * @param {string} path
 * @param {(path: string, reason: string) => void} refuse
 * @returns {string[]}
 */
function filesAt(path, refuse) {
  const isFolder = attempt(() => statSync(path).isDirectory(), path, refuse)
  return isFolder === undefined ? [] : isFolder ? filesBelow(path, refuse) : [path]
}

/**
 * @param {string} folder
 * @param {(path: string, reason: string) => void} refuse
 * @returns {string[]}
 */
function filesBelow(folder, refuse) {
  const entries = attempt(() => readdirSync(folder, { withFileTypes: true }), folder, refuse) ?? []
  entries.sort((one, other) => (one.name < other.name ? -1 : 1))
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isFile() && isKnown(entry.name)) return [path]
    const isWalked = entry.isDirectory() && !leftOut.includes(entry.name) && !entry.name.startsWith('.')
    return isWalked ? filesBelow(path, refuse) : []
  })
}

/**
 * @template T
 * @param {() => T} action
 * @param {string} path
 * @param {(path: string, reason: string) => void} refuse
 * @returns {T | undefined}
 */
function attempt(action, path, refuse) {
  try {
    return action()
  } catch (error) {
    refuse(path, /** @type {Error} */ (error).message)
    return undefined
  }
}
