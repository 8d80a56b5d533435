/** Which command is meant, with which options; what there is, for those who ask or are mistaken. */
import { parseArgs } from 'node:util'
import { check } from './check.js'
import { migrate } from './migrate.js'
import { nearest } from './nearest.js'
import { Status } from './status.js'
import { version } from './version.js'

/**
 * Where a command writes: what was asked for, and what is said about it.
 * @typedef {object} Output
 * @property {(text: string | Uint8Array) => void} out
 * @property {(text: string) => void} err
 */

/**
 * @typedef {object} Command
 * @property {string} summary
 * @property {string} usage
 * @property {string} help
 * @property {Record<string, string>} options what each does; all are flags
 * @property {(paths: string[], flags: Set<string>, output: Output) => number} run the exit status: one of Status
 */

const name = 'htmx-ext-ws-wasm'

/** @type {Map<string, Command>} */
const commands = new Map([
  ['migrate', migrate],
  ['check', check]
])

/**
 * @param {string[]} parameters of the command line
 * @param {Output} output
 * @returns {number} the exit status: one of Status
 */
export function run(parameters, output) {
  const [first = '--help', ...rest] = parameters
  if (['--help', '-h', 'help'].includes(first)) return show(output, helpOf(rest[0]), parameters.length > 0)
  if (first === '--version') return show(output, `${version}\n`)
  const command = commands.get(first)
  if (!command) return refuse(output, unknown('command', first, [...commands.keys()]), 'help')
  const { positionals, tokens } = parseArgs({ args: rest, strict: false, tokens: true, options: flags(command) })
  const given = tokens.flatMap((token) => (token.kind === 'option' ? [token] : []))
  if (given.some(({ name }) => name === 'help' || name === 'h')) return show(output, helpOf(first))
  const wrong = given.find((option) => !Object.hasOwn(command.options, option.name))
  if (wrong) return refuse(output, unknown('option', wrong.rawName, optionsOf(command)), `help ${first}`)
  const valued = given.find(({ value }) => value !== undefined)
  if (valued) return refuse(output, `${valued.rawName} takes no value.`, `help ${first}`)
  if (positionals.length === 0) return refuse(output, 'Name files or folders, or "." for all below.', `help ${first}`)
  return command.run(positionals, new Set(given.map(({ name }) => name)), output)
}

/**
 * @param {Command} command
 * @returns {Record<string, { type: 'boolean' }>}
 */
const flags = ({ options }) => Object.fromEntries(Object.keys(options).map((option) => [option, { type: 'boolean' }]))

/** @param {Command} command */
const optionsOf = ({ options }) => [...Object.keys(options), 'help'].map((option) => `--${option}`)

/**
 * @param {Output} output
 * @param {string} text
 * @param {boolean} [wasAsked]
 */
function show({ out, err }, text, wasAsked = true) {
  if (wasAsked) out(text)
  else err(text)
  return wasAsked ? Status.fine : Status.wrongUse
}

/**
 * @param {Output} output
 * @param {string} reason
 * @param {string} help the parameters that tell more
 */
function refuse({ err }, reason, help) {
  err(`${reason}\nMore: npx ${name} ${help}\n`)
  return Status.wrongUse
}

/**
 * @param {string} what
 * @param {string} given
 * @param {string[]} all
 */
const unknown = (what, given, all) =>
  `There is no ${what} ${JSON.stringify(given)}: did you mean ${nearest(given, all).name}? There are ${all.join(', ')}.`

/** @param {string} [of] a command */
function helpOf(of = '') {
  const command = commands.get(of)
  return command ? helpOfCommand(command) : overview()
}

/** @param {Command} command */
function helpOfCommand({ usage, help, options }) {
  const lines = Object.entries(options).map(([option, does]) => `  --${option.padEnd(10)} ${does}\n`)
  return `npx ${name} ${usage}\n\n${help}\n${lines.join('')}  --${'help'.padEnd(10)} this text\n`
}

function overview() {
  const lines = [...commands.values()].map(({ usage, summary }) => `  npx ${name} ${usage}\n      ${summary}\n`)
  return `${name} ${version}: htmx's WebSockets extension, and help with its attributes.

${lines.join('')}
  npx ${name} help <command>
      tells more of one.

Exit status: 0 all is well, 1 something was found or is left to do, 2 wrong use or a file that can't be read.
`
}
