// What the checks of conditions side by side have in common.
import type { KqlNode } from '../../kql/ast';
import { termText } from '../../kql/terms';
import { assertNever } from '../../text/assertNever';
import type { RuleQuery } from '../../rule/ruleDocument';
import { keepLast } from '../../text/oncePer';
import type { Fix } from '../../text/problem';
import type { CheckInput, Finding } from '../check';
import { findEach } from '../findEach';
import { fieldsInGroup } from './comparison';
import type { FieldsHere } from './comparison';
import { isListed, soundQueries } from './queries';
import type { Junction } from './queries';
import { queryFix, queryTextAt, removeOperand } from './queryText';

/** An `and` or `or` and what is known around it. */
export interface Place {
  readonly node: Junction;
  readonly query: RuleQuery;
  readonly fields: FieldsHere;
}

/** Asks about every `and` and `or` of every query that parses. */
export function inJunctions(
  input: CheckInput,
  find: (place: Place) => readonly Finding[],
): readonly Finding[] {
  return findEach(placesIn(input), find);
}

/** Many checks ask for the same. */
const placesIn = keepLast(({ document, context: { fields } }: CheckInput): readonly Place[] => {
  const places: Place[] = [];
  for (const { query, root } of soundQueries(document))
    addPlaces(root, { query, fields: { ...fields, path: '' } }, places);
  return places;
});

function addPlaces(node: KqlNode, around: Omit<Place, 'node'>, places: Place[]): void {
  switch (node.kind) {
    case 'and':
    case 'or':
      places.push({ node, query: around.query, fields: around.fields });
      for (const child of node.children) addPlaces(child, around, places);
      return;
    case 'not':
      addPlaces(node.child, around, places);
      return;
    case 'nested': {
      const fields = fieldsInGroup(around.fields, termText(node.path));
      addPlaces(node.query, { ...around, fields }, places);
      return;
    }
    case 'is':
    case 'range':
    case 'error':
      return;
    default:
      assertNever(node);
  }
}

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

/** One line of the text, to name it in a sentence. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
