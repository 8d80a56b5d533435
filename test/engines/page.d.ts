export {}

declare global {
  /** Both are kept by test/browser/log.js. */
  var log: string[]
  var errors: string[]
}
