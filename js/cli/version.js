/** Of this package. */
import { readFileSync } from 'node:fs'

/** @type {{ version: string }} */
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

export { version }
