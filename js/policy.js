/** What the core must know of a connection's options, as the words of a Policy (src/policy.hpp). */

/** Room for close codes in a Policy. */
export const mostCodes = 16

const fullJitter = -1

/**
 * @param {import('./options.js').Options} options
 * @returns {number[]}
 */
export function policyWords(options) {
  const { reconnect, reconnectCodes, reconnectJitter, ack } = options
  const codes = reconnect ? reconnectCodes : []
  return [
    options.reconnectDelay,
    options.reconnectMaxDelay,
    reconnectJitter === 'full' ? fullJitter : Math.round(reconnectJitter * 1000),
    options.reconnectMaxAttempts,
    options.reconnectMinUptime,
    options.connectTimeout,
    options.staleAfter,
    options.heartbeat,
    options.heartbeatTimeout,
    ack ? 1 : 0,
    ack ? options.ackTimeout : 0,
    options.maxOutgoingMessagesQueueSize,
    options.maxOutgoingMessagesQueueBytes,
    options.outgoingMessagesTimeToLive,
    options.queueOverflow === 'drop-oldest' ? 1 : 0,
    options.maxBufferedAmount,
    codes.length,
    ...codes,
    ...Array(mostCodes - codes.length).fill(0)
  ]
}
