// stack-version: options that the oldest stack of a rule does not know.
import type { RuleType } from '../../rule/rule';
import type { RuleDocument } from '../../rule/ruleDocument';
import { findRuleKey } from '../../rule/ruleKeys';
import { booleanAt, stringAt, tableAt, tablesAt } from '../../rule/tomlValues';
import type { Span } from '../../text/span';
import type { Check, CheckInput, Finding } from '../check';
import type { KnownTable } from '../knownTables';
import { changeText, metadataOf, ruleOf } from '../ruleTables';
import { isEqlSequence } from './eqlSequence';

export const stackVersion: Check = {
  code: 'stack-version',
  severity: 'warning',
  doc: 'An option needs a newer stack than `min_stack_version` allows.',
  run: findTooNew,
};

/** First stack that suppresses alerts of a type. Facts: rule schema of the detection-rules repository. */
const suppressionSince: Readonly<Record<RuleType, string>> = {
  query: '8.8',
  saved_query: '8.8',
  threshold: '8.12',
  threat_match: '8.13',
  new_terms: '8.14',
  eql: '8.14',
  esql: '8.15',
  machine_learning: '8.15',
};

export interface StackOption {
  readonly what: string;
  readonly since: string;
  readonly span: Span;
}

function findTooNew(input: CheckInput): readonly Finding[] {
  const oldest = stringAt(metadataOf(input.document), 'min_stack_version');
  const version = oldest && versionOf(oldest.value);
  if (!version) return [];
  return optionsOf(input)
    .filter(({ since }) => isBefore(version, versionOf(since)))
    .map(({ what, since, span }) => ({
      message: `${what} needs stack ${since}; this rule is for ${oldest.value} and later.`,
      span,
      related: [{ span: oldest.span, message: 'The oldest stack' }],
      fixes: [changeText(oldest.span, `${since}.0`)],
    }));
}

/** Its first two numbers. */
export function versionOf(text: string): readonly [number, number] | undefined {
  const match = /^(\d+)\.(\d+)/.exec(text);
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}

export function isBefore(
  one: readonly [number, number],
  other: readonly [number, number] | undefined,
): boolean {
  if (!other) return false;
  return one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);
}

function optionsOf({ document, tables }: CheckInput): readonly StackOption[] {
  return [...findSince(tables), ...suppressionOption(document), ...newestOptions(document)];
}

/** Those that are more than keys, some of which not every supported stack knows. */
export function newestOptions(document: RuleDocument): readonly StackOption[] {
  return [...negations(document), ...countOptions(document)];
}

/** Keys whose row in the table of keys names a stack. */
function findSince(tables: readonly KnownTable[]): readonly StackOption[] {
  const entries = tables.find(({ path }) => path === 'rule')?.entries ?? [];
  return entries.flatMap(({ key: { name, since }, entry }) =>
    since === undefined ? [] : [{ what: `\`${name}\``, since, span: entry.key.span }],
  );
}

function negations(document: RuleDocument): readonly StackOption[] {
  return tablesAt(ruleOf(document), 'threat_mapping')
    .flatMap((group) => tablesAt(group, 'entries'))
    .flatMap((entry) => {
      const negate = booleanAt(entry, 'negate');
      const since = findRuleKey('rule.threat_mapping.entries.negate')?.since ?? '9.2';
      return negate?.value ? [{ what: '`negate`', since, span: negate.span }] : [];
    });
}

function suppressionOption(document: RuleDocument): readonly StackOption[] {
  const { rule, query } = document;
  const table = tableAt(ruleOf(document), 'alert_suppression');
  const type = rule.type?.value;
  if (!table || type === undefined) return [];
  const span = ruleOf(document)?.entries.get('alert_suppression')?.key.span ?? table.span;
  // Single events first.
  if (type === 'eql' && query && isEqlSequence(query))
    return [{ what: 'Suppression of an EQL sequence', since: '8.18', span }];
  const since = suppressionSince[type];
  return [{ what: `Suppression in a rule of type \`${type}\``, since, span }];
}

function countOptions({ rule }: RuleDocument): readonly StackOption[] {
  const options: StackOption[] = [];
  const terms = rule.newTerms?.fields;
  if (terms && terms.value.length > 1)
    options.push({ what: 'More than one new-terms field', since: '8.6', span: terms.span });
  const fourth = rule.threshold?.fields[3];
  if (fourth) options.push({ what: 'A fourth threshold field', since: '9.2', span: fourth.span });
  return options;
}
