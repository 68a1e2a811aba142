// Kibana's conversion of a KQL tree to an Elasticsearch search: which kind of clause each condition becomes.
import type { KqlIs, KqlNested, KqlNode, KqlRange, KqlTerm } from '../kql/ast';
import { assertNever } from '../text/assertNever';
import type { Span } from '../text/span';
import type { BoolClause, Clause, ClauseValue } from './clause';
import type { DataView, ViewField } from './dataView';
import type { RunFailure } from './runResult';

export interface ConvertOptions {
  /** `dateFormatTZ`; the detection engine sends `Zulu`. */
  readonly timeZone?: string;
  readonly nestedIgnoreUnmapped?: boolean;
}

export interface ConvertedQuery {
  readonly clause: Clause;
  /** Kibana refuses the query with these messages; the clause is then not to be used. */
  readonly failures: readonly RunFailure[];
}

/**
 * Converts a strictly parsed tree. Without a data view every field is taken as it is written, untyped, and nested
 * checks do not apply.
 */
export function kqlToClause(
  root: KqlNode,
  view: DataView | undefined,
  options: ConvertOptions = {},
): ConvertedQuery {
  const failures: RunFailure[] = [];
  const clause = convert(root, { view, options, failures, nestedPath: undefined });
  return { clause, failures };
}

interface Context {
  readonly view: DataView | undefined;
  readonly options: ConvertOptions;
  readonly failures: RunFailure[];
  readonly nestedPath: string | undefined;
}

function convert(node: KqlNode, context: Context): Clause {
  switch (node.kind) {
    case 'and':
      return bool('filter', convertAll(node.children, context), node.span);
    case 'or':
      return bool('should', convertAll(node.children, context), node.span);
    case 'not':
      return bool('must_not', [convert(node.child, context)], node.span);
    case 'is':
      return convertIs(node, context);
    case 'range':
      return convertRange(node, context);
    case 'nested':
      return convertNested(node, context);
    case 'error':
      throw new Error('only a strictly parsed query can be converted');
    default:
      return assertNever(node);
  }
}

function convertAll(nodes: readonly KqlNode[], context: Context): readonly Clause[] {
  return nodes.map((node) => convert(node, context));
}

function bool(occur: BoolClause['occur'], clauses: readonly Clause[], span: Span): BoolClause {
  return { kind: 'bool', occur, clauses, span };
}

function convertNested(node: KqlNested, context: Context): Clause {
  const path = withPath(termText(node.path), context.nestedPath);
  return {
    kind: 'nested',
    path,
    query: convert(node.query, { ...context, nestedPath: path }),
    ignoreUnmapped: context.options.nestedIgnoreUnmapped,
    span: node.span,
  };
}

function convertIs(node: KqlIs, context: Context): Clause {
  const { value, span } = node;
  const field = node.field ?? (context.nestedPath === undefined ? undefined : noFieldInGroup(span));
  if (field === undefined) return convertFreeText(value, span);
  if (context.nestedPath === undefined && isLoneWildcard(field) && isLoneWildcard(value))
    return { kind: 'match_all', span };
  const fields = resolveFields(field, context);
  const searched = isLoneWildcard(value)
    ? fields.filter(({ isScripted }) => isScripted !== true)
    : searchable(fields, field, context);
  const clauses = searched.map((found) =>
    wrapNested(isClause(found, value, { span, context }), { found, field, context }),
  );
  return bool('should', clauses, span);
}

/** Kibana asks a scripted field by its script, and passes over it where it asks for existence. */
function searchable(
  fields: readonly ViewField[],
  field: KqlTerm,
  { failures }: Context,
): readonly ViewField[] {
  for (const { name, isScripted } of fields)
    if (isScripted === true)
      failures.push({
        code: 'scripted-field',
        message: `${name} is a scripted field: its script becomes part of the search, which is not done here`,
        span: field.span,
      });
  return fields;
}

/** Inside a group Kibana puts the path in front of the absent name as well: `null` becomes `path.null`. */
function noFieldInGroup(span: Span): KqlTerm {
  return { kind: 'literal', value: null, span };
}

function convertFreeText(value: KqlTerm, span: Span): Clause {
  if (value.kind === 'wildcard')
    return { kind: 'query_string', field: undefined, pattern: value.parts, span };
  const type = value.kind === 'phrase' ? 'phrase' : 'best_fields';
  return { kind: 'multi_match', type, value: value.value, span };
}

interface Place {
  readonly span: Span;
  readonly context: Context;
}

function isClause(found: ViewField, value: KqlTerm, { span, context }: Place): Clause {
  const field = found.name;
  if (isLoneWildcard(value)) return { kind: 'exists', field, span };
  if (value.kind === 'wildcard')
    return {
      kind: found.isKeyword ? 'wildcard' : 'query_string',
      field,
      pattern: value.parts,
      span,
    };
  if (found.isDate) {
    const bounds = { gte: value.value, lte: value.value };
    return { kind: 'range', field, bounds, timeZone: timeZoneFor(value.value, context), span };
  }
  if (found.isKeyword) return { kind: 'term', field, value: value.value, span };
  const kind = value.kind === 'phrase' ? 'match_phrase' : 'match';
  return { kind, field, value: value.value, span };
}

function convertRange(node: KqlRange, context: Context): Clause {
  const { field, span } = node;
  const value = node.value.kind === 'wildcard' ? termText(node.value) : node.value.value;
  const fields = searchable(resolveFields(field, context), field, context);
  const clauses = fields.map((found) => {
    const timeZone = found.isDate ? timeZoneFor(value, context) : undefined;
    const bounds = { [node.operator]: value };
    const clause: Clause = { kind: 'range', field: found.name, bounds, timeZone, span };
    return wrapNested(clause, { found, field, context });
  });
  return bool('should', clauses, span);
}

function timeZoneFor(value: ClauseValue, context: Context): string | undefined {
  return /^\d+$/.test(String(value)) ? undefined : context.options.timeZone;
}

interface Resolved {
  readonly found: ViewField;
  readonly field: KqlTerm;
  readonly context: Context;
}

/** A name pattern may reach into nested objects; Kibana then adds the group itself. */
function wrapNested(query: Clause, { found, field, context }: Resolved): Clause {
  if (field.kind !== 'wildcard' || found.nestedPath === undefined) return query;
  if (context.nestedPath !== undefined) return query;
  const ignoreUnmapped = context.options.nestedIgnoreUnmapped;
  return { kind: 'nested', path: found.nestedPath, query, ignoreUnmapped, span: query.span };
}

/** The fields a name stands for; where the view knows none, the name itself as an untyped field. */
function resolveFields(field: KqlTerm, context: Context): readonly ViewField[] {
  const { view, nestedPath } = context;
  const fields = view === undefined ? [] : lookUp(field, view, nestedPath);
  if (field.kind !== 'wildcard' || nestedPath !== undefined) checkNesting(fields, field, context);
  if (fields.length > 0) return fields;
  const name = withPath(termText(field), nestedPath);
  return [{ name, isDate: false, isKeyword: false, nestedPath: undefined }];
}

function lookUp(
  field: KqlTerm,
  view: DataView,
  nestedPath: string | undefined,
): readonly ViewField[] {
  if (field.kind !== 'wildcard') {
    const found = view.find(withPath(termText(field), nestedPath));
    return found === undefined ? [] : [found];
  }
  const [first = '', ...rest] = field.parts;
  return view.match([withPath(first, nestedPath), ...rest]);
}

/** The words are Kibana's own, so that an author can search for them. */
function checkNesting(fields: readonly ViewField[], field: KqlTerm, context: Context): void {
  const messages = fields.flatMap((found) => nestingProblem(found, context.nestedPath) ?? []);
  if (messages.length === 0) return;
  context.failures.push({
    code: 'nested-field',
    message: messages.join('\n'),
    span: field.span,
  });
}

function nestingProblem(field: ViewField, group: string | undefined): string | undefined {
  if (group !== undefined && field.nestedPath === undefined)
    return `${field.name} is not a nested field but is in nested group "${group}" in the KQL expression.`;
  if (group === undefined && field.nestedPath !== undefined)
    return `${field.name} is a nested field, but is not in a nested group in the KQL expression.`;
  if (field.nestedPath !== group)
    return `Nested field ${field.name} is being queried with the incorrect nested path. The correct path is ${field.nestedPath ?? ''}.`;
  return undefined;
}

function withPath(name: string, path: string | undefined): string {
  return path === undefined ? name : `${path}.${name}`;
}

function isLoneWildcard(term: KqlTerm): boolean {
  return (
    term.kind === 'wildcard' && term.parts.length === 2 && term.parts.every((part) => part === '')
  );
}

/** The term as text, asterisks included. */
function termText(term: KqlTerm): string {
  return term.kind === 'wildcard' ? term.parts.join('*') : String(term.value);
}
