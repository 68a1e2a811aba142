// Elasticsearch's wildcard patterns: `*` any text, `?` one character, a backslash takes the next character literally.

/** Texts between the asterisks; undefined stands for any one character. One part means equality. */
export type Glob = readonly (readonly (string | undefined)[])[];

/** Reads a pattern. A backslash at the end stands for itself. */
export function parseGlob(pattern: string): Glob {
  const parts: (string | undefined)[][] = [[]];
  const characters = Array.from(pattern);
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] ?? '';
    const part = parts[parts.length - 1];
    if (character === '*') parts.push([]);
    else if (character === '?') part?.push(undefined);
    else if (character === '\\' && i + 1 < characters.length) part?.push(characters[++i]);
    else part?.push(character);
  }
  return parts;
}

/** Applies `change` to every literal character. */
export function mapGlob(glob: Glob, change: (text: string) => string): Glob {
  return glob.map((part) =>
    part.flatMap((character) =>
      character === undefined ? [undefined] : Array.from(change(character)),
    ),
  );
}

/** The pattern over the whole text, in one pass: every part is taken at its first place. */
export function matchesGlob(glob: Glob, text: string): boolean {
  // A character outside the basic plane is two units of a string, but one character for `?`.
  const characters: ArrayLike<string> = /[\ud800-\udfff]/.test(text) ? Array.from(text) : text;
  const first = glob[0] ?? [];
  const { length } = characters;
  if (glob.length < 2) return first.length === length && holdsAt(first, characters, 0);
  const last = glob[glob.length - 1] ?? [];
  const end = length - last.length;
  if (end < first.length) return false;
  if (!holdsAt(first, characters, 0) || !holdsAt(last, characters, end)) return false;
  let at = first.length;
  for (let i = 1; i < glob.length - 1; i++) {
    const part = glob[i] ?? [];
    while (at + part.length <= end && !holdsAt(part, characters, at)) at++;
    at += part.length;
    if (at > end) return false;
  }
  return true;
}

function holdsAt(
  part: readonly (string | undefined)[],
  text: ArrayLike<string>,
  at: number,
): boolean {
  for (let i = 0; i < part.length; i++) {
    const character = part[i];
    if (character !== undefined && character !== text[at + i]) return false;
  }
  return true;
}
