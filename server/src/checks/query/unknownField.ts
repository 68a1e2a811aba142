// unknown-field: a field of the query that no catalogue and no setting knows.
import type { Rule } from '../../rule/rule';
import { fieldNames, findField } from '../../catalog/fieldCatalog';
import { termText } from '../../kql/terms';
import type { RuleDocument, RuleQuery } from '../../rule/ruleDocument';
import { booleanAt } from '../../rule/tomlValues';
import { editDistance, nearest } from '../../text/nearest';
import { toSourceSpan } from '../../text/offsetMap';
import type { Span } from '../../text/span';
import type { Check, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { isDeprecated, metadataOf } from '../ruleTables';
import { eqlParts } from './eqlClauses';
import { esqlNames } from './esqlFields';
import { luceneClauses } from './luceneClauses';
import { allClauses } from './queries';
import { isBehindNot, queryFix } from './queryText';

export const unknownField: Check = {
  code: 'unknown-field',
  severity: 'warning',
  doc: 'A field of the query is not known: a condition on it never matches.',
  run: (input) =>
    input.document.query?.language === 'esql' ? findInEsql(input) : findUnknownFields(input),
};

/** Our catalogue knows few of the data sets that ES|QL is used for: only what looks like a slip is one. */
function findInEsql({ document, context: { fields } }: CheckInput): readonly Finding[] {
  const names = esqlNames(document);
  const { query } = document;
  if (!names || !query) return nothing;
  return findEach(names.used, ({ name, place }) => {
    if (/^Esql(?:_priv)?\./.test(name))
      return names.hasForeign ? nothing : unknownColumn(name, place);
    if (fields.find(name) !== undefined || isObject(name)) return nothing;
    if (nearest(name, names.made, 2) !== undefined) return unknownColumn(name, place);
    const guess = fields.nearest(name);
    if (guess === undefined || editDistance(name, guess, 2) > 2) return nothing;
    const span = toSourceSpan(query.node.map, place);
    return [unknownFinding({ name, span, path: '', query }, guess)];
  });

  function unknownColumn(name: string, place: Span): readonly Finding[] {
    if (!names || !query) return nothing;
    const guess = nearest(name, names.made);
    const hint = guess === undefined ? '' : ` Did you mean \`${guess}\`?`;
    const span = toSourceSpan(query.node.map, place);
    return [{ message: `The query gives no column \`${name}\`.${hint}`, span }];
  }
}

function findUnknownFields({ document, context: { fields } }: CheckInput): readonly Finding[] {
  const unknown = namedFields(
    document,
    (name) => fields.find(name) === undefined && !isObject(name),
  );
  if (unknown.length === 0 || isUnvalidated(document)) return nothing;
  const isCovered = readsCoveredData(document.rule);
  const seen = new Set<number>();
  return findEach(unknown, (named) => {
    const { name, span } = named;
    if (seen.has(span.start)) return nothing;
    seen.add(span.start);
    if (name === '_exists_') return [luceneExists(span)];
    const guess = meantBy(name) ?? fields.nearest(name);
    return guess !== undefined || (isCovered && isOurs(name)) ? [unknownFinding(named, guess)] : [];
  });
}

/** The repository holds neither retired rules against the schemas nor those that say so. */
function isUnvalidated(document: RuleDocument): boolean {
  const validation = booleanAt(metadataOf(document), 'query_schema_validation');
  return validation?.value === false || isDeprecated(document);
}

/** A field where a query names it. */
interface NamedField {
  readonly name: string;
  /** Of the part that is written there. */
  readonly span: Span;
  /** The path of the group around it, with its dot. */
  readonly path: string;
  readonly query: RuleQuery;
}

/** Those of the fields that are asked for: most are known, and need no place. */
function namedFields(
  document: RuleDocument,
  isWanted: (name: string) => boolean,
): readonly NamedField[] {
  const named: NamedField[] = [];
  for (const { field, node, isPattern, query } of allClauses(document)) {
    if (field === undefined || !node.field || isPattern) continue;
    // Over a line end, or where the query cannot be read, something else is missing than a field.
    if (!isWanted(field) || field.includes('\n')) continue;
    if (field.includes(' ') && query.parsed?.problems.length !== 0) continue;
    const path = field.slice(0, field.length - termText(node.field).length);
    named.push({ name: field, span: node.field.span, path, query });
  }
  const eql = eqlParts(document);
  if (eql)
    for (const { name, isOptional, span } of eql.fields)
      if (!isOptional && isWanted(name)) named.push({ name, span, path: '', query: eql.query });
  for (const { field, query } of luceneClauses(document))
    if (field && !field.name.includes('*') && !field.name.startsWith('_') && isWanted(field.name))
      named.push({ name: field.name, span: field.span, path: '', query });
  return named;
}

function unknownFinding(
  { name, span, path, query }: NamedField,
  guess: string | undefined,
): Finding {
  const hint = guess === undefined ? '' : ` Did you mean \`${guess}\`?`;
  // The signs of other languages for what is not to be.
  const [sign = ''] = guess === undefined ? [] : (/^[!-]/.exec(name) ?? []);
  if (sign !== '' && guess === name.slice(1))
    return {
      message: `KQL has no \`${sign}\`: it is a part of the field's name here. Did you mean \`not ${guess}\`?`,
      span,
      fixes: isBehindNot(query, span)
        ? []
        : queryFix(query, `Change to \`not ${guess}\``, {
            edits: [{ span, text: `not ${guess}` }],
            isSafe: false,
          }),
    };
  return {
    message: `The field \`${name}\` is not known: a condition on it never matches.${hint} If it is yours, declare it in \`rulewright.fieldTypes\`.`,
    span,
    fixes: guess?.startsWith(path)
      ? queryFix(query, `Change to \`${guess}\``, {
          edits: [{ span, text: guess.slice(path.length) }],
          isSafe: false,
        })
      : [],
  };
}

function luceneExists(span: Span): Finding {
  return { message: '`_exists_` is Lucene: KQL asks for any value by `FIELD: *`.', span };
}

/** What rules ask about most; a name without them belongs to one of these groups. */
const commonRoots = ['process', 'event', 'file', 'host', 'user', 'source', 'destination'];

/** The field for a name as the Windows event itself, and Sigma with its `|contains`, writes it. */
function meantBy(written: string): string | undefined {
  const [name = ''] = written.split('|');
  if (name === 'EventID') return 'event.code';
  const carried = `winlog.event_data.${name}`;
  if (/^[a-z]\w*$/.test(name)) {
    const root = commonRoots.find((each) => findField(`${each}.${name}`));
    if (root !== undefined) return `${root}.${name}`;
  }
  return findField(carried) && !name.includes('.') ? carried : undefined;
}

/** Data streams and indices whose fields the catalogue knows as a whole. */
const covered = /^(?:logs-(?:endpoint\.|windows\.|system\.)|winlogbeat-)/;

/** Every index pattern names data that the catalogue covers. */
export function readsCoveredData({ index }: Rule): boolean {
  return (
    index !== undefined &&
    index.value.length > 0 &&
    index.value.every(({ value }) => covered.test(value))
  );
}

/** Names below which anything can stand. */
export const openNames = /^(?:labels|winlog\.(?:event_data|user_data))\./;

let roots: ReadonlySet<string> | undefined;

/** The name begins as known fields do. */
function isOurs(field: string): boolean {
  roots ??= new Set(fieldNames().map((name) => name.split('.')[0] ?? ''));
  return !openNames.test(field) && roots.has(field.split('.')[0] ?? '');
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
