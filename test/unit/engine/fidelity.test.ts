// The table of behaviours: its page, its links to tests, and runs that say what they approximated.
//
// FIDELITY_PAGE=write node test/run.mjs engine/fidelity   writes docs/fidelity.md
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { approximatingWarnings, fidelityOf } from '../../../server/src/engine/fidelity';
import { fidelityRows } from '../../../server/src/engine/fidelityRows';
import type { JsonObject } from '../../../server/src/events/event';
import { fidelityPage } from '../../support/fidelityPage';
import { run } from '../../support/runRule';
import type { RunInput } from '../../support/runRule';

const page = 'docs/fidelity.md';

describe('the table of behaviours', () => {
  it('is what the page says', () => {
    const expected = fidelityPage(fidelityRows);
    if (process.env['FIDELITY_PAGE'] === 'write') writeFileSync(page, expected);
    assert.equal(readFileSync(page, 'utf8'), expected);
  });
  for (const { behaviour, level, instead, warning, tests } of fidelityRows)
    it(`${behaviour}: ${level}`, () => {
      assert.equal(level === 'exact', instead === undefined);
      assert.equal(level === 'approximated', warning !== undefined);
      assert.equal(level === 'not evaluated', tests.length === 0);
      for (const [file, title] of tests) {
        assert.ok(existsSync(file), file);
        assert.ok(titles(file).includes(title), `${file} has no test "${title}"`);
      }
    });
  it('names a behaviour once', () => {
    const names = fidelityRows.map(({ topic, behaviour }) => `${topic}: ${behaviour}`);
    assert.equal(new Set(names).size, names.length);
  });
  it('has a row for each warning, unless Kibana would do the same', () => {
    const codes = sources().flatMap((text) =>
      [...text.matchAll(/\{\s*code: '([\w-]+)',?\s+message/g)].map((match) => match[1] ?? ''),
    );
    assert.ok(codes.includes('gap') && codes.includes('approximation'));
    const unexplained = codes.filter(
      (code) => !approximatingWarnings.has(code) && !sameInKibana.includes(code),
    );
    assert.deepEqual([...new Set(unexplained)], []);
  });
});

/** Codes of failures, and of warnings about the rule, the sample or what Kibana does as well. */
const sameInKibana = [
  'endpoint-exception',
  'epoch-seconds',
  'exceptions-of-other-rules',
  'filter-syntax',
  'gap',
  'history-window',
  'index-left-out',
  'indicator-value',
  'indicators-missing',
  'indicators-unused',
  'invalid-value',
  'max-signals',
  'own-alert',
  'scripted-field',
  'max-signals-capped',
  'missing-timestamp-override',
  'nested-field',
  'no-terms',
  'no-timestamp',
  'not-evaluated',
  'null-value',
  'pattern-operator',
  'query-language',
  'terms-on-type',
  'too-many-terms',
  'unknown',
  'value-list',
  'wrong-type',
];

/** Texts that stand in quotes, as titles of tests or in tables of cases. */
function titles(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/'((?:[^'\\\n]|\\.)*)'|"([^"\n]*)"/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
}

function sources(): readonly string[] {
  return ['server/src/engine', 'server/src/workspace'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(path.join(folder, file), 'utf8')),
  );
}

const at = '2026-01-10T11:58:00Z';
const event = (fields: JsonObject): JsonObject => ({ '@timestamp': at, ...fields });

/** What touches each approximated behaviour, by the beginning of its name. */
const touching: Readonly<Record<string, RunInput>> = {
  'Text without a field': { rule: { query: 'hello' } },
  'A name pattern that reaches': { rule: { query: 'source.*: x' } },
  'Lucene: fuzzy words': { rule: { query: 'event.code:a~', language: 'lucene' } },
  'Lucene: phrases with a slop': { rule: { query: 'message:"a b"~100', language: 'lucene' } },
  'Several times in @timestamp': {
    rule: { query: 'event.code: 1' },
    events: [{ '@timestamp': [at, '2026-01-09'], event: { code: '1' } }],
  },
  'Events that were ingested later': {
    rule: { query: 'event.code: 1' },
    events: [event({ event: { code: '1', ingested: '2026-01-11T11:58:00Z' } })],
  },
  'Patterns on a key of a flattened field': {
    rule: { query: 'aws.cloudtrail.flattened.request_parameters.a: *b*' },
  },
  'A field whose type nothing tells': { rule: { query: 'my.unknown: x' } },
  "A field of the rule's own settings": {
    rule: {
      type: 'new_terms',
      query: 'event.code: 1',
      new_terms_fields: ['my.unknown'],
      history_window_start: 'now-7d',
    },
  },
  data_view_id: { rule: { query: 'event.code: 1', data_view_id: 'security' } },
  'Date math in index names': { rule: { query: 'event.code: 1', index: ['<logs-{now/d}>'] } },
  saved_query: { rule: { type: 'saved_query', query: 'event.code: 1', saved_id: 'x' } },
  'threshold: more than 3,000': {
    rule: {
      type: 'threshold',
      query: 'event.code: 1',
      threshold: {
        field: ['event.code'],
        value: 1,
        cardinality: [{ field: 'host.name', value: 2 }],
      },
    },
    events: Array.from({ length: 3001 }, (_, i) =>
      event({ event: { code: '1' }, host: { name: `h${i}` } }),
    ),
  },
  'threat_match: several values': {
    rule: {
      type: 'threat_match',
      query: 'event.code: 1',
      threat_query: '*:*',
      threat_language: 'kuery',
      threat_index: ['ti-*'],
      threat_mapping: [
        {
          entries: [
            { field: 'host.name', type: 'mapping', value: 'a.name' },
            { field: 'user.name', type: 'mapping', value: 'a.user' },
          ],
        },
      ],
    },
    events: [
      event({ event: { code: '1' }, host: { name: ['x', 'y'] }, user: { name: ['u', 'v'] } }),
    ],
    indicators: [event({ a: { name: ['x', 'z'], user: ['u', 'w'] } })],
    types: { 'a.name': 'keyword', 'a.user': 'keyword' },
  },
  'Exception lists whose items': {
    rule: {
      query: 'event.code: 1',
      exceptions_list: [{ id: 'i', list_id: 'l', type: 'detection', namespace_type: 'single' }],
    },
  },
};

/** Shown by their own tests: a mapping file, and a replay over an expiring item. */
const shownElsewhere = ['Other normalizers', 'An item that expires'];

describe('a run that touches an approximated behaviour', () => {
  for (const { behaviour, warning } of fidelityRows) {
    if (!warning || shownElsewhere.some((start) => behaviour.startsWith(start))) continue;
    it(`says so in the result: ${behaviour}`, () => {
      const [, input] =
        Object.entries(touching).find(([start]) => behaviour.startsWith(start)) ?? [];
      assert.ok(input, 'no run touches it');
      const { result } = run({ events: [event({ event: { code: '1' } })], ...input });
      assert.equal(result.failure, undefined);
      const fidelity = fidelityOf(result.warnings, result.failure);
      assert.equal(fidelity?.level, 'approximated');
      const [code, words] = warning;
      assert.ok(
        result.warnings.some((found) => found.code === code && found.message.includes(words)),
        JSON.stringify(result.warnings),
      );
    });
  }
  it('and one that touches none is exact', () => {
    const { result } = run({
      rule: { query: 'event.code: 1' },
      events: [event({ event: { code: '1' } })],
    });
    assert.deepEqual(fidelityOf(result.warnings, result.failure), { level: 'exact', notes: [] });
  });
  it('and one that is not evaluated is neither', () => {
    const { result } = run({ rule: { type: 'machine_learning' } });
    assert.equal(fidelityOf(result.warnings, result.failure), undefined);
  });
});
