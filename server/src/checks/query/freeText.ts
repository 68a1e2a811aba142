// free-text: words without a field.
import type { KqlNode, KqlTerm } from '../../kql/ast';
import type { RuleQuery } from '../../rule/ruleDocument';
import type { Fix } from '../../text/problem';
import { cover } from '../../text/span';
import type { Span } from '../../text/span';
import type { Check, CheckInput, CheckedFields, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { luceneClauses } from './luceneClauses';
import type { LuceneClauseOf } from './luceneClauses';
import { clausesOf, isListed, junctionsOf, soundQueries } from './queries';
import type { Clause, KqlQuery } from './queries';
import { isBehindNot, queryFix, queryTextAt, withBrackets } from './queryText';

export const freeText: Check = {
  code: 'free-text',
  severity: 'warning',
  doc: 'Text without a field searches all default fields of the index, most likely by accident.',
  languages: ['kuery', 'lucene'],
  run: (input) => [
    ...findEach(soundQueries(input.document), (query) =>
      findEach(clausesOf(query), (clause) => findFreeText(clause, query, input)),
    ),
    ...findEach(luceneClauses(input.document), findInLucene),
  ],
};

/** Words that are meant as operators are left to lucene-operator. */
function findInLucene({ node, field, query }: LuceneClauseOf): readonly Finding[] {
  if (field || (node.kind === 'text' && /(?<!\S)(?:and|or|not)(?!\S)/.test(node.text)))
    return nothing;
  return [{ message: freeTextWords('This', queryTextAt(query, node.span)), span: node.span }];
}

/** A query asking for `*` alone, or for one word, is an author's choice in the eyes of the parser, rarely in theirs. */
function findFreeText(
  clause: Clause,
  kql: KqlQuery,
  { context: { fields } }: CheckInput,
): readonly Finding[] {
  const { field, node, query } = clause;
  if (field !== undefined || node.kind !== 'is') return nothing;
  const text = queryTextAt(query, node.span);
  const [intent] = [...readIntent(text, node.value, fields), ...findList(clause, kql)];
  // Two negations need brackets.
  const isTwice = intent?.text.startsWith('not ') === true && isBehindNot(query, node.span);
  const fixes: readonly Fix[] =
    intent && !isTwice
      ? queryFix(query, intent.title, {
          edits: [{ span: intent.span ?? node.span, text: intent.text }],
          isSafe: false,
        })
      : [];
  const hint = intent && !readAssignment(text) ? ` Did you mean \`${intent.text}\`?` : '';
  const message = freeTextWords('This', text) + hint;
  return [{ message, span: node.span, fixes }];
}

/** What was most likely meant, and where it goes if not in the place of the text. */
interface Intent {
  readonly title: string;
  readonly text: string;
  readonly span?: Span;
}

function readIntent(text: string, value: KqlTerm, fields: CheckedFields): readonly Intent[] {
  const assignment = readAssignment(text);
  if (assignment) {
    const condition = `${assignment.field}: ${assignment.value}`;
    return assignment.isNegated
      ? [{ title: 'Change `!=` to `not` and `:`', text: `not ${condition}` }]
      : [{ title: 'Change `=` to `:`', text: condition }];
  }
  if (value.kind !== 'literal') return [];
  const [, name = '', rest = ''] = /^(\S+)(?:\s+(\S+))?$/.exec(text) ?? [];
  if (!name.includes('.') || !fields.find(name)) return [];
  return rest === '' || rest === 'exists'
    ? [{ title: 'Ask whether the field has a value', text: `${name}: *` }]
    : [{ title: 'Put a colon behind the field', text: `${name}: ${rest}` }];
}

/** `f: a or b`: further values belong in brackets with the first one. */
function findList({ node, query }: Clause, { root }: KqlQuery): readonly Intent[] {
  const list = junctionsOf(root).find(({ children }) => children.includes(node));
  if (list?.kind !== 'or') return [];
  const at = list.children.indexOf(node);
  let start = at;
  while (isWord(list.children[start])) start--;
  let end = at;
  while (isWord(list.children[end + 1])) end++;
  const [first, last] = [list.children[start], list.children[end]];
  const values = first && listedValues(first, query);
  if (!values || !last) return [];
  const around = withBrackets(query, first.span);
  const span = cover(around, withBrackets(query, last.span));
  const words = list.children.slice(start + 1, end + 1);
  const others =
    around.end === first.span.end
      ? queryTextAt(query, { start: around.end, end: span.end })
      : words.map((word) => ` or ${queryTextAt(query, word.span)}`).join('');
  const text = `${values.field}: (${values.text}${others})`;
  return [{ title: `Make it a value of \`${values.field}\``, text, span }];
}

/** Of `f: a` or `f: (a or b)`. */
function listedValues(
  node: KqlNode,
  query: RuleQuery,
): { readonly field: string; readonly text: string } | undefined {
  const leaf = node.kind === 'or' ? node.children[0] : node;
  const last = node.kind === 'or' ? node.children.at(-1) : node;
  if (leaf?.kind !== 'is' || !leaf.field || !last) return undefined;
  if (node.kind === 'or' && !node.children.every(isListed)) return undefined;
  const values =
    node.kind === 'or'
      ? { start: withBrackets(query, leaf.span).start, end: withBrackets(query, last.span).end }
      : leaf.value.span;
  return { field: queryTextAt(query, leaf.field.span), text: queryTextAt(query, values) };
}

/** A condition without a field. */
function isWord(node: KqlNode | undefined): boolean {
  return node?.kind === 'is' && node.field === undefined;
}

/** One sentence or two about a clause without a field; `subject` begins them. */
export function freeTextWords(subject: string, text: string): string {
  const hint = readAssignment(text) ? ' A field and its value are parted by a colon.' : '';
  return `${subject} has no field, so it is searched in all default fields of the index.${hint}`;
}

interface Assignment {
  readonly field: string;
  readonly value: string;
  readonly isNegated: boolean;
}

/** Of who writes `field = value` or `field != value`. */
function readAssignment(text: string): Assignment | undefined {
  const [, field, operator, value] = /^([\w.@-]+)\s*(==?|!=)\s*(.+)$/s.exec(text) ?? [];
  return field !== undefined && value !== undefined
    ? { field, value, isNegated: operator === '!=' }
    : undefined;
}
