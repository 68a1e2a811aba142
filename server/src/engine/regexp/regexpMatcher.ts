// Matches whole texts against a Lucene regular expression in one pass, never going back.
import type { Language } from './algebra';
import { Algebra } from './algebra';
import { parseRegexp, RegexpError } from './parseRegexp';

/** Decides on a whole text. */
export type TextTest = (text: string) => boolean;

export type CompiledRegexp =
  { readonly ok: true; readonly test: TextTest } | { readonly ok: false; readonly message: string };

/** Elasticsearch's `index.max_regex_length`. */
const maxLength = 1000;

/** Beyond this many languages what was learned is forgotten, so that memory stays small whatever is read. */
const maxLanguages = 10_000;

/** Compiles a pattern; the message of a refusal is a clause ("…"). */
export function compileRegexp(pattern: string): CompiledRegexp {
  if (pattern.length > maxLength)
    return { ok: false, message: `it is longer than ${maxLength} characters` };
  try {
    parseRegexp(pattern, new Algebra());
  } catch (error) {
    if (error instanceof RegexpError) return { ok: false, message: error.message };
    throw error;
  }
  let matcher = new LazyMatcher(pattern);
  const test = (text: string): boolean => {
    if (matcher.isFull) matcher = new LazyMatcher(pattern);
    return matcher.matches(text);
  };
  return { ok: true, test };
}

/** A deterministic automaton whose states are made when a text first leads to them. */
class LazyMatcher {
  private readonly algebra = new Algebra();
  private readonly start: Language;
  private readonly steps = new Map<Language, Map<number, Language>>();

  constructor(pattern: string) {
    this.start = parseRegexp(pattern, this.algebra);
  }

  get isFull(): boolean {
    return this.algebra.size > maxLanguages;
  }

  matches(text: string): boolean {
    const { nothing, all } = this.algebra;
    let state = this.start;
    for (let at = 0; at < text.length; at++) {
      if (state === nothing || state === all) break;
      const char = text.codePointAt(at) ?? 0;
      if (char > 0xffff) at++;
      state = this.step(state, char);
    }
    return state.nullable;
  }

  private step(state: Language, char: number): Language {
    let known = this.steps.get(state);
    if (known === undefined) this.steps.set(state, (known = new Map<number, Language>()));
    const found = known.get(char);
    if (found !== undefined) return found;
    const next = this.algebra.derive(state, char);
    known.set(char, next);
    return next;
  }
}
