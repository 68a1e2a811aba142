// The conversion vectors of the outside test data: query and data view against Kibana's search or its refusal.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { DataView, ViewField } from '../../server/src/engine/dataView';
import { kqlToClause } from '../../server/src/engine/kqlToClause';
import { matchesPattern } from '../../server/src/engine/pattern';
import { toDsl } from '../../server/src/engine/toDsl';
import type { JsonObject } from '../../server/src/events/event';
import { parseKql } from '../../server/src/kql/parse';
import { findData } from '../support/data';

interface FieldRow {
  readonly name: string;
  readonly type: string;
  readonly esTypes?: readonly string[];
  readonly nested?: string;
}

interface DslVector {
  readonly dialect: string;
  readonly query: string;
  readonly fields?: string;
  readonly config?: { readonly dateFormatTZ?: string; readonly nestedIgnoreUnmapped?: boolean };
  readonly dsl?: JsonObject;
  readonly dsl_error?: string;
}

interface Vectors {
  readonly fieldSets: Readonly<Record<string, readonly FieldRow[]>>;
  readonly vectors: readonly DslVector[];
}

const file = findData('vectors', 'kql.json');

describe('conversion vectors', { skip: file === undefined }, () => {
  if (file === undefined) return;
  const { vectors, fieldSets } = JSON.parse(readFileSync(file, 'utf8')) as Vectors;
  const meant = vectors.filter(
    (vector) => vector.dialect === 'kibana' && (vector.dsl ?? vector.dsl_error) !== undefined,
  );
  it('are there', () => {
    assert.ok(meant.length > 100);
  });
  for (const vector of meant) {
    it(`${vector.query} (${vector.fields ?? 'no data view'})`, () => {
      const view = vector.fields === undefined ? undefined : viewOf(fieldSets[vector.fields] ?? []);
      const { dateFormatTZ: timeZone, nestedIgnoreUnmapped } = vector.config ?? {};
      const { clause, failures } = kqlToClause(parseKql(vector.query).root, view, {
        ...(timeZone === undefined ? {} : { timeZone }),
        ...(nestedIgnoreUnmapped === undefined ? {} : { nestedIgnoreUnmapped }),
      });
      if (vector.dsl_error !== undefined) assert.equal(failures[0]?.message, vector.dsl_error);
      else {
        assert.deepEqual(failures, []);
        assert.deepEqual(toDsl(clause), vector.dsl);
      }
    });
  }
});

function viewOf(rows: readonly FieldRow[]): DataView {
  const fields = rows.map(({ name, type, esTypes, nested }): ViewField => ({
    name,
    isDate: type === 'date',
    isKeyword: esTypes?.length === 1 && esTypes[0] === 'keyword',
    nestedPath: nested,
  }));
  return {
    find: (name) => fields.find((field) => field.name === name),
    match: (pattern) => fields.filter((field) => matchesPattern(pattern, field.name)),
  };
}
