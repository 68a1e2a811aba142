// The fields that an ES|QL query names, and the columns that it makes.
import type { RuleDocument } from '../../rule/ruleDocument';
import { keepLast } from '../../text/oncePer';
import type { Span } from '../../text/span';
import { tokensOf } from './esqlTokens';
import type { EsqlToken } from './esqlTokens';

export interface EsqlNames {
  /** Dotted names that are no columns of the query's own, each where it stands in the query text. */
  readonly used: readonly { readonly name: string; readonly place: Span }[];
  /** Names that the query gives a value. */
  readonly made: ReadonlySet<string>;
  /** Another index or a model adds columns of its own. */
  readonly hasForeign: boolean;
}

/** Undefined where the rule has no ES|QL query. */
export const esqlNames = keepLast(({ query }: RuleDocument): EsqlNames | undefined =>
  query?.language === 'esql' ? readNames(tokensOf(query)) : undefined,
);

const foreign: ReadonlySet<string> = new Set(
  'enrich lookup completion fork rerank change_point'.split(' '),
);

function readNames(tokens: readonly EsqlToken[]): EsqlNames {
  const made = new Set<string>();
  const named: EsqlToken[] = [];
  let command = '';
  let hasForeign = false;
  let before = '|';
  for (let at = 0; at < tokens.length; before = tokens[at]?.text ?? '', at++) {
    const token = tokens[at];
    if (!token) break;
    if (before === '|') {
      command = token.text.toLowerCase();
      hasForeign ||= foreign.has(command);
    }
    if (token.kind === 'text' && (command === 'grok' || command === 'dissect'))
      for (const name of extracted(token.text)) made.add(name);
    if (token.kind !== 'word' || command === 'from') continue;
    if (tokens[at + 1]?.text === '=' || (before.length === 2 && before.toLowerCase() === 'as'))
      made.add(token.text);
    else if (token.text.includes('.') && /^[A-Za-z_]\w*(?:\.\w+)+$/.test(token.text))
      named.push(token);
  }
  const used = named.flatMap(({ text: name, start }) =>
    made.has(name) ? [] : [{ name, place: { start, end: start + name.length } }],
  );
  return { used, made, hasForeign };
}

/** `%{WORD:name}` and `(?<name>...)` of grok, `%{name}` of dissect. */
function extracted(pattern: string): readonly string[] {
  const names = /%\{(?:\w+:)?[?+&*]*([\w.]+)|\(\?<([\w.]+)>/g;
  return [...pattern.matchAll(names)].map(([, part, group]) => part ?? group ?? '');
}
