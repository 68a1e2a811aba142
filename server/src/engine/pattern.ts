// Wildcard patterns: literal texts with "anything" between them, matched over a whole string in one pass.

/** True if the text is the parts in order with anything (also nothing) in between; one part means equality. */
export function matchesPattern(parts: readonly string[], text: string): boolean {
  const first = parts[0] ?? '';
  if (parts.length < 2) return text === first;
  const last = parts[parts.length - 1] ?? '';
  if (text.length < first.length + last.length) return false;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (let i = 1; i < parts.length - 1; i++) {
    const part = parts[i] ?? '';
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
