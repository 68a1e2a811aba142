// What the cursor (`<|>`) is in, on whole and on half-typed queries.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kqlContext } from '../../../server/src/kql/context';
import type { KqlContext } from '../../../server/src/kql/context';
import { mutate, seededRandom } from '../../support/mutate';
import { readCursor } from '../../support/drawing';

const rows: readonly (readonly [source: string, context: string])[] = [
  ['<|>', 'field "" not'],
  ['  <|>', 'field "" not'],
  ['pro<|>', 'field "pro" not'],
  ['pro<|>cess.name', 'field "pro" +"cess.name" not'],
  ['process.na<|>: x', 'field "process.na" not'],
  ['process.name:<|>', 'value of process.name ""'],
  ['process.name: <|>', 'value of process.name ""'],
  ['process.name: c<|>md', 'value of process.name "c" +"md"'],
  ['process.name: c<|> and a:b', 'value of process.name "c"'],
  ['pid >= <|>', 'value of pid ""'],
  ['pid >= 4<|>', 'value of pid "4"'],
  ['a:b <|>', 'keyword "" and or'],
  ['a:b a<|>', 'keyword "a" and or'],
  ['a:b an<|>', 'keyword "an" and or'],
  ['a:b OR<|>', 'keyword "OR" and or'],
  ['a:b and<|>', 'keyword "and" and or'],
  ['a:b and <|>', 'field "" not'],
  ['a:b and n<|>', 'field "n" not'],
  ['a:b and not <|>', 'field ""'],
  ['a:b and not pro<|>', 'field "pro"'],
  ['a:"b" a<|>', 'keyword "a" and or'],
  ['a:("x" o<|>)', 'keyword "o" and or'],
  ['(a:b) an<|>', 'keyword "an" and or'],
  ['"x" a<|>', 'keyword "a" after "x" and or'],
  ['a:b c<|>', 'value of a "b c"'],
  ['a:b\nproc<|>', 'field "proc"'],
  ['a:b\nan<|>', 'keyword "an" and or'],
  ['"x" <|>', 'keyword "" after "x" and or'],
  ['"x"<|>', 'none'],
  ['(a:b)<|>', 'none'],
  ['(a:b) <|>', 'keyword "" and or'],
  ['process.name <|>', 'keyword "" after process.name and or'],
  ['process.name a<|>', 'keyword "a" after process.name and or'],
  ['(<|>', 'field "" not'],
  ['(a:1 or <|>', 'field "" not'],
  ['a:(<|>', 'value of a "" not'],
  ['a:(x or <|>', 'value of a "" not'],
  ['a:(x or y<|>)', 'value of a "y" not'],
  ['a:(x or (y and not <|>', 'value of a ""'],
  ['a:(x <|>', 'keyword "" and or'],
  ['a:(x) and <|>', 'field "" not'],
  ['a:(x) or (<|>', 'field "" not'],
  ['a: "x<|>y"', 'quoted of a "x" +"y"'],
  ['a: "x<|>', 'quoted of a "x"'],
  ['a:("p" or "x<|>', 'quoted of a "x"'],
  ['"x<|>', 'quoted "x"'],
  ['"fo<|>o": x', 'quoted "fo" +"o"'],
  ['p:{<|>', 'field "" not in p'],
  ['p:{ q:{ a<|>', 'field "a" not in p.q'],
  ['p:{ q:{ a:1 } and b: <|>', 'value of b "" in p'],
  ['p:{ a:(x or <|> ) }', 'value of a "" not in p'],
  ['p:{ a:b } and <|>', 'field "" not'],
  ['a:b ) and <|>', 'field "" not'],
  ['a:\\<|>', 'none'],
];

function show(text: string, offset: number, context: KqlContext): string {
  if (context.kind === 'none') return 'none';
  const { kind, prefix, replace, path } = context;
  assert.equal(text.slice(replace.start, offset), prefix);
  const tail = text.slice(offset, replace.end);
  return [
    kind,
    ...('field' in context && context.field !== undefined ? [`of ${context.field}`] : []),
    JSON.stringify(prefix),
    ...(tail === '' ? [] : [`+${JSON.stringify(tail)}`]),
    ...('term' in context && context.term !== undefined ? [`after ${context.term}`] : []),
    ...('keywords' in context ? context.keywords : []),
    ...(path === '' ? [] : [`in ${path}`]),
  ].join(' ');
}

describe('kqlContext', () => {
  for (const [source, expected] of rows)
    it(source, () => {
      const { text, offset } = readCursor(source);
      assert.equal(show(text, offset, kqlContext(text, offset)), expected);
    });

  it('answers everywhere in any text', () => {
    const random = seededRandom(5);
    const texts = rows.map(([source]) => readCursor(source).text);
    const tokens = ['(', ')', '{', '}', ':', '"', '\\', ' and ', 'not ', '<', '*'];
    for (let i = 0; i < 500; i++) {
      const text = mutate(texts[i % texts.length] ?? '', random, { tokens, texts });
      for (let offset = 0; offset <= text.length; offset++)
        show(text, offset, kqlContext(text, offset));
    }
  });
});
