// Mistakes in what a KQL query says: it is read, but not as meant.
import { isListed } from '../../../server/src/checks/query/queries';
import { findField } from '../../../server/src/catalog/fieldCatalog';
import { drawn, queryOf, replaced, sourceAt, swapped, valueClauses } from '../mistake';
import type { MistakeKind, Mutant, Original, ValueClause } from '../mistake';

interface Parts {
  readonly field: string;
  /** As written, quotes included. */
  readonly value: string;
  readonly clause: ValueClause;
  readonly original: Original;
}

/** Writes one of the conditions anew. */
function inClause(
  name: string,
  codes: readonly string[],
  write: (parts: Parts) => string | undefined,
): MistakeKind {
  return { name: `query: ${name}`, codes, mutate: (original) => changeClause(original, write) };
}

function changeClause(
  original: Original,
  write: (parts: Parts) => string | undefined,
): Mutant | undefined {
  const candidates = valueClauses(original).flatMap((clause) => {
    const value = sourceAt(original, clause.node.value.span);
    const text = write({ field: clause.field, value, clause, original });
    return text === undefined ? [] : [{ span: clause.node.span, text }];
  });
  const chosen = drawn(original.random, candidates);
  return chosen && replaced(original, chosen.span, chosen.text);
}

/** The whole query in brackets, and a condition more. */
function withMore(
  name: string,
  codes: readonly string[],
  more: (original: Original) => string | undefined,
): MistakeKind {
  return {
    name: `query: ${name}`,
    codes,
    mutate(original) {
      const query = queryOf(original);
      const added = more(original);
      if (!query || added === undefined) return undefined;
      const { inner } = query.query.node;
      return replaced(original, inner, `\n(${sourceAt(original, inner).trim()}) ${added}\n`);
    },
  };
}

const plain = /^"?[\w.-]+"?$/;
const bare = (value: string): string => value.replace(/^"|"$/g, '');
const typeOf = (field: string): string | undefined => findField(field)?.mapping.type;
const first = (original: Original): ValueClause | undefined =>
  valueClauses(original).find(({ isNegated, node }) => !isNegated && node.value.kind === 'phrase');

/** An event has one of them. */
const singleValued = ['event.code', 'process.name', 'event.dataset', 'event.provider'];

const ipFields = ['source.ip', 'destination.ip', 'host.ip', 'client.ip', 'server.ip'];

export const queryMistakes: readonly MistakeKind[] = [
  inClause('field misspelt', ['unknown-field'], ({ field, value, original }) => {
    const known = findField(field) !== undefined;
    const changed = swapped(field, original.random);
    return known && findField(changed) === undefined ? `${changed}: ${value}` : undefined;
  }),
  inClause('field in other case', ['unknown-field'], ({ field, value }) => {
    const changed = field.replace(
      /[a-z]+$/,
      (last) => last.charAt(0).toUpperCase() + last.slice(1),
    );
    return findField(field) && findField(changed) === undefined
      ? `${changed}: ${value}`
      : undefined;
  }),
  inClause('underscore for the dot', ['unknown-field'], ({ field, value }) =>
    findField(field) && field.includes('.') ? `${field.replace('.', '_')}: ${value}` : undefined,
  ),
  inClause('words on a number', ['value-type'], ({ value }) =>
    value === '*' ? undefined : 'destination.port: "https"',
  ),
  inClause('block of addresses on a text', ['address-block'], () => 'source.address: "10.0.0.0/8"'),
  inClause('path escaped twice', ['path-separator'], () => 'file.path: "C:\\\\\\\\x.exe"'),
  inClause('path with slashes', ['path-separator'], () => 'file.path: "C:/Windows/x.exe"'),
  inClause('sign without width', ['invisible-character'], ({ field, value }) =>
    plain.test(value) ? `${field}: "${bare(value)}\u200b"` : undefined,
  ),
  inClause('Cyrillic letter', ['invisible-character'], ({ field, value }) =>
    plain.test(value) && /[a-z]e[a-z]/.test(value)
      ? `${field}: ${value.replace('e', '\u0435')}`
      : undefined,
  ),
  inClause(
    'question for existence in Lucene',
    ['unknown-field'],
    ({ field }) => `_exists_: ${field}`,
  ),
  inClause('field without its group', ['unknown-field'], ({ field, value }) =>
    /^(?:process|event|file)\.(?:executable|action|outcome|path)$/.test(field)
      ? `${field.replace(/^\w+\./, '')}: ${value}`
      : undefined,
  ),
  inClause('address that is none', ['value-type'], () => 'source.ip: "10.0.0.300"'),
  inClause('address range that is none', ['value-type'], () => 'source.ip: "10.0.0.0/33"'),
  inClause(
    'wildcard on an address',
    ['wildcard-type'],
    ({ original }) => `${drawn(original.random, ipFields) ?? ''}: 10.*`,
  ),
  inClause('wildcard on a number', ['wildcard-type'], () => 'process.pid: 4*'),
  inClause('wildcard on a date', ['wildcard-type'], () => 'process.start: 2024*'),
  inClause('wildcard in quotes', ['quoted-wildcard'], ({ field, value }) =>
    typeOf(field) === 'keyword' && plain.test(value) ? `${field}: "*${bare(value)}*"` : undefined,
  ),
  inClause('question mark for a drive', ['question-mark'], ({ field }) =>
    typeOf(field) === 'keyword' ? `${field}: ?\\:\\\\Windows\\\\*` : undefined,
  ),
  inClause('blank at the end of a quoted value', ['outer-blank'], ({ field, value }) =>
    typeOf(field) === 'keyword' && plain.test(value) ? `${field}: "${bare(value)} "` : undefined,
  ),
  inClause('null as a value', ['null-value'], ({ field, value }) =>
    value === '*' ? undefined : `${field}: null`,
  ),
  inClause('path with a control character', ['control-character'], ({ field }) =>
    findField(field) && typeOf(field) === 'keyword' ? `${field}: "C:\\temp\\new"` : undefined,
  ),
  inClause('the same value twice', ['duplicate-clause'], ({ field, value }) =>
    plain.test(value) ? `${field}: (${value} or ${value})` : undefined,
  ),
  inClause('a value in two cases', ['case-variants', 'duplicate-clause'], ({ field, value }) => {
    const other = value.toUpperCase() === value ? value.toLowerCase() : value.toUpperCase();
    return typeOf(field) === 'keyword' && plain.test(value) && other !== value
      ? `${field}: (${value} or ${other})`
      : undefined;
  }),
  inClause('a value that a pattern covers', ['shadowed-clause'], ({ field, value }) =>
    typeOf(field) === 'keyword' && /^"?[\w-]{3,}"?$/.test(value)
      ? `${field}: (${value} or ${bare(value).slice(0, 2)}*)`
      : undefined,
  ),
  inClause('all of several values', ['contradiction', 'and-list'], ({ field, value }) =>
    ['event.code', 'event.action', 'process.name', 'event.dataset'].includes(field) &&
    plain.test(value)
      ? `(${field}: ${value} and ${field}: "else")`
      : undefined,
  ),
  inClause('category that ECS does not have', ['ecs-value'], ({ field, value }) =>
    field === 'event.category' && plain.test(value) ? `${field}: "${bare(value)}s"` : undefined,
  ),
  inClause('type that ECS does not have', ['ecs-value'], ({ field, value }) =>
    field === 'event.type' && plain.test(value) ? `${field}: "started"` : undefined,
  ),
  inClause(
    'type that the category does not have',
    ['event-type-for-category'],
    ({ field, value }) =>
      field === 'event.category' && /^"?(process|file|registry)"?$/.test(value)
        ? '(event.category: "process" and event.type: "allowed")'
        : undefined,
  ),
  inClause(
    'exclusion of some values with or',
    ['negated-list', 'tautology', 'not-scope'],
    ({ field, value, clause }) =>
      singleValued.includes(field) && plain.test(value) && !clause.isNegated
        ? `(not ${field}: ${value} or not ${field}: "else")`
        : undefined,
  ),
  inClause('not twice', ['double-negation'], ({ field, value }) =>
    plain.test(value) ? `not (not ${field}: ${value})` : undefined,
  ),
  inClause('field that the event does not carry', ['event-code-field'], ({ field, value }) =>
    field === 'event.code' && /^"?(4624|4688|4702|4698|5136|4720)"?$/.test(value)
      ? `(${field}: ${value} and winlog.event_data.QueryResults: "x")`
      : undefined,
  ),
  inClause('range of an address list', ['range-pair'], ({ value }) =>
    value === '*' ? undefined : '(host.ip >= "10.0.0.1" and host.ip <= "10.0.0.9")',
  ),
  inClause('blank in a pattern of text', ['wildcard-blank'], ({ value }) =>
    value === '*' ? undefined : 'message: *failed login*',
  ),
  withMore('a condition and its contrary', ['contradiction'], (original) => {
    const clause = first(original);
    return clause && `and not ${sourceAt(original, clause.node.span)}`;
  }),
  withMore('the same condition again', ['duplicate-clause', 'shadowed-clause'], (original) => {
    const clause = first(original);
    return clause && `and ${sourceAt(original, clause.node.span)}`;
  }),
  withMore(
    'and beside or without brackets',
    ['mixed-operators', 'not-scope'],
    () => 'and host.name: "a" or host.name: "b"',
  ),
  withMore('word without a field', ['free-text'], () => 'and mimikatz'),
  inClause('two sets of values that exclude each other', ['contradiction'], ({ field, value }) =>
    singleValued.includes(field) && plain.test(value)
      ? `(${field}: (${value} or "else") and ${field}: ("this" or that*))`
      : undefined,
  ),
  inClause('bounds that no number meets', ['contradiction'], ({ value }) =>
    value === '*' ? undefined : '(process.pid > 9 and process.pid < 5)',
  ),
  inClause('a bound that another one covers', ['shadowed-clause'], ({ value }) =>
    value === '*' ? undefined : '(process.pid > 9 and process.pid >= 5)',
  ),
  inClause('a list in square brackets', ['missing-operator'], ({ field, value }) =>
    plain.test(value) && !value.startsWith('"') ? `${field}: [${value}, else]` : undefined,
  ),
  inClause('value of a list without its brackets', ['free-text'], ({ field, value, clause }) =>
    plain.test(value) && !isListed(clause.node) ? `(${field}: ${value} or "else")` : undefined,
  ),
  withMore('line of a comment', ['query-comment'], () => 'and # only on servers\nhost.name: a'),
  withMore('exclusion by a name alone', ['risky-exclusion'], () => 'and not process.name: "a.exe"'),
  withMore('exclamation mark for not', ['unknown-field'], () => 'and !process.name: "a.exe"'),
  withMore(
    'exclusion that an attacker can write',
    ['risky-exclusion'],
    () => String.raw`and not process.executable: *\\Temp\\*`,
  ),
  withMore('time of its own in a new terms rule', ['time-clause'], ({ document }) =>
    document.rule.type?.value === 'new_terms' ? 'and @timestamp >= "now-5d"' : undefined,
  ),
  withMore(
    'not before a condition and or after it',
    ['not-scope', 'mixed-operators'],
    () => 'and not host.name: "a" or host.name: "b"',
  ),
];
