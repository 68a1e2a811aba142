// Small questions about the terms of a KQL tree.
import type { KqlTerm } from './ast';

/** The text of a term; a wildcard with its asterisks. */
export function termText(term: KqlTerm): string {
  return term.kind === 'wildcard' ? term.parts.join('*') : String(term.value);
}

/** Exactly `*`: as a value it asks whether the field exists. */
export function isLoneWildcard(term: KqlTerm): boolean {
  return (
    term.kind === 'wildcard' && term.parts.length === 2 && term.parts.every((part) => part === '')
  );
}

/** The text of a term that stands for itself alone: no wildcard, no constant. */
export function plainText(term: KqlTerm): string | undefined {
  return term.kind !== 'wildcard' && typeof term.value === 'string' ? term.value : undefined;
}

/** The text matches the pieces between asterisks; case counts. */
export function matchesParts(parts: readonly string[], text: string): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (text.length < first.length + last.length) return false;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let from = first.length;
  for (const part of rest) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from <= text.length - last.length;
}
