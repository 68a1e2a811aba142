// What an alert takes from its event: severity, risk score and name by the mappings of the rule (spec: rule-types 0.6).
import type { JsonObject } from '../events/event';
import { fieldPath, plainOf, scalarsAt } from '../events/values';
import type { FieldPath } from '../events/values';
import { stringAt, tableAt, tablesAt, valueAt } from '../rule/tomlValues';
import type { Rule } from '../rule/rule';
import type { TomlDocument, TomlTable } from '../toml/ast';
import type { Alert } from './runResult';

export type OverriddenFields = Pick<Alert, 'severity' | 'riskScore' | 'ruleName' | 'buildingBlock'>;

export interface AlertOverrides {
  /** Of the alert on this document. */
  of(source: JsonObject): OverriddenFields;
  /** Fields that the mappings look at. */
  readonly fields: readonly string[];
}

interface Mapping {
  readonly path: FieldPath;
  readonly value: string;
  readonly severity: string;
}

/** From low to high. */
const severities = ['low', 'medium', 'high', 'critical'];

export function alertOverrides(
  rule: Pick<Rule, 'severity' | 'riskScore'>,
  toml: TomlDocument,
): AlertOverrides {
  const table = tableAt(toml.root, 'rule');
  const mappings = severityMappings(table);
  const scoreField = stringAt(tablesAt(table, 'risk_score_mapping')[0], 'field')?.value;
  const nameField = stringAt(table, 'rule_name_override')?.value;
  const scorePath = scoreField === undefined ? undefined : fieldPath(scoreField);
  const namePath = nameField === undefined ? undefined : fieldPath(nameField);
  const isBlock = stringAt(table, 'building_block_type') !== undefined;
  const paths = [...mappings.map(({ path }) => path), scorePath, namePath];
  return {
    fields: [...new Set(paths.flatMap((path) => path?.name ?? []))],
    of(source) {
      const severity = mappedSeverity(source, mappings) ?? rule.severity?.value;
      const riskScore = (scorePath && mappedScore(source, scorePath)) ?? rule.riskScore?.value;
      const ruleName = namePath && mappedName(source, namePath);
      return {
        ...(severity === undefined ? {} : { severity }),
        ...(riskScore === undefined ? {} : { riskScore }),
        ...(ruleName === undefined ? {} : { ruleName }),
        ...(isBlock ? { buildingBlock: true } : {}),
      };
    },
  };
}

/** From the lowest severity to the highest. */
function severityMappings(table: TomlTable | undefined): readonly Mapping[] {
  return tablesAt(table, 'severity_mapping')
    .flatMap((row) => {
      const field = stringAt(row, 'field')?.value;
      const severity = stringAt(row, 'severity')?.value;
      const value = mappingValue(row);
      return field === undefined || severity === undefined || value === undefined
        ? []
        : [{ path: fieldPath(field), value, severity }];
    })
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

function mappingValue(row: TomlTable): string | undefined {
  const value = valueAt(row, 'value');
  return value?.kind === 'string' || value?.kind === 'scalar' ? String(value.value) : undefined;
}

/** Of several mappings that fit the most severe. */
function mappedSeverity(source: JsonObject, mappings: readonly Mapping[]): string | undefined {
  return mappings.findLast(({ path, value }) =>
    scalarsAt(source, path).some((found) => equals(plainOf(found), value)),
  )?.severity;
}

/** A number is compared with the whole number that the mapping's text begins with, as Kibana reads `event.severity`. */
function equals(found: string | number | boolean, value: string): boolean {
  if (typeof found !== 'number') return String(found) === value;
  return value.trim() !== '' && Math.floor(Number(value)) === found;
}

/** The greatest number from 0 to 100; numbers may be written as text. */
function mappedScore(source: JsonObject, path: FieldPath): number | undefined {
  const scores = scalarsAt(source, path)
    .map(plainOf)
    .filter(
      (value) => typeof value === 'number' || (typeof value === 'string' && value.trim() !== ''),
    )
    .map(Number)
    .filter((score) => score >= 0 && score <= 100);
  return scores.length === 0 ? undefined : Math.max(...scores);
}

/** The first text. */
function mappedName(source: JsonObject, path: FieldPath): string | undefined {
  return scalarsAt(source, path).find((value) => typeof value === 'string');
}
