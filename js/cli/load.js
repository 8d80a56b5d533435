/** The command "load": many headless pages on a server. */
import { writeFileSync } from 'node:fs'
import { readArguments, WrongUse } from './load/arguments.js'
import { runCrowd } from './load/crowd.js'
import { createProgress } from './load/progress.js'
import { report } from './load/report.js'
import { summary } from './load/summary.js'
import { verdicts } from './load/thresholds.js'
import { Status } from './status.js'

/** @type {import('./command.js').Command} */
export const load = {
  summary: 'Puts load on a server: many pages without a browser, with a table and a report at the end.',
  usage: 'load <url> [--clients 100] [--for 30s] [--script file.mjs] [--report file.html]',
  help: `Opens the page many times in one process, without a browser. Each is connected as in one, with its cookies.

The script is a module that exports a function by default, which every client runs again and again until the time is over.
Without one the pages just stay connected.

  export default async function ({ page, client, signal }) {
    await client.measure('answer', async () => {
      page.fill('[name=chat_message]', \`hello \${client.index} \${client.round}\`)
      page.submit('#form')
      await page.waitFor('#notifications', { text: \`hello \${client.index} \${client.round}\` })
    })
    await client.pause(1000)
  }

Where each client is somebody else, the script also exports options: those of its Page.open(), such as headers.

  export const options = ({ index, url }) => ({ headers: { cookie: \`session=test-\${index}\` } })

Latency is what the script measures; where it measures nothing, the time from a message that is sent to the next that comes.
Errors are pages that can't be opened, connections that end, what pages report, and what the script throws: --max-errors
takes their number, or their share of all pages opened and all runs of the script.

Ctrl-C ends it early, with the table and the report.

Exit status: 0 all thresholds hold, 1 one is broken or no page was connected, 2 wrong use.
`,
  options: {},
  values: {
    clients: ['number', 'of pages: 100 unless given'],
    for: ['time', 'how long, such as 30s (which it is unless given), 500ms or 2m'],
    ramp: ['time', 'until the last of them has begun: 10s unless given, but a third of --for at most'],
    script: ['file', 'what each of them does'],
    report: ['file', 'an HTML page with all figures and charts'],
    'max-p50': ['time', 'the most that half of the latencies may be'],
    'max-p90': ['time', 'of nine tenths'],
    'max-p99': ['time', 'of 99 of a hundred'],
    'max-errors': ['number', 'the most errors, or their share, such as 0.1%']
  },
  run: runLoad
}

/**
 * @param {string[]} operands
 * @param {Set<string>} _
 * @param {import('./command.js').Output} output
 * @param {Map<string, string>} values
 * @returns {Promise<number>}
 */
async function runLoad(operands, _, output, values) {
  try {
    return await runPlan(await readArguments(operands, values), output)
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error
    output.err(`${error.message}\nMore: npx htmx-ext-ws-wasm help load\n`)
    return Status.wrongUse
  }
}

/**
 * @param {import('./load/arguments.js').Plan} plan
 * @param {import('./command.js').Output} output
 */
async function runPlan(plan, output) {
  const progress = createProgress(output, plan)
  const stop = new AbortController()
  const interrupt = () => stop.abort()
  process.once('SIGINT', interrupt)
  const outcome = await runCrowd(plan, { Page: await headlessPage(), stop: stop.signal, everySecond: progress.tell })
  process.off('SIGINT', interrupt)
  progress.end()
  const found = verdicts(plan.thresholds, outcome.tally)
  output.out(summary(plan, outcome, found))
  if (plan.report !== null) {
    writeFileSync(plan.report, report(plan, outcome, found))
    output.err(`The report is ${plan.report}.\n`)
  }
  const isFine = outcome.tally.totals.most > 0 && found.every(({ holds }) => holds)
  return isFine ? Status.fine : Status.found
}

/** As the package ships it; the other commands do without. */
async function headlessPage() {
  /** @type {typeof import('../headless/headless.d.ts')} */
  const { Page } = await import(new URL('../../dist/headless.js', import.meta.url).href)
  return Page
}
