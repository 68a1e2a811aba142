// Phrases with slop: words near each other, in any order if there is room to move them.

/**
 * True if the words can be found at places that differ from their places in the phrase by shifts at most `slop` apart.
 * A word that occurs twice in the phrase needs two places.
 */
export function hasSloppyPhrase(
  tokens: readonly string[],
  words: readonly string[],
  slop: number,
): boolean {
  const places = new Map<string, number[]>(words.map((word) => [word, []]));
  for (const [at, token] of tokens.entries()) places.get(token)?.push(at);
  const shifts = words.flatMap((word, i) => (places.get(word) ?? []).map((at) => at - i));
  return [...new Set(shifts)].some((least) => fits(words, places, { least, most: least + slop }));
}

/** All words have places with shifts in the window; each takes the first that is free, which leaves most to the next. */
function fits(
  words: readonly string[],
  places: ReadonlyMap<string, readonly number[]>,
  { least, most }: { readonly least: number; readonly most: number },
): boolean {
  const taken = new Set<number>();
  return words.every((word, i) => {
    const found = places
      .get(word)
      ?.find((at) => at - i >= least && at - i <= most && !taken.has(at));
    if (found !== undefined) taken.add(found);
    return found !== undefined;
  });
}
