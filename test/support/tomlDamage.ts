// Typical damage of a TOML file that is being typed, and how much of the rest a parse keeps.
import { parseToml } from '../../server/src/toml/parse';
import type { Span } from '../../server/src/text/span';
import { touches } from '../../server/src/text/span';
import type { TomlDocument, TomlTable } from '../../server/src/toml/ast';
import { below, pick } from './mutate';
import type { Random } from './mutate';
import { allValues } from './toml';
import { oursAsPlain } from './tomlOracles';

/** Replaces a place of the file by a text. */
export interface Damage {
  readonly span: Span;
  readonly insertion: string;
}

/** Chooses a damage of one kind; undefined where the file has nothing to damage in that way. */
export type DamageKind = (document: TomlDocument, random: Random) => Damage | undefined;

function cut(spans: readonly Span[], random: Random): Damage | undefined {
  return spans.length === 0 ? undefined : { span: pick(random, spans), insertion: '' };
}

function ending(span: Span, length: number): Span {
  return { start: span.end - length, end: span.end };
}

function multiLineStrings(document: TomlDocument, quote: string): readonly Span[] {
  return allValues(document)
    .filter((value) => value.kind === 'string' && value.quote === quote)
    .map(({ span }) => span);
}

/** The structural characters of the file: none from inside a string or comment. */
function structure(document: TomlDocument): readonly Span[] {
  const strings = allValues(document).filter(({ kind }) => kind === 'string');
  const { text } = document;
  const spans: Span[] = [];
  let next = 0;
  for (let at = 0; at < text.length; at++) {
    const string = strings[next];
    if (string?.kind === 'string' && at === string.inner.start) {
      at = string.inner.end;
      next++;
    }
    if (text.charAt(at) === '#') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    }
    if ('"\'[]{}=,\n'.includes(text.charAt(at))) spans.push({ start: at, end: at + 1 });
  }
  return spans;
}

export const damageKinds: Readonly<Record<string, DamageKind>> = {
  'closing quote missing': (document, random) =>
    cut(
      allValues(document)
        .filter((value) => value.kind === 'string' && value.quote.length === 1)
        .map(({ span }) => ending(span, 1)),
      random,
    ),
  '] missing': (document, random) =>
    cut(
      allValues(document)
        .filter(({ kind }) => kind === 'array')
        .map(({ span }) => ending(span, 1)),
      random,
    ),
  'header bracket missing': (document, random) =>
    cut(
      document.statements
        .filter(({ kind }) => kind === 'header')
        .flatMap(({ span }) => [{ start: span.start, end: span.start + 1 }, ending(span, 1)]),
      random,
    ),
  '= missing': (document, random) =>
    cut(
      document.statements
        .filter(({ kind }) => kind === 'pair')
        .map(({ span }) => document.text.indexOf('=', span.start))
        .map((at) => ({ start: at, end: at + 1 })),
      random,
    ),
  'value missing': (document, random) =>
    cut(
      document.statements.flatMap((statement) =>
        statement.kind === 'pair' && statement.value !== undefined ? [statement.value.span] : [],
      ),
      random,
    ),
  "closing ''' missing": (document, random) =>
    cut(
      multiLineStrings(document, "'''").map((span) => ending(span, 3)),
      random,
    ),
  'closing """ missing': (document, random) =>
    cut(
      multiLineStrings(document, '"""').map((span) => ending(span, 3)),
      random,
    ),
  'structural character deleted': (document, random) => cut(structure(document), random),
  'structural-looking character deleted anywhere': (document, random) =>
    cut(
      [...document.text.matchAll(/["'[\]{}=,\n]/g)].map(({ index }) => ({
        start: index,
        end: index + 1,
      })),
      random,
    ),
  '""" typed': (document, random) => {
    const { start } = pick(random, document.statements).span;
    return { span: { start, end: start }, insertion: 'x = """\n' };
  },
  "''' typed": (document, random) => {
    const { start } = pick(random, document.statements).span;
    return { span: { start, end: start }, insertion: "x = '''\n" };
  },
  'delimiter broken': (document, random) => {
    const strings = [...multiLineStrings(document, '"""'), ...multiLineStrings(document, "'''")];
    if (strings.length === 0) return undefined;
    const span = pick(random, strings);
    const at = (random() < 0.5 ? span.start : span.end - 3) + below(random, 3);
    return { span: { start: at, end: at + 1 }, insertion: '' };
  },
};

/** Path (with positions in lists) and value of every pair that is a statement, and where it stands. */
function pairsOf(document: TomlDocument): ReadonlyMap<string, { value: string; span: Span }> {
  const pairs = new Map<string, { value: string; span: Span }>();
  const visit = (table: TomlTable, path: string): void => {
    for (const [name, { value, pair }] of table.entries) {
      const here = `${path}/${name}`;
      if (value.kind === 'table') visit(value, here);
      else if (value.kind === 'tables')
        value.tables.forEach((item, at) => {
          visit(item, `${here}[${at}]`);
        });
      else if (pair !== undefined)
        pairs.set(here, { value: JSON.stringify([oursAsPlain(value)]), span: pair.span });
    }
  };
  visit(document.root, '');
  return pairs;
}

/** Share of the pairs that the damage does not touch which are still there, with path and value. */
export function keptShare(document: TomlDocument, damage: Damage): number {
  const { span, insertion } = damage;
  const { text } = document;
  const after = pairsOf(parseToml(text.slice(0, span.start) + insertion + text.slice(span.end)));
  let others = 0;
  let kept = 0;
  for (const [path, pair] of pairsOf(document)) {
    if (insertion === '' && touchesEither(pair.span, span)) continue;
    others++;
    if (after.get(path)?.value === pair.value) kept++;
  }
  return others === 0 ? 1 : kept / others;
}

function touchesEither(pair: Span, damage: Span): boolean {
  return touches(pair, damage.start) || touches(pair, damage.end);
}
