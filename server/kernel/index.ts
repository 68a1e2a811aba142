// AssemblyScript entry of the kernel (built by server/scripts/buildKernel.mjs).
export { findLines, splitLines, lastLineBreak, lineBreaks, resetLineBreaks, resume, setNeedles, setTeddy } from './scan';
export { setInterns } from './intern';
export { isHitDocument, setTrie, walk } from './walk';
