// Values of EQL queries that do not fit the type of their field: Elasticsearch refuses the query.
import { findField } from '../../catalog/fieldCatalog';
import type { FieldType } from '../../catalog/fieldType';
import type { EqlCall, EqlConstant, EqlLogic } from '../../eql/ast';
import { parseCidr, parseIp } from '../../text/ipAddress';
import type { CheckedFields, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { eqlParts } from './eqlClauses';
import type { EqlClause, EqlParts } from './eqlClauses';

export function findEqlTypes({ document, context: { fields } }: CheckInput): readonly Finding[] {
  const parts = eqlParts(document);
  if (!parts) return nothing;
  const inClauses = findEach(parts.clauses, (clause) => findInClause(clause, fields));
  const inCalls = findEach(parts.calls, (call) => findInCall(call, fields));
  const others = [
    ...inCalls,
    ...findEach(parts.junctions, findLoneValue),
    ...findFieldPairs(parts),
  ];
  return others.length === 0 ? inClauses : [...inClauses, ...others];
}

/** `("a" or "b")`: a text is no condition. */
function findLoneValue({ kind, items }: EqlLogic): readonly Finding[] {
  return findEach(items, (item) => {
    if (item.kind !== 'constant' || typeof item.value === 'boolean' || item.value === null)
      return nothing;
    const message = `\`${kind}\` joins conditions, and this is a value: values of a list are parted by commas.`;
    return [{ message, span: item.span }];
  });
}

/** Elasticsearch compares a field with a value alone. */
function findFieldPairs({ comparisons }: EqlParts): readonly Finding[] {
  return findEach(comparisons, ({ left, right }) => {
    if (left.kind !== 'field' || right.kind !== 'field') return nothing;
    const lower = right.name.toLowerCase();
    const isConstant = ['true', 'false', 'null'].includes(lower);
    const hint = isConstant ? ` Did you mean \`${lower}\`?` : '';
    const message = `A field is compared with a value, and \`${right.name}\` is read as a field.${hint}`;
    return [{ message, span: right.span }];
  });
}

/** What a value must be for fields of the type; the types of texts are no part of it. */
const kinds: Partial<Record<FieldType, 'number' | 'boolean' | 'ip' | 'text'>> = {
  long: 'number',
  integer: 'number',
  short: 'number',
  byte: 'number',
  unsigned_long: 'number',
  double: 'number',
  float: 'number',
  half_float: 'number',
  scaled_float: 'number',
  boolean: 'boolean',
  ip: 'ip',
  text: 'text',
  match_only_text: 'text',
};

function findInClause(clause: EqlClause, fields: CheckedFields): readonly Finding[] {
  const { field, operator, values } = clause;
  const type = fields.find(field.name)?.type;
  const kind = type && kinds[type];
  if (type === 'keyword') {
    const isText = values.every(({ value }) => typeof value === 'string' || value === null);
    return isText || !isEcs(field.name) ? nothing : findEach(values, wrongText);
  }
  if (type === undefined || kind === undefined) return nothing;
  if (kind === 'text') return findText(clause, type, fields);
  if (isForTexts(operator)) {
    const instead = kind === 'ip' ? '`==`, `in` or `cidrMatch`' : '`==` or `in`';
    return [
      {
        message: `\`${operator}\` compares texts, and \`${field.name}\` has type ${type}: use ${instead}.`,
        span: field.span,
      },
    ];
  }
  return findEach(values, (value) =>
    fits(value, kind)
      ? nothing
      : [{ message: `\`${field.name}\` has type ${type}: ${expectedOf[kind]}.`, span: value.span }],
  );

  function wrongText({ value, span }: EqlConstant): readonly Finding[] {
    if (typeof value !== 'number' && typeof value !== 'boolean') return nothing;
    return [{ message: `\`${field.name}\` has type keyword: its values stand in quotes.`, span }];
  }
}

/** EQL takes the exact form of such a field, where there is one. */
function findText(
  { field: { name, span }, values }: EqlClause,
  type: FieldType,
  fields: CheckedFields,
): readonly Finding[] {
  if (fields.find(`${name}.keyword`) ?? values.some(({ value }) => value === null)) return nothing;
  return [
    {
      message: `EQL compares whole texts; \`${name}\` has type ${type}, which holds single words.`,
      span,
    },
  ];
}

function isForTexts(operator: EqlClause['operator']): boolean {
  return operator === ':' || operator.startsWith('like') || operator.startsWith('regex');
}

/** The type of a field of ECS is the same everywhere. */
function isEcs(name: string): boolean {
  return findField(name)?.source === 'ecs';
}

const expectedOf = {
  number: 'expected a number without quotes',
  boolean: 'expected `true` or `false` without quotes',
  ip: 'expected an IP address or a block such as `10.0.0.0/8`, in quotes',
} as const;

function fits({ value }: EqlConstant, kind: 'number' | 'boolean' | 'ip'): boolean {
  if (value === null) return true;
  if (kind !== 'ip') return typeof value === kind;
  return typeof value === 'string' && isAddress(value);
}

function isAddress(text: string): boolean {
  return (text.includes('/') ? parseCidr(text) : parseIp(text)) !== undefined;
}

function findInCall({ name, args }: EqlCall, fields: CheckedFields): readonly Finding[] {
  const [subject, ...blocks] = args;
  if (name.toLowerCase() !== 'cidrmatch' || subject?.kind !== 'field') return nothing;
  const type = fields.find(subject.name)?.type ?? 'ip';
  if (type !== 'ip')
    return [
      {
        message: `\`cidrMatch\` takes a field of type ip; \`${subject.name}\` has type ${type}.`,
        span: subject.span,
      },
    ];
  return findEach(blocks, (block) => {
    if (block.kind !== 'constant' || typeof block.value !== 'string') return nothing;
    if (isAddress(block.value)) return nothing;
    return [{ message: `\`${block.value}\` is no block of IP addresses.`, span: block.span }];
  });
}
