// The bundler turns an imported .wasm file into its bytes.
declare module '*.wasm' {
  const bytes: Uint8Array<ArrayBuffer>
  export default bytes
}

// Beside it in dist/.
declare module '*/ws.esm.js' {
  const htmx: unknown
  export default htmx
}
declare module '*/ws.cjs'
declare module '*/ws.nowasm.js'

// Made by the build of core.wasm.
declare module '*/core.translated.js' {
  export const instantiate: () => import('./engine.js').CoreExports
}
