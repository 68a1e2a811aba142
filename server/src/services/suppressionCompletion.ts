// Completion inside comments: the directives that silence checks, and the codes they can name.
import { CompletionItemKind } from 'vscode-languageserver';
import type { CompletionItem } from 'vscode-languageserver';
import type { AttackCatalog } from '../catalog/attackCatalog';
import { checkCodes, checks, runChecks } from '../checks/index';
import type { RuleDocument } from '../rule/ruleDocument';
import { directives } from '../checks/suppressions';
import { commentsOf } from '../toml/comments';
import { checkContext } from './checkContext';
import { suggestAgain } from './completionContext';
import type { CompletionContext } from './completionContext';
import { toRange } from './position';

interface Asked extends Pick<CompletionContext, 'suggestCommand' | 'triggerCharacter'> {
  readonly attack: AttackCatalog;
}

/** Items in a comment; undefined where the offset is in none. */
export function completeComment(
  document: RuleDocument,
  offset: number,
  asked: Asked,
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
      runChecks(document, checkContext(undefined, undefined, { attack: asked.attack })).map(
        ({ code }) => code,
      ),
    );
    const named = new Set(typed.split(/[\s,]+/));
    const offered = checkCodes.filter((code) => code === word || !named.has(code));
    return offered.map((code) => ({
      label: code,
      kind: CompletionItemKind.EnumMember,
      detail: checks.find((check) => check.code === code)?.doc ?? '',
      // What the file has to silence comes first.
      sortText: `${found.has(code) ? 0 : 1}${code}`,
      textEdit: { range, newText: code },
    }));
  }
  // A blank begins most comments: only who asks for it gets a list then.
  if (!/^#[ \t]*[\w-]*$/.test(typed) || (word === '' && asked.triggerCharacter !== undefined))
    return [];
  const meant = directives.filter((name) => name.startsWith(word));
  return meant.map((name) => ({
    label: name,
    kind: CompletionItemKind.Keyword,
    textEdit: { range, newText: `${name} ` },
    ...suggestAgain(asked),
  }));
}
