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

/**
 * Receives so many messages: a sample of each receiving case in its own page, and again from the first. Leaves an empty page.
 * @param {number} times
 */
globalThis.receiveMany = async (times) => {
  const receiving = cases.filter(({ kind }) => kind === 'receiving')
  let left = times
  for (let round = 0; left > 0; round++) {
    for (const { body, count, parts = 1, message } of receiving) {
      const socket = openPage(body)
      const messages = Math.min(count * parts, left)
      for (let index = 0; index < messages; index++) {
        socket.receive(message(round * count + Math.floor(index / parts), index % parts))
      }
      left -= messages
      await new Promise((resolve) => setTimeout(resolve))
    }
  }
  openPage('')
}
