/**
 * What runs in the page before everything else: the fakes, the record of what happens, and `control`, by which the steps
 * of a scenario play the user, the server and the clock.
 */
import { installClock, pendingTimers, real, tick } from './clock.js'
import { describe } from './describe.js'
import { mockSocket } from './mock.js'
import { snapshot } from './snapshot.js'
import { installSocket, socketStates, sockets } from './socket.js'
import { installTrace, record, takeEntries } from './trace.js'

/** @typedef {ReturnType<typeof createControl>} Control */
/** @typedef {import('./trace.js').Entry} Entry */
/** @typedef {{ label: string, trace: Entry[], sockets: object[], timers: number[], dom: string, threw?: string }} PlayedStep */

/** A step that waits for something waits no longer than this. In milliseconds. */
const longestWait = 3000

/** What went wrong in the scenario's own functions. @type {string[]} */
let failures = []

function createControl() {
  const page = /** @type {any} */ (globalThis)
  return {
    /** The sockets made so far, see socket.js. */
    sockets,
    tick,
    mock: mockSocket,
    describe,

    /**
     * A function of the scenario threw: a mistake of its own, not of the page.
     * @param {string} label
     * @param {unknown} error
     */
    fail(label, error) {
      failures.push(`${label}: ${error}`)
    },

    /** any, so that steps may do what the types of the binding do not know. @type {any} */
    get htmx() {
      return page.htmx
    },

    /** htmx's internal API; any, so that the steps of scenarios may reach for everything. @type {any} */
    api: undefined,

    /**
     * @param {string} selector ">>>" goes into a shadow root
     * @returns {any}
     */
    element(selector) {
      /** @type {any} */
      let found = document
      for (const part of selector.split('>>>')) found = (found.shadowRoot ?? found).querySelector(part.trim())
      if (!found) throw new Error(`There is no ${selector}`)
      return found
    },

    /** @param {string} selector */
    click(selector) {
      this.element(selector).click()
    },

    /**
     * @param {string} selector
     * @param {string} [submitter]
     */
    submit(selector, submitter) {
      this.element(selector).requestSubmit(submitter && this.element(submitter))
    },

    /**
     * @param {string} selector
     * @param {string} value
     */
    type(selector, value) {
      const field = this.element(selector)
      field.value = value
      field.dispatchEvent(new Event('input', { bubbles: true }))
      field.dispatchEvent(new Event('change', { bubbles: true }))
    },

    /**
     * @param {string} selector
     * @param {string} name
     * @param {unknown} [detail]
     */
    trigger(selector, name, detail) {
      const event = new CustomEvent(name, { bubbles: true, cancelable: true, composed: true, detail })
      return this.element(selector).dispatchEvent(event)
    },

    /**
     * @param {string} selector
     * @returns {any}
     */
    wrapper(selector) {
      return this.element(selector)['htmx-internal-data']?.webSocket
    },

    /**
     * Takes an element away as htmx does when a response asks for it.
     * @param {string} selector
     */
    remove(selector) {
      this.swap(selector, '', 'delete')
    },

    /** @param {string} selector */
    detach(selector) {
      const element = this.element(selector)
      element.remove()
      return element
    },

    /**
     * Puts markup into the page as htmx does with a response.
     * @param {string} selector
     * @param {string} html
     * @param {string} [style] of hx-swap
     */
    swap(selector, html, style = 'innerHTML') {
      const target = this.element(selector)
      if (page.htmx.swap) return page.htmx.swap(target, html, { swapStyle: style, swapDelay: 0, settleDelay: 0 })
      const settleInfo = this.api.makeSettleInfo(target)
      this.api.selectAndSwap(style, target, target, html, settleInfo)
      this.api.settleImmediately(settleInfo.tasks)
    },

    /** @param {string} selector */
    process(selector) {
      page.htmx.process(this.element(selector))
    },

    /**
     * @param {string} name
     * @param {(event: any) => void} handler
     */
    on(name, handler) {
      document.addEventListener(name, handler)
    },

    /** @param {unknown[]} values */
    note(...values) {
      record({ kind: 'note', values: values.map(describe) })
    },

    /**
     * Waits in real time, for what no fake reaches: reading a Blob, an observer.
     * @param {() => unknown} condition
     */
    async until(condition) {
      const end = performance.now() + longestWait
      while (!condition()) {
        if (performance.now() > end) throw new Error(`Waited in vain for ${condition}`)
        await new Promise((resolve) => real.setTimeout(resolve, 5))
      }
    },

    /** @param {number} [milliseconds] of real time */
    wait(milliseconds = 0) {
      return new Promise((resolve) => real.setTimeout(resolve, milliseconds))
    }
  }
}

/**
 * @param {[string, (control: Control) => unknown][]} steps
 * @returns {Promise<string>} PlayedStep[] as JSON
 */
async function play(steps) {
  const control = /** @type {any} */ (globalThis).control
  const played = [await playStep('load', () => tick(0))]
  for (const [label, step] of steps) played.push(await playStep(label, () => step(control)))
  return JSON.stringify(played)
}

/**
 * @param {string} label
 * @param {() => unknown} step
 * @returns {Promise<PlayedStep>}
 */
async function playStep(label, step) {
  try {
    await step()
  } catch (error) {
    failures.push(String(error))
  }
  // microtasks, and what a microtask leaves to the next task
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => real.setTimeout(resolve, 0))
  const trace = takeEntries()
  const threw = failures.join(', ') || undefined
  failures = []
  return { label, trace, sockets: socketStates(), timers: pendingTimers(), dom: snapshot(), threw }
}

/** A form that nobody held back would load another page: what counts is already in the trace. */
function stay() {
  const { navigation } = /** @type {any} */ (globalThis)
  navigation.addEventListener('navigate', (/** @type {any} */ event) => {
    if (event.cancelable && !event.destination.sameDocument) event.preventDefault()
  })
}

localStorage.clear()
sessionStorage.clear()
installTrace()
installClock()
installSocket()
stay()
Object.assign(globalThis, { control: createControl(), playScenario: play })
