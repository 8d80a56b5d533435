// The scenarios and defects of the folders of these names, and which of them are to be played.
import { readdir } from 'node:fs/promises'

/** @typedef {import('./harness.mjs').Scenario} Scenario */
/** @typedef {import('./harness.mjs').Defect} Defect */

/** @returns {Promise<(Scenario & { file: string })[]>} */
export const loadScenarios = () => loadFolder('scenarios')

/** @returns {Promise<(Defect & { file: string })[]>} */
export const loadDefects = () => loadFolder('defects')

/**
 * @param {string} folder
 * @returns {Promise<any[]>}
 */
async function loadFolder(folder) {
  const url = new URL(`${folder}/`, import.meta.url)
  const files = await readdir(url).catch(() => [])
  const lists = await Promise.all(
    files
      .filter((file) => file.endsWith('.mjs'))
      .sort()
      .map(async (file) => {
        const { default: list } = await import(new URL(file, url).href)
        return list.map((/** @type {object} */ entry) => ({ ...entry, file }))
      })
  )
  return lists.flat()
}

/**
 * While developing: HXWS_ONLY=text plays only what has the text in its name or file.
 * @template {{ name: string, file: string }} T
 * @param {T[]} list
 * @returns {T[]}
 */
export function wanted(list) {
  const only = process.env.HXWS_ONLY
  return only ? list.filter(({ name, file }) => name.includes(only) || file.includes(only)) : list
}

/** Whether everything is played, so that what covers all can be checked. */
export const playsAll = () => !process.env.HXWS_ONLY
