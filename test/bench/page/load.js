// Measures what a script costs from its text to its end: nothing of it was compiled before in this browser.

/**
 * @param {string} path
 * @returns {Promise<number>} milliseconds
 */
globalThis.measureLoad = async (path) => {
  const response = await fetch(path)
  const script = document.createElement('script')
  script.textContent = await response.text()
  // what the browser does at its own start is not the script's
  await new Promise((resolve) => setTimeout(resolve, 1000))
  const start = performance.now()
  document.head.append(script)
  return performance.now() - start
}
