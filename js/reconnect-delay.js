/** How long to wait before the next attempt: what the page says in htmx.config.wsReconnectDelay, or the core by the options. */
import { warnOfDelay } from './warnings.js'

// More does not fit into a timer's 32 bits: browsers then wait for any other time, or not at all.
const longestMilliseconds = 2 ** 31 - 1

/**
 * @param {import('./core.js').Core} core
 * @param {import('./core.js').CoreConnection} connection
 * @param {number} retryCount
 * @returns {number} milliseconds; what a page's own function returns, whatever it is
 */
export function reconnectDelay(core, connection, retryCount) {
  const delay = htmx.config.wsReconnectDelay
  if (typeof delay === 'function') return delay(retryCount)
  if (typeof delay === 'number' && delay >= 0 && delay <= longestMilliseconds) return delay
  if (delay !== 'full-jitter') warnOfDelay(delay)
  return core.backoffDelay(connection, retryCount, Math.random())
}
