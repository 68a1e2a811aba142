// Lucene's wildcards: `*` for any text and `?` for one code point, over a whole text.

/** A piece of a wildcard: a literal text, or one of the signs. */
export type WildcardPart = { readonly text: string } | 'many' | 'one';

/** A code point, or one of the signs. */
type Step = number | 'many' | 'one';

/** Compiles the parts to a test of whole texts. A failed try goes back to the last `*` alone. */
export function wildcardTest(parts: readonly WildcardPart[]): (text: string) => boolean {
  const steps = parts.flatMap((part): readonly Step[] =>
    typeof part === 'string' ? [part] : codePoints(part.text),
  );
  return (text) => matches(steps, codePoints(text));
}

function codePoints(text: string): readonly number[] {
  return Array.from(text, (char) => char.codePointAt(0) ?? 0);
}

function matches(steps: readonly Step[], text: readonly number[]): boolean {
  let step = 0;
  let at = 0;
  let starStep = -1;
  let starAt = 0;
  while (at < text.length) {
    const wanted = steps[step];
    if (wanted === 'many') {
      starStep = step++;
      starAt = at;
    } else if (wanted === 'one' || (wanted !== undefined && wanted === text[at])) {
      step++;
      at++;
    } else if (starStep >= 0) {
      step = starStep + 1;
      at = ++starAt;
    } else return false;
  }
  return steps.slice(step).every((rest) => rest === 'many');
}
