// What a server has received, in a file, which outlives the process that writes it.
import { appendFileSync, existsSync, readFileSync } from 'node:fs'

/** @typedef {{ id?: string, message: string }} Entry a message; its id where the page wants it acknowledged */

/**
 * Writes an entry before it returns: a process that is killed later has kept it.
 * @param {string} path
 * @param {Entry} entry
 */
export function append(path, entry) {
  // The line feed comes first, so that an entry that a kill left unfinished spoils no other.
  appendFileSync(path, `\n${JSON.stringify(entry)}`)
}

/**
 * @param {string} path
 * @returns {Entry[]} oldest first; none where there is no such file
 */
export function read(path) {
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line)]
      } catch {
        return []
      }
    })
}
