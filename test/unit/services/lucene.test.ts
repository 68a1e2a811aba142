// Editor features in Lucene queries: problems with their places, hover, completion.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  checkCompletion,
  checkHover,
  checkProblems,
  completionsAt,
} from '../../support/checkFeatures';

const query = (text: string): string =>
  `[metadata]\n[rule]\ntype = "query"\nlanguage = "lucene"\nquery = '''\n${text}\n'''\n`;

describe('problems of Lucene queries', () => {
  it('syntax, behind escapes of the TOML text too', () => {
    checkProblems(
      'lucene-syntax',
      query(`source.ip:10.0.0.0/8
                  ^ error lucene-syntax`),
    );
    checkProblems(
      'lucene-syntax',
      `[metadata]
[rule]
type = "query"
language = "lucene"
query = "a:\\"b\\" AND OR c"
                     ^^ error lucene-syntax
`,
    );
  });
  it('values that do not fit', () => {
    checkProblems(
      'value-type',
      query(`process.pid:abc OR process.pid:>5
^^^^^^^^^^^^^^^ error value-type`),
    );
    checkProblems(
      'wildcard-type',
      query(`source.ip:10.*
^^^^^^^^^^^^^^ error wildcard-type`),
    );
  });
  it('of a threat query', () => {
    checkProblems(
      'lucene-syntax',
      `[metadata]
[rule]
type = "threat_match"
threat_language = "lucene"
threat_query = "a:(b"
                   ^ error lucene-syntax
`,
    );
  });
});

describe('hover in Lucene queries', () => {
  it('on fields', () => {
    checkHover(query('process.na<|>me:cmd*'), /^\*\*`process\.name`\*\* · keyword · ECS/);
    checkHover(query('a:b AND _exists_:process.na<|>me'), /`process\.name`/);
    checkHover(query('process.na<|>me:(a OR b)'), /`process\.name`/);
  });
  it('on values', () => {
    checkHover(query('event.code:47<|>02'), /\*\*Event `4702`\*\*/);
    checkHover(query('event.code:(1 OR "47<|>02")'), /\*\*Event `4702`\*\*/);
  });
  it('nothing where there is nothing to say', () => {
    checkHover(query('process.name:/c<|>md/'));
    checkHover(query('process.name:a <|> AND b'));
  });
});

describe('completion in Lucene queries', () => {
  it('offers fields where a clause begins', () => {
    checkCompletion(query('process.na<|>'), { has: ['process.name'] });
    checkCompletion(query('<|>'), { has: ['process.name', 'NOT'], hasNot: ['AND', 'OR', 'and'] });
    checkCompletion(query('a:b <|>'), { has: ['process.name', 'AND', 'NOT', 'OR'] });
  });
  it('offers values behind a field', () => {
    checkCompletion(query('event.code:47<|>'), { has: ['4702'], hasNot: ['AND', 'process.name'] });
    checkCompletion(query('event.category:(process OR <|>'), { has: ['network'] });
  });
  it('replaces what is typed', () => {
    const [item] = completionsAt(query('NOT process.na<|>')).filter(
      ({ label }) => label === 'process.name',
    );
    const edit = item?.textEdit;
    assert.ok(edit && 'range' in edit);
    assert.equal(edit.newText, 'process.name');
    assert.deepEqual([edit.range.start.character, edit.range.end.character], [4, 14]);
  });
});
