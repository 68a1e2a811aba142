// The tables of server/data: what their generator makes, small enough to ship, and in our own words where they are ours.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, it } from 'node:test';
import { ownSentences, sentencesOf } from '../../support/ownWords';

const root = process.cwd();
const tables = path.join(root, 'server/data');
const source = path.join(root, 'server/src/catalog');

/** Tables that the catalogue imports, thus the ones in the bundles. */
const bundled = new Set(
  readdirSync(source)
    .map((file) => readFileSync(path.join(source, file), 'utf8'))
    .flatMap((text) => [...text.matchAll(/'\.\.\/\.\.\/data\/([^']+)'/g)])
    .map((match) => match[1] ?? ''),
);

describe('server/data', () => {
  it('holds the ECS tables that the installed package gives', () => {
    const result = spawnSync(process.execPath, ['server/scripts/generateFields.mjs', '--check'], {
      cwd: root,
      encoding: 'utf8',
    });
    assert.equal(result.stderr, '');
    assert.equal(result.status, 0);
  });

  it('ships less than 950 KB', () => {
    const bytes = [...bundled].map((name) => readFileSync(path.join(tables, name)).length);
    const sum = bytes.reduce((a, b) => a + b, 0);
    assert.ok(bundled.size >= 14, 'the imports were found');
    assert.ok(sum < 950_000, `${sum} bytes`);
  });

  it('is described in its README, file by file', () => {
    const readme = readFileSync(path.join(tables, 'README.md'), 'utf8');
    for (const name of readdirSync(tables).filter((file) => file !== 'README.md'))
      assert.ok(readme.includes(`\`${name}\``), `${name} is not in the README`);
  });

  it('has rows of the header’s width with a first cell of their own', () => {
    const repeated = new Set([
      'ecs-values.tsv',
      'windows-events.tsv',
      'windows-event-details.tsv',
      'windows-codes.tsv',
    ]);
    for (const name of readdirSync(tables).filter((file) => file.endsWith('.tsv'))) {
      const text = readFileSync(path.join(tables, name), 'utf8');
      assert.ok(text.endsWith('\n') && !/\r|\n\n/.test(text), name);
      const [head = '', ...lines] = text.trimEnd().split('\n');
      const rows = lines.map((line) => line.split('\t'));
      for (const row of rows)
        assert.ok(row.length <= head.split('\t').length, `${name}: ${row.join()}`);
      const first = new Set(rows.map((row) => row[0]));
      if (!repeated.has(name)) assert.equal(first.size, rows.length, `${name} repeats a row`);
    }
  });

  it('borrows no sentence from ECS', () => {
    const { EcsFlat } = createRequire(path.join(root, 'package.json'))('@elastic/ecs') as {
      readonly EcsFlat: Readonly<Record<string, { readonly description: string }>>;
    };
    const theirs = new Set(
      Object.values(EcsFlat).flatMap((field) => sentencesOf(field.description)),
    );
    assert.ok(theirs.size > 500 && ownSentences().length > 2000, 'the texts were found');
    assert.deepEqual(
      ownSentences().filter((sentence) => theirs.has(sentence)),
      [],
    );
  });
});
