// esql-syntax: a mistake in an ES|QL query that needs no stack to be seen.
import { nearest } from '../../text/nearest';
import { toSourceSpan } from '../../text/offsetMap';
import type { RuleQuery } from '../../rule/ruleDocument';
import type { Check, Finding } from '../check';
import { nothing } from '../findEach';
import { tokensOf } from './esqlTokens';
import type { EsqlToken } from './esqlTokens';
import { commands, functions, keywords, sourceCommands, timeUnits } from './esqlWords';

export const esqlSyntax: Check = {
  code: 'esql-syntax',
  severity: 'error',
  doc: 'An ES|QL query has a bracket, text, command or operator that Elasticsearch refuses.',
  languages: ['esql'],
  run: ({ document: { query } }) => {
    if (query?.language !== 'esql' || query.text.trim() === '') return nothing;
    const mistake = firstMistake(tokensOf(query));
    return mistake ? [findingOf(query, mistake)] : nothing;
  },
};

interface Mistake {
  readonly token: EsqlToken;
  readonly message: string;
}

/** The first one alone: what follows it may be meant otherwise. */
function findingOf({ node }: RuleQuery, { token, message }: Mistake): Finding {
  const span = { start: token.start, end: token.start + token.text.length };
  return { message, span: toSourceSpan(node.map, span) };
}

function firstMistake(tokens: readonly EsqlToken[]): Mistake | undefined {
  const { commands: parts, mistake: first } = cut(tokens);
  if (first) return first;
  for (const [at, command] of parts.entries()) {
    const mistake = at === 0 ? mistakeInSource(command) : mistakeInCommand(command);
    if (mistake) return mistake;
  }
  return undefined;
}

/** The tokens between two pipes; the pipe in front of them, where there is one. */
interface Command {
  readonly pipe: EsqlToken | undefined;
  readonly tokens: readonly EsqlToken[];
}

const closers: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);
const closing: ReadonlySet<string> = new Set(closers.values());

/** The commands, and the mistake that keeps them from being told apart. */
function cut(tokens: readonly EsqlToken[]): {
  readonly commands: readonly Command[];
  readonly mistake?: Mistake;
} {
  const fail = (token: EsqlToken, message: string) => ({
    commands: [],
    mistake: { token, message },
  });
  const parts: { pipe: EsqlToken | undefined; tokens: EsqlToken[] }[] = [
    { pipe: undefined, tokens: [] },
  ];
  const open: EsqlToken[] = [];
  for (const token of tokens) {
    if (token.kind === 'bad') return fail(token, badMessage(token));
    const current = parts.at(-1);
    if (token.kind === 'sign' && token.text === '|' && !isNested(current?.tokens, open)) {
      const left = open.at(-1);
      if (left) return fail(left, 'This bracket is not closed before the next `|`.');
      parts.push({ pipe: token, tokens: [] });
      continue;
    }
    current?.tokens.push(token);
    if (token.kind !== 'sign') continue;
    if (closers.has(token.text)) open.push(token);
    else if (closing.has(token.text)) {
      const start = open.pop();
      if (!start) return fail(token, `This \`${token.text}\` closes nothing.`);
      const closer = closers.get(start.text);
      if (closer !== token.text)
        return fail(start, `Expected \`${closer ?? ''}\` to close this bracket.`);
    }
  }
  const left = open.at(-1);
  return left ? fail(left, 'This bracket is not closed.') : { commands: parts };
}

/** Only these commands hold whole queries in brackets. */
function isNested(tokens: readonly EsqlToken[] | undefined, open: readonly EsqlToken[]): boolean {
  return (
    open.length > 0 &&
    /^(?:fork|from|where)$/i.test(tokens?.[0]?.text ?? '') &&
    holdsCommand(tokens)
  );
}

/** `(from x | ...)` or `(where x | ...)`: a command stands directly behind the bracket. */
function holdsCommand(tokens: readonly EsqlToken[] | undefined): boolean {
  return (tokens ?? []).some(
    ({ kind, text }, at) =>
      kind === 'word' && tokens?.[at - 1]?.text === '(' && isCommand(text.toLowerCase()),
  );
}

function isCommand(word: string): boolean {
  return (commands.has(word) && !functions.has(word)) || sourceCommands.has(word);
}

function badMessage({ text }: EsqlToken): string {
  if (text.startsWith('"')) return 'Expected `"` to close this text before the end of the line.';
  if (text === '/*') return 'Expected `*/` to close this comment.';
  const hint = hintForSign(text);
  return `ES|QL has no \`${text}\`.${hint === undefined ? '' : ` ${hint}`}`;
}

function hintForSign(text: string): string | undefined {
  if (/^['\u2018\u2019\u201c\u201d]/.test(text)) return 'A text stands between `"`.';
  if (text === '&') return 'Write `and`.';
  if (text === '!') return 'Write `not`.';
  return text === '#' ? 'A comment begins with `//`.' : undefined;
}

/** Commands that no other command holds, and that hardly any field is called like. */
const mainCommands: ReadonlySet<string> = new Set([
  'where',
  'eval',
  'stats',
  'keep',
  'sort',
  'limit',
]);

/** One of them behind something that needs no more. */
function missingPipe(tokens: readonly EsqlToken[]): Mistake | undefined {
  const token = tokens.find(({ kind, text }, at) => {
    if (at < 2 || kind !== 'word' || !mainCommands.has(text.toLowerCase())) return false;
    const before = tokens[at - 1];
    return before !== undefined && (isOperand(before) || /^[)*]$/.test(before.text));
  });
  return token && { token, message: `Expected a \`|\` in front of \`${token.text}\`.` };
}

function mistakeInSource({ tokens }: Command): Mistake | undefined {
  const [first] = tokens;
  if (!first) return undefined;
  const word = first.text.toLowerCase();
  if (first.kind === 'word' && sourceCommands.has(word)) return missingPipe(tokens);
  const guess = first.kind === 'word' ? nearest(word, sourceCommands) : undefined;
  const hint = guess === undefined ? '' : ` Did you mean \`${guess}\`?`;
  return { token: first, message: `An ES|QL query begins with \`from\` and its indices.${hint}` };
}

function mistakeInCommand({ pipe, tokens }: Command): Mistake | undefined {
  const [first] = tokens;
  if (!first) return pipe && { token: pipe, message: 'No command follows this `|`.' };
  const name = first.text.toLowerCase();
  if (first.kind !== 'word') return { token: first, message: 'A command follows a `|`.' };
  if (!commands.has(name) && !sourceCommands.has(name)) return unknownCommand(first);
  if (name === 'fork' || name.startsWith('inline')) return undefined;
  if (!checked.has(name)) return missingPipe(tokens);
  return inOperands(name, tokens);
}

/** A stack newer than our list may have it: only a likely slip is one. */
function unknownCommand(token: EsqlToken): Mistake | undefined {
  const guess = nearest(token.text.toLowerCase(), commands);
  if (guess === undefined) return undefined;
  return { token, message: `ES|QL has no command \`${token.text}\`. Did you mean \`${guess}\`?` };
}

/** Commands made of operands, operators and commas alone. */
const checked: ReadonlySet<string> = new Set([
  'where',
  'eval',
  'stats',
  'keep',
  'drop',
  'sort',
  'limit',
]);

function inOperands(name: string, tokens: readonly EsqlToken[]): Mistake | undefined {
  for (let at = 1; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) continue;
    const before = tokens[at - 1];
    const mistake =
      (at > 1 && before ? besides(before, token) : undefined) ??
      (name === 'stats' ? undefined : commandWithin(token)) ??
      (tokens[at + 1]?.text === '(' ? unknownFunction(token) : undefined) ??
      (name === 'where' ? inCondition(token) : undefined) ??
      nullTest(tokens, at);
    if (mistake) return mistake;
  }
  if (name === 'limit' && tokens[1]?.kind === 'word' && !tokens[1].text.startsWith('?'))
    return { token: tokens[1], message: '`limit` takes a number.' };
  return undefined;
}

/** Two operands side by side. */
function besides(before: EsqlToken, token: EsqlToken): Mistake | undefined {
  // Most tokens are told apart by their kind.
  if (token.kind === 'sign') return undefined;
  if (before.kind === 'sign' && before.text !== ')' && before.text !== ']') return undefined;
  if (!isOperand(token) || (before.kind !== 'sign' && !isOperand(before))) return undefined;
  // `5 minutes` is one.
  if (before.kind === 'number' && timeUnits.has(token.text.toLowerCase())) return undefined;
  return {
    token,
    message: `Expected an operator, \`,\` or \`|\` in front of \`${token.text}\`.${hintFor(token, before)}`,
  };
}

/** Conditions of its own has `stats` alone. */
function commandWithin(token: EsqlToken): Mistake | undefined {
  const isWhere = token.kind === 'word' && token.text.length === 5 && /^where$/i.test(token.text);
  if (!isWhere) return undefined;
  return { token, message: `Expected a \`|\` in front of \`${token.text}\`.` };
}

function isOperand({ kind, text }: EsqlToken): boolean {
  if (kind === 'word') return !keywords.has(text.toLowerCase());
  return kind === 'text' || kind === 'number';
}

function hintFor({ kind, text }: EsqlToken, before: EsqlToken): string {
  if (kind !== 'word') return '';
  const word = text.toLowerCase();
  if (commands.has(word)) return ' Is a `|` missing?';
  const guess = nearest(word, before.kind === 'number' ? timeUnits : keywords);
  return guess === undefined ? '' : ` Did you mean \`${guess}\`?`;
}

function unknownFunction(token: EsqlToken): Mistake | undefined {
  const name = token.text.toLowerCase();
  if (token.kind !== 'word' || keywords.has(name) || functions.has(name)) return undefined;
  const guess = sameElsewhere[name] ?? nearest(name, functions);
  if (guess === undefined) return undefined;
  return { token, message: `ES|QL has no function \`${token.text}\`. Did you mean \`${guess}\`?` };
}

/** Functions of SQL, KQL and SPL by the names of ES|QL. */
const sameElsewhere: Readonly<Record<string, string>> = {
  lower: 'to_lower',
  upper: 'to_upper',
  tolower: 'to_lower',
  toupper: 'to_upper',
  len: 'length',
  strlen: 'length',
  ifnull: 'coalesce',
  nvl: 'coalesce',
  dcount: 'count_distinct',
  dc: 'count_distinct',
  if: 'case',
  iff: 'case',
  cidrmatch: 'cidr_match',
  startswith: 'starts_with',
  endswith: 'ends_with',
};

function inCondition(token: EsqlToken): Mistake | undefined {
  if (token.kind !== 'sign' || token.text !== '=') return undefined;
  return { token, message: 'A condition compares with `==`.' };
}

/** `is null` and `is not null` are all that begins with `is`. */
function nullTest(tokens: readonly EsqlToken[], at: number): Mistake | undefined {
  const is = tokens[at];
  if (is?.kind !== 'word' || is.text.length !== 2 || is.text.toLowerCase() !== 'is')
    return undefined;
  const negated = tokens[at + 1]?.text.toLowerCase() === 'not';
  const value = tokens[negated ? at + 2 : at + 1];
  if (value?.text.toLowerCase() === 'null') return undefined;
  return { token: value ?? is, message: 'Expected `null` behind `is` or `is not`.' };
}
