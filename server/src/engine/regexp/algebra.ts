// Regular languages as terms with derivatives (Brzozowski): equal terms are one object, so that the derivatives of a
// term are few. Takes complement and intersection in its stride, which an automaton of states would not.

/** Inclusive ranges of code points, ascending and apart. */
export type CharRanges = readonly (readonly [from: number, to: number])[];

/** A language; compare by identity. Made by an `Algebra`. */
export interface Language {
  readonly id: number;
  readonly shape: Shape;
  /** The empty text belongs to it. */
  readonly nullable: boolean;
}

type Shape =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'chars'; readonly ranges: CharRanges }
  | { readonly kind: 'concat'; readonly first: Language; readonly rest: Language }
  | { readonly kind: 'union' | 'intersection'; readonly parts: readonly Language[] }
  | { readonly kind: 'complement'; readonly of: Language }
  /** `max` undefined: any number. */
  | {
      readonly kind: 'repeat';
      readonly of: Language;
      readonly min: number;
      readonly max: number | undefined;
    };

export const maxCodePoint = 0x10ffff;

/** Makes languages of one expression; lives as long as its matcher. */
export class Algebra {
  private readonly known = new Map<string, Language>();
  readonly nothing = this.make('0', { kind: 'nothing' }, false);
  readonly empty = this.make('1', { kind: 'empty' }, true);
  readonly all = this.complement(this.nothing);

  /** Languages made so far: what a matcher's memory is measured by. */
  get size(): number {
    return this.known.size;
  }

  chars(ranges: CharRanges): Language {
    if (ranges.length === 0) return this.nothing;
    return this.make(`c${ranges.join(';')}`, { kind: 'chars', ranges }, false);
  }

  concat(first: Language, rest: Language): Language {
    if (first === this.nothing || rest === this.nothing) return this.nothing;
    if (first === this.empty) return rest;
    if (rest === this.empty) return first;
    if (first.shape.kind === 'concat')
      return this.concat(first.shape.first, this.concat(first.shape.rest, rest));
    const nullable = first.nullable && rest.nullable;
    return this.make(`.${first.id},${rest.id}`, { kind: 'concat', first, rest }, nullable);
  }

  union(languages: readonly Language[]): Language {
    const parts = this.flatten('union', languages).filter((part) => part !== this.nothing);
    if (parts.includes(this.all)) return this.all;
    return this.join('union', parts, this.nothing);
  }

  intersection(languages: readonly Language[]): Language {
    const parts = this.flatten('intersection', languages).filter((part) => part !== this.all);
    if (parts.includes(this.nothing)) return this.nothing;
    return this.join('intersection', parts, this.all);
  }

  complement(of: Language): Language {
    if (of.shape.kind === 'complement') return of.shape.of;
    return this.make(`~${of.id}`, { kind: 'complement', of }, !of.nullable);
  }

  repeat(of: Language, least: number, max: number | undefined): Language {
    if (max === 0 || of === this.empty) return this.empty;
    if (of === this.nothing) return least === 0 ? this.empty : this.nothing;
    const min = of.nullable ? 0 : least;
    if (min === 1 && max === 1) return of;
    if (of === this.all || (of.shape.kind === 'repeat' && isStar(of.shape) && max !== 0)) return of;
    const key = `*${of.id},${min},${max ?? ''}`;
    return this.make(key, { kind: 'repeat', of, min, max }, min === 0);
  }

  /** What may follow once `char` has been read. */
  derive(language: Language, char: number): Language {
    const { shape } = language;
    switch (shape.kind) {
      case 'nothing':
      case 'empty':
        return this.nothing;
      case 'chars':
        return holds(shape.ranges, char) ? this.empty : this.nothing;
      case 'concat': {
        const inFirst = this.concat(this.derive(shape.first, char), shape.rest);
        if (!shape.first.nullable) return inFirst;
        return this.union([inFirst, this.derive(shape.rest, char)]);
      }
      case 'union':
        return this.union(shape.parts.map((part) => this.derive(part, char)));
      case 'intersection':
        return this.intersection(shape.parts.map((part) => this.derive(part, char)));
      case 'complement':
        return this.complement(this.derive(shape.of, char));
      case 'repeat': {
        const { of, min, max } = shape;
        const more = this.repeat(of, Math.max(0, min - 1), max === undefined ? max : max - 1);
        return this.concat(this.derive(of, char), more);
      }
    }
  }

  private flatten(
    kind: 'union' | 'intersection',
    languages: readonly Language[],
  ): readonly Language[] {
    const parts = languages.flatMap((language) =>
      language.shape.kind === kind ? language.shape.parts : [language],
    );
    return [...new Set(parts)].sort((a, b) => a.id - b.id);
  }

  private join(
    kind: 'union' | 'intersection',
    parts: readonly Language[],
    neutral: Language,
  ): Language {
    const [only = neutral] = parts;
    if (parts.length < 2) return only;
    const nullable =
      kind === 'union' ? parts.some((part) => part.nullable) : parts.every((part) => part.nullable);
    const key = `${kind === 'union' ? '|' : '&'}${parts.map(({ id }) => id).join(',')}`;
    return this.make(key, { kind, parts }, nullable);
  }

  private make(key: string, shape: Shape, nullable: boolean): Language {
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const made: Language = { id: this.known.size, shape, nullable };
    this.known.set(key, made);
    return made;
  }
}

function isStar({ min, max }: { readonly min: number; readonly max: number | undefined }): boolean {
  return min === 0 && max === undefined;
}

export function holds(ranges: CharRanges, char: number): boolean {
  return ranges.some(([from, to]) => from <= char && char <= to);
}

/** Sorted, and joined where they touch. */
export function normalizeRanges(ranges: CharRanges): CharRanges {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** Every code point that is in none of the ranges. */
export function invertRanges(ranges: CharRanges): CharRanges {
  const gaps: [number, number][] = [];
  let next = 0;
  for (const [from, to] of normalizeRanges(ranges)) {
    if (from > next) gaps.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= maxCodePoint) gaps.push([next, maxCodePoint]);
  return gaps;
}
