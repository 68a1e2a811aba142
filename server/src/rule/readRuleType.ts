// Reads the settings of threshold and indicator match rules, and of alert suppression, out of a TOML tree.
import type { Span } from '../text/span';
import type { TomlTable } from '../toml/ast';
import type {
  AlertSuppression,
  Cardinality,
  IndicatorEntry,
  IndicatorMatch,
  Located,
  Threshold,
} from './rule';
import {
  booleanAt,
  entrySpan,
  integerAt,
  stringAt,
  stringListAt,
  tableAt,
  tablesAt,
} from './tomlValues';

export function readThreshold(table: TomlTable | undefined): Threshold | undefined {
  if (!table) return undefined;
  // Kibana takes a single field by itself, too.
  const single = stringAt(table, 'field');
  const fields = single ? [single] : (stringListAt(table, 'field')?.value ?? []);
  return {
    fields: fields.filter(({ value }) => value !== ''),
    value: integerAt(table, 'value'),
    cardinality: tablesAt(table, 'cardinality').map(readCardinality),
    span: spanOf(table),
  };
}

function readCardinality(table: TomlTable): Cardinality {
  return { field: stringAt(table, 'field'), value: integerAt(table, 'value'), span: spanOf(table) };
}

/** Of the `[rule]` table. */
export function readIndicatorMatch(rule: TomlTable | undefined): IndicatorMatch | undefined {
  const entry = rule?.entries.get('threat_mapping');
  if (!entry) return undefined;
  return {
    groups: tablesAt(rule, 'threat_mapping').map((group) => ({
      entries: tablesAt(group, 'entries').map(readIndicatorEntry),
      span: spanOf(group),
    })),
    indicatorPath: stringAt(rule, 'threat_indicator_path'),
    index: stringListAt(rule, 'threat_index')?.value ?? [],
    span: entrySpan(entry),
  };
}

function readIndicatorEntry(table: TomlTable): IndicatorEntry {
  return {
    field: stringAt(table, 'field'),
    value: stringAt(table, 'value'),
    negate: booleanAt(table, 'negate')?.value === true,
    span: spanOf(table),
  };
}

export function readAlertSuppression(table: TomlTable | undefined): AlertSuppression | undefined {
  if (!table) return undefined;
  const duration = tableAt(table, 'duration');
  return {
    groupBy: groupFields(table),
    missingFieldsStrategy: stringAt(table, 'missing_fields_strategy'),
    duration: duration && {
      value: integerAt(duration, 'value'),
      unit: stringAt(duration, 'unit'),
      span: spanOf(duration),
    },
    span: spanOf(table),
  };
}

function groupFields(table: TomlTable): readonly Located<string>[] {
  return stringListAt(table, 'group_by')?.value ?? [];
}

/** The header says where a table begins better than its whole extent. */
function spanOf(table: TomlTable): Span {
  return table.header?.span ?? table.span;
}
