// How much of what real rules use the field catalogue knows, and whether its tables are what the fact tables give.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { findField, resolveFields } from '../../server/src/catalog/fieldCatalog';
import { findData } from '../support/data';
import { ownSentences, sentencesOf } from '../support/ownWords';

const facts = findData('data', 'fields', 'used-fields.tsv');
const skip = facts === undefined && 'this data folder has no fact tables';

interface Use {
  readonly field: string;
  readonly uses: number;
}

function usedFields(): readonly Use[] {
  return readFileSync(facts ?? '', 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .map(([field = '', uses = '0']) => ({ field, uses: Number(uses) }));
}

const sum = (rows: readonly Use[]): number => rows.reduce((total, { uses }) => total + uses, 0);
const list = (rows: readonly Use[]): string => rows.map(({ field }) => field).join(' ');

describe('field catalogue against the fields of real rules', { skip }, () => {
  it('types at least 98 % and describes at least 95 % of the uses', (test) => {
    const used = usedFields();
    const total = sum(used);
    // A pattern counts as known where at least one field fits.
    const unknown = used.filter(({ field }) =>
      field.includes('*')
        ? resolveFields(field.split('*')).length === 0
        : findField(field) === undefined,
    );
    const silent = used.filter(
      ({ field }) => !field.includes('*') && !findField(field)?.description,
    );
    const percent = (rows: readonly Use[]): string =>
      ((1 - sum(rows) / total) * 100).toFixed(2) + ' %';
    test.diagnostic(`${used.length} fields in ${total} uses`);
    test.diagnostic(`typed: ${percent(unknown)} of uses; unknown: ${list(unknown)}`);
    test.diagnostic(`described: ${percent(silent)} of uses; not: ${list(silent)}`);
    assert.ok(used.length > 600, 'the table was read');
    assert.ok(sum(unknown) / total < 0.02);
    assert.ok(sum(silent) / total < 0.05);
  });

  for (const generator of ['generateFields', 'generateWindows', 'generateAttack'])
    it(`${generator} gives the committed tables`, () => {
      const result = spawnSync(
        process.execPath,
        [`server/scripts/${generator}.mjs`, '--check', '--data', findData('data') ?? ''],
        { encoding: 'utf8' },
      );
      assert.equal(result.stderr, '');
      assert.equal(result.status, 0);
    });

  it('borrows no sentence from the descriptions of Beats', (test) => {
    const schemas = ['detection-rules', 'detection_rules', 'etc', 'beats_schemas'];
    const file = findData('data', ...schemas, 'v9.5.0.json.gz');
    assert.ok(file, 'the schema file is part of the data');
    const theirs = new Set<string>();
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, inner] of Object.entries(value))
        if (key === 'description' && typeof inner === 'string')
          for (const sentence of sentencesOf(inner)) theirs.add(sentence);
        else visit(inner);
    };
    visit(JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')));
    const own = ownSentences();
    test.diagnostic(`${own.length} sentences of ours, ${theirs.size} of Beats`);
    assert.ok(theirs.size > 3000);
    assert.deepEqual(
      own.filter((sentence) => theirs.has(sentence)),
      [],
    );
  });

  it('shares no sentence with the rule repository: guides, descriptions, docs, sources, ATLAS', (test) => {
    const root = findData('data', 'detection-rules') ?? '';
    const theirs = new Set(
      readdirSync(root, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(?:md|toml|py|ya?ml)$/.test(name))
        .map((name) => path.join(root, name))
        .filter((file) => statSync(file).isFile())
        .flatMap((file) => sentencesOf(readFileSync(file, 'utf8'))),
    );
    const own = ownSentences();
    test.diagnostic(`${own.length} sentences of ours, ${theirs.size} of the rule repository`);
    assert.ok(theirs.size > 10_000);
    assert.deepEqual(
      own.filter((sentence) => theirs.has(sentence)),
      [],
    );
  });
});
