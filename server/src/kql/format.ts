// Lays a KQL query out: operators at line ends, two blanks per level, the author's own line breaks kept.
import { kqlTokens } from './tokens';
import { toNeutral } from './neutral';
import { parseKql } from './parse';
import { readSequence } from './formatTree';
import type { FormatGroup, FormatOperand, FormatSequence } from './formatTree';

export interface KqlLayout {
  /** Most characters on a line; a single condition can be longer. */
  readonly width: number;
}

const step = '  ';

/**
 * The query in lines, without a line break at either end; undefined where it is not valid, or is empty. The tree stays
 * as it is: the terms, brackets and order are those of the author, only blanks and the case of operators change.
 */
export function formatKql(text: string, { width }: KqlLayout): string | undefined {
  const before = parseKql(text);
  if (before.problems.length > 0 || text.trim() === '') return undefined;
  const tokens = kqlTokens(text);
  const { sequence } = readSequence({ text, tokens, colon: colonOf(text) }, 0);
  const formatted = new Printer(width).print(sequence);
  const after = parseKql(formatted);
  const isSame =
    after.problems.length === 0 &&
    JSON.stringify(toNeutral(after.root)) === JSON.stringify(toNeutral(before.root));
  return isSame ? formatted : undefined;
}

const spellings = [': ', ':', ' : '] as const;

/** How the author mostly writes the colon between field and value. */
function colonOf(text: string): string {
  const counts = new Map<string, number>();
  const tokens = kqlTokens(text);
  tokens.forEach((token, index) => {
    if (text.slice(token.span.start, token.span.end) !== ':') return;
    const before = tokens[index - 1]?.kind === 'whitespace' ? ' ' : '';
    const after = tokens[index + 1]?.kind === 'whitespace' ? ' ' : '';
    counts.set(`${before}:${after}`, (counts.get(`${before}:${after}`) ?? 0) + 1);
  });
  const usual = [...spellings].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  return usual[0] ?? ': ';
}

/** Collects lines. */
class Printer {
  private readonly lines: string[] = [];
  private line = '';

  constructor(private readonly width: number) {}

  print(sequence: FormatSequence): string {
    this.addSequence(sequence, { first: '', next: step });
    this.endLine();
    return this.lines.join('\n');
  }

  /** Conditions follow each other on a line as the author has them; a block stands on lines of its own. */
  private addSequence(
    { operands }: FormatSequence,
    indent: { readonly first: string; readonly next: string },
  ): void {
    let afterBlock = false;
    const fills = isFilled(operands);
    operands.forEach((operand, index) => {
      const own = index === 0 ? indent.first : indent.next;
      const end = operand.operator === undefined ? '' : ` ${operand.operator}`;
      const text = this.fitting(operand, own.length + end.length);
      const isNext = this.line.length + 1 + (text?.length ?? 0) + end.length > this.width;
      if ((operand.breaksBefore && !fills) || afterBlock || text === undefined || isNext)
        this.endLine();
      this.line += this.line === '' ? own : ' ';
      if (text === undefined) this.addBlock(operand, own);
      else this.line += text;
      this.line += end;
      afterBlock = text === undefined;
    });
  }

  /** The operand as a text of one line; undefined where it has to become a block. */
  private fitting(operand: FormatOperand, around: number): string | undefined {
    if (!operand.group) return operand.head;
    const text = oneLine(operand);
    return text === undefined || text.length + around > this.width ? undefined : text;
  }

  private addBlock({ head, group }: FormatOperand, indent: string): void {
    if (!group) return;
    this.line += head + group.open;
    this.endLine();
    const inner = indent + step;
    this.addSequence(group.sequence, { first: inner, next: inner });
    this.endLine();
    this.line = indent + closing(group);
  }

  private endLine(): void {
    if (this.line !== '') this.lines.push(this.line);
    this.line = '';
  }
}

function closing({ open }: FormatGroup): string {
  return open === '(' ? ')' : '}';
}

/** Values that the author did not put on a line each fill the lines; conditions stay where they are. */
function isFilled(operands: readonly FormatOperand[]): boolean {
  const values = operands.every(({ head, group }) => !group && !/[:<>]/.test(withoutQuotes(head)));
  return values && !operands.slice(1).every(({ breaksBefore }) => breaksBefore);
}

function withoutQuotes(text: string): string {
  return text.replace(/"(?:[^"\\]|\\[^])*"|\\[^]/g, '');
}

/** The operand on one line; undefined where the author broke it. */
function oneLine({ head, group }: FormatOperand): string | undefined {
  if (!group) return head;
  if (group.isBroken) return undefined;
  const parts: string[] = [];
  for (const operand of group.sequence.operands) {
    const text = oneLine(operand);
    if (text === undefined) return undefined;
    parts.push(operand.operator === undefined ? text : `${text} ${operand.operator}`);
  }
  const pad = group.open === '{' ? ' ' : '';
  return `${head}${group.open}${pad}${parts.join(' ')}${pad}${closing(group)}`;
}
