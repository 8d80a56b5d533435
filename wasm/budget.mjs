// What dist/ws.min.js may weigh on its way to a page. `npm run size` says how much of it is used, and a test, so CI too,
// fails above it.
import { gzipSync } from 'node:zlib'

/**
 * In bytes, compressed: 28,000, and 6 KB for the supervision of connections. It is lowered with the file, and only raised with a
 * reason in the commit message.
 */
export const budget = 28_000 + 6 * 1024

/**
 * @param {Uint8Array | string} content
 * @returns {number} its bytes as a server sends them at best
 */
export const gzipSize = (content) => gzipSync(content, { level: 9 }).length
