// Completion inside comments: the directives that silence checks, and the codes they can name.
import { CompletionItemKind } from 'vscode-languageserver';
import type { CompletionItem } from 'vscode-languageserver';
import type { AttackCatalog } from '../catalog/attackCatalog';
import { checkCodes, checks, runChecks } from '../checks/index';
import type { RuleDocument } from '../rule/ruleDocument';
import { directives } from '../checks/suppressions';
import { commentsOf } from '../toml/comments';
import { checkContext } from './checkContext';
import { toRange } from './position';

/** Items in a comment; undefined where the offset is in none. */
export function completeComment(
  document: RuleDocument,
  offset: number,
  attack: AttackCatalog,
): readonly CompletionItem[] | undefined {
  const comment = commentsOf(document.toml).find(
    ({ start, end }) => start < offset && offset <= end,
  );
  if (!comment) return undefined;
  const typed = document.text.slice(comment.start, offset);
  const word = /[\w-]*$/.exec(typed)?.[0] ?? '';
  const range = toRange(document, { start: offset - word.length, end: offset });
  if (/^#[ \t]*rulewright-disable(?:-next-line)?:?[ \t]/.test(typed)) {
    if (/[ \t]--[ \t]/.test(typed)) return []; // the reason
    const found = new Set(
      runChecks(document, checkContext(undefined, undefined, { attack })).map(({ code }) => code),
    );
    return checkCodes.map((code) => ({
      label: code,
      kind: CompletionItemKind.EnumMember,
      detail: checks.find((check) => check.code === code)?.doc ?? '',
      // What the file has to silence comes first.
      sortText: `${found.has(code) ? 0 : 1}${code}`,
      textEdit: { range, newText: code },
    }));
  }
  if (word === '' || !/^#[ \t]*[\w-]*$/.test(typed)) return [];
  const meant = directives.filter((name) => name.startsWith(word));
  return meant.map((name) => ({
    label: name,
    kind: CompletionItemKind.Keyword,
    textEdit: { range, newText: `${name} ` },
  }));
}
