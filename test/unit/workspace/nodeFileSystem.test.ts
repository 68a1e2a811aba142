// The disk: reading text and blocks, listing folders, errors as sentences.
import assert from 'node:assert/strict';
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
  });
  it('lists files in order, without hidden folders and node_modules', () => {
    const names = files
      .listFiles(folder)
      .map((file) => path.relative(folder, file).replaceAll('\\', '/'));
    assert.deepEqual(names, ['a/x.toml', 'b/1.toml', 'b/2.toml', 'big', 'empty', 'text.toml']);
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
