// Mistakes in what a rule type adds, and in the rule's times.
import {
  addItem,
  addPair,
  entryAt,
  itemsAt,
  queryOf,
  removePair,
  replaced,
  setValue,
  sourceAt,
  textAt,
} from '../mistake';
import type { MistakeKind, Mutant, Original } from '../mistake';

const isOfType = (original: Original, ...types: readonly string[]): boolean =>
  types.includes(textAt(original, 'rule.type') ?? '');

/** One more condition on the first new-terms field, in front of the whole query. */
function withCondition(
  original: Original,
  condition: (field: string) => string,
): Mutant | undefined {
  const query = queryOf(original);
  const field = itemsAt(original, 'rule.new_terms.value')[0];
  if (!query || !field || !isOfType(original, 'new_terms')) return undefined;
  const { inner } = query.query.node;
  return replaced(
    original,
    inner,
    `${condition(field.value)} and (${sourceAt(original, inner).trim()})`,
  );
}

export const ruleTypeMistakes: readonly MistakeKind[] = [
  {
    name: 'times: lookback shorter than the interval',
    codes: ['lookback-gap'],
    mutate: (original) =>
      isOfType(original, 'query', 'eql', 'new_terms') &&
      entryAt(original, 'rule.from') &&
      !entryAt(original, 'rule.interval')
        ? addPair(original, 'rule', { key: 'interval', value: '"3d"' })
        : undefined,
  },
  {
    name: 'times: from rounded to the day',
    codes: ['rounded-from'],
    mutate: (original) => setValue(original, 'rule.from', '"now-1d/d"'),
  },
  {
    name: 'times: building block looks back too little',
    codes: ['building-block-timing'],
    mutate: (original) =>
      original.path.startsWith('rules_building_block/') &&
      !entryAt(original, 'metadata.bypass_bbr_timing')
        ? setValue(original, 'rule.from', '"now-9m"')
        : undefined,
  },
  {
    name: 'times: window ends before it begins',
    codes: ['window-end'],
    mutate: (original) =>
      textAt(original, 'rule.from')?.endsWith('m') && !entryAt(original, 'rule.interval')
        ? addPair(original, 'rule', { key: 'to', value: '"now-1d"' })
        : undefined,
  },
  {
    name: 'times: window ends in the future',
    codes: ['window-end'],
    mutate: (original) => addPair(original, 'rule', { key: 'to', value: '"now+5m"' }),
  },
  {
    name: 'times: no override of the timestamp',
    codes: ['timestamp-override'],
    mutate: (original) =>
      textAt(original, 'rule.language') === 'kuery'
        ? removePair(original, 'rule.timestamp_override')
        : undefined,
  },
  {
    name: 'times: override by a field that does not exist',
    codes: ['timestamp-override', 'rule-field'],
    mutate: (original) => setValue(original, 'rule.timestamp_override', '"event.ingestd"'),
  },
  {
    name: 'new terms: no history window',
    codes: ['missing-key'],
    mutate(original) {
      const text = original.document.text;
      const changed = text.replace(/\[\[rule\.new_terms\.history_window_start\]\]\n(?:.+\n)*/, '');
      return changed === text ? undefined : { text: changed };
    },
  },
  {
    name: 'new terms: history window inside the rule window',
    codes: ['history-window'],
    mutate: (original) =>
      setValue(original, 'rule.new_terms.history_window_start.value', '"now-2m"'),
  },
  {
    name: 'new terms: literal name misspelt',
    codes: ['invalid-value'],
    mutate: (original) => setValue(original, 'rule.new_terms.field', '"new_term_fields"'),
  },
  {
    name: 'new terms: field twice',
    codes: ['repeated-field'],
    mutate(original) {
      const items = itemsAt(original, 'rule.new_terms.value');
      return items.length < 3 && items[0]
        ? addItem(original, 'rule.new_terms.value', items[0].value)
        : undefined;
    },
  },
  {
    name: 'new terms: four fields',
    codes: ['invalid-value'],
    mutate: (original) =>
      setValue(
        original,
        'rule.new_terms.value',
        '["host.id", "user.id", "process.name", "agent.id"]',
      ),
  },
  {
    name: 'new terms: field misspelt',
    codes: ['rule-field'],
    mutate: (original) => setValue(original, 'rule.new_terms.value', '["host.idd"]'),
  },
  {
    name: 'new terms: field of analysed text',
    codes: ['group-field-type'],
    mutate: (original) => setValue(original, 'rule.new_terms.value', '["message"]'),
  },
  {
    name: 'new terms: field of one value',
    codes: ['fixed-new-term'],
    mutate: (original) => withCondition(original, (field) => `${field}: "one value"`),
  },
  {
    name: 'new terms: events without the field',
    codes: ['absent-new-term'],
    mutate: (original) => withCondition(original, (field) => `not ${field}: *`),
  },
  {
    name: 'threshold: value of none',
    codes: ['invalid-value'],
    mutate: (original) => setValue(original, 'rule.threshold.value', '0'),
  },
  {
    name: 'threshold: field misspelt',
    codes: ['rule-field'],
    mutate: (original) => setValue(original, 'rule.threshold.field', '["host.idd"]'),
  },
  {
    name: 'threshold: field twice',
    codes: ['repeated-field'],
    mutate: (original) => setValue(original, 'rule.threshold.field', '["host.id", "host.id"]'),
  },
  {
    name: 'threshold: six fields',
    codes: ['invalid-value'],
    mutate: (original) =>
      setValue(
        original,
        'rule.threshold.field',
        '["host.id", "user.id", "agent.id", "process.name", "source.ip", "event.code"]',
      ),
  },
  {
    name: 'threshold: counted field is a group field',
    codes: ['cardinality-field'],
    mutate(original) {
      const group = itemsAt(original, 'rule.threshold.field')[0];
      return group
        ? setValue(original, 'rule.threshold.cardinality.field', JSON.stringify(group.value))
        : undefined;
    },
  },
  {
    name: 'suppression: unknown unit',
    codes: ['invalid-value'],
    mutate: (original) => setValue(original, 'rule.alert_suppression.duration.unit', '"d"'),
  },
  {
    name: 'suppression: unknown strategy',
    codes: ['invalid-value'],
    mutate: (original) =>
      setValue(original, 'rule.alert_suppression.missing_fields_strategy', '"ignore"'),
  },
  {
    name: 'suppression: four fields',
    codes: ['invalid-value'],
    mutate: (original) =>
      setValue(
        original,
        'rule.alert_suppression.group_by',
        '["host.id", "user.id", "agent.id", "process.name"]',
      ),
  },
  {
    name: 'suppression: field misspelt',
    codes: ['rule-field'],
    mutate: (original) =>
      textAt(original, 'rule.type') === 'esql'
        ? undefined
        : setValue(original, 'rule.alert_suppression.group_by', '["host.idd"]'),
  },
  {
    name: 'indicators: entry of a field that does not exist',
    codes: ['rule-field'],
    mutate: (original) => setValue(original, 'rule.threat_mapping.entries.field', '"source.ipp"'),
  },
  {
    name: 'indicators: language of the indicator query missing',
    codes: ['missing-key'],
    mutate: (original) => removePair(original, 'rule.threat_language'),
  },
  {
    name: 'esql: an index beside the query',
    codes: ['unknown-key'],
    mutate: (original) =>
      isOfType(original, 'esql')
        ? addPair(original, 'rule', { key: 'index', value: '["logs-*"]' })
        : undefined,
  },
  {
    name: 'esql: suppression by a column that is not computed',
    codes: ['esql-group-field'],
    mutate: (original) =>
      isOfType(original, 'esql')
        ? addPair(original, 'rule', {
            key: 'alert_suppression',
            value: '{ group_by = ["Esql.not_computed"], missing_fields_strategy = "suppress" }',
          })
        : undefined,
  },
  {
    name: 'esql: metadata missing',
    codes: ['esql-metadata'],
    mutate(original) {
      const node = original.document.query?.node;
      if (!isOfType(original, 'esql') || !node || /\bstats\b/i.test(node.value)) return undefined;
      const source = original.document.text.slice(node.inner.start, node.inner.end);
      const changed = source.replace(/\s+metadata\s+_\w+(\s*,\s*_\w+)*/i, '');
      return replaced(original, node.inner, changed);
    },
  },
  {
    name: 'esql: keep without the id of the event',
    codes: ['esql-keep'],
    mutate(original) {
      const node = original.document.query?.node;
      if (!isOfType(original, 'esql') || !node || /\bstats\b/i.test(node.value)) return undefined;
      const source = sourceAt(original, node.inner);
      const changed = source.replace(/(\|\s*keep\b[^|]*?)\b_id\s*,\s*/i, '$1');
      return changed === source ? undefined : replaced(original, node.inner, changed);
    },
  },
  {
    name: 'eql: events ordered by a field that ECS does not have',
    codes: ['eql-field'],
    mutate: (original) =>
      isOfType(original, 'eql')
        ? addPair(original, 'rule', { key: 'tiebreaker_field', value: '"my.counter"' })
        : undefined,
  },
  {
    name: 'new terms: field that no schema has',
    codes: ['rule-field'],
    mutate: (original) =>
      isOfType(original, 'new_terms')
        ? setValue(original, 'rule.new_terms.value', '["zebra.stripe"]')
        : undefined,
  },
];
