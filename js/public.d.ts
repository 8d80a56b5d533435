/** What pages see of the extension: importing the package brings these types to addEventListener. */
import type found from 'htmx.org'

/** Where TypeScript takes htmx for CommonJS, an import of its default is the module. */
type Htmx = typeof found extends { default: infer Default } ? Default : typeof found

export type WsMessage = string | Blob | BufferSource

/** A message that waits for an open socket. */
export interface QueuedMessage {
  message: WsMessage
  /** Its events are dispatched on it; without it there are none. */
  sendElt?: Element
}

/** `detail.socketWrapper` of the events. */
export interface SocketWrapper {
  /** Sends now or, while the socket is not open, when it is. */
  send(message: WsMessage, sender?: Element): void
  /** Sends now, whatever the state of the socket. */
  sendImmediately(message: WsMessage, sender?: Element): void
  /** Closes the socket and opens another one. */
  reconnect(): void
  /** What waits, oldest first: may be read and edited. */
  readonly queue: QueuedMessage[]
  /** Closes the socket with code 1000; nothing connects again before reconnect(). */
  close(): void
  readonly status: WsStatus
  /** Attempts since the connection was last open (and stayed so for reconnectMinUptime). */
  readonly retryCount: number
  /** When the next attempt is made, in milliseconds of Date.now(); null while none is planned. */
  readonly nextRetryAt: number | null
  /** Milliseconds that the last heartbeat's answer took; null before the first. */
  readonly rtt: number | null
}

/** "waiting": for the next attempt. "closed": until somebody connects again. */
export type WsStatus = 'connecting' | 'open' | 'waiting' | 'closed'

interface Detail {
  /** The element that the event is dispatched on. */
  elt: Element
}

export interface WsConnectingDetail extends Detail {
  event: { type: 'connecting' }
}

/** Before each attempt: may be cancelled, and changed. */
export interface WsConfigConnectDetail extends Detail {
  /** The value of ws-connect. May be changed. */
  url: string
  /** Subprotocols. May be changed. */
  protocols: string | string[]
  /** Which attempt this is since the connection was last open; 1 is the first. */
  attempt: number
  /** The attempt waits for it; where it is rejected, the attempt has failed. */
  waitUntil(promise: PromiseLike<unknown>): void
  /** Not there yet at the first attempt. */
  socketWrapper?: SocketWrapper
}

export interface WsStatusDetail extends Detail {
  status: WsStatus
  retryCount: number
  nextRetryAt: number | null
  /** Not there yet at the first attempt. */
  socketWrapper?: SocketWrapper
}

/** The server has a message (ack: true). */
export interface WsAckedDetail extends Detail {
  id: string
  message: WsMessage
  socketWrapper: SocketWrapper
}

export interface WsOpenDetail extends Detail {
  event: Event
  socketWrapper: SocketWrapper
}

export interface WsCloseDetail extends Detail {
  event: CloseEvent
  socketWrapper: SocketWrapper
}

/** Of the connection: the socket's own error event, or an Error where no socket could be made. */
export interface WsErrorDetail extends Detail {
  error: Event | Error
  /** Only with the socket's own error: the inner wrapper, as with the reference. */
  socketWrapper?: Pick<SocketWrapper, 'send' | 'sendImmediately'>
  reason?: string
  remedy?: string
}

export interface WsBeforeMessageDetail extends Detail {
  message: string | Blob | ArrayBuffer
  socketWrapper: SocketWrapper
}

export interface WsAfterMessageDetail extends Detail {
  /** After the extensions' transformResponse; the last one of a batch. */
  message: string
  /** Of a batch: how many messages were applied together. */
  count?: number
  socketWrapper: SocketWrapper
}

export interface WsConfigSendDetail extends Detail {
  /** May be changed or replaced. */
  parameters: Record<string, unknown>
  unfilteredParameters: Record<string, unknown>
  /** May be changed or replaced; a falsy value sends none. */
  headers: Record<string, unknown> | null | false
  errors: unknown[]
  triggeringEvent: Event | undefined
  /** Sent instead of the JSON text of the parameters, unless it is undefined. */
  messageBody: WsMessage | null | undefined
  socketWrapper: SocketWrapper
}

export interface WsSendDetail extends Detail {
  message: WsMessage
  socketWrapper: SocketWrapper
}

/** What could not be done, and what to do about it. */
export interface WsTroubleDetail extends Detail {
  reason: string
  remedy: string
  cause: unknown
  /** How often it happened on this element. */
  count: number
}

export interface WsSendErrorDetail extends WsTroubleDetail {
  message?: WsMessage
}

export interface WsEvents {
  'htmx:wsConnecting': CustomEvent<WsConnectingDetail>
  'htmx:ws-connecting': CustomEvent<WsConnectingDetail>
  'htmx:wsOpen': CustomEvent<WsOpenDetail>
  'htmx:ws-open': CustomEvent<WsOpenDetail>
  'htmx:wsClose': CustomEvent<WsCloseDetail>
  'htmx:ws-close': CustomEvent<WsCloseDetail>
  'htmx:wsError': CustomEvent<WsErrorDetail>
  'htmx:ws-error': CustomEvent<WsErrorDetail>
  'htmx:wsBeforeMessage': CustomEvent<WsBeforeMessageDetail>
  'htmx:ws-before-message': CustomEvent<WsBeforeMessageDetail>
  'htmx:wsAfterMessage': CustomEvent<WsAfterMessageDetail>
  'htmx:ws-after-message': CustomEvent<WsAfterMessageDetail>
  'htmx:wsConfigSend': CustomEvent<WsConfigSendDetail>
  'htmx:ws-config-send': CustomEvent<WsConfigSendDetail>
  'htmx:wsBeforeSend': CustomEvent<WsSendDetail>
  'htmx:ws-before-send': CustomEvent<WsSendDetail>
  'htmx:wsAfterSend': CustomEvent<WsSendDetail>
  'htmx:ws-after-send': CustomEvent<WsSendDetail>
  'htmx:wsMessageError': CustomEvent<WsTroubleDetail>
  'htmx:ws-message-error': CustomEvent<WsTroubleDetail>
  'htmx:wsSendError': CustomEvent<WsSendErrorDetail>
  'htmx:ws-send-error': CustomEvent<WsSendErrorDetail>
  'htmx:wsQueueFull': CustomEvent<WsSendErrorDetail>
  'htmx:ws-queue-full': CustomEvent<WsSendErrorDetail>
  'htmx:wsConfigConnect': CustomEvent<WsConfigConnectDetail>
  'htmx:ws-config-connect': CustomEvent<WsConfigConnectDetail>
  'htmx:wsStatus': CustomEvent<WsStatusDetail>
  'htmx:ws-status': CustomEvent<WsStatusDetail>
  'htmx:wsAcked': CustomEvent<WsAckedDetail>
  'htmx:ws-acked': CustomEvent<WsAckedDetail>
  'htmx:wsCoreError': CustomEvent<WsTroubleDetail>
  'htmx:ws-core-error': CustomEvent<WsTroubleDetail>
  'htmx:wsConfigError': CustomEvent<WsTroubleDetail>
  'htmx:ws-config-error': CustomEvent<WsTroubleDetail>
}

/** Milliseconds, or a text such as "30s", "500ms", "2m". 0 says: not at all. */
export type WsTime = number | `${number}ms` | `${number}s` | `${number}m`

/** htmx.config.ws for a page's sockets, ws-config for the one of its element. */
export interface WsOptions {
  /** "fast": plain content is put into the page without htmx's events. "full" unless given. */
  swap?: 'full' | 'fast'
  /** "frame": messages wait for the page's next frame and are applied together. "none" unless given. */
  batch?: 'none' | 'frame'
  /** Nothing beyond the reference unless another option says it. */
  strict?: boolean
  /** "resilient" sets what serves an unsteady network; what is given beside it goes before. */
  preset?: 'none' | 'resilient'
  reconnect?: boolean
  /** Close codes after which it connects again: 1006, 1011, 1012, 1013 unless given. */
  reconnectCodes?: number[] | string
  reconnectMaxAttempts?: number
  /** Before the first retry at most; twice as long before each further one. "1s" unless given. */
  reconnectDelay?: WsTime
  /** "64s" unless given. */
  reconnectMaxDelay?: WsTime
  /** "full": any time up to the delay; 0.3: the delay, give or take 30 %. */
  reconnectJitter?: 'full' | number
  /** Open for so long, a connection has forgotten its retries. 0 unless given. */
  reconnectMinUptime?: WsTime
  protocols?: string | string[]
  /** For an attempt that neither opens nor fails. */
  connectTimeout?: WsTime
  /** A page that slept for so long replaces its socket. "60s" unless given. */
  staleAfter?: WsTime
  /** After so long a silence the server is asked. */
  heartbeat?: WsTime
  /** "10s" unless given. */
  heartbeatTimeout?: WsTime
  /** What it is asked: "ping" unless given. */
  heartbeatMessage?: string
  /** What a server may answer without its being swapped: "pong" unless given. */
  heartbeatReply?: string
  /** The socket is closed while the page is hidden. */
  pauseOnBackground?: boolean
  maxOutgoingMessagesQueueSize?: number
  /** Text counts by its characters. */
  maxOutgoingMessagesQueueBytes?: number
  outgoingMessagesTimeToLive?: WsTime
  queueOverflow?: 'drop-newest' | 'drop-oldest'
  /** Bytes on their way to the network above which messages wait in the queue. */
  maxBufferedAmount?: number
  /** Messages are numbered, and sent again until the server has acknowledged them. */
  ack?: boolean
  /** "30s" unless given. */
  ackTimeout?: WsTime
  /** The server numbers its messages, and is told the last one at each attempt. */
  resume?: boolean
  /** "session": the queue survives a reload of the page. */
  persist?: 'none' | 'session'
}

/** What htmx.config holds for the extension. */
export interface WsConfig {
  ws?: WsOptions
  /** Milliseconds before an attempt, or how to choose them. */
  wsReconnectDelay?: 'full-jitter' | number | ((retryCount: number) => number)
  wsBinaryType?: BinaryType
}

declare global {
  interface HTMLElementEventMap extends WsEvents {}
  interface DocumentEventMap extends WsEvents {}
  interface WindowEventMap extends WsEvents {}
}

/** htmx, with what the extension adds to it. */
declare const htmxWithWs: Omit<Htmx, 'config'> & {
  config: Omit<Htmx['config'], keyof WsConfig> & WsConfig
  /** Makes each socket; a page may put its own here. */
  createWebSocket(url: string): WebSocket
}
export default htmxWithWs
