// The search of a whole rule: envelope, filters, window, languages; and what a query alone becomes.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fieldCatalog from '../../../server/src/catalog/fieldCatalog';
import { layeredTypes, parseFieldTypes } from '../../../server/src/engine/fieldTypeLayers';
import {
  knownFieldsView,
  translateKql,
  translateLucene,
  translateRule,
} from '../../../server/src/engine/translate';
import type { Translation } from '../../../server/src/engine/translate';
import type { JsonObject, JsonValue } from '../../../server/src/events/event';
import { parseKql } from '../../../server/src/kql/parse';
import { parseRule } from '../../../server/src/rule/ruleDocument';

const now = Date.parse('2026-01-10T12:00:00Z');

function typesOf(json: JsonObject) {
  const parsed = parseFieldTypes(json);
  assert.ok(parsed.ok);
  return layeredTypes(parsed.types, fieldCatalog);
}

/** A rule with these lines in its `[rule]` table. */
function rule(lines: string): Translation {
  const text = `[rule]\nname = "A rule"\ntype = "query"\n${lines}\n`;
  return translateRule(
    parseRule(text),
    typesOf({ 'n.list': 'nested', 'n.list.f': 'keyword' }),
    now,
  );
}

function boolOf(lines: string): JsonObject {
  const translation = rule(lines);
  assert.ok(translation.ok, JSON.stringify(translation));
  const { bool } = translation.dsl['query'] as { readonly bool: JsonObject };
  return bool;
}

const range = (field: string): JsonValue => ({
  range: {
    [field]: {
      lte: '2026-01-10T12:00:00.000Z',
      gte: '2026-01-10T11:54:00.000Z',
      format: 'strict_date_optional_time',
    },
  },
});
const aIsX: JsonValue = {
  bool: { should: [{ term: { 'event.code': { value: 'x' } } }], minimum_should_match: 1 },
};
const query = `query = 'event.code: x'`;

interface Row {
  readonly name: string;
  readonly rule: string;
  readonly must?: readonly JsonValue[];
  readonly filter?: readonly JsonValue[];
  readonly mustNot?: readonly JsonValue[];
}

const rows: readonly Row[] = [
  { name: 'a KQL query and the default window', rule: query, filter: [aIsX, range('@timestamp')] },
  { name: 'an empty query asks nothing', rule: `query = ''`, filter: [range('@timestamp')] },
  { name: 'no query asks nothing', rule: `language = 'kuery'`, filter: [range('@timestamp')] },
  {
    name: 'a match-all query is dropped',
    rule: `query = '*:*'`,
    filter: [range('@timestamp')],
  },
  {
    name: 'a Lucene query goes to must as it is',
    rule: `language = 'lucene'\nquery = 'event.code:x AND y'`,
    must: [
      {
        query_string: {
          query: 'event.code:x AND y',
          analyze_wildcard: true,
          time_zone: 'Zulu',
        },
      },
    ],
    filter: [range('@timestamp')],
  },
  {
    name: 'an empty Lucene query asks nothing',
    rule: `language = 'lucene'\nquery = ' '`,
    filter: [range('@timestamp')],
  },
  {
    name: 'a timestamp override counts where it is, else @timestamp',
    rule: `${query}\ntimestamp_override = 'event.ingested'`,
    filter: [
      aIsX,
      {
        bool: {
          should: [
            range('event.ingested'),
            {
              bool: {
                filter: [
                  range('@timestamp'),
                  { bool: { must_not: { exists: { field: 'event.ingested' } } } },
                ],
              },
            },
          ],
          minimum_should_match: 1,
        },
      },
    ],
  },
  {
    name: 'an override without fallback stands alone',
    rule: `${query}\ntimestamp_override = 'event.ingested'\ntimestamp_override_fallback_disabled = true`,
    filter: [aIsX, range('event.ingested')],
  },
  {
    name: 'filters: plain, negated, disabled, in the old form',
    rule: `${query}
[[rule.filters]]
[rule.filters.query.term."host.name"]
value = "web"
[[rule.filters]]
[rule.filters.meta]
negate = true
[rule.filters.query.exists]
field = "user.name"
[[rule.filters]]
[rule.filters.meta]
disabled = true
[rule.filters.query.exists]
field = "user.id"
[[rule.filters]]
[rule.filters."$state"]
store = "appState"
[rule.filters.match_phrase]
"event.action" = "start"
[[rule.filters]]
[rule.filters.query.match."event.kind"]
query = "event"
type = "phrase"`,
    filter: [
      aIsX,
      { term: { 'host.name': { value: 'web' } } },
      { match_phrase: { 'event.action': 'start' } },
      { match_phrase: { 'event.kind': { query: 'event' } } },
      range('@timestamp'),
    ],
    mustNot: [{ exists: { field: 'user.name' } }],
  },
  {
    name: 'a filter on a nested field gets its group',
    rule: `${query}
[[rule.filters]]
[rule.filters.query.match_phrase]
"n.list.f" = "a"`,
    filter: [
      aIsX,
      {
        nested: {
          path: 'n.list',
          query: { match_phrase: { 'n.list.f': 'a' } },
          score_mode: 'none',
        },
      },
      range('@timestamp'),
    ],
  },
  {
    name: 'a combined filter holds a search of its own per part',
    rule: `${query}
[[rule.filters]]
[rule.filters.meta]
type = "combined"
relation = "OR"
[[rule.filters.meta.params]]
[rule.filters.meta.params.query.exists]
field = "user.id"`,
    filter: [
      aIsX,
      {
        bool: {
          should: [
            {
              bool: {
                must: [],
                filter: [{ exists: { field: 'user.id' } }],
                should: [],
                must_not: [],
              },
            },
          ],
          minimum_should_match: 1,
        },
      },
      range('@timestamp'),
    ],
  },
];

describe('translateRule', () => {
  for (const { name, rule: lines, must = [], filter = [], mustNot = [] } of rows)
    it(name, () => {
      assert.deepEqual(boolOf(lines), { must, filter, should: [], must_not: mustNot });
    });

  const refused: readonly (readonly [string, string, string, string])[] = [
    ['a query with a mistake', `query = 'event.code:'`, 'kql-syntax', `'event.code:'`],
    ['a broken file', `query = `, 'toml-missing-value', ''],
    ['from that is no date math', `from = "yesterday"`, 'invalid-value', '"yesterday"'],
    ['a nested field outside its group', `query = 'n.list.f: a'`, 'nested-field', 'n.list.f'],
    ['EQL', `language = "eql"\nquery = "any where true"`, 'not-translated', '"eql"'],
  ];
  for (const [name, lines, code, place] of refused)
    it(`refuses ${name}`, () => {
      const translation = rule(lines);
      assert.ok(!translation.ok);
      const { failure } = translation;
      if (code !== 'toml-missing-value') assert.equal(failure.code, code);
      assert.ok(failure.span, 'has a place');
      const text = `[rule]\nname = "A rule"\ntype = "query"\n${lines}\n`;
      const from = place === '' ? 0 : text.indexOf(place);
      assert.ok(failure.span.start >= from, `${failure.span.start} is not behind ${from}`);
      assert.ok(failure.message.length > 10);
    });

  it('says what it leaves out', () => {
    const translation = rule(
      `${query}\nexceptions_list = [{ id = "a", list_id = "b", type = "detection" }]`,
    );
    assert.ok(translation.ok);
    assert.match(translation.notes.join('\n'), /exception/);
  });
});

describe('translateKql', () => {
  const translate = (text: string, allowLeadingWildcards?: boolean): Translation =>
    translateKql(
      parseKql(
        text,
        undefined,
        allowLeadingWildcards === undefined ? {} : { allowLeadingWildcards },
      ),
      undefined,
    );
  const messageOf = (translation: Translation): string =>
    translation.ok ? '' : translation.failure.message;

  it('refuses leading wildcards where they are not allowed, in values only', () => {
    for (const text of ['*foo', 'a: *foo', 'a: (b or **)', 'not p: { a: *b }'])
      assert.match(messageOf(translate(text, false)), /^Leading wildcards are disabled\. /, text);
    for (const text of ['*', 'a: *', '*:*', 'a*: b', '*a: b', 'a: "*b"', 'a: b*', 'a > *b'])
      assert.ok(translate(text, false).ok, text);
    assert.ok(translate('*foo').ok);
  });
  it('reports the first of two mistakes', () => {
    assert.match(messageOf(translate('a: *b or (', false)), /^Leading wildcards/);
    assert.match(messageOf(translate('a: ) or *b', false)), /^Expected /);
  });
  it('lets a field pattern stand for the fields that are known', () => {
    const types = typesOf({ 'my.a': 'keyword', 'my.b': 'long' });
    const { root } = parseKql('my.*: x');
    const names = knownFieldsView(root, types)
      .match(['my.', ''])
      .map(({ name }) => name);
    assert.deepEqual(names, ['my.a', 'my.b']);
  });
});

describe('translateLucene', () => {
  it('takes another time zone', () => {
    assert.deepEqual(translateLucene('a', 'UTC'), {
      query_string: { query: 'a', analyze_wildcard: true, time_zone: 'UTC' },
    });
    assert.deepEqual(translateLucene(''), { match_all: {} });
  });
});
