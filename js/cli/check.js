/** The command "check": what cannot work. */
import { createAdvice } from './advice.js'
import { sourceFiles } from './files.js'
import { findings } from './findings.js'
import { count, createSpeaker } from './speaker.js'
import { Status } from './status.js'

/** @type {import('./command.js').Command} */
export const check = {
  summary: 'Reports what cannot work, with what to do about it.',
  usage: 'check <files or folders> [--message]',
  help: `Reports, each with its place and what to do:

  - ws-send outside a ws-connect, and ws-connect without hx-ext="ws" around it, in whole pages (with <html> or <body>: what is
    around a part of a page is not known)
  - unknown attributes that begin with ws-, with the nearest right name
  - options of ws-config that there are not, and values that they can't have
  - hx-ws that is left over from htmx 1
  - with --message: top-level elements that say not where they go

Exit status: 0 nothing was found, 1 something was, 2 wrong use or a file that can't be read.
`,
  options: { message: "files that are no whole pages are a server's messages" },
  wanted: 'Name files or folders, or "." for all below.',
  run: runCheck
}

/**
 * @param {string[]} paths
 * @param {Set<string>} flags
 * @param {import('./command.js').Output} output
 * @returns {number}
 */
function runCheck(paths, flags, output) {
  const speaker = createSpeaker(output)
  const advice = createAdvice()
  let files = 0
  for (const file of sourceFiles(paths, speaker.refuse)) {
    files += 1
    advice.look(file)
    for (const finding of findings(file.text, file.kind, { isMessage: flags.has('message') })) {
      speaker.tell(file, finding, output.out)
    }
  }
  const { found, refused } = speaker.counts()
  output.err(`${count(found, 'finding')} in ${count(files, 'file')}.\n${advice.text()}`)
  return refused > 0 ? Status.wrongUse : found > 0 ? Status.found : Status.fine
}
