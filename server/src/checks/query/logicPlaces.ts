// What the checks of conditions side by side have in common.
import { findField } from '../../catalog/fieldCatalog';
import type { KqlNode } from '../../kql/ast';
import { plainText, termText } from '../../kql/terms';
import type { RuleQuery } from '../../rule/ruleDocument';
import { keepLast } from '../../text/oncePer';
import type { Fix } from '../../text/problem';
import type { CheckInput, CheckedFields, Finding } from '../check';
import { findEach } from '../findEach';
import { isListed, junctionsOf, soundQueries } from './queries';
import type { Junction } from './queries';
import { queryFix, queryTextAt, removeOperand } from './queryText';
import { isWholeText } from './sameness';

/** An `and` or `or` and what is known around it. */
export interface Place {
  readonly node: Junction;
  readonly query: RuleQuery;
  readonly fields: CheckedFields;
}

/** Asks about every `and` and `or` of every query that parses. */
export function inJunctions(
  input: CheckInput,
  find: (place: Place) => readonly Finding[],
): readonly Finding[] {
  return findEach(placesIn(input), find);
}

/** Many checks ask for the same. */
const placesIn = keepLast(({ document, context: { fields } }: CheckInput): readonly Place[] =>
  soundQueries(document).flatMap(({ query, root }) =>
    junctionsOf(root).map((node) => ({ node, query, fields })),
  ),
);

/** Takes the operand out, with an operator beside it. */
export function removalFix(
  { node, query }: Pick<Place, 'node' | 'query'>,
  at: number,
): readonly Fix[] {
  const child = node.children[at];
  // A list of one value cannot do without it.
  if (!child || (isListed(child) && !node.children.every(isListed))) return [];
  const edit = removeOperand(query, node.children, at);
  if (!edit) return [];
  const what = shortened(queryTextAt(query, child.span));
  return queryFix(query, `Remove \`${what}\``, { edits: [edit], isSafe: true });
}

/** A finding on one condition that names the other. */
export function pairFinding(node: KqlNode, other: KqlNode, message: string): Finding {
  return {
    message,
    span: node.span,
    related: [{ span: other.span, message: 'The other condition' }],
  };
}

/** The field of a condition; '' where it has none. */
export function fieldOf(node: KqlNode): string {
  return node.kind === 'is' && node.field ? termText(node.field) : '';
}

/** Two different whole values of a field that holds one value in every event. */
export function excludeEachOther(a: KqlNode, b: KqlNode, fields: CheckedFields): boolean {
  if (a.kind !== 'is' || b.kind !== 'is' || !a.field || !b.field) return false;
  const x = plainText(a.value);
  const y = plainText(b.value);
  if (x === undefined || y === undefined || x === y) return false;
  const field = termText(a.field);
  return field === termText(b.field) && isSingle(field, fields);
}

/** ECS and the Windows event log say that the field is no list. */
function isSingle(field: string, fields: CheckedFields): boolean {
  const info = findField(field);
  const isDescribed = info?.source === 'ecs' || info?.source === 'windows';
  return isDescribed && info.isArray !== true && isWholeText(field, fields);
}

/** One line of the text, to name it in a sentence. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
