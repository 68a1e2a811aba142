// Says which settings Kibana refuses in the words and under the codes of the checks: both come from the table of rule keys.
import type { RuleDocument } from '../rule/ruleDocument';
import { findRuleKey } from '../rule/ruleKeys';
import type { RuleKey } from '../rule/ruleKey';
import { asTable, asTables, tableAt, valueAt } from '../rule/tomlValues';
import type { EntryValue } from '../rule/tomlValues';
import { valueMistakes } from '../rule/valueMistake';
import type { ValueMistake } from '../rule/valueMistake';
import { contains } from '../text/span';
import type { Span } from '../text/span';
import type { TomlTable } from '../toml/ast';
import type { RunFailure } from './runResult';

type Document = Pick<RuleDocument, 'rule' | 'toml'>;

/** A failure whose value the table of keys refuses too is told as the check tells it; the others stay as they are. */
export function inWordsOfChecks(
  failures: readonly RunFailure[],
  document: Document,
): readonly RunFailure[] {
  return failures.map((failure) => {
    if (failure.code === 'missing-key') return atHeader(failure, document);
    const { span } = failure;
    const mistake = ofSettings.has(failure.code) && span ? mistakeAt(document, span) : undefined;
    return mistake
      ? { code: 'invalid-value', message: mistake.message, span: mistake.node.span }
      : failure;
  });
}

/** Codes of failures that are about settings, not about the query. */
const ofSettings: ReadonlySet<string> = new Set([
  'alert-suppression',
  'date-math',
  'history-window',
  'max-signals',
  'new-terms-fields',
  'query-language',
  'rule-type',
  'threat-mapping',
  'threshold',
]);

/** What is missing is told at the header of its table: of the one that is named as the place, else of `[rule]`. */
function atHeader(failure: RunFailure, { toml }: Document): RunFailure {
  const rule = tableAt(toml.root, 'rule');
  const own = [...(rule?.entries.values() ?? [])].flatMap(({ value }) => asTable(value) ?? []);
  const table = failure.span ? own.find(({ span }) => span.start === failure.span?.start) : rule;
  const span = table?.header?.span ?? failure.span;
  return span ? { ...failure, span } : failure;
}

function mistakeAt({ rule, toml }: Document, place: Span): ValueMistake | undefined {
  const table = tableAt(toml.root, 'rule');
  const found = table && entryAt(table, 'rule', place);
  return found && valueMistakes(found.key, found.value, rule.type?.value)[0];
}

interface Entry {
  readonly key: RuleKey;
  readonly value: EntryValue;
}

/** The innermost entry whose value holds the place. */
function entryAt(table: TomlTable, path: string, place: Span): Entry | undefined {
  for (const [name, { value }] of table.entries) {
    const key = findRuleKey(`${path}.${name}`);
    if (!key) continue;
    const inner = asTable(value);
    for (const each of inner ? [inner] : asTables(value)) {
      const found = entryAt(each, key.path, place);
      if (found) return found;
    }
    if ('span' in value && contains(value.span, place)) return { key, value };
  }
  return undefined;
}

/** Where a setting of `[rule]` stands, known or not. */
export function settingSpan({ toml }: Pick<RuleDocument, 'toml'>, name: string): Span | undefined {
  const value = valueAt(tableAt(toml.root, 'rule'), name);
  return value && 'span' in value ? value.span : undefined;
}
