// What an extension leaves to an animation frame is its work too: its time is added up, and can be waited for.

const request = requestAnimationFrame.bind(globalThis)
const cancel = cancelAnimationFrame.bind(globalThis)
/** @type {Set<number>} */
const waiting = new Set()

globalThis.frameWork = {
  /** Milliseconds that the callbacks have taken since it was set to 0. */
  time: 0,

  /** Resolves when none waits any more. */
  async done() {
    while (waiting.size > 0) await new Promise(request)
  }
}

globalThis.requestAnimationFrame = (callback) => {
  const id = request(function runFrameWork(now) {
    waiting.delete(id)
    const start = performance.now()
    callback(now)
    frameWork.time += performance.now() - start
  })
  waiting.add(id)
  return id
}

globalThis.cancelAnimationFrame = (id) => {
  waiting.delete(id)
  cancel(id)
}
