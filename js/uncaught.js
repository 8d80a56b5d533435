/**
 * Lets an error be reported as one that nobody caught, without ending what goes on here: as reportError() does, which is
 * younger than the oldest browsers that we run in.
 * @param {unknown} error
 */
export function reportUncaught(error) {
  queueMicrotask(() => {
    throw error
  })
}
