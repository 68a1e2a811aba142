// What the compiler does not know of itself: the compiled kernel (esbuild gives its bytes) and WebAssembly as we use it.

declare module '*.wasm' {
  const bytes: Uint8Array;
  export = bytes;
}

declare namespace WebAssembly {
  class Memory {
    constructor(descriptor: {
      readonly initial: number;
      readonly maximum: number;
      readonly shared: true;
    });
    readonly buffer: SharedArrayBuffer;
    grow(pages: number): number;
  }
  const Module: new (bytes: Uint8Array) => object;
  class Instance {
    constructor(module: object, imports: { readonly env: { readonly memory: Memory } });
    readonly exports: unknown;
  }
  function validate(bytes: Uint8Array): boolean;
}
