// A bad network to try pages on.

/** @typedef {import('./client.mjs').Client} Client */
/** @typedef {(deliver: () => void) => void} Line */
/** @typedef {{ delayMilliseconds: number, lostPercent: number }} Conditions */

export function createNetwork() {
  /** @type {Conditions} */
  const conditions = { delayMilliseconds: 0, lostPercent: 0 }

  /** @returns {Line} */
  function createLine() {
    /** @type {(() => void)[]} */
    const onTheWay = []
    return (deliver) => {
      if (Math.random() * 100 < conditions.lostPercent) return
      if (conditions.delayMilliseconds === 0 && onTheWay.length === 0) return deliver()
      onTheWay.push(deliver)
      // Each timer delivers the oldest frame, so none overtakes another when the delay becomes shorter.
      setTimeout(() => onTheWay.shift()?.(), conditions.delayMilliseconds).unref()
    }
  }

  /**
   * The same client, but what is sent to it and what comes from it takes a line, one for each direction.
   * @param {Client} client
   * @returns {Client}
   */
  function putBetween(client) {
    const outward = createLine()
    const inward = createLine()
    return {
      ...client,
      send: (markup) => outward(() => client.send(markup)),
      onText: (handle) => client.onText((text) => inward(() => handle(text))),
      onForm: (handle) => client.onForm((form) => inward(() => handle(form))),
      ping: () =>
        new Promise((resolve) => {
          const start = performance.now()
          outward(async () => {
            await client.ping()
            inward(() => resolve(performance.now() - start))
          })
        })
    }
  }

  return { conditions, createLine, putBetween }
}
