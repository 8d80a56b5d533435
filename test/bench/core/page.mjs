// A result as a page in build/, with no file beside it.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../../wasm/steps.mjs'

const style = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% } th { text-align: start; font-weight: 400 } td { text-align: end }
th, td { padding: .2rem .5rem; border-block-end: 1px solid color-mix(in srgb, currentcolor 20%, transparent) }
td:last-child { width: 45%; min-width: 8rem } svg { display: block; width: 100%; height: 1.2rem }
.bar { fill: #0e7c86 } .worse { fill: #c2410c } .spread, .one { stroke: currentcolor; vector-effect: non-scaling-stroke }`

/**
 * @param {string} file its name
 * @param {string} title
 * @param {string} body
 * @returns {string} its path
 */
export function writePage(file, title, body) {
  const path = join(root, 'build', file)
  mkdirSync(join(root, 'build'), { recursive: true })
  writeFileSync(
    path,
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${style}</style>
<h1>${title}</h1>
${body}</html>\n`
  )
  return path
}
