// Refactorings: changes that keep what a rule means, offered where the cursor stands.
import { CodeActionKind } from 'vscode-languageserver';
import { encodeFor } from '../checks/query/queryText';
import { isDeprecated, metadataOf } from '../checks/ruleTables';
import { queryAt } from '../rule/ruleDocument';
import type { RuleDocument } from '../rule/ruleDocument';
import { stringNodeAt } from '../rule/tomlValues';
import type { TextEdit } from '../text/problem';
import type { TomlArray, TomlString, TomlValue } from '../toml/ast';
import { dayText } from './completionContext';
import type { CompletionContext } from './completionContext';
import { mergedQueryList, sortedQueryList, splitQueryList } from './queryListEdits';
import { sortedList } from './sortedList';
import { placeAt } from './tomlPlace';

export interface Refactoring {
  readonly title: string;
  readonly kind: string;
  readonly edits: readonly TextEdit[];
}

/** What only the caller can know. */
export type RefactoringInput = Pick<CompletionContext, 'now' | 'newId'>;

/** The refactorings at an offset. */
export function doRefactorings(
  document: RuleDocument,
  offset: number,
  input: RefactoringInput,
): readonly Refactoring[] {
  const query = queryAt(document, offset);
  const { value, path } = placeAt(document.toml, offset);
  return [
    ...(query
      ? [splitQueryList, mergedQueryList, sortedQueryList].flatMap((edit) => edit(query, offset))
      : []),
    ...toLiteral(document, offset),
    ...sortList(document, path, listAround(document, offset)),
    ...(path.join('.') === 'rule.rule_id' && value?.kind === 'string'
      ? [replaceString('Give the rule a new id', value, input.newId)]
      : []),
    ...bumpDate(document, path, input),
  ];
}

function replaceString(title: string, node: TomlString, text: string): Refactoring {
  return { title, kind: CodeActionKind.RefactorRewrite, edits: [{ span: node.inner, text }] };
}

/** Anywhere in `[metadata]`, where the day is not that of today. The last change of a deprecated rule was its end. */
function bumpDate(
  document: RuleDocument,
  path: readonly string[],
  { now }: RefactoringInput,
): readonly Refactoring[] {
  const today = dayText(now);
  if (path[0] !== 'metadata' || isDeprecated(document)) return [];
  const node = stringNodeAt(metadataOf(document), 'updated_date');
  if (!node?.closed || node.value === today) return [];
  return [replaceString(`Set \`updated_date\` to ${today}`, node, today)];
}

/** A basic string with escapes as a literal one, where backslashes stand for themselves. */
function toLiteral({ toml }: RuleDocument, offset: number): readonly Refactoring[] {
  const { value } = placeAt(toml, offset);
  if (value?.kind !== 'string' || !value.closed) return [];
  if (!toml.text.slice(value.inner.start, value.inner.end).includes('\\')) return [];
  const isLong = value.quote === '"""';
  if (!isLong && value.quote !== '"') return [];
  const quote = isLong || /['\n]/.test(value.value) ? "'''" : "'";
  const inner = encodeFor(quote, value.value);
  if (inner === undefined) return [];
  // A line break directly behind the opening quotes is no part of the text.
  const begin = quote === "'''" && (isLong || inner.startsWith('\n')) ? '\n' : '';
  return [
    {
      title: 'Convert to a literal string',
      kind: CodeActionKind.RefactorRewrite,
      edits: [{ span: value.span, text: `${quote}${begin}${inner}${quote}` }],
    },
  ];
}

/** The innermost array around the offset. */
function listAround({ toml }: RuleDocument, offset: number): TomlArray | undefined {
  const pair = toml.statements.find(
    ({ kind, span }) => kind === 'pair' && span.start <= offset && offset <= span.end,
  );
  return pair?.kind === 'pair' && pair.value ? innermost(pair.value, offset) : undefined;
}

function innermost(value: TomlValue, offset: number): TomlArray | undefined {
  if (value.kind !== 'array' || offset < value.span.start || offset > value.span.end)
    return undefined;
  const inner = value.items.map((item) => innermost(item, offset)).find((item) => item);
  return inner ?? value;
}

/** An id and a name at the same place of two lists belong together. */
const pairedLists: readonly string[] = ['rule_ids', 'rule_names'];

/** Strings of a list in order, each once, where the order means nothing. */
function sortList(
  { text }: RuleDocument,
  path: readonly string[],
  list: TomlArray | undefined,
): readonly Refactoring[] {
  if (!list || path.some((name) => pairedLists.includes(name))) return [];
  // An index pattern with a hyphen in front takes out of those before it.
  if (list.items.some((item) => item.kind === 'string' && item.value.startsWith('-'))) return [];
  const edits = sortedList(text, list);
  if (edits.length === 0) return [];
  const title = 'Sort the list and remove what stands twice';
  return [{ title, kind: CodeActionKind.RefactorRewrite, edits }];
}
