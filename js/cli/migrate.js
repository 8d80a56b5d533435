/** The command "migrate": hx-ws becomes ws-connect and ws-send. */
import { writeFileSync } from 'node:fs'
import { createAdvice } from './advice.js'
import { unifiedDiff } from './diff.js'
import { edited } from './edits.js'
import { sourceFiles } from './files.js'
import { rewrite } from './rewrite.js'
import { count, createSpeaker } from './speaker.js'
import { Status } from './status.js'

/** @type {import('./command.js').Command} */
export const migrate = {
  summary: 'Turns hx-ws of htmx 1 into ws-connect and ws-send. Shows the change; --write makes it.',
  usage: 'migrate <files or folders> [--write]',
  help: `Finds hx-ws in pages and templates and shows as a diff, which "git apply" reads, how they say the same to the extension:

  hx-ws="connect:/chat"         hx-ext="ws" ws-connect="/chat"
  hx-ws="send"                  ws-send
  hx-ws="connect:/chat send"    hx-ext="ws" ws-connect="/chat" ws-send

hx-ext="ws" is added where neither the element nor one around it in the same file has it. Nothing else in a file changes, not
a byte: quotes, line ends, encoding and templating (Jinja, Twig, Liquid, Go, Handlebars, ERB, PHP, Blade, Razor, JSX, Vue,
Svelte ...) stay. What only its author can change (values that a program makes, scripts, .js, .pug, .haml) is listed with its
place.

In folders, node_modules, dist, build, hidden folders and links are left out.

Exit status: 0 nothing is left to do, 1 changes are pending or something is left for you, 2 wrong use or a file that can't be
read or written.
`,
  options: { write: 'writes the changed files' },
  wanted: 'Name files or folders, or "." for all below.',
  run: runMigrate
}

/**
 * @param {string[]} paths
 * @param {Set<string>} flags
 * @param {import('./command.js').Output} output
 * @returns {number}
 */
function runMigrate(paths, flags, output) {
  const speaker = createSpeaker(output)
  const advice = createAdvice()
  const writes = flags.has('write')
  let changes = 0
  let changed = 0
  for (const file of sourceFiles(paths, speaker.refuse)) {
    const { edits, left } = rewrite(file.text, file.kind)
    advice.look(file)
    left.forEach((finding) => {
      speaker.tell(file, finding, output.err)
    })
    if (edits.length === 0) continue
    output.out(Buffer.concat(unifiedDiff(file.path, file.text, edits)))
    if (writes && !write(file, edits, speaker.refuse)) continue
    changes += edits.length
    changed += 1
  }
  const { found, refused } = speaker.counts()
  const byHand = found > 0 ? ` ${count(found, 'place')} left for you.` : ''
  const hint = writes || changed === 0 ? '' : ' Nothing is written: --write does it.'
  output.err(`${count(changed, 'file')} ${writes ? 'changed' : 'to change'}.${byHand}${hint}\n${advice.text()}`)
  return refused > 0 ? Status.wrongUse : found > 0 || (changes > 0 && !writes) ? Status.found : Status.fine
}

/**
 * @param {import('./files.js').SourceFile} file
 * @param {import('./edits.js').Edit[]} edits
 * @param {(path: string, reason: string) => void} refuse
 */
function write({ path, text }, edits, refuse) {
  try {
    writeFileSync(path, edited(text, edits), 'latin1')
    return true
  } catch (error) {
    refuse(path, /** @type {Error} */ (error).message)
    return false
  }
}
