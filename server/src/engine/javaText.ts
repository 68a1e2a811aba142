// Text operations as Java does them, where JavaScript's differ.

/** Lower case character by character: no final sigma, and the dotted capital I loses its dot. */
export function javaLowerCase(text: string): string {
  const lower = text.toLowerCase();
  if (!/[\u0130\u03a3]/.test(text)) return lower;
  return Array.from(text, (char) => (char === '\u0130' ? 'i' : char.toLowerCase())).join('');
}
