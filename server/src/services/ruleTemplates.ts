// Completion in an empty file: a whole rule per type, with today's date, a fresh id and places for the cursor.
import { CompletionItemKind, InsertTextFormat } from 'vscode-languageserver';
import type { CompletionItem } from 'vscode-languageserver';
import { findRuleKey } from '../rule/ruleKeys';
import { ruleTypes } from '../rule/rule';
import type { RuleType } from '../rule/rule';
import type { RuleDocument } from '../rule/ruleDocument';
import { dayText, snippetText } from './completionContext';
import type { CompletionContext } from './completionContext';
import { attackOf } from './knowledge';
import { newRuleText } from './newRule';
import { toRange } from './position';

/** Nothing but the start of a word. */
export function isAlmostEmpty(text: string): boolean {
  return /^\ufeff?\s*[\w-]*\s*$/.test(text);
}

/** One item per rule type; what is typed is replaced. */
export function completeEmptyFile(
  document: RuleDocument,
  context: CompletionContext,
): readonly CompletionItem[] {
  const start = document.text.search(/[\w-]/);
  const typed = /[\w-]+/.exec(document.text)?.[0] ?? '';
  const at = start < 0 ? document.text.length : start;
  const range = toRange(document, { start: at, end: at + typed.length });
  return ruleTypes.map((type, index) => ({
    label: `rule ${type}`,
    kind: CompletionItemKind.Snippet,
    detail: meaningOf(type),
    sortText: String(index).padStart(2, '0'),
    insertTextFormat: context.snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range, newText: templateText(type, context) },
  }));
}

function meaningOf(type: RuleType): string {
  const known = findRuleKey('rule.type')?.values?.find(({ name }) => name === type);
  return known?.description.replaceAll('`', '') ?? ''; // a list shows no Markdown
}

const placeholders = { name: 'Name of the Rule', author: 'Your Name' } as const;

/** The rule has no problem as it is, and none once names are filled in. */
export function templateText(type: RuleType, context: CompletionContext): string {
  const { now, newId, snippets } = context;
  const rule = { ...placeholders, type, id: newId, date: dayText(now) };
  const text = newRuleText(rule, attackOf(context).current);
  return snippets ? withStops(text) : text;
}

/** What rules of a type need beside a query, in the order of the file; the description has yet to be written. */
const furtherPlaces: readonly RegExp[] = [
  /(?<=^machine_learning_job_id = ")[^"]+/m,
  /(?<=^saved_id = ")[^"]+/m,
  /(?<=^(?:field|value) = \[")[^"]+/m,
  /(?<=^field = ")destination\.ip/m,
  /(?<=^value = "?)(?:10|now-30d|threat\.indicator\.ip)/m,
  /Say here what [^"]+/,
];

/**
 * The cursor goes to the name, which the description repeats, the author, the index pattern, the query, then to what
 * is peculiar to the type, and to the description.
 */
function withStops(text: string): string {
  const first = snippetText(text)
    .replaceAll(placeholders.name, '${1:$&}')
    .replace(placeholders.author, '${2:$&}')
    .replace(/^index = \["([^"]*)"\]/m, 'index = ["${3:$1}"]')
    .replace(/^query = '''\n([\s\S]*?)\n'''/m, "query = '''\n${4:$1}\n'''");
  return furtherPlaces.reduce(
    (snippet, place, index) => snippet.replace(place, `\${${index + 5}:$&}`),
    first,
  );
}
