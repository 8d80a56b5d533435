/**
 * The htmx extension "ws" on htmx 1.9 and 2: gives sockets to the elements with ws-connect, binds those with ws-send, and
 * tells htmx what happens. Knows htmx and not memory.
 */
import packedModule from '../build/wasm/core.wasm'
import { configureAttempt } from './configure.js'
import { createConnection } from './connection.js'
import { createCore } from './core.js'
import { hasOwnAttribute, isOurs, withAttribute } from './elements.js'
import { translatedEngine, webAssemblyEngine } from './engine.js'
import { createGate } from './gate.js'
import { isHtmxOne, sendingThrough } from './htmx-one.js'
import { createOptions } from './options.js'
import { createPageLife } from './page-life.js'
import { createPersistence } from './persist.js'
import { createReceiver } from './receive.js'
import { reconnectDelay } from './reconnect-delay.js'
import { hasRival, register } from './registration.js'
import { createReport } from './report.js'
import { createSenderBinding } from './send.js'
import { createSocketFactory } from './socket-factory.js'
import { providedTranslation } from './translation.js'
import { unpack } from './unpack.js'
import { warnOfHxWs, warnOfQueue, warnOfRival, warnOfWebAssembly } from './warnings.js'

/** @typedef {import('./connection.js').Connection} Connection */
/** @typedef {import('./htmx.d.ts').HtmxApi} HtmxApi */
/** @typedef {import('./htmx.d.ts').HtmxExtension} HtmxExtension */
/** @typedef {import('./translation.js').Translation} Translation */

/**
 * Registers the extension with htmx.
 * @param {() => Promise<Translation>} loadTranslation called only where WebAssembly can't be run
 */
export const start = (loadTranslation) => register(VERSION, () => createExtension(loadTranslation))

/**
 * @param {() => Promise<Translation>} loadTranslation
 * @returns {HtmxExtension}
 */
function createExtension(loadTranslation) {
  const core = createCore({ reportTrap })
  const { install, newSocket, remedy: socketRemedy } = createSocketFactory(core)
  /** Held until the core is there: where WebAssembly runs, that is before htmx processes anything. */
  const gate = createGate()
  const persistence = createPersistence()
  const pageLife = createPageLife({ isInPage, connect: connectOurs })
  /** Why it will not be there. @type {unknown} */
  let coreFailure = null

  /** @type {HtmxApi} */
  let api
  /** @type {ReturnType<typeof createReport>} */
  let report
  /** @type {ReturnType<typeof createReceiver>} */
  let receiver
  /** @type {ReturnType<typeof createOptions>} */
  let optionsOf
  /** @type {ReturnType<typeof createSenderBinding>} */
  let bindSender

  /**
   * Each element's socket, and the value it was opened with. htmx forgets its own note of it (internalData.webSocket)
   * whenever it processes the element anew.
   * @type {WeakMap<Element, { connection: Connection, url: string }>}
   */
  const sockets = new WeakMap()

  /** The element whose event is being dispatched by us. @type {Element | null} */
  let announcing = null

  /** @type {HtmxExtension} */
  const extension = {
    init(internalApi) {
      if (hasRival(internalApi, extension)) warnOfRival()
      if (api) return
      api = internalApi
      report = createReport(api)
      receiver = createReceiver(core, api, report, extension)
      optionsOf = createOptions(api, report)
      bindSender = createSenderBinding(core, api, report, { socketOf, disconnect, whenStarted: gate.pass })
      install()
      htmx.config.wsReconnectDelay ||= 'full-jitter'
      // another extension that was loaded later has taken our name, and connects the same elements
      document.addEventListener('htmx:wsConnecting', (event) => {
        const { detail } = /** @type {CustomEvent} */ (event)
        if (detail?.elt !== announcing && hasRival(api, extension)) warnOfRival()
      })
    },

    onEvent(name, event) {
      if (name === 'htmx:beforeProcessNode') processNode(eltOf(event))
      if (name === 'htmx:beforeCleanupElement') disconnect(eltOf(event))
    }
  }

  startCore()

  function startCore() {
    try {
      core.start(webAssemblyEngine(unpack(packedModule)))
      gate.open()
    } catch (cause) {
      startWithoutWebAssembly(cause)
    }
  }

  /** @param {unknown} refusal of WebAssembly */
  function startWithoutWebAssembly(refusal) {
    /** @param {Translation} translation */
    const start = ({ instantiate }) => {
      core.start(translatedEngine(instantiate))
      gate.open()
    }
    const provided = providedTranslation(VERSION)
    if (provided) return start(provided)
    warnOfWebAssembly(refusal)
    loadTranslation()
      .then(start)
      .catch((cause) => {
        coreFailure = cause
        gate.open()
      })
  }

  /** @param {unknown} cause */
  function reportTrap(cause) {
    // later, since a listener may call the core in its turn
    queueMicrotask(() => report(document.body, 'htmx:wsCoreError', { ...trap, cause }))
  }

  /** @param {Element} elt */
  function processNode(elt) {
    // a form that is not bound would leave the page
    if (!core.isStarted()) bindSenders(elt)
    gate.pass(() => {
      if (sockets.has(elt) && urlOf(elt) === null) leave(elt)
      if (!hasOwnAttribute(elt)) return
      for (const child of withAttribute(elt, 'ws-connect')) connectOurs(child, elt)
      bindSenders(elt)
    })
  }

  /** @param {Element} elt */
  function bindSenders(elt) {
    for (const child of withAttribute(elt, 'ws-send')) {
      if (isOurs(api, child, extension) && isSender(child)) bindSender(child)
    }
  }

  /** @param {Element} elt */
  function legacyValue(elt) {
    const value = api.getAttributeValue(elt, 'hx-ws')
    if (!value || !core.isStarted()) return noLegacyValue
    if (!isHtmxOne()) return core.legacyValue(value)
    warnOfHxWs(elt)
    return noLegacyValue
  }

  /** @param {Element} elt */
  const isSender = (elt) => api.hasAttribute(elt, 'ws-send') || legacyValue(elt).send

  /** @param {Element} elt */
  const urlOf = (elt) => api.getAttributeValue(elt, 'ws-connect') || legacyValue(elt).connect

  /**
   * @param {Element} elt
   * @param {Element} [processed] the same, or only an element around it
   */
  function connectOurs(elt, processed) {
    if (isAttached(elt) && isOurs(api, elt, extension)) connect(elt, elt === processed)
  }

  /**
   * @param {Element} elt
   * @param {boolean} itself it is processed itself
   */
  function connect(elt, itself) {
    const url = urlOf(elt)
    const present = sockets.get(elt)
    if (present && !present.connection.isRemoved() && present.url === url) {
      present.connection.keep()
      if (itself && present.connection.hasEnded()) present.connection.wrapper.init()
      api.getInternalData(elt).webSocket = present.connection.wrapper
      return
    }
    const options = optionsOf(elt)
    // now: a listener of htmx:wsConfigError may have had the element processed
    leave(elt)
    if (url === null) return
    if (coreFailure) return refuseConnect(elt, url, coreFailure, noCore)
    const connection = newConnection(elt, url, options)
    // known before it starts: a listener of its first event may remove the element, or have it processed again
    sockets.set(elt, { connection, url })
    pageLife.watch(elt, connection, options)
    if (options.persist === 'session') persistence.keep(elt, url, connection)
    connection.start()
    if (!connection.isRemoved()) api.getInternalData(elt).webSocket = connection.wrapper
  }

  /** @param {Element} elt */
  function socketOf(elt) {
    const ours = sockets.get(elt)?.connection
    if (ours && !ours.isRemoved()) return ours.wrapper
    const theirs = isHtmxOne() ? api.getInternalData(elt).webSocket : undefined
    return theirs && !('sendImmediately' in theirs) ? sendingThrough(api, theirs) : undefined
  }

  /**
   * The element stays, its socket does not: what has come by it is not lost.
   * @param {Element} elt
   */
  function leave(elt) {
    receiver.flush(elt)
    disconnect(elt)
    if (urlOf(elt) === null) for (const each of statuses) elt.removeAttribute(`ws-${each}`)
  }

  /** @param {Element} elt */
  function disconnect(elt) {
    const connection = sockets.get(elt)?.connection
    sockets.delete(elt)
    pageLife.forget(elt)
    connection?.remove()
  }

  /**
   * @param {Element} elt
   * @param {string} first the attribute's value at first
   * @param {import('./options.js').Options} options
   * @returns {Connection}
   */
  function newConnection(elt, first, options) {
    let url = first
    /** @type {import('./receive.js').Owner} */
    const owner = {
      socketElt: elt,
      options,
      get socketWrapper() {
        return connection.wrapper.publicInterface
      },
      isAlive: () => isInPage(elt) && sockets.get(elt)?.connection === connection
    }
    /**
     * @param {string} name
     * @param {object} detail
     */
    function announceHere(name, detail) {
      receiver.flush(elt)
      return announce(elt, name, detail)
    }
    /** The attribute may have changed since the last attempt. */
    function presentUrl() {
      const known = sockets.get(elt)
      if (!options.strict && known) known.url = url = urlOf(elt) ?? url
      return url
    }
    /** @type {Connection} */
    const connection = createConnection(core, {
      options,
      // htmx 1 calls close() on internalData.webSocket when it processes an element anew, just before it tells us
      closesLate: isHtmxOne(),
      presentUrl,
      configure(url, retryCount, lastSeq) {
        const { socketWrapper } = owner
        return configureAttempt(announceHere, options, { url, retryCount, lastSeq, socketWrapper })
      },
      createSocket: (attempt) => newSocket(attempt.url, attempt.protocols),
      isAttached: () => isInPage(elt),
      reconnectDelay: (coreConnection, retryCount) => reconnectDelay(core, coreConnection, retryCount),
      announce: announceHere,
      announceError: (error, socketWrapper) => api.triggerErrorEvent(elt, 'htmx:wsError', { error, socketWrapper }),
      announceTo: (sender, name, detail) => api.triggerEvent(sender ?? elt, name, detail),
      showStatus: (status) => showStatus(owner, status),
      queueModeOf: (sender) => api.getAttributeValue(sender, 'ws-queue'),
      warnOfQueue: (count) => options.strict || warnOfQueue(elt, count),
      refuse: (sender, name, trouble) => report(sender ?? elt, name, trouble),
      refuseConnect: (cause) => refuseConnect(elt, url, cause),
      receive: (event) => receiver.receive(owner, event),
      removed() {
        persistence.forget(connection)
        if (sockets.get(elt)?.connection === connection) pageLife.lose(elt)
      }
    })
    return connection
  }

  /**
   * For styles and for listeners. The attributes are empty: htmx takes an element whose attributes have other values for another.
   * @param {import('./receive.js').Owner} owner
   * @param {import('./public.d.ts').WsStatus} status
   */
  function showStatus({ socketElt, socketWrapper, options }, status) {
    if (options.strict) return
    for (const each of statuses) socketElt.toggleAttribute(`ws-${each}`, each === status)
    const { retryCount = 0, nextRetryAt = null } = socketWrapper ?? {}
    announce(socketElt, 'htmx:wsStatus', { status, retryCount, nextRetryAt, socketWrapper })
  }

  /**
   * Whether an element that has been connected is still there.
   * @param {Element} elt
   */
  function isInPage(elt) {
    return elt.isConnected && elt.ownerDocument === document
  }

  /**
   * Whether htmx gives an element a socket. Early versions of htmx 2, and htmx 1, do not see through more than one shadow root.
   * @param {Element} elt
   */
  function isAttached(elt) {
    return api.bodyContains(elt) || (elt.isConnected && elt.getRootNode() instanceof ShadowRoot)
  }

  /**
   * @param {Element} elt
   * @param {string} name
   * @param {object} detail
   */
  function announce(elt, name, detail) {
    const outer = announcing
    announcing = elt
    try {
      return api.triggerEvent(elt, name, detail)
    } finally {
      announcing = outer
    }
  }

  /**
   * @param {Element} elt
   * @param {string} url
   * @param {unknown} cause
   * @param {string} [remedy]
   */
  function refuseConnect(elt, url, cause, remedy = socketRemedy()) {
    const reason = `ws-connect="${url}" can't be opened.`
    api.triggerErrorEvent(elt, 'htmx:wsError', { error: new Error(`${reason} ${remedy}`, { cause }), reason, remedy })
  }

  return extension
}

/**
 * Inside a shadow root an event's target is, for whoever listens outside, the root's host.
 * @param {CustomEvent} event
 */
const eltOf = ({ detail, target }) => detail.elt ?? target

const noCore =
  'Let the page run WebAssembly, or let it load ws.nowasm.js: from beside ws.js, or from where data-nowasm says.'

const trap = {
  kind: 'trap',
  reason: 'The core failed at something and was replaced; sockets and queued messages are as they were.',
  remedy: 'This is a defect: please report it with what the page did last.'
}

/** @type {import('./public.d.ts').WsStatus[]} */
const statuses = ['connecting', 'open', 'waiting', 'closed']

const noLegacyValue = Object.freeze({ connect: null, send: false })
