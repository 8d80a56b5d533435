/** What a user does: a verb, a selector and what the verb needs. */
export type Act =
  | [verb: 'click' | 'check' | 'uncheck' | 'submit', selector: string]
  | [verb: 'fill', selector: string, text: string]
  | [verb: 'select', selector: string, ...values: string[]]
  | [verb: 'trigger', selector: string, event: string]
  | [verb: 'advance', milliseconds: number]

export interface ActingPage {
  name: string
  /** The inside of an element with ws-connect. */
  body: string
  /** The whole body instead. */
  whole?: string
  /** Markup in the head. */
  head?: string
  acts: Act[]
  /** What the headless page must say is wrong, in this order. Otherwise it says nothing, and a browser's page has no error. */
  errors?: RegExp[]
}

/** What came of an act; the first stands for opening the page. */
export interface Outcome {
  frames: string[]
  /** A form was submitted that nobody took. */
  left: boolean
}
