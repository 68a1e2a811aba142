// Fixes for the first syntax error of a KQL query, where the mistake is one that people make.
import { decodeUnquoted, encodePhrase, encodeUnquoted } from '../../kql/escapes';
import { parseKql } from '../../kql/parse';
import type { RuleDocument, RuleQuery } from '../../rule/ruleDocument';
import { toSourceSpan } from '../../text/offsetMap';
import type { Fix, Problem } from '../../text/problem';
import { queryFix } from './queryText';

/** The problem with its fixes; any other than the first of a query as it is. */
export function withSyntaxFixes(problem: Problem, { query, threatQuery }: RuleDocument): Problem {
  const broken = [query, threatQuery].find((each) => each?.parsed?.problems[0] === problem);
  if (!broken || problem.code !== 'kql-syntax') return problem;
  const fixes = fixesFor(broken);
  return fixes.length === 0 ? problem : { ...problem, fixes };
}

/** Text in the place of a part of the query. */
interface Change {
  readonly title: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function fixesFor(query: RuleQuery): readonly Fix[] {
  const { text, parsed, node } = query;
  if (!parsed?.error) return [];
  const { offset } = parsed.error;
  const from = Math.max(0, offset - windowSize);
  const mistake = mistakeAt(text.slice(from, offset + windowSize), offset - from, text);
  for (const find of finders) {
    const found = find(mistake);
    if (!found) continue;
    const change = { ...found, start: from + found.start, end: from + found.end };
    if (!isBetter(query, change)) continue;
    const edits = [{ span: toSourceSpan(node.map, change), text: change.text }];
    return queryFix(query, change.title, { edits, isSafe: false });
  }
  return [];
}

/** Looking at no more keeps long texts cheap. */
const windowSize = 1000;

function mistakeAt(text: string, offset: number, whole: string): Mistake {
  return { text, offset, before: text.slice(0, offset), rest: text.slice(offset), whole };
}

/** The query reads further with the change. */
function isBetter({ text, parsed }: RuleQuery, { start, end, text: inner }: Change): boolean {
  const { problems } = parseKql(text.slice(0, start) + inner + text.slice(end));
  return problems.length < (parsed?.problems.length ?? 0);
}

/** A part of the query; offsets count in it. */
interface Mistake {
  readonly text: string;
  readonly offset: number;
  /** The part up to the mistake, and from there on. */
  readonly before: string;
  readonly rest: string;
  readonly whole: string;
}

type Finder = (mistake: Mistake) => Change | undefined;

const finders: readonly Finder[] = [
  notBehindColon,
  notTwice,
  textWithNot,
  blankAroundOperator,
  otherComparison,
  otherOperator,
  rangeWithColon,
  phrasesSideBySide,
  valueWithColon,
  conditionsSideBySide,
  missingAnd,
  operatorAtEnd,
  missingEnd,
  needlessEnd,
  quoteBehindBackslash,
  singleBackslash,
];

/** `f: not a`. */
function notBehindColon({ before, rest, offset }: Mistake): Change | undefined {
  const [word] = /^not\s+/i.exec(rest) ?? [];
  const match = /("[^"]*"|[^\s():<>"{}]+)\s*:\s*$/.exec(before);
  if (word === undefined || !match) return undefined;
  const title = 'Put `not` in front of the field';
  const end = offset + word.length;
  return { title, start: match.index, end, text: `not ${before.slice(match.index)}` };
}

/** `not not a: b`. */
function notTwice({ before, rest, offset }: Mistake): Change | undefined {
  const [word] = /^not\s+/i.exec(rest) ?? [];
  const match = /not\s+$/i.exec(before);
  if (word === undefined || !match) return undefined;
  const end = offset + word.length;
  return { title: 'Remove both negations', start: match.index, end, text: '' };
}

/** `event.action: knot or b`: the end of a word that is read as an operator. */
function textWithNot({ text, before, rest, offset }: Mistake): Change | undefined {
  if (!/^not\s/i.test(rest) || /[\s()"]$/.test(before))
    return findPhraseWithNot(text, before, rest);
  return quoted(text, startOfText(before), offset);
}

/** `message: can not open`. */
function findPhraseWithNot(text: string, before: string, rest: string): Change | undefined {
  if (!/^not\s/i.test(rest) || !/[^\s():<>"{}]\s+$/.test(before)) return undefined;
  return quoted(text, startOfText(before), before.length);
}

/** Where the bare text begins that goes on at the end. */
function startOfText(before: string): number {
  const [own = ''] = /[^():<>"{}=]*$/.exec(before) ?? [];
  const operator = [...own.matchAll(/(?:^|\s)(?:and|or|not)\s+/gi)].at(-1);
  const start = operator
    ? operator.index + operator[0].length
    : own.length - own.trimStart().length;
  return before.length - own.length + start;
}

/** From the start to the operator or bracket behind the offset. */
function quoted(text: string, start: number, offset: number): Change | undefined {
  const [inner = ''] =
    /^not[^():<>"{}]*?(?=\s+(?:and|or)\s|\s*$|\s*[)}])/i.exec(text.slice(offset)) ?? [];
  const raw = text.slice(start, offset) + inner;
  const parts = decodeUnquoted(raw);
  if (inner === '') return undefined;
  const end = offset + inner.length;
  return parts.length === 1
    ? { title: 'Put it in double quotes', start, end, text: encodePhrase(parts[0] ?? '') }
    : { title: 'Write `not` as a part of the text', start, end, text: encodeUnquoted(parts) };
}

/** `not(a: b)`, `(a: b)or c: d`, `"a"or"b"`. */
function blankAroundOperator({ before, rest, offset }: Mistake): Change | undefined {
  const title = 'Put a blank beside the operator';
  if (rest.startsWith('(') && /(?:^|[\s()])(?:and|or|not)$/i.test(before))
    return { title, start: offset, end: offset, text: ' ' };
  const [word] = /^(?:and|or)(?=[\s("])/i.exec(rest) ?? [];
  if (word === undefined) return undefined;
  const blank = /^\s/.test(rest.slice(word.length)) ? '' : ' ';
  return { title, start: offset, end: offset + word.length, text: ` ${word}${blank}` };
}

/** `f = "a"`, `f == "a"`, `f != "a"`, `f in ("a", "b")`, `f like "a"`. */
function otherComparison({ before, rest, offset }: Mistake): Change | undefined {
  const match = /([\w.@-]+)(?:\s*(==?|!=)|\s+(in~?|like~?))\s*$/i.exec(before);
  if (!match || !/^["(]/.test(rest)) return undefined;
  const [, field = '', sign, word = ''] = match;
  const text = sign === '!=' ? `not ${field}: ` : `${field}: `;
  const title = `Change \`${sign ?? word}\` to what KQL has`;
  return { title, start: match.index, end: offset, text };
}

/** `a: b && c: d`. */
function otherOperator({ text, before, rest, offset }: Mistake): Change | undefined {
  const match = /(&&|\|\|)(\s*[^\s():<>"{}]*\s*)$/.exec(before) ?? /^(&&|\|\|)/.exec(rest);
  if (!match) return undefined;
  const [whole, sign = '', behind] = match;
  const start = behind === undefined ? offset : match.index;
  const word = sign === '&&' ? 'and' : 'or';
  const blank = /^\s/.test(behind ?? rest.slice(sign.length)) ? '' : ' ';
  const gap = /\s$/.test(text.slice(0, start)) ? '' : ' ';
  const inner = `${gap}${word}${blank}${behind ?? ''}`;
  return {
    title: `Change \`${sign}\` to \`${word}\``,
    start,
    end: start + whole.length,
    text: inner,
  };
}

/** `f: > 5`. */
function rangeWithColon({ before, rest, offset }: Mistake): Change | undefined {
  const match = /\s*:\s*$/.exec(before);
  if (!match || !/^[<>]/.test(rest)) return undefined;
  return { title: 'Remove the colon', start: match.index, end: offset, text: ' ' };
}

const phrase = String.raw`"(?:[^"\\]|\\[^])*"`;
const behind = new RegExp(`^(?:\\s*,?\\s*${phrase})+`);
const inFront = new RegExp(`(?:${phrase}\\s*)$`);

/** `f: "a" "b"`, `f: ("a", "b")`. */
function phrasesSideBySide({ text, before, rest, offset }: Mistake): Change | undefined {
  const [others] = behind.exec(rest) ?? [];
  const first = inFront.exec(before);
  if (others === undefined || !first) return undefined;
  const end = offset + others.length;
  const all = text.slice(first.index, end).match(new RegExp(phrase, 'g')) ?? [];
  const list = all.join(' or ');
  const isList = /\(\s*$|\sor\s+$/i.test(before.slice(0, first.index));
  return {
    title: 'Put `or` between the values',
    start: first.index,
    end,
    text: isList ? list : `(${list})`,
  };
}

/** `ip: fe80::1`, `url.full: https://a`. */
function valueWithColon({ text, before, rest }: Mistake): Change | undefined {
  const match = /:\s*([^\s():<>"{}]+)$/.exec(before) ?? /[(\s]([^\s():<>"{}]+)$/.exec(before);
  const [tail] = /^:[^\s()<>"{}]*/.exec(rest) ?? [];
  if (!match || tail === undefined) return undefined;
  const start = before.length - (match[1] ?? '').length;
  const end = before.length + tail.length;
  return {
    title: 'Put the value in double quotes',
    start,
    end,
    text: encodePhrase(decodeUnquoted(text.slice(start, before.length)).join('*') + tail),
  };
}

/** `a: b c: d`. */
function conditionsSideBySide({ before, rest, offset }: Mistake): Change | undefined {
  const match = /\s([^\s():<>"{}]+\s*)$/.exec(before);
  if (!match || !/^[:<>]/.test(rest)) return undefined;
  const title = 'Put `and` between the conditions';
  return { title, start: match.index + 1, end: offset, text: `and ${match[1] ?? ''}` };
}

/** Brackets that are never closed. */
function missingEnd({ text, rest, whole }: Mistake): Change | undefined {
  const closing = rest === '' ? closingBrackets(whole) : '';
  if (closing === '') return undefined;
  const end = text.trimEnd().length;
  return { title: `Add \`${closing.trim()}\` at the end`, start: end, end, text: closing };
}

/** What closes the brackets that are open at the end; quoted text does not count. */
function closingBrackets(text: string): string {
  const open: string[] = [];
  for (const [sign] of text.matchAll(new RegExp(`${phrase}|\\\\[^]|[(){}]`, 'g'))) {
    if (sign === '(' || sign === '{') open.unshift(sign === '(' ? ')' : ' }');
    else if (sign === ')' || sign === '}') open.shift();
  }
  return open.join('');
}

/** A bracket that was never opened. */
function needlessEnd({ rest, offset }: Mistake): Change | undefined {
  const [sign] = /^[)}]/.exec(rest) ?? [];
  if (sign === undefined) return undefined;
  return { title: `Remove \`${sign}\``, start: offset, end: offset + 1, text: '' };
}

/** `a: b and`, with nothing behind it. */
function operatorAtEnd({ before, rest }: Mistake): Change | undefined {
  const match = /\s+(?:(?:and|or)\s+not|and|or|not)(?=\s+$)/i.exec(before);
  if (!match || !/^(?:$|[)}])/.test(rest)) return undefined;
  const end = match.index + match[0].length;
  return { title: 'Remove the operator', start: match.index, end, text: '' };
}

/** `"C:\\dir\\"`: the backslash takes the quote along. */
function quoteBehindBackslash({ rest, offset }: Mistake): Change | undefined {
  const match = /^"[^"]*?[^\\"](\\)"/.exec(rest);
  if (!match) return undefined;
  const at = offset + match[0].length - 2;
  return { title: 'Double the backslash', start: at, end: at + 1, text: '\\\\' };
}

/** `a\\q` outside of quotes. */
function singleBackslash({ rest, offset }: Mistake): Change | undefined {
  if (!rest.startsWith('\\')) return undefined;
  return { title: 'Double the backslash', start: offset, end: offset, text: '\\' };
}

/** `a: b not c: d`. */
function missingAnd({ before, rest, offset }: Mistake): Change | undefined {
  if (!/^not\s/i.test(rest) || !/\s$/.test(before)) return undefined;
  return { title: 'Put `and` in front of `not`', start: offset, end: offset, text: 'and ' };
}
