// unused-suppression: a comment that silences nothing. Made beside the other checks: it needs to know their findings.
import { nearest } from '../text/nearest';
import type { Problem, TextEdit } from '../text/problem';
import type { Finding } from './check';
import { parserCodes } from './parserCodes';
import { directives, suppresses } from './suppressions';
import type { Suppression } from './suppressions';

export const unusedSuppression = {
  code: 'unused-suppression',
  severity: 'hint',
  doc: 'A `rulewright-disable` comment silences nothing: the problem is gone, or its code is misspelt.',
} as const;

interface Known {
  readonly text: string;
  /** All that can be silenced. */
  readonly codes: readonly string[];
  /** The check was made, and would have found what there is to find. */
  readonly isMade: (code: string) => boolean;
}

/** `problems` are those before anything was silenced. */
export function findUnused(
  suppressions: readonly Suppression[],
  problems: readonly Problem[],
  { text, codes, isMade }: Known,
): readonly Finding[] {
  return suppressions
    .filter(({ code }) => !codes.includes(code) || isMade(code))
    .filter((suppression) => !problems.some((problem) => suppresses(suppression, problem)))
    .map((suppression) => ({
      message: messageOf(suppression.code, codes),
      span: suppression.span,
      fixes: [
        ...renameFix(suppression, codes),
        {
          title: 'Remove what silences nothing',
          edits: [removal(suppression, text)],
          // Of a slip it is not known what was meant.
          isSafe: codes.includes(suppression.code),
        },
      ],
    }));
}

function messageOf(code: string, codes: readonly string[]): string {
  if (code === '') return 'Name the check: without its code nothing is silenced.';
  if (code.startsWith(directives[1]))
    return `There is no \`${code}\`, only \`${directives.join('` and `')}\`.`;
  if (codes.includes(code)) return `There is no \`${code}\` here to silence.`;
  if (parserCodes.some((parser) => parser.code === code))
    return `\`${code}\` cannot be silenced: what cannot be read does not load.`;
  const guess = nearest(code, codes);
  const hint = guess === undefined ? '' : ` Did you mean \`${guess}\`?`;
  return `There is no check \`${code}\`.${hint}`;
}

function renameFix({ code, span }: Suppression, codes: readonly string[]): Finding['fixes'] & {} {
  const guess = codes.includes(code) ? undefined : nearest(code, codes);
  if (guess === undefined) return [];
  return [{ title: `Change to \`${guess}\``, edits: [{ span, text: guess }], isSafe: false }];
}

/** Of several codes only this one; of a single one the comment, with its line where it stands alone. */
function removal({ comment, span }: Suppression, text: string): TextEdit {
  if (comment.codes.length > 1) {
    const isFirst = comment.codes[0] === span;
    const start = isFirst ? span.start : backOver(text, span.start);
    const end = isFirst ? forwardOver(text, span.end) : span.end;
    return { span: { start, end }, text: '' };
  }
  const lineStart = Math.max(text.lastIndexOf('\n', comment.span.start - 1) + 1, 0);
  const before = text.slice(lineStart, comment.span.start);
  if (before.trim() !== '')
    return {
      span: { start: lineStart + before.trimEnd().length, end: comment.span.end },
      text: '',
    };
  const lineBreak = /\r\n|\r|\n/y;
  lineBreak.lastIndex = comment.span.end;
  const end = lineBreak.test(text) ? lineBreak.lastIndex : comment.span.end;
  return { span: { start: lineStart, end }, text: '' };
}

function backOver(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && ' \t,'.includes(text.charAt(at - 1))) at--;
  return at;
}

function forwardOver(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && ' \t,'.includes(text.charAt(at))) at++;
  return at;
}
