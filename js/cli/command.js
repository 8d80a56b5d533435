/** Which command is meant, with which options; what there is, for those who ask or are mistaken. */
import { parseArgs } from 'node:util'
import { check } from './check.js'
import { load } from './load.js'
import { migrate } from './migrate.js'
import { nearest } from './nearest.js'
import { Status } from './status.js'
import { version } from './version.js'

/**
 * Where a command writes: what was asked for, and what is said about it.
 * @typedef {object} Output
 * @property {(text: string | Uint8Array) => void} out
 * @property {(text: string) => void} err
 * @property {boolean} [isTerminal] what is said is read at once, and may be written anew
 */

/**
 * @typedef {object} Command
 * @property {string} summary
 * @property {string} usage
 * @property {string} help
 * @property {Record<string, string>} options what each flag does
 * @property {Record<string, [value: string, does: string]>} [values] options that take a value: what it is, and what it does
 * @property {string} [wanted] what to say where no operand is given; without it, that is the command's business
 * @property {(operands: string[], flags: Set<string>, output: Output, values: Map<string, string>) => number | Promise<number>} run
 *   the exit status: one of Status
 */

const name = 'htmx-ext-ws-wasm'

/** @type {Map<string, Command>} */
const commands = new Map([
  ['migrate', migrate],
  ['check', check],
  ['load', load]
])

/**
 * @param {string[]} parameters of the command line
 * @param {Output} output
 * @returns {Promise<number>} the exit status: one of Status
 */
export async function run(parameters, output) {
  const [first = '--help', ...rest] = parameters
  if (['--help', '-h', 'help'].includes(first)) return show(output, helpOf(rest[0]), parameters.length > 0)
  if (first === '--version') return show(output, `${version}\n`)
  const command = commands.get(first)
  if (!command) return refuse(output, unknown('command', first, [...commands.keys()]), 'help')
  const { positionals, tokens } = parseArgs({ args: rest, strict: false, tokens: true, options: typesOf(command) })
  const given = tokens.flatMap((token) => (token.kind === 'option' ? [token] : []))
  if (given.some(({ name }) => name === 'help' || name === 'h')) return show(output, helpOf(first))
  const wrong = reasonAgainst(command, given)
  if (wrong) return refuse(output, wrong, `help ${first}`)
  if (positionals.length === 0 && command.wanted) return refuse(output, command.wanted, `help ${first}`)
  const values = given.flatMap(({ name, value }) => (value === undefined ? [] : [/** @type {const} */ ([name, value])]))
  const flags = given.filter(({ value }) => value === undefined).map(({ name }) => name)
  return command.run(positionals, new Set(flags), output, new Map(values))
}

/**
 * @param {Command} command
 * @param {{ name: string, rawName: string, value?: string }[]} given
 * @returns {string | undefined} what is wrong with an option
 */
function reasonAgainst(command, given) {
  const { options, values = {} } = command
  for (const { name, rawName, value } of given) {
    const isKnown = Object.hasOwn(options, name) || Object.hasOwn(values, name)
    if (!isKnown) return unknown('option', rawName, optionsOf(command))
    if (!Object.hasOwn(values, name)) {
      if (value !== undefined) return `${rawName} takes no value.`
    } else if (value === undefined || value.startsWith('--')) return `${rawName} needs a ${values[name][0]}.`
  }
  return undefined
}

/**
 * @param {Command} command
 * @returns {Record<string, { type: 'boolean' | 'string' }>}
 */
const typesOf = ({ options, values = {} }) => ({
  ...Object.fromEntries(Object.keys(options).map((option) => [option, { type: 'boolean' }])),
  ...Object.fromEntries(Object.keys(values).map((option) => [option, { type: 'string' }]))
})

/** @param {Command} command */
const optionsOf = ({ options, values }) =>
  [...Object.keys({ ...options, ...values }), 'help'].map((option) => `--${option}`)

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
function helpOfCommand({ usage, help, options, values = {} }) {
  const described = [
    ...Object.entries(options),
    ...Object.entries(values).map(([option, [value, does]]) => [`${option} <${value}>`, does]),
    ['help', 'this text']
  ]
  const width = Math.max(10, ...described.map(([option]) => option.length))
  const lines = described.map(([option, does]) => `  --${option.padEnd(width)} ${does}\n`)
  return `npx ${name} ${usage}\n\n${help}\n${lines.join('')}`
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
