// The part of htmx 1.9 and 2 that the binding uses: the global, and the internal API that extensions are given.

export interface TriggerSpec {
  trigger: string
}

export interface SettleInfo {
  tasks: (() => void)[]
  elts: Element[]
}

export interface InputValues {
  errors: unknown[]
  values: Record<string, unknown>
  /** On htmx 2. */
  formData?: FormData
}

export interface InternalData {
  /** Ours, or the socket that htmx 1 itself opened for hx-ws. */
  webSocket?: import('./connection.js').InnerWrapper | WebSocket
  /** Set by us once an element's triggers are bound; htmx deletes it when it takes the triggers off. */
  webSocketSend?: boolean
  /** Of htmx 1. */
  sseEventSource?: EventSource
  /** What htmx takes off an element that goes. */
  timeout?: ReturnType<typeof setTimeout>
  listenerInfos?: { trigger: string; listener: EventListener; on?: EventTarget }[]
  onHandlers?: { event: string; listener: EventListener }[]
}

export interface HtmxApi {
  addTriggerHandler(
    elt: Element,
    spec: TriggerSpec,
    nodeData: InternalData,
    handler: (elt: Element, event?: Event) => void
  ): void
  bodyContains(elt: Node): boolean
  filterValues(values: FormData | Record<string, unknown>, elt: Element): FormData | Record<string, unknown>
  getAttributeValue(elt: Element | null, name: string): string | null
  getClosestAttributeValue(elt: Element, name: string): string | null
  getClosestMatch(elt: Element, condition: (node: Element) => boolean): Element | null
  getExpressionVars(elt: Element): Record<string, unknown>
  getHeaders(elt: Element, target: Element | null): Record<string, unknown>
  getInputValues(elt: Element, verb: string): InputValues
  getInternalData(elt: Element): InternalData
  getTarget(elt: Element): Element | null
  getTriggerSpecs(elt: Element): TriggerSpec[]
  hasAttribute(elt: Element, name: string): boolean
  makeFragment(html: string): DocumentFragment
  makeSettleInfo(elt: Element): SettleInfo
  mergeObjects<A extends object, B extends object>(first: A, second: B): A & B
  oobSwap(value: string, elt: Element, settleInfo: SettleInfo): void
  shouldCancel(event: Event, elt: Element): boolean
  triggerErrorEvent(elt: Element, name: string, detail: object): void
  triggerEvent(elt: Element, name: string, detail: object): boolean
  withExtensions(elt: Element, action: (extension: RegisteredExtension) => void): void
}

export interface HtmxExtension {
  init?(api: HtmxApi): void
  onEvent?(name: string, event: CustomEvent): unknown
}

/** As htmx hands it out: with all functions, those of the extension or htmx's own that do nothing. */
export interface RegisteredExtension extends HtmxExtension {
  transformResponse(text: string, xhr: null, elt: Element): string
  isInlineSwap(style: string): boolean
  handleSwap(style: string, target: Element, fragment: ParentNode, settleInfo: SettleInfo): unknown
}

export interface Htmx {
  version?: string
  logger?: unknown
  config: {
    wsReconnectDelay?: string | number | ((retryCount: number) => number)
    wsBinaryType?: BinaryType
    ws?: unknown
    disableSelector: string
    /** Of htmx 1. */
    useTemplateFragments?: boolean
    allowScriptTags: boolean
    inlineScriptNonce: string
    addedClass: string
    attributesToSettle: string[]
  }
  process(elt: Element): void
  createWebSocket?: (url: string) => WebSocket
  defineExtension(name: string, extension: HtmxExtension): void
}

declare global {
  var htmx: Htmx
}
