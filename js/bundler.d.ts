// What the bundler provides (wasm/pack.mjs): constants, and files made by the build.

/** The package's version. */
declare var VERSION: string
/** Where ws.nowasm.js is, from the script's own place. */
declare var NOWASM_PLACE: string

// As it is packed.
declare module '*.wasm' {
  const packed: import('./unpack.js').PackedModule
  export default packed
}

// As a text, made short.
declare module '*.css' {
  const style: string
  export default style
}

// For what stands beside these files in dist/ and is not packed into them: node.js, node.cjs, module.js.
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
