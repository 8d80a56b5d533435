export {}

declare global {
  /** Both are kept by test/support/log.js. */
  var log: string[]
  var notices: string[]
  var errors: string[]
}
