// Every real rule file, with LF and CRLF, with and without a byte order mark, against two independent parsers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parse as smolParse } from 'smol-toml';
import { parseTOML } from 'toml-eslint-parser';
import { ruleFiles } from '../support/data';
import { assertSound } from '../support/toml';
import { oursAsPlain, ourRanges, theirRanges, unifyLineBreaks } from '../support/tomlOracles';
import { parseToml } from '../../server/src/toml/parse';

const files = ruleFiles().map((file) => ({ file, text: readFileSync(file, 'utf8') }));

describe('real rule files', () => {
  for (const lineBreak of ['\n', '\r\n'])
    for (const bom of ['', '\uFEFF'])
      it(`mean what smol-toml reads, ${JSON.stringify(lineBreak)} ${JSON.stringify(bom)}`, () => {
        for (const { file, text } of files) {
          const plain = text.replaceAll('\r\n', '\n').replaceAll('\n', lineBreak);
          const document = parseToml(bom + plain);
          assert.deepEqual(document.problems, [], file);
          assertSound(document);
          const name = path.basename(file);
          assert.deepEqual(oursAsPlain(document.root), unifyLineBreaks(smolParse(plain)), name);
          const ast = parseTOML(plain, { tomlVersion: '1.0' });
          assert.deepEqual(ourRanges(document), theirRanges(ast, bom.length), name);
        }
      });
});
