// `rulewright translate` as a process: rules, queries, batches, exit codes.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { jsonLinesOf, rulewright, temporaryFolder } from '../support/commandLine';

const ruleText = `[rule]
name = "A rule"
type = "query"
query = 'event.code: x'
`;
const cwd = temporaryFolder({
  'rule.toml': ruleText,
  'broken.toml': ruleText.replace('x', '('),
  'tool.toml': '[tool]\nname = "x"\n',
});
const translate = (...args: readonly string[]) => rulewright(['translate', ...args], { cwd });
const term = (field: string, value: string) => ({
  bool: { should: [{ term: { [field]: { value } } }], minimum_should_match: 1 },
});

describe('rulewright translate', () => {
  it('a rule, at a time', () => {
    const { status, stdout, stderr } = translate('rule.toml', '--now', '2026-01-10T12:00:00Z');
    assert.equal(status, 0);
    assert.equal(stderr, '');
    const bounds = {
      lte: '2026-01-10T12:00:00.000Z',
      gte: '2026-01-10T11:54:00.000Z',
      format: 'strict_date_optional_time',
    };
    const filter = [term('event.code', 'x'), { range: { '@timestamp': bounds } }];
    assert.deepEqual(JSON.parse(stdout), {
      query: { bool: { must: [], filter, should: [], must_not: [] } },
    });
  });
  it('a rule, now', () => {
    assert.match(translate('rule.toml', '--format', 'dsl').stdout, /"gte": "20\d\d-/);
  });
  it('a query, as the detection engine sends it', () => {
    const { status, stdout } = translate('event.code: x');
    assert.equal(status, 0);
    assert.deepEqual(JSON.parse(stdout), term('event.code', 'x'));
  });
  it('a Lucene query', () => {
    const { stdout } = translate('--language', 'lucene', 'a AND b');
    assert.deepEqual(JSON.parse(stdout), {
      query_string: { query: 'a AND b', analyze_wildcard: true, time_zone: 'Zulu' },
    });
  });
  it('what Kibana refuses, with its place', () => {
    const rule = translate('broken.toml');
    assert.equal(rule.status, 1);
    assert.equal(rule.stdout, '');
    assert.match(rule.stderr, /^broken\.toml:4:\d+: error kql-syntax: Expected /);
    const query = translate('a: (');
    assert.equal(query.status, 1);
    assert.match(query.stderr, /^query:4: error kql-syntax: Expected /);
  });
  it('wrong usage', () => {
    const rows: readonly (readonly [readonly string[], RegExp])[] = [
      [[], /needs a RULE or a QUERY/],
      [['a', 'b'], /one QUERY/],
      [['--batch', 'a'], /from stdin/],
      [['a', '--format', 'json'], /--format is one of dsl/],
      [['a', '--language', 'eql'], /--language is one of/],
      [['absent.toml'], /does not exist/],
      [['tool.toml'], /no detection rule/],
      [['rule.toml', '--now', 'soon'], /ISO 8601/],
      [['rule.toml', '--language', 'kuery'], /says its language itself/],
    ];
    for (const [args, message] of rows) {
      const { status, stderr } = translate(...args);
      assert.equal(status, 2, args.join(' '));
      assert.match(stderr, message);
    }
  });

  it('--batch: fields, settings, languages, and what is no question', () => {
    const fields = [
      { name: 'k', type: 'string', esTypes: ['keyword'] },
      { name: 'd', type: 'date', esTypes: ['date'] },
      { name: 'p.f', type: 'string', nested: 'p' },
      { name: 'k made', type: 'string', scripted: true },
    ];
    const match = (field: string, value: string) => ({
      bool: { should: [{ match: { [field]: value } }], minimum_should_match: 1 },
    });
    const rows: readonly (readonly [unknown, unknown])[] = [
      [{ query: 'k: a' }, { ok: true, dsl: match('k', 'a') }],
      [
        { query: 'k: a', fields },
        { ok: true, dsl: term('k', 'a') },
      ],
      [
        { query: 'k: a', fields: [] },
        { ok: true, dsl: match('k', 'a') },
      ],
      [
        { query: 'd > 2024', fields, config: { dateFormatTZ: 'Zulu' } },
        {
          ok: true,
          dsl: { bool: { should: [{ range: { d: { gt: '2024' } } }], minimum_should_match: 1 } },
        },
      ],
      [
        { query: 'p: { x: y }', config: { nestedIgnoreUnmapped: true } },
        {
          ok: true,
          dsl: {
            nested: {
              path: 'p',
              query: match('p.x', 'y'),
              score_mode: 'none',
              ignore_unmapped: true,
            },
          },
        },
      ],
      [
        { query: 'p.f: a', fields },
        /p\.f is a nested field, but is not in a nested group in the KQL expression\./,
      ],
      [
        { query: 'k*: *', fields },
        {
          ok: true,
          dsl: { bool: { should: [{ exists: { field: 'k' } }], minimum_should_match: 1 } },
        },
      ],
      [
        { query: 'k made: *', fields },
        { ok: true, dsl: { bool: { should: [], minimum_should_match: 1 } } },
      ],
      [{ query: 'k*: a', fields }, /k made is a scripted field/],
      [{ query: 'k made > a', fields }, /k made is a scripted field/],
      [{ query: '*a', config: { allowLeadingWildcards: false } }, /^Leading wildcards/],
      [{ query: 'a: (' }, /^Expected /],
      [
        { query: 'a', language: 'lucene' },
        {
          ok: true,
          dsl: { query_string: { query: 'a', analyze_wildcard: true, time_zone: 'Zulu' } },
        },
      ],
      [{ query: 'a', language: 'eql' }, /language "eql"/],
      [{ query: 5 }, /"query" is not a text/],
      [{ query: 'a', fields: {} }, /"fields" is not a list/],
      [{ query: 'a', fields: [{}] }, /a field without a name/],
      [{ query: 'a', config: 5 }, /"config" is not an object/],
      [{ query: 'a', config: { dateFormatTZ: 5 } }, /dateFormatTZ is not a text/],
      [{ query: 'a', config: { other: 5 } }, /config other is not known/],
      [[], /line 21 is not a JSON object/],
    ];
    const input = rows.map(([line]) => JSON.stringify(line)).join('\n');
    const { status, stdout } = rulewright(['translate', '--batch'], { input });
    assert.equal(status, 0);
    const answers = jsonLinesOf(stdout);
    assert.equal(answers.length, rows.length);
    for (const [i, [line, expected]] of rows.entries()) {
      const answer = answers[i] as { readonly error?: { readonly message: string } };
      if (expected instanceof RegExp)
        assert.match(answer.error?.message ?? '', expected, JSON.stringify(line));
      else assert.deepEqual(answer, expected);
    }
  });
});
