// What a page holds after many messages. Loaded first, to see the WebAssembly instances being made.
/* global cases, memories, openPage */

/** @type {WebAssembly.Memory[]} */
globalThis.memories = []
const { Instance } = WebAssembly
WebAssembly.Instance = class extends Instance {
  /** @param {WebAssembly.Module} module @param {WebAssembly.Imports} [imports] */
  constructor(module, imports) {
    super(module, imports)
    memories.push(...Object.values(this.exports).filter((each) => each instanceof WebAssembly.Memory))
  }
}

/** @returns {number} bytes of WebAssembly memory, which is no part of the heap */
globalThis.wasmBytes = () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0)

/** @type {BenchSocket | undefined} */
let socket

/**
 * Receives so many messages on one page by one socket: a sample of each receiving case, and again from the first.
 * @param {number} times
 */
globalThis.receiveMany = async (times) => {
  const receiving = cases.filter(({ kind }) => kind === 'receiving')
  socket ??= openPage(receiving.map(({ body }) => body).join(''))
  let left = times
  for (let round = 0; left > 0; round++) {
    for (const { count, parts = 1, message } of receiving) {
      const messages = Math.min(count * parts, left)
      for (let index = 0; index < messages; index++) {
        socket.receive(message(round * count + Math.floor(index / parts), index % parts))
      }
      left -= messages
      await new Promise((resolve) => setTimeout(resolve))
    }
    // the list would grow
    socket.receive('<ul hx-swap-oob="innerHTML:#list"></ul>')
  }
}
