// `npm run demo`, also on a fresh clone: builds what is missing, then serves the demo.

import { build } from '../wasm/build.mjs'

const port = Number(process.env.PORT ?? 3000)
const host = process.env.HOST ?? '127.0.0.1'

await build()
// Only now: the server needs the npm packages that the build has installed.
const { serveDemo } = await import('./demo.mjs')
const server = await serveDemo({ port, host }).catch(onlyIfTaken)

console.log(`
  The demo is at ${server.url}

  Open ${server.url}/chat in two tabs and write from one to the other.
  Ctrl-C stops the server.
`)

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop)

/** @param {NodeJS.ErrnoException} error */
function onlyIfTaken(error) {
  if (error.code !== 'EADDRINUSE') throw error
  console.log(`Port ${port} is taken, so this is on a free one. Set PORT to choose another.`)
  return serveDemo({ port: 0, host })
}

async function stop() {
  await server.close()
  process.exit(0)
}
