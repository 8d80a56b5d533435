/**
 * A list that forgets what is oldest.
 * @template T
 * @typedef {{ readonly items: readonly T[], readonly total: number, add: (item: T, isLater?: (other: T) => boolean) => void }} Log
 * `total` counts what is forgotten too; an item is put before those at the end that are later
 */

/**
 * @template T
 * @param {number} most items that it keeps
 * @returns {Log<T>}
 */
export function createLog(most) {
  /** @type {T[]} */
  const items = []
  let total = 0
  return {
    items,
    get total() {
      return total
    },
    add(item, isLater = () => false) {
      total++
      let place = items.length
      while (place > 0 && isLater(items[place - 1])) place--
      items.splice(place, 0, item)
      if (items.length > most) items.shift()
    }
  }
}
