#!/usr/bin/env node
/** The package's command, as npx runs it. */
import { run } from './command.js'

// "| head" closes the pipe early, which is no error
process.stdout.on('error', () => {})

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isTerminal: process.stderr.isTTY
})
