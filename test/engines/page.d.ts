export {}

declare global {
  /** Both are kept by test/shared/log.js. */
  var log: string[]
  var errors: string[]
}
