// Tables are bundled as text (esbuild's text loader gives a default export).
/* eslint-disable no-restricted-exports -- the loader decides the shape */
declare module '*.tsv' {
  const text: string;
  export default text;
}
declare module '*.txt' {
  const text: string;
  export default text;
}
