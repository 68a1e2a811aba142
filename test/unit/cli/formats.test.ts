// The formats of `rulewright check` with what is hostile to each: quotes, line breaks, control characters, odd file names.
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { formatGithub } from '../../../server/src/cli/formats/github';
import { formatJunit } from '../../../server/src/cli/formats/junit';
import type { Report, ReportedProblem } from '../../../server/src/cli/formats/report';
import { formatSarif } from '../../../server/src/cli/formats/sarif';
import { formatText } from '../../../server/src/cli/formats/text';

const problem: ReportedProblem = {
  file: 'r.toml',
  line: 2,
  column: 3,
  endLine: 2,
  endColumn: 5,
  code: 'unknown-key',
  severity: 'error',
  message: 'There is no key.',
};
const reportOf = (...problems: readonly Partial<ReportedProblem>[]): Report => ({
  files: problems.map(({ file = problem.file }) => file),
  problems: problems.map((each) => ({ ...problem, ...each })),
});

describe('text', () => {
  const lineOf = (each: Partial<ReportedProblem>): string =>
    formatText(reportOf(each)).split('\n\n')[0] ?? '';

  it('is a line per problem, whatever it quotes', () => {
    assert.equal(
      lineOf({ message: 'a\nb\r\u001b[31mc\t\u0085\u2028d\u007f', file: 'x\n1.toml' }),
      'x\\n1.toml:2:3: error unknown-key: a\\nb\\r\\u001b[31mc\\t\\u0085\\u2028d\\u007f',
    );
  });

  it('has the other places below', () => {
    const related = [{ ...problem, file: 'o.toml', message: 'The same\nid' }];
    assert.equal(
      lineOf({ related: [...related, ...related] }),
      'r.toml:2:3: error unknown-key: There is no key.\n  see o.toml:2:3: The same\\nid (and 1 more)',
    );
  });
});

describe('github', () => {
  const rows: readonly (readonly [Partial<ReportedProblem>, string])[] = [
    [
      {},
      'error file=r.toml,line=2,endLine=2,col=3,endColumn=5,title=unknown-key::There is no key.',
    ],
    [
      { severity: 'warning', message: '100%\r\n: a, b' },
      'warning file=r.toml,line=2,endLine=2,col=3,endColumn=5,title=unknown-key::100%25%0D%0A: a, b',
    ],
    [
      { severity: 'hint', file: 'a b/ü,1%:2\n.toml', endLine: 4 },
      'notice file=a b/ü%2C1%25%3A2%0A.toml,line=2,endLine=4,title=unknown-key::There is no key.',
    ],
  ];
  for (const [each, command] of rows)
    it(command, () => {
      assert.equal(formatGithub(reportOf(each)).split('\n')[0], `::${command}`);
    });
});

describe('junit', () => {
  it('escapes what XML takes for its own or has no place for', () => {
    const xml = formatJunit(
      reportOf({ file: 'a"&<b>\t\n.toml', message: '<x> & "y"\r\n\u0000\u001b\ufffe\uffff\ud800' }),
    );
    assert.match(xml, /<testcase name="a&quot;&amp;&lt;b&gt;&#9;&#10;\.toml" /);
    assert.match(xml, / message="&lt;x&gt; &amp; &quot;y&quot;&#13;&#10;\?{5}">/);
    assert.match(xml, />a&quot;&amp;&lt;b&gt;\\t\\n\.toml:2:3: error unknown-key: &lt;x&gt;/);
    assert.equal(/[^\t\n\r\P{Cc}]|[\p{Cs}\ufffe\uffff]/u.test(xml), false);
  });
});

describe('sarif', () => {
  interface Location {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
  }
  interface Result {
    readonly locations: readonly Location[];
    readonly relatedLocations?: readonly (Location & { readonly id: number })[];
    readonly fixes?: unknown;
  }
  interface Run {
    readonly columnKind: string;
    readonly results: readonly Result[];
    readonly tool: { readonly driver: { readonly rules: readonly unknown[] } };
  }
  const runOf = (report: Report): Run => {
    const { runs } = JSON.parse(formatSarif(report, '1.2.3')) as { readonly runs: [Run] };
    return runs[0];
  };
  const uriOf = (location: Location | undefined): string | undefined =>
    location?.physicalLocation.artifactLocation.uri;

  const outside = path.resolve('../other folder/r#1.toml');
  const uris: readonly (readonly [string, string])[] = [
    ['rules/r.toml', 'rules/r.toml'],
    ['./rules/../r.toml', 'r.toml'],
    ['a b/ü,1%:2#?.toml', 'a%20b/%C3%BC%2C1%25%3A2%23%3F.toml'],
    ['..rules/r.toml', '..rules/r.toml'],
    ['../other folder/r#1.toml', pathToFileURL(outside).href],
    [outside, pathToFileURL(outside).href],
  ];
  for (const [file, uri] of uris)
    it(`uri of ${file}`, () => {
      assert.equal(uriOf(runOf(reportOf({ file })).results[0]?.locations[0]), uri);
    });

  it('counts columns in UTF-16 units and describes each code once', () => {
    const run = runOf(reportOf({}, {}, { code: 'kql-syntax' }));
    assert.equal(run.columnKind, 'utf16CodeUnits');
    assert.equal(run.tool.driver.rules.length, 2);
    for (const rule of run.tool.driver.rules)
      assert.deepEqual(Object.keys(rule as object), [
        'id',
        'shortDescription',
        'fullDescription',
        'help',
        'helpUri',
        'defaultConfiguration',
      ]);
  });

  it('has the other places and the fixes', () => {
    const [result] = runOf(
      reportOf({
        related: [{ ...problem, file: 'o.toml', message: 'There' }],
        fixes: [{ title: 'Take it away', edits: [{ ...problem, text: '' }] }],
      }),
    ).results;
    assert.equal(uriOf(result?.relatedLocations?.[0]), 'o.toml');
    assert.deepEqual(result?.fixes, [
      {
        description: { text: 'Take it away' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'r.toml' },
            replacements: [
              {
                deletedRegion: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 5 },
                insertedContent: { text: '' },
              },
            ],
          },
        ],
      },
    ]);
  });
});
