// A bad network to try pages on. A server of your own has no use for it.

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

  return { conditions, createLine }
}

/** @returns {Line} the line of a page that is to stay in control */
export function createPerfectLine() {
  return (deliver) => deliver()
}
