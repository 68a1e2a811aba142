// unknown-field: a field of the query that no catalogue and no setting knows.
import type { Rule } from '../../rule/rule';
import { fieldNames } from '../../catalog/fieldCatalog';
import { termText } from '../../kql/terms';
import type { Fix } from '../../text/problem';
import type { Check, CheckInput, Finding } from '../check';
import type { Clause } from './queries';
import { allClauses } from './queries';
import { queryFix } from './queryText';

export const unknownField: Check = {
  code: 'unknown-field',
  severity: 'warning',
  doc: 'A field of the query is not known: a condition on it never matches.',
  run: findUnknownFields,
};

function findUnknownFields({ document, context: { fields } }: CheckInput): readonly Finding[] {
  const isCovered = readsCoveredData(document.rule);
  const seen = new Set<number>();
  return allClauses(document).flatMap((clause) => {
    const { field, node, isPattern } = clause;
    if (field === undefined || !node.field || seen.has(node.field.span.start)) return [];
    seen.add(node.field.span.start);
    if (isPattern) return [];
    if (fields.find(field) !== undefined || isObject(field)) return [];
    const guess = fields.nearest(field);
    if (guess === undefined && !(isCovered && isOurs(field))) return [];
    const hint = guess === undefined ? '' : ` Did you mean \`${guess}\`?`;
    return [
      {
        message: `The field \`${field}\` is not known: a condition on it never matches.${hint} If it is yours, declare it in \`rulewright.fieldTypes\`.`,
        span: node.field.span,
        fixes: renameFix(clause, guess),
      },
    ];
  });
}

function renameFix({ field, node, query }: Clause, guess: string | undefined): readonly Fix[] {
  if (guess === undefined || field === undefined || !node.field) return [];
  const path = field.slice(0, field.length - termText(node.field).length);
  if (!guess.startsWith(path)) return [];
  const edits = [{ span: node.field.span, text: guess.slice(path.length) }];
  return queryFix(query, `Change to \`${guess}\``, { edits, isSafe: false });
}

/** Data streams and indices whose fields the catalogue knows as a whole. */
const covered = /^(?:logs-(?:endpoint\.|windows\.|system\.)|winlogbeat-)/;

/** Every index pattern names data that the catalogue covers. */
function readsCoveredData({ index }: Rule): boolean {
  return (
    index !== undefined &&
    index.value.length > 0 &&
    index.value.every(({ value }) => covered.test(value))
  );
}

/** Names below which anything can stand. */
const open = /^(?:labels|winlog\.(?:event_data|user_data))\./;

let roots: ReadonlySet<string> | undefined;

/** The name begins as known fields do. */
function isOurs(field: string): boolean {
  roots ??= new Set(fieldNames().map((name) => name.split('.')[0] ?? ''));
  return !open.test(field) && roots.has(field.split('.')[0] ?? '');
}

let objects: ReadonlySet<string> | undefined;

/** Known fields lie below the name: `event: *` asks for any of them. */
function isObject(field: string): boolean {
  objects ??= new Set(
    fieldNames().flatMap((name) => {
      const parts = name.split('.');
      return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('.'));
    }),
  );
  return objects.has(field);
}
