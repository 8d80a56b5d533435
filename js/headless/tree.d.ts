/** What acting in a page asks of its tree: written over headless.wasm by document.js. */

/** The same element is the same object. */
export interface HeadlessElement {
  readonly handle: number
  /** In lower case. */
  readonly tag: string
}

/** The stand-in for the window: events reach it, and it is nothing else. */
export type HeadlessWindow = object

/** Where an event can be dispatched or heard: an element, the document or the window. */
export type Target = HeadlessElement | HeadlessWindow

/** Selectors throw SelectorError. Elements that are gone must not be asked for anything but isAttached(). */
export interface Tree {
  /** The document itself. */
  root(): HeadlessElement
  readonly window: HeadlessWindow
  body(): HeadlessElement | null

  queryAll(selector: string, root?: HeadlessElement): HeadlessElement[]
  query(selector: string, root?: HeadlessElement): HeadlessElement | null
  matches(elt: HeadlessElement, selector: string): boolean
  closest(elt: HeadlessElement, selector: string): HeadlessElement | null
  /** The element and its ancestors, innermost first; without the document. */
  path(elt: HeadlessElement): HeadlessElement[]
  isAttached(elt: HeadlessElement): boolean

  attribute(elt: HeadlessElement, name: string): string | null
  setAttribute(elt: HeadlessElement, name: string, value: string): void
  removeAttribute(elt: HeadlessElement, name: string): void

  /** What `value` of a control or an option is in a browser; null for all else. */
  value(elt: HeadlessElement): string | null
  /** Of a checkbox, a radio button or an option; null for all else. */
  checked(elt: HeadlessElement): boolean | null
  /** @returns whether it changed. @throws PageError where a user can't */
  fill(elt: HeadlessElement, text: string): boolean
  check(elt: HeadlessElement, on: boolean): boolean
  choose(select: HeadlessElement, texts: string[]): boolean
  reset(form: HeadlessElement): void

  /** The form owner. */
  form(elt: HeadlessElement): HeadlessElement | null
  formElements(form: HeadlessElement): HeadlessElement[]
  defaultButton(form: HeadlessElement): HeadlessElement | null
  /** As of WHATWG HTML, "constructing the entry list", without files. */
  entries(form: HeadlessElement, submitter?: HeadlessElement): [name: string, value: string][]
  /** 0 where it is valid or barred from validation, else bits: see validity.js. */
  validity(elt: HeadlessElement): number
  isDisabled(elt: HeadlessElement): boolean
}

/** Of htmx.config, what acting knows. */
export interface ActingConfig {
  disableInheritance?: boolean
  disableSelector?: string
  allowEval?: boolean
}

/** What every sender of a page shares. */
export interface ActingPage {
  readonly tree: Tree
  readonly config: ActingConfig
  /** Of the page, as location.href has it. */
  readonly url: string
}
