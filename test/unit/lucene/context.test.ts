// What the cursor is in: field, value or neither.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { luceneContext } from '../../../server/src/lucene/context';
import { readCursor } from '../../support/drawing';

/** The query with a cursor; kind, field of a value, what is typed, what would be replaced. */
const rows: readonly (readonly [string, string])[] = [
  ['<|>', 'field "" ""'],
  ['proc<|>', 'field "proc" "proc"'],
  ['pro<|>cess', 'field "pro" "process"'],
  ['a:b AND proc<|>', 'field "proc" "proc"'],
  ['a:b <|>', 'field "" ""'],
  ['NOT <|>', 'field "" ""'],
  ['-pro<|>', 'field "pro" "pro"'],
  ['+(pro<|>', 'field "pro" "pro"'],
  ['!<|>', 'field "" ""'],
  ['a:<|>', 'value a "" ""'],
  ['a.b:x<|>', 'value a.b "x" "x"'],
  ['a : <|>', 'value a "" ""'],
  ['a:(x OR <|>', 'value a "" ""'],
  ['a:(x OR y<|>) b', 'value a "y" "y"'],
  ['a:(x OR b:(y <|>', 'value b "" ""'],
  ['a:(x) <|>', 'field "" ""'],
  ['a\\:b:<|>', 'value a:b "" ""'],
  ['a:"x<|>', 'quoted a "x" "x"'],
  ['a:"x<|>y" b', 'quoted a "x" "xy"'],
  ['a:("x" OR "<|>', 'quoted a "" ""'],
  ['"x<|>', 'none'],
  ['a:"x"<|>', 'none'],
  ['a:/x<|>', 'none'],
  ['a:/x y/ <|>', 'field "" ""'],
  ['a:[1 TO <|>', 'none'],
  ['a:[1 TO 2} <|>', 'field "" ""'],
  ['a:(b)<|>', 'none'],
];

describe('luceneContext', () => {
  for (const [drawing, expected] of rows)
    it(drawing, () => {
      const { text, offset } = readCursor(drawing);
      const context = luceneContext(text, offset);
      if (context.kind === 'none') {
        assert.equal('none', expected);
        return;
      }
      const field = context.kind === 'field' ? '' : ` ${context.field}`;
      const { start, end } = context.replace;
      const replaced = text.slice(start, end);
      assert.equal(`${context.kind}${field} "${context.prefix}" "${replaced}"`, expected);
    });
});
