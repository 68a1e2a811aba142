// AssemblyScript entry of the kernel (built by server/scripts/buildKernel.mjs).
export { firstLineBreak, lastLineBreak, lineBreaks, resetLineBreaks, setNeedles, setTeddy } from './scan';
export { setInterns } from './intern';
export { rowsResume, scanRows } from './rows';
export { setShapes } from './shapes';
export { setTrie } from './walk';
