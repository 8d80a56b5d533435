/** A page without a browser: what a WebSocket app's server makes of it, and what a user does in it. */
import type { WsConfig, WsMessage, WsStatus } from '../public.d.ts'

/** What a selector found, as it was then: it does not change with the page. */
export interface PageElement {
  /** In lower case. */
  readonly tag: string
  readonly id: string
  readonly attributes: Readonly<Record<string, string>>
  /** The text of it and all inside it. */
  readonly text: string
  /** Its HTML, itself included. */
  readonly html: string
  /** Of a control: what a user sees in it; null for all else. */
  readonly value: string | null
  /** Of a checkbox, a radio button or an option; null for all else. */
  readonly checked: boolean | null
}

/** A message on one of the page's sockets. */
export interface Frame {
  readonly direction: 'sent' | 'received'
  readonly data: WsMessage
  /** Of the page's clock, in milliseconds. */
  readonly at: number
  /** Of the socket. */
  readonly url: string
}

/** What tells the time and waits: the global object unless given. The clocks of fake timers have these three. */
export interface Clock {
  Date: { now(): number }
  setTimeout(callback: () => void, milliseconds: number): unknown
  clearTimeout(timer: unknown): void
}

/** The part of a WebSocket that a page uses. Its constructor may be given { headers, protocols } as a third, or second, argument. */
export interface SocketLike {
  readonly readyState: number
  readonly OPEN?: number
  binaryType?: string
  bufferedAmount?: number
  send(data: WsMessage): void
  close(code?: number, reason?: string): void
  // biome-ignore lint/suspicious/noExplicitAny: each package of sockets has types of its own for its events
  addEventListener(type: string, listener: (event: any) => void): void
  onopen: unknown
  onclose: unknown
  onerror: unknown
}

export interface PageOptions {
  /** Sent with the request for the page, and with each socket's handshake. */
  headers?: Record<string, string>
  /** What htmx.config holds; a <meta name="htmx-config"> of the page goes before. */
  config?: WsConfig & Record<string, unknown>
  /** Makes a socket in the place of Node's own, or of the package ws. */
  createWebSocket?: (url: string, protocols: string[], options: { headers: Record<string, string> }) => SocketLike
  clock?: Clock
  /** In [0, 1): for the backoff's jitter. Math.random unless given. */
  random?: () => number
  /** How long waitFor() waits unless it is told, in milliseconds: 5000 unless given. */
  timeout?: number
  /** How many of the last frames `frames` keeps: 1000 unless given. */
  frames?: number
  /** In the place of the global fetch. */
  fetch?: typeof fetch
}

export interface WaitOptions {
  /** A part of the element's text, or what matches it. */
  text?: string | RegExp
  /** So many elements that match, and have the text. */
  count?: number
  /** Until there is no such element. */
  gone?: boolean
  /** In milliseconds. */
  timeout?: number
}

/** Why something can't be done, and what to do about it. */
export class PageError extends Error {
  readonly reason: string
  readonly remedy: string
}

/** What a browser would have to do: scripts, js: values, filters of triggers, "revealed". */
export class NeedsBrowserError extends PageError {}

/** A selector that can't be read. */
export class SelectorError extends PageError {
  readonly selector: string
  /** Where it is wrong: an index of the selector. */
  readonly position: number
}

export interface PageEvents {
  /** A message is in the page. */
  swap: { message: string }
  open: { url: string }
  close: { url: string; code: number; reason: string; wasClean: boolean }
  status: { url: string; status: WsStatus }
  /** What a message, a sender or a connection could not do. What no listener has heard of, close() throws. */
  error: PageError
  frame: Frame
}

// biome-ignore lint/suspicious/noExplicitAny: what it is told depends on the event
type Listener = (detail: any) => unknown

export class Page {
  /**
   * Fetches a page, with its cookies, parses it and connects every ws-connect.
   * @throws {PageError} where there is no page
   */
  static open(url: string | URL, options?: PageOptions): Promise<Page>
  /** A page of a text: as if it had been fetched from the URL. */
  static fromHTML(html: string, options: PageOptions & { url: string | URL }): Page

  readonly url: string
  readonly title: string
  /** The last frames, oldest first. */
  readonly frames: readonly Frame[]
  /** What went wrong in the page, oldest first. */
  readonly errors: readonly PageError[]

  /** The first element that matches. */
  query(selector: string): PageElement | null
  queryAll(selector: string): PageElement[]
  exists(selector: string): boolean
  /** @throws {PageError} where nothing matches, as all that follows does */
  text(selector: string): string
  /** Of the element, itself included; of the whole page without a selector. */
  html(selector?: string): string
  /** null where the element has none. */
  attribute(selector: string, name: string): string | null

  /** Puts a text into a control, as a user does. @throws {PageError} where not exactly one element matches, as all that follows does */
  fill(selector: string, value: string): void
  check(selector: string): void
  uncheck(selector: string): void
  /** Chooses options by their values or labels; of a select without "multiple" just one. */
  select(selector: string, ...values: string[]): void
  click(selector: string): void
  /** As a click on the form's submit button, or, without one, as its requestSubmit(). */
  submit(selector: string): void
  /** Dispatches an event, which bubbles. */
  trigger(selector: string, event: string): void

  /** @throws {PageError} with the page around it and the last frames, where it does not come */
  waitFor(selector: string, options?: WaitOptions): Promise<PageElement | null>
  /** Until every connection of the page is open. */
  waitForOpen(options?: { timeout?: number }): Promise<void>
  /** The messages that come from now on, until the page is closed. */
  received(): AsyncIterableIterator<Frame>
  on<Name extends keyof PageEvents>(name: Name, listener: (detail: PageEvents[Name]) => void): this
  /** One of the extension's events, with its detail. A listener that returns false cancels it. */
  on(name: `htmx:${string}`, listener: Listener): this
  off(name: string, listener: Listener): this

  /** Closes its sockets and ends its timers. May be called more than once. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

export interface ElementExpectations {
  /** The whole text, white space collapsed, or what matches it. */
  text?: string | RegExp
  attributes?: Record<string, string | null>
  value?: string
  checked?: boolean
  count?: number
  exists?: boolean
}

/** @throws {AssertionError} with a readable difference, as node:assert's */
export function assertElement(page: Page, selector: string, expected: ElementExpectations): void

/**
 * Opens a page for one test of Node's runner: it is closed when the test has ended, and what went wrong in it, and nobody
 * has listened for, fails the test.
 */
export function openPage(
  test: { after(end: () => Promise<void>): void },
  url: string | URL,
  options?: PageOptions
): Promise<Page>

declare global {
  // for "await using", also where a project's lib does not know it yet
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol
  }
}
