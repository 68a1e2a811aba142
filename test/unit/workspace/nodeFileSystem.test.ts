// The disk: reading text and blocks, listing folders, errors as sentences.
import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { FileError } from '../../../server/src/workspace/fileSystem';
import { nodeFileSystem as files } from '../../../server/src/workspace/nodeFileSystem';
import { temporaryFolder } from '../../support/commandLine';

const megabyte = 1 << 20;
const big = Buffer.alloc(2 * megabyte + 7, 'abcdefg');
const folder = temporaryFolder({
  'text.toml': '\ufeffname = "ä"\r\n',
  big,
  empty: '',
  'b/2.toml': '',
  'b/1.toml': '',
  'a/x.toml': '',
  '.git/y.toml': '',
  'node_modules/z.toml': '',
});
const at = (name: string): string => path.join(folder, name);

describe('nodeFileSystem', () => {
  it('reads text as it is', () => {
    assert.equal(files.readText(at('text.toml')), '\ufeffname = "ä"\r\n');
  });
  it('tells files from folders', () => {
    assert.deepEqual(
      ['big', 'a', 'c'].map((name) => files.kindOf(at(name))),
      ['file', 'folder', undefined],
    );
    assert.equal(files.kindOf(at('big/below')), undefined);
  });
  it('lists files in order, without hidden folders and node_modules', () => {
    const names = files
      .listFiles(folder)
      .map((file) => path.relative(folder, file).replaceAll('\\', '/'));
    assert.deepEqual(names, ['a/x.toml', 'b/1.toml', 'b/2.toml', 'big', 'empty', 'text.toml']);
  });
  it('lists what links lead to, each file once', () => {
    const linked = temporaryFolder({
      'in/a.toml': '',
      'in/b/c.toml': '',
      'out/d.toml': '',
      'e.toml': '',
    });
    const links: readonly (readonly [string, string])[] = [
      ['in/around', '..'],
      ['in/broken.toml', 'nowhere'],
      ['in/down', 'b'],
      ['in/same.toml', 'a.toml'],
      ['in/file.toml', '../e.toml'],
      ['in/folder', '../out'],
      ['in/folder2', '../out'],
      ['out/back', '../in'],
      ['out/itself', 'itself'],
    ];
    for (const [link, target] of links) symlinkSync(target, path.join(linked, link));
    const inFolder = (name: string): string => path.join(linked, 'in', name);
    assert.deepEqual(
      files.listFiles(path.join(linked, 'in')),
      ['a.toml', 'b/c.toml', 'file.toml', 'folder/d.toml'].map(inFolder),
    );
    assert.deepEqual(
      files.listFolder(path.join(linked, 'in')),
      ['a.toml', 'file.toml', 'same.toml'].map(inFolder),
    );
    assert.equal(files.kindOf(path.join(linked, 'out/itself')), undefined);
  });
  it('reads a sample in blocks of one buffer, as often as asked', () => {
    let read = 0;
    const sample = files.openSample(at('big'), (bytes) => (read += bytes));
    for (let round = 1; round <= 2; round++) {
      const buffers = new Set<ArrayBufferLike>();
      const parts = Array.from(sample.blocks(), (block) => {
        buffers.add(block.buffer);
        return Buffer.from(block);
      });
      assert.deepEqual(
        parts.map(({ length }) => length),
        [megabyte, megabyte, 7],
      );
      assert.ok(Buffer.concat(parts).equals(big));
      assert.equal(buffers.size, 1);
      assert.equal(read, round * big.length);
    }
    assert.equal(sample.name, at('big'));
    assert.equal(files.sizeOf(at('big')), big.length);
    assert.deepEqual([...files.openSample(at('empty')).blocks()], []);
  });

  const errors: readonly (readonly [string, () => unknown, RegExp])[] = [
    ['a missing text', () => files.readText(at('c')), /\/c does not exist$/],
    ['a folder as text', () => files.readText(at('a')), /\/a is a folder, not a file$/],
    ['a missing sample', () => files.openSample(at('c')), /\/c does not exist$/],
    ['a folder as sample', () => files.openSample(at('a')), /\/a is a folder, not a file$/],
    ['a missing folder', () => files.listFiles(at('c')), /\/c does not exist$/],
    ['a text below a file', () => files.readText(at('big/c')), /\/big\/c does not exist$/],
    [
      'a folder to write to',
      () => {
        files.writeText(at('a'), '');
      },
      /\/a is a folder, not a file$/,
    ],
    ['a size of nothing', () => files.sizeOf(at('c')), /\/c does not exist$/],
  ];
  for (const [name, operation, message] of errors)
    it(name, () => {
      assert.throws(
        operation,
        (error) => error instanceof FileError && message.test(error.message.replaceAll('\\', '/')),
      );
    });
});
