// The bundler turns an imported .wasm file into its bytes.
declare module '*.wasm' {
  const bytes: Uint8Array<ArrayBuffer>
  export default bytes
}

// Made by the build of core.wasm.
declare module '*/core.translated.js' {
  export const instantiate: () => import('./engine.js').CoreExports
}
