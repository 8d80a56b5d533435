/** What the commands say of files, and how often they said it. */
import { positionOf } from './position.js'

/** @param {import('./command.js').Output} output */
export function createSpeaker({ err }) {
  let found = 0
  let refused = 0

  return {
    /**
     * @param {import('./files.js').SourceFile} file
     * @param {import('./findings.js').Finding} finding
     * @param {(text: string) => void} write
     */
    tell({ path, text }, { at, what, remedy, isNote }, write) {
      if (!isNote) found += 1
      const line = `${path}:${positionOf(text, at)}: ${isNote ? 'note: ' : ''}${what}. ${remedy}`
      // what stands in a file must not steer the terminal
      write(`${line.replace(/\p{Cc}/gu, '?')}\n`)
    },

    /**
     * @param {string} path
     * @param {string} reason
     */
    refuse(path, reason) {
      refused += 1
      err(`${path}: ${reason}\n`)
    },

    counts: () => ({ found, refused })
  }
}

/**
 * @param {number} number
 * @param {string} what
 */
export const count = (number, what) => `${number} ${what}${number === 1 ? '' : 's'}`
