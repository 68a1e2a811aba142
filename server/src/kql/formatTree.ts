// The brackets and operators of a KQL query as the formatter sees them: terms are texts, blanks are gone.
import type { KqlToken } from './tokens';

/** Operands with `and` / `or` between them. */
export interface FormatSequence {
  readonly operands: readonly FormatOperand[];
}

export interface FormatOperand {
  /** Everything up to the bracket of the group, or all of a condition: `not process.name: `, `process.name: cmd.exe`. */
  readonly head: string;
  readonly group: FormatGroup | undefined;
  /** The author begins a line with it, or with the operator before it. */
  readonly breaksBefore: boolean;
  /** Behind it, in lower case; undefined behind the last one. */
  readonly operator: string | undefined;
}

export interface FormatGroup {
  readonly open: '(' | '{';
  readonly sequence: FormatSequence;
  /** The author wrote it over several lines. */
  readonly isBroken: boolean;
}

export interface FormatInput {
  readonly text: string;
  readonly tokens: readonly KqlToken[];
  /** The colon with its blanks. */
  readonly colon: string;
}

/** Reads operands from a token on, up to the bracket that closes the group or the end; the query is valid. */
export function readSequence(
  input: FormatInput,
  from: number,
): { readonly sequence: FormatSequence; readonly end: number } {
  const operands: FormatOperand[] = [];
  let at = from;
  for (;;) {
    const { operand, end } = readOperand(input, at);
    const operatorAt = skipBlanks(input, end).at;
    const word = textAt(input, operatorAt).toLowerCase();
    const operator = word === 'and' || word === 'or' ? word : undefined;
    operands.push({ ...operand, operator });
    if (operator === undefined) return { sequence: { operands }, end: operatorAt };
    // A line break on either side of the operator.
    at = skipBlanks(input, end).hasBreak ? end : operatorAt + 1;
  }
}

function readOperand(
  input: FormatInput,
  from: number,
): { readonly operand: Omit<FormatOperand, 'operator'>; readonly end: number } {
  const start = skipBlanks(input, from);
  let { at, hasBreak: breaksBefore } = start;
  let head = '';
  for (;;) {
    const text = textAt(input, at);
    const kind = input.tokens[at]?.kind;
    if (kind === 'keyword' && text.toLowerCase() !== 'not') {
      // The operator that the line break came before.
      const next = skipBlanks(input, at + 1);
      breaksBefore ||= next.hasBreak;
      at = next.at;
    } else if (kind === 'keyword') {
      head += 'not ';
      at = skipBlanks(input, at + 1).at;
    } else if (text === '(' || text === '{') {
      const group = readGroup(input, at, text);
      return { operand: { head, group: group.group, breaksBefore }, end: group.end };
    } else if (kind === 'field') {
      const operator = skipBlanks(input, at + 1).at;
      const sign = textAt(input, operator);
      head += text + (sign === ':' ? input.colon : ` ${sign} `);
      at = skipBlanks(input, operator + 1).at;
    } else {
      return { operand: { head: head + text, group: undefined, breaksBefore }, end: at + 1 };
    }
  }
}

function readGroup(
  input: FormatInput,
  at: number,
  open: '(' | '{',
): { readonly group: FormatGroup; readonly end: number } {
  const { sequence, end } = readSequence(input, at + 1);
  const start = input.tokens[at]?.span.start ?? 0;
  const stop = input.tokens[end]?.span.start ?? input.text.length;
  const isBroken = breaksOutsideOfTerms(input, at + 1, end) && start < stop;
  return { group: { open, sequence, isBroken }, end: end + 1 };
}

/** A line break among the blanks between two tokens of a group. */
function breaksOutsideOfTerms({ text, tokens }: FormatInput, from: number, to: number): boolean {
  return tokens
    .slice(from, to)
    .some(
      ({ kind, span }) => kind === 'whitespace' && text.slice(span.start, span.end).includes('\n'),
    );
}

function textAt({ text, tokens }: FormatInput, at: number): string {
  const span = tokens[at]?.span;
  return span ? text.slice(span.start, span.end) : '';
}

function skipBlanks(
  { text, tokens }: FormatInput,
  from: number,
): { readonly at: number; readonly hasBreak: boolean } {
  let at = from;
  let hasBreak = false;
  for (; tokens[at]?.kind === 'whitespace'; at++) {
    const { start, end } = tokens[at]?.span ?? { start: 0, end: 0 };
    hasBreak ||= text.slice(start, end).includes('\n');
  }
  return { at, hasBreak };
}
